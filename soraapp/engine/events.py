"""What the engine tells while it works. Every event is a frozen dataclass; `run` is the number of its run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path

from soraapp.errors import SoraError
from soraapp.media.clip import Frames


class Outcome(Enum):
    """How a run ended."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class RunStarted:
    """A run begins; `steps` are the ids of the nodes it will visit, in order."""

    run: int
    steps: tuple[str, ...]


@dataclass(frozen=True)
class StepStarted:
    """A node begins to compute (nodes whose result is at hand only finish)."""

    run: int
    node: str


@dataclass(frozen=True)
class StepProgress:
    """A node has done `done` of `total` units of work."""

    run: int
    node: str
    done: int
    total: int
    seconds_left: float | None


@dataclass(frozen=True)
class StepPreview:
    """The whole clip of a node as it stands at step `done` of `total`: shape (frames, height, width, 3), uint8."""

    run: int
    node: str
    done: int
    total: int
    frames: Frames
    rate: Fraction


@dataclass(frozen=True)
class StepFinished:
    """A node has its results: values by output name."""

    run: int
    node: str
    outputs: Mapping[str, object]
    cached: bool
    """Nothing was computed: the result was at hand from an earlier run."""
    elapsed: float
    """Seconds."""


@dataclass(frozen=True)
class StepFailed:
    """A node could not compute. What depends on it is not run."""

    run: int
    node: str
    error: SoraError


@dataclass(frozen=True)
class StepBlocked:
    """A node is not run because one that feeds it failed."""

    run: int
    node: str
    cause: str
    """The id of the node that failed."""


@dataclass(frozen=True)
class DeliveryProgress:
    """Frames written to the file that a run delivers."""

    run: int
    done: int
    total: int
    seconds_left: float | None


@dataclass(frozen=True)
class Delivered:
    """The file that a run delivers is complete and in its place."""

    run: int
    path: Path


@dataclass(frozen=True)
class DeliveryFailed:
    """The file could not be written; results stay in the cache."""

    run: int
    error: SoraError


@dataclass(frozen=True)
class RunFinished:
    """A run is over. Always the last event of a run."""

    run: int
    outcome: Outcome
    elapsed: float


@dataclass(frozen=True)
class WorkerReady:
    """The worker process can take work."""


@dataclass(frozen=True)
class WorkerLost:
    """The worker process died by itself; a new one is being started and the runs under way have failed."""

    reason: str


Event = (
    RunStarted
    | StepStarted
    | StepProgress
    | StepPreview
    | StepFinished
    | StepFailed
    | StepBlocked
    | DeliveryProgress
    | Delivered
    | DeliveryFailed
    | RunFinished
    | WorkerReady
    | WorkerLost
)
