"""From the start of the process to a painted window, and the memory of that process once the example is shown.

The alternative is the same process with torch imported in it, which a program without a worker process would need.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measure import Measure

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5

_CHILD = """
import json, sys, time
if sys.argv[1] == "other":
    import torch
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
import psutil
from ui.app import open_window

class Painted(QObject):
    at = 0.0
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = time.monotonic()
        return False

app = QApplication([])
window = open_window(None)
painted = Painted()
window.canvas.viewport().installEventFilter(painted)
window.show()
while not painted.at or not window.document.graph.nodes:
    app.processEvents()
cpu = time.process_time()
settled = time.monotonic() + 0.5
while time.monotonic() < settled:
    app.processEvents()
    time.sleep(0.01)
memory = psutil.Process().memory_full_info()
print(json.dumps({"painted": painted.at, "cpu": cpu, "rss": memory.rss, "uss": memory.uss}))
window.close()
"""


def measure() -> list[Measure]:
    taken = [(_start("ours"), _start("other")) for _ in range(RUNS)]
    figures = (
        ("time to a painted window", "wall", "s"),
        ("CPU time to a painted window", "cpu", "s"),
        ("memory of the window's process (resident)", "rss", "MB"),
        ("memory of the window's process (its own alone)", "uss", "MB"),
    )
    found: list[Measure] = []
    for name, key, unit in figures:
        ours, other = (statistics.median(pair[side][key] for pair in taken) for side in (0, 1))
        found.append(Measure(f"startup: {name}", ours, other, unit))
    return found


def _start(which: str) -> dict[str, float]:
    """One start of the window in a process and a home of its own, without a screen."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SORAAPP_HOME": home}
        began = time.monotonic()
        command = [sys.executable, "-c", _CHILD, which]
        told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    facts = json.loads(told)
    return {
        "wall": facts["painted"] - began,
        "cpu": facts["cpu"],
        "rss": facts["rss"] / 2**20,
        "uss": facts["uss"] / 2**20,
    }
