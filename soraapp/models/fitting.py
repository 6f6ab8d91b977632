"""Whether the weights of a model have room in a machine, judged by their headers.

What is counted is weights, as they are kept while the model runs: in 16 bits on a graphics card, in 32 on the
processor. The frames that are made need room as well, which depends on their size and number; a share is left for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from soraapp.models.about import About
from soraapp.models.machine import Machine

_SHARE = 0.9
"""Of a memory, at most, for weights."""


class Fit(Enum):
    """How a model has room."""

    FITS = "fits"
    ONE_BY_ONE = "too large for the graphics card at once"
    """Each network has room on it, and all together in memory: but none can wait there yet while another one works."""
    TOO_LARGE = "too large for this machine"
    UNKNOWN = "unknown"
    """The machine does not tell its memory, or the model has no weights."""


@dataclass(frozen=True)
class Fitting:
    """A model in a machine; numbers are bytes."""

    fit: Fit
    needed: int
    """By all weights."""
    largest: int
    """By the largest network."""
    bits: int
    """Of each number while it runs."""
    machine: Machine

    @property
    def on_card(self) -> bool:
        """Whether it would run on a graphics card."""
        return self.machine.graphics > 0


def fitting(about: About, machine: Machine) -> Fitting:
    """How a model fits a machine."""
    bits = 32 if about.wide or not machine.graphics else 16
    sizes = [one.bytes if one.kept else one.numbers * bits // 8 for one in about.parts.values()]
    needed, largest = sum(sizes), max(sizes, default=0)
    return Fitting(_fit(needed, largest, machine), needed, largest, bits, machine)


def _fit(needed: int, largest: int, machine: Machine) -> Fit:
    if not needed or not machine.memory:
        return Fit.UNKNOWN
    if needed > _SHARE * machine.memory:
        return Fit.TOO_LARGE
    if not machine.graphics or needed <= _SHARE * machine.graphics:
        return Fit.FITS
    return Fit.ONE_BY_ONE if largest <= _SHARE * machine.graphics else Fit.TOO_LARGE
