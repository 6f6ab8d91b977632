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
    part: int = 1
    """Which of its clips it makes: some nodes make several, and how many may show only on the way."""


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
class StepEconomy:
    """Memory ran out in a node; it goes on in a cheaper way, which its model calls by this name."""

    run: int
    node: str
    economy: str


@dataclass(frozen=True)
class StepSpared:
    """A clip of a node was made with a step cache: `done` blocks of networks were computed, of the `whole` that are
    without one."""

    run: int
    node: str
    done: int
    whole: int


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
class DeliveryNotice:
    """The file is written otherwise than was asked, for the reason that this tells."""

    run: int
    notice: SoraError


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
    """The worker process ended before its time. Another takes its place and goes on with the run that was under way:
    what is finished stays so, and the node that was computing starts again with what it has kept."""

    reason: str
    run: int | None = None
    """The run that goes on; None when there was none, or when it is over with this."""
    node: str | None = None
    """Where the run was, as far as that is known."""


@dataclass(frozen=True)
class WorkerSilent:
    """The worker process has given no sign of life for so many seconds. Nothing is done about it unless somebody calls
    `Engine.restart`; when it answers after all, WorkerAnswers follows."""

    run: int
    node: str | None
    seconds: float


@dataclass(frozen=True)
class WorkerAnswers:
    """The worker process that was silent gives signs of life again."""

    run: int


@dataclass(frozen=True)
class QueueChanged:
    """Which runs wait, the next one first, and whether they are held back."""

    waiting: tuple[int, ...]
    held: bool


Event = (
    RunStarted
    | StepStarted
    | StepProgress
    | StepPreview
    | StepEconomy
    | StepSpared
    | StepFinished
    | StepFailed
    | StepBlocked
    | DeliveryProgress
    | DeliveryNotice
    | Delivered
    | DeliveryFailed
    | RunFinished
    | WorkerReady
    | WorkerLost
    | WorkerSilent
    | WorkerAnswers
    | QueueChanged
)
