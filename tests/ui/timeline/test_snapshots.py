"""The timeline looks to the pixel as on file, in every theme. ``python3 -m tests.snapshots`` renews the pictures."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.sheets import THEMES
from tests.ui.snapshot import check
from tests.ui.timeline.sheets import FOLDER, SHEETS, painted


@pytest.mark.skipif(sys.platform != "linux", reason="letters are drawn differently there")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_timeline_looks_as_it_did(app: QApplication, sheet: str, theme: str) -> None:
    check(painted(app, sheet, theme), FOLDER / f"{sheet}-{theme}.png")
