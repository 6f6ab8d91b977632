"""What the two processes say to each other beside events. The worker sends lists, so that many share one write."""

from __future__ import annotations

from dataclasses import dataclass
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
class Copied:
    """The preview in this block has been taken out."""

    block: str


@dataclass(frozen=True)
class Close:
    """End the process."""


Command = Run | Cancel | Blocks | Copied | Close


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


Report = Event | PreviewMade | LargerBlocks | Unusable
