"""The rules of the code hold: imports point down, style and format are kept, and the types check."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
    "imports": ["lint-imports", "--no-cache"],
    "style": ["ruff", "check", "--no-cache"],
    "format": ["ruff", "format", "--check", "--no-cache"],
    "types": ["pyright", "--warnings", "--pythonpath", sys.executable],
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_keeps_the_rules(check: str) -> None:
    tool, *arguments = CHECKS[check]
    command = [str(Path(sysconfig.get_path("scripts")) / tool), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
