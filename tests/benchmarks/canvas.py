"""The canvas beside three node editors of PyPI, NodeGraphQt, qtpynodeeditor and nodeeditor-qtpy, over the same graphs.

Of 100, 1,000 and 5,000 nodes with half as many wires again, one of which feeds 100 others: the time to open, a pan with
its frame, a move of the node with 100 wires with its frame, each at 1:1 and with all in view, in 1600x1000; and memory.
Times are of the CPU of the GUI thread. The other editors are installed once into an environment of their own in this
person's cache folder; without a network ours are measured alone. Each editor opens each graph in a process of its own,
which is ended after a time limit: the figures that it did not come to are given as more than that.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import venv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from tests.benchmarks.measure import Measure
from tests.benchmarks.peers.drive import EDITORS

ROOT = Path(__file__).resolve().parents[2]
SIZES = {100: 10, 1000: 40, 5000: 90}
"""Nodes, and how many stand in a row."""
HUB_WIRES = 100
LIMIT = 60.0
"""Seconds that an editor has for a graph."""
PINS = (
    "NodeGraphQt==0.6.44",
    "qtpynodeeditor==0.3.3",
    "nodeeditor-qtpy==0.8.2",
    "PySide6-Essentials==6.11.3",
    "setuptools==80.9.0",  # NodeGraphQt imports distutils, which newer Pythons have from here
)
FIGURES = {
    "open": "ms",
    "pan at 1:1": "ms",
    "pan at fit": "ms",
    "drag the hub at 1:1": "ms",
    "drag the hub at fit": "ms",
    "memory": "MB",
}
STEP = 280.0, 360.0
"""Canvas units from a node to the next one."""


def graph(count: int) -> dict[str, object]:
    """Nodes in rows; a hub in the middle feeds up to 100 of them, and the others have wires to neighbours at random."""
    chance, across = random.Random(1), SIZES[count]
    places = [(index % across * STEP[0], index // across * STEP[1]) for index in range(count)]
    hub = count // 2 // 4 * 4
    videos = [index for index in range(count) if index % 4 in (1, 2)]
    wires = {(hub, video): 0 for video in chance.sample(videos, min(HUB_WIRES, len(videos)))}
    taken = Counter[int]()
    while len(wires) < count * 3 // 2:
        source, target = chance.choice(videos), chance.randrange(count // 4) * 4 + 3
        if abs(source - target) < across + 5 and (source, target) not in wires:
            wires[source, target] = taken[target]
            taken[target] += 1
    rows = -(-count // across)
    fit = max(0.05, min(1600 / (across * STEP[0]), 1000 / (rows * STEP[1]), 1.0))
    return {"places": places, "wires": [(*ends, entry) for ends, entry in wires.items()], "hub": hub, "fit": fit}


def measure() -> Iterator[Measure]:
    others = _environment()
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            file = Path(folder) / f"{count}.json"
            file.write_text(json.dumps(graph(count)), "utf-8")
            ours = _driven("Soraapp", Path(sys.executable), file)
            for figure, unit in FIGURES.items():
                yield Measure(f"{count:,} nodes: {figure}", ours[figure], None, unit)
            for name in EDITORS if others else ():
                if name != "Soraapp":
                    yield from _beside(name, others, file, count, ours)


def _beside(name: str, python: Path | None, file: Path, count: int, ours: dict[str, float]) -> Iterator[Measure]:
    assert python is not None
    found = _driven(name, python, file)
    for figure, unit in FIGURES.items():
        if figure in found:
            yield Measure(f"    {name}: {figure}", ours[figure], found[figure], unit)
        elif unit == "ms":
            yield Measure(f"    {name}: {figure}, more than", ours[figure], LIMIT * 1000, unit)
            return


def _driven(name: str, python: Path, file: Path) -> dict[str, float]:
    """The figures that an editor comes to in time."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_API": "pyside6", "PYTHONPATH": str(ROOT)}
    drive = Path(__file__).parent / "peers" / "drive.py"
    child = subprocess.Popen(
        [python, "-W", "ignore", drive, name, file],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=file.parent,
    )
    timer = threading.Timer(LIMIT, child.kill)
    timer.start()
    told, complaint = child.communicate()
    late = not timer.is_alive()
    timer.cancel()
    if child.returncode and not late:
        raise RuntimeError(f"{name} failed:\n{complaint[-2000:]}")
    return dict(json.loads(line) for line in told.splitlines() if line.startswith("["))


def _environment() -> Path | None:
    """The Python that has the other editors, made when it is first needed; None where they cannot be had."""
    folder = platformdirs.user_cache_path("soraapp-benchmarks") / "canvas"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "pins"
    if done.exists() and done.read_text("utf-8").splitlines() == list(PINS):
        return python
    print(f"Installing {', '.join(PINS[:3])} into {folder}, once.", flush=True)
    venv.create(folder, clear=True, with_pip=True)
    for pin in PINS:  # One by one: what an editor asks for need not suit the others.
        came = subprocess.run([python, "-m", "pip", "install", "-q", pin], capture_output=True, text=True, check=False)
        if came.returncode:
            print(f"{pin} cannot be had, so ours is measured alone:\n{came.stderr[-500:]}", flush=True)
            return None
    done.write_text("\n".join(PINS), "utf-8")
    return python
