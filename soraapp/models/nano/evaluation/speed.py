"""How fast a model is on this machine, and how much memory it takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from soraapp.models.base import Model
from soraapp.models.nano.evaluation.rate import matrix_share
from soraapp.models.nano.evaluation.running import made_by
from soraapp.models.nano.evaluation.trial import COUNT, RATE, SIZE, Rendered
from soraapp.models.nano.world.scene import Actor, Scene
from soraapp.models.request import Cue, Keep, Request, Steer

NAME = "speed"
"""The name by which these figures are chosen, as rows are by theirs."""
RUNS = 3
CAREFUL = 8
"""Steps of the first figure, whatever a model takes by default."""
_SCENE = Scene("game", "day", "clear", "pixel", "static", 1.0, (Actor("dog", "red", "right", 0, 0),), "none", (), 1)


@dataclass(frozen=True)
class Figure:
    """Something measured of this machine."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    at_most: bool = False
    """Whether smaller is better."""


def figures(model: Model) -> tuple[Figure, ...]:
    """All figures: medians of a few runs after one that warms up. Other work on the machine slows them down."""
    clip = _request(model)
    wall, work = _seconds(lambda: made_by(model, clip))
    careful, _ = _seconds(lambda: made_by(model, _request(model, steps=CAREFUL)))
    steered = _request(model, count=13, keeps=(Keep(Rendered(_SCENE, 0, 9)),))
    if model.capabilities.steers:
        steered = _request(model, count=13, keeps=steered.keeps, steers=(Steer(pan=1.0),))
    group, _ = _seconds(lambda: made_by(model, steered))
    found = [
        Figure(f"{COUNT} frames at {CAREFUL} steps", careful, "s", 2.0, at_most=True),
        Figure(f"{COUNT} frames at {clip.steps} steps", wall, "s"),
        Figure(f"{COUNT} frames, time of all cores", work, "s"),
        Figure("frames a second", COUNT / wall, "fps"),
        Figure("steered group by group", 4 / group, "fps", 8.0),
    ]
    share = matrix_share(model, clip)
    if share is not None:
        found.append(Figure("share of the matrix rate", 100 * share, "%", 40.0))
    resident = _resident()
    if resident is not None:
        found.append(Figure("resident memory", resident, "MB"))
    return tuple(found)


def _request(model: Model, **changes: object) -> Request:
    can = model.capabilities
    plain: dict[str, object] = {
        "model": can.identity,
        "cues": (Cue("a red dog moves right in a game world"),),
        "size": SIZE,
        "count": COUNT,
        "rate": RATE,
        "seed": 1,
        "steps": can.steps,
        "guidance": can.guidance,
    }
    return Request(**(plain | changes))  # type: ignore[arg-type]


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """The time that passes while something runs, and the time that all cores spend on it: medians, in seconds."""
    work()
    walls: list[float] = []
    spent: list[float] = []
    for _ in range(RUNS):
        wall, used = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        spent.append(time.process_time() - used)
    return median(walls), median(spent)


def _resident() -> float | None:
    """The memory of this process in megabytes, where the system tells it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
    return int(lines["VmRSS"].split()[0]) / 1024
