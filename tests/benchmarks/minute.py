"""A film of a minute from one prompt: its memory and time beside a film of four seconds, and whether it drifts.

Both are made by the command line with nothing stored before. For drift, the last ten seconds are held against the
first: their brightness, their contrast, and how much a frame differs from the one before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from soraapp.catalogue import Catalogue
from soraapp.media.clip import Clip
from soraapp.media.decode import open_clip
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from soraapp.project.storage import save
from tests.benchmarks.measure import Measure
from tests.benchmarks.memory import ROOT, use_of

PROMPT = "a red ball goes around in a circle in a meadow"
SHORT, LONG = 4.0, 60.0
COMPARED = 10
"""Seconds at each end."""


def measure() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uses = {
            seconds: use_of(*_making(folder, seconds), home=folder / f"home {seconds:g}") for seconds in (SHORT, LONG)
        }
        peaks = uses[LONG].peak, uses[SHORT].peak
        yield Measure(f"minute: {LONG:g} s from a prompt beside {SHORT:g} s, peak of all", *peaks, "MB")
        paces = uses[LONG].seconds / LONG, uses[SHORT].seconds / SHORT
        yield Measure(f"minute: {LONG:g} s from a prompt beside {SHORT:g} s, time a second", *paces, "s")
        film = open_clip(folder / f"{LONG:g}.mp4")
        count = round(COMPARED * film.rate)
        last, first = (_look(film, start, start + count) for start in (film.count - count, 0))
        for what, now, then in zip(("brightness", "contrast", "step from frame to frame"), last, first, strict=True):
            yield Measure(f"minute: last {COMPARED} s beside first, {what}", now, then, "levels")


def _making(folder: Path, seconds: float) -> tuple[Path, *tuple[str, ...]]:
    """The film, and the command that makes it."""
    catalogue = Catalogue.of("nodes")
    clip = Node(
        "clip",
        "generate.text_to_video",
        catalogue["generate.text_to_video"].version,
        "Text to video",
        {"prompt": PROMPT, "seconds": seconds, "seed": 1},
    )
    film = Node("film", "output.export", catalogue["output.export"].version, "Film", {}, (260.0, 0.0))
    wire = Wire(Port("clip", "clip"), Port("film", "clips"))
    project, target = folder / f"{seconds:g}.sora", folder / f"{seconds:g}.mp4"
    save(Project(Graph({"clip": clip, "film": film}, (wire,))), project)
    return target, str(ROOT / "main.py"), "render", str(project), "--output", str(target)


def _look(clip: Clip, start: int, stop: int) -> tuple[float, float, float]:
    """Mean, deviation, and the mean step from frame to frame, in levels of 0 to 255."""
    frames = clip.frames(start, stop).astype(np.float32)
    return float(frames.mean()), float(frames.std()), float(np.abs(np.diff(frames, axis=0)).mean())
