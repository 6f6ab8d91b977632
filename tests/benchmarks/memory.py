"""The memory of all processes together while a film of 1080p30 goes from a file through three light nodes to an MP4.

It is made by the command line and in the window. The alternative is the least that any program needs: a loop that
decodes a frame, scales it as the nodes do, and encodes it, with the same settings and nothing else in the process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from soraapp.catalogue import Catalogue
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from soraapp.project.storage import save
from tests.benchmarks.footage import shoot
from tests.benchmarks.measure import Measure

ROOT = Path(__file__).resolve().parents[2]
LENGTHS = (4, 20, 60)
SIZES = ((1440, 1080), (1280, 720), (1920, 1080))
"""What the nodes make of the film, one after the other."""
_LOOK = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Use:
    """The peak of the memory of a process and all its children, in MB; what pages several have counts once."""

    peak: float
    seconds: float


def measure() -> Iterator[Measure]:
    peaks: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for length in LENGTHS:
            source = shoot(folder / f"{length}.mp4", length)
            project, film = folder / f"{length}.sora", folder / "film.mp4"
            save(_project(source), project)
            floor = use_of(film, "-m", "tests.benchmarks.plain_loop", str(source), str(film))
            ways = {
                "render": (str(ROOT / "main.py"), "render", str(project), "--output", str(film)),
                "window": ("-m", "tests.benchmarks.window_export", str(project), str(film)),
            }
            for way, command in ways.items():
                use = use_of(film, *command)
                peaks.setdefault(way, []).append(use.peak)
                yield Measure(f"memory: {way}, {length} s of 1080p, peak of all", use.peak, floor.peak, "MB")
                yield Measure(f"memory: {way}, {length} s of 1080p, time", use.seconds, floor.seconds, "s")
    for way, found in peaks.items():
        yield Measure(f"memory: {way}, {LENGTHS[-1]} s beside {LENGTHS[0]} s, peak", found[-1], found[0], "MB")


def _project(source: Path) -> Project:
    """A film from a file, fitted to one size after another."""
    catalogue = Catalogue.of("nodes")
    load = Node("load", "load.video", catalogue["load.video"].version, "Load video", {"file": source})
    nodes, wires = {"load": load}, list[Wire]()
    before = "load"
    for index, (width, height) in enumerate(SIZES, 1):
        node = "film" if index == len(SIZES) else f"fit{index}"
        values = {"width": width, "height": height}
        version = catalogue["output.export"].version
        nodes[node] = Node(node, "output.export", version, node.capitalize(), values, (260.0 * index, 0.0))
        wires.append(Wire(Port(before, "clip"), Port(node, "clips")))
        before = node
    return Project(Graph(nodes, tuple(wires)))


def use_of(film: Path, *arguments: str, home: Path | None = None) -> Use:
    """Run a program of Python that makes the film, and look at its memory meanwhile. `home` is where it keeps its
    results, if not in its usual place."""
    film.unlink(missing_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} | ({"SORAAPP_HOME": str(home)} if home else {})
    began, peak = time.perf_counter(), 0.0
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, together(process.pid))
        time.sleep(_LOOK)
    taken = time.perf_counter() - began
    assert process.returncode == 0, f"{arguments} ended with {process.returncode}"
    assert film.exists(), f"{arguments} made no film"
    return Use(peak, taken)


def together(process: int) -> float:
    """The MB of a process and all its children: a page that several have counts in each for its part alone. Where the
    system does not tell that, what each has for itself."""
    total = 0
    with suppress(psutil.Error):
        family = [psutil.Process(process), *psutil.Process(process).children(recursive=True)]
        for member in family:
            with suppress(psutil.Error):
                facts = member.memory_full_info()
                total += getattr(facts, "pss", facts.uss)
    return total / 2**20
