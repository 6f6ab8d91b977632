"""Starts commands as a person does, in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "resources" / "examples" / "first_film.sora"

Run = subprocess.CompletedProcess[str]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]


def sora(*arguments: str | Path, cwd: Path = ROOT, columns: int = 80) -> Run:
    """Run a command to its end."""
    environment = {**os.environ, "COLUMNS": str(columns)}
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, cwd=cwd, env=environment, timeout=120, check=False
    )


def lines(run: Run) -> list[dict[str, Any]]:
    """What a run printed with ``--json``: one object a line."""
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture(scope="session")
def tiny() -> list[str]:
    """Settings with which the example takes a second or two."""
    nodes = ("Text to video", "Image to video")
    values = ("width=64", "height=64", "seconds=0.5", "steps=2")
    return [part for node in nodes for value in values for part in ("--set", f"{node}.{value}")]
