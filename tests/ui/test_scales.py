"""The window on screens of 1, 1.5 and 2 device pixels a pixel: each in a process of its own, as Qt asks for the scale
when it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("factor", [1, 1.5, 2])
def test_pictures_are_sharp_and_texts_whole_at_every_scale(factor: float) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": str(factor), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.ui.scaled"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["ratio"] == factor
    assert told["grabbed"] == [factor, factor]
    assert told["blurred"] == []
    assert told["odd"] == []
    assert told["cut"] == {"en": [], "zh_CN": []}
    assert told["shown"] <= told["thumbnail"] <= 2.5 * told["shown"], "as many pixels as are shown, and not many more"
