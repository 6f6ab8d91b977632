"""How long the clips of a model are: what it makes at once, and the windows that longer ones take. Imports no torch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from soraapp.models.diffusers.family import Described, Family
from soraapp.models.windows import plan

SECONDS = 60
"""How long clips are made by windows."""
_BESIDE = 24
"""Frames more that a request may have: what is kept at both ends of a gap is made as well."""
_CONTEXT = 8
"""How many frames a window keeps of the one before, at least; and one more where the first has a latent of its own."""
_LEAST = 3
"""Latents of a window: two that are kept, and one that is made."""


@dataclass(frozen=True)
class Reach:
    """How much a model makes at once, in frames."""

    longest: int
    step: int
    """How many frames share a latent."""
    alone: bool
    """Whether the first frame has a latent of its own."""
    extends: bool
    """Whether windows of it can follow upon each other."""

    @classmethod
    def of(cls, family: Family, told: Described, pipeline: Any = None) -> Reach:
        """As a family tells. Where frames share latents from the first on, only a pipeline that is loaded knows how
        many; without it they count one by one."""
        together = family.latents.together if family.latents else None
        step = together(pipeline) if together and pipeline is not None else told.count_step
        found = cls(told.native_count, step, together is None, extends=True)
        keeps = told.extends and not told.needs_last and family.latents is not None
        able = keeps and found._latents(told.native_count) >= _LEAST
        return replace(found, extends=able)

    def windows(self, count: int, *, backward: bool = False) -> tuple[range, ...]:
        """The frames of each window, in the order in which they are made; one where it takes no more."""
        if count <= self.longest or not self.extends:
            return (range(count),)
        longest = self._latents(self.longest)
        overlap = min(-(-_CONTEXT // self.step) + self.alone, longest - 1)
        found = plan(self._latents(count), longest, overlap, backward=backward)
        behind = self.step - 1 if self.alone else 0
        return tuple(range(one.start * self.step, min(one.stop * self.step - behind, count)) for one in found)

    def _latents(self, count: int) -> int:
        return -(-(count - self.alone) // self.step) + self.alone


def longest_count(reach: Reach, rate: Fraction) -> int:
    """The most frames of a request, for a model that makes so many at once."""
    minute = -(-(int(SECONDS * rate) + _BESIDE) // reach.step) * reach.step + 1
    return max(reach.longest, minute) if reach.extends else reach.longest
