"""A stretch of time that a model fills: after frames that are kept, before them, between two such, or all by itself.

The frames that are kept have a rate and a size of their own and stay as they are. The model is shown a few of those
nearest to the gap, at its own rate and size, and what it makes is brought to theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from soraapp.media.clip import Clip, FrameImage, Image, Size
from soraapp.media.fit import FitMode
from soraapp.media.ops import Fit, Trim
from soraapp.media.ops.carrying import Carried, Kept
from soraapp.media.ops.meeting import SAME, Correction, corrected
from soraapp.media.ops.moments import Moments
from soraapp.models.base import Capabilities
from soraapp.models.request import Keep

CONTEXT = 8
"""How many kept frames a model is shown in all (and one more at the start, which models code by itself)."""


@dataclass(frozen=True)
class Gap:
    """The gap and how the model's frames lie in it. Made by `Gap.of`."""

    limits: Capabilities
    size: Size
    """Of the clip that the gap is in; so is the rate."""
    rate: Fraction
    length: int
    """Frames of the gap, at that rate."""
    before: Clip | None
    """What is kept before the gap, of that size and rate."""
    after: Clip | None
    made: int
    """Frames that the model makes beside those it is shown. They may be more than are needed: then those that are
    farthest from what is kept are left out."""

    @classmethod
    def of(
        cls,
        limits: Capabilities,
        size: Size,
        rate: Fraction,
        wish: int,
        before: Clip | None = None,
        after: Clip | None = None,
        *,
        at_most: bool = False,
    ) -> Gap:
        """A gap of `wish` frames. Between two that are kept the frames of the model must fit exactly, so there it is as
        much longer as need be, or shorter if it should be `at_most` so long and still has something in it."""
        gap = cls(limits, size, rate, wish, before, after, 0)
        shown, pace = gap.past + gap.future, limits.rate / rate
        if before is None or after is None:
            needed = ceil(wish * pace) if before or after else ceil((wish - 1) * pace) + 1
            made = limits.legal_count(shown + needed) - shown
            return cls(limits, size, rate, wish, before, after, made)
        exact = (wish + 1) * pace - 1
        made = limits.legal_count(shown + max(1, floor(exact) if at_most else ceil(exact))) - shown
        if at_most and made > exact and made > limits.count_step:
            made -= limits.count_step
        length = max(1, floor((made + 1) / pace + Fraction(1, 2)) - 1)
        return cls(limits, size, rate, length, before, after, made)

    @classmethod
    def within(cls, limits: Capabilities, clip: Clip, start: int, stop: int) -> Gap:
        """What making the frames start <= i < stop of a clip again leaves open, 0 <= start < stop <= clip.count.
        Between kept frames it is as much shorter as the model needs, but never less than one step of it."""
        before = Trim(clip, 0, start) if start else None
        after = Trim(clip, stop, clip.count) if stop < clip.count else None
        gap = cls.of(limits, clip.size, clip.rate, stop - start, before, after, at_most=True)
        if gap.length == stop - start:
            return gap
        if start + gap.length >= clip.count:
            return cls.of(limits, clip.size, clip.rate, clip.count - start, before)
        return replace(gap, after=Trim(clip, start + gap.length, clip.count))

    @property
    def past(self) -> int:
        """Frames at the start that are shown to the model."""
        if self.before is None:
            return 0
        return 1 + self._groups(self._available(self.before) - 1) * self.limits.count_step

    @property
    def future(self) -> int:
        """Frames at the end that are shown to the model."""
        if self.after is None:
            return 0
        return max(1, self._groups(self._available(self.after))) * self.limits.count_step

    @property
    def count(self) -> int:
        """Frames that the model is asked for."""
        return self.past + self.made + self.future

    @property
    def model_size(self) -> Size:
        """The size at which the model works."""
        return self.limits.nearest_size(self.size)

    @property
    def keeps(self) -> tuple[Keep, ...]:
        """What is kept, as the model is shown it."""
        before, after = self._shown_before(), self._shown_after()
        return (
            *(() if before is None else (Keep(before, at=0),)),
            *(() if after is None else (Keep(after, at=-self.future),)),
        )

    def source(self, clip: Clip) -> Clip:
        """The clip in which the gap is, as far as the model is to see it: all the frames that it is asked for."""
        stride = 1 / self._pace
        if self.before is not None:
            start = self.before.count - 1 - (self.past - 1) * stride
        else:
            start = self.length - self.made * stride if self.after is not None else Fraction(0)
        return Moments(self._shaped(clip), self.limits.rate, self.count, start, stride)

    def filled(self, clip: Clip) -> Clip:
        """The gap's own frames out of the clip that the model made, with colours and details that meet what is kept."""
        first, last = self._corrections(clip)
        part = corrected(self._part(clip), first, last)
        before, after = self._shown_before(), self._shown_after()
        if before is not None or after is not None:
            start = None if before is None else _kept(clip, self.past - 1, first, FrameImage(before, self.past - 1))
            end = None if after is None else _kept(clip, self.past + self.made, last, FrameImage(after, 0))
            part = Carried(part, start, end)
        return part if part.size == self.size else Fit(part, self.size, FitMode.STRETCH)

    def _part(self, clip: Clip) -> Clip:
        """The gap's own frames as the model made them, at the gap's rate."""
        if self.rate == self.limits.rate:
            start = self.past if self.after is None else self.past + self.made - self.length
            return Trim(clip, start, start + self.length)
        pace = self._pace
        first = pace - 1 if self.before is not None else Fraction(0)
        if self.before is None and self.after is not None:
            first = self.made - self.length * pace
        return Moments(Trim(clip, self.past, self.past + self.made), self.rate, self.length, first, pace)

    @property
    def _pace(self) -> Fraction:
        """Frames of the model for one frame of the gap."""
        if self.before is None or self.after is None:
            return self.limits.rate / self.rate
        return Fraction(self.made + 1, self.length + 1)

    def _available(self, clip: Clip) -> int:
        """How many frames of the model's rate lie within a clip."""
        return floor((clip.count - 1) * self.limits.rate / self.rate) + 1

    def _groups(self, frames: int) -> int:
        """In how many groups of the model's some frames are shown, at most; one that is not full rests on its outermost
        frame."""
        sides = 2 if self.before is not None and self.after is not None else 1
        most = max(1, CONTEXT // self.limits.count_step // sides)
        return min(most, -(-frames // self.limits.count_step))

    def _shown_before(self) -> Clip | None:
        if self.before is None:
            return None
        stride = self.rate / self.limits.rate
        start = self.before.count - 1 - (self.past - 1) * stride
        return Moments(self._shaped(self.before), self.limits.rate, self.past, start, stride)

    def _shown_after(self) -> Clip | None:
        if self.after is None:
            return None
        stride = self.rate / self.limits.rate
        return Moments(self._shaped(self.after), self.limits.rate, self.future, Fraction(0), stride)

    def _shaped(self, clip: Clip) -> Clip:
        # Stretched, and stretched back: so what is in the picture stays in its place across a seam.
        return clip if clip.size == self.model_size else Fit(clip, self.model_size, FitMode.STRETCH)

    def _corrections(self, clip: Clip) -> tuple[Correction, Correction]:
        """What brings the made frames to the colours of what is kept, at their start and at their end."""
        before, after = self._shown_before(), self._shown_after()
        first = None if before is None else Correction.between(Trim(clip, 0, self.past), before)
        last = None if after is None else Correction.between(Trim(clip, self.count - self.future, self.count), after)
        return first or last or SAME, last or first or SAME


def _kept(clip: Clip, index: int, correction: Correction, true: Image) -> Kept:
    """A kept frame as it is in the clip that the model made, and as it truly is."""
    return Kept(FrameImage(corrected(Trim(clip, index, index + 1), correction, correction), 0), true)
