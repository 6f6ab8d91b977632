"""What the two processes say to each other beside events. The worker sends lists, so that many share one write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from soraapp.engine.events import Event
from soraapp.engine.plan import Delivery, Plan


@dataclass(frozen=True)
class Run:
    """Do this plan next."""

    run: int
    plan: Plan
    delivery: Delivery | None
    previews: bool
    economies: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many of a model's economies to begin with, by node."""


@dataclass(frozen=True)
class Cancel:
    """Stop this run."""

    run: int


@dataclass(frozen=True)
class Blocks:
    """The names of the shared memory blocks for previews, each of `size` bytes; `final` when they cannot be larger."""

    names: tuple[str, ...]
    size: int
    final: bool


@dataclass(frozen=True)
class Serve:
    """From now on this process does the runs; until then it was a spare."""

    blocks: Blocks
    warm: str | None
    """The model to load while there is nothing to do."""
    dead: tuple[int, ...]
    """Process ids of earlier workers, whose temporary files are removed."""


@dataclass(frozen=True)
class Prepare:
    """Import these modules, which a worker needed later than at its start."""

    modules: tuple[str, ...]


@dataclass(frozen=True)
class Copied:
    """The preview in this block has been taken out."""

    block: str


@dataclass(frozen=True)
class Warm:
    """Load this model while there is nothing to do."""

    model: str


@dataclass(frozen=True)
class Close:
    """End the process."""


Command = Run | Cancel | Serve | Prepare | Blocks | Copied | Warm | Close


@dataclass(frozen=True)
class PreviewMade:
    """A preview lies in a block of shared memory: frames of this shape, uint8, without gaps."""

    run: int
    node: str
    done: int
    total: int
    rate: Fraction
    block: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class LargerBlocks:
    """Previews need blocks of this many bytes."""

    size: int


@dataclass(frozen=True)
class Unusable:
    """The worker cannot start; it ends."""

    reason: str


@dataclass(frozen=True)
class Alive:
    """A sign of life, sent again and again during a run by a thread of its own: code that holds the interpreter's lock
    stops it, code that is merely slow does not."""


@dataclass(frozen=True)
class Imported:
    """The modules of the program and of plug-ins that were imported since the start, when they were first needed."""

    modules: tuple[str, ...]


Report = Event | PreviewMade | LargerBlocks | Unusable | Alive | Imported
