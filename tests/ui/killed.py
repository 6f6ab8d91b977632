"""Another instance of the program, which has done something and is killed, and what this one offers then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.ui.events import wait
from tests.ui.window import click
from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from soraapp.project import edits, storage
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn, wait
from tests.ui.window import film, sample_window

app = QApplication([])
window = sample_window(Path(sys.argv[1]))
if sys.argv[2]:
    window.document.open(Path(sys.argv[2]))
{act}
print("ready", flush=True)
number = 0
while True:
    turn(0.05)
    number += 1
    if {busy}:
        window.document.apply(edits.set_value("clip", "seed", number))
"""
ADD = 'window.document.apply(edits.add_node(CATALOGUE["plain.number"], (0, 0), id="new"))'
KEEP = "wait(lambda: list(Path(sys.argv[1]).rglob('*.rescue')), 'the work')"


@contextmanager
def child(
    folder: Path, act: str, file: Path | None = None, *, busy: bool = False
) -> Generator[subprocess.Popen[bytes]]:
    """Another instance of the program that has done something and goes on; it is killed at the end."""
    script = CHILD.format(act=act, busy=busy)
    arguments = [sys.executable, "-c", script, str(folder), str(file or "")]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == b"ready\n"
            yield program
        finally:
            os.kill(program.pid, signal.SIGKILL)


def offered(window: MainWindow, text: str) -> None:
    wait(lambda: window.offers.isVisible() and text in window.offers.text.text(), f"the offer of {text!r}", 10)


def answer(window: MainWindow, title: str) -> None:
    click(next(button for button in window.offers.buttons if button.text() == title))
