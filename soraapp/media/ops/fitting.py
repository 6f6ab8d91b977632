"""Operations that bring clips to one size and one rate, so that they can be put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from soraapp.media.clip import Clip, Frames, Pixels, Size
from soraapp.media.fit import FitMode, Sampling, fit_pixels
from soraapp.media.ops.derived import mapped
from soraapp.media.ops.retime import Resample


@dataclass(frozen=True)
class Fit:
    """A clip at another size."""

    clip: Clip
    size: Size
    mode: FitMode = FitMode.COVER
    sampling: Sampling = Sampling.AREA

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count

    def frames(self, start: int, stop: int) -> Frames:
        return mapped(self.clip.frames(start, stop), self.size, self._fitted)

    def _fitted(self, pixels: Pixels) -> Pixels:
        return fit_pixels(pixels, self.size, self.mode, self.sampling)


def conform(clips: Iterable[Clip], mode: FitMode = FitMode.COVER) -> tuple[Clip, ...]:
    """The clips at the size and rate of the first, ready to be joined; those that have both come as they are."""
    clips = tuple(clips)
    return tuple(_conformed(clip, clips[0].size, clips[0].rate, mode) for clip in clips)


def _conformed(clip: Clip, size: Size, rate: Fraction, mode: FitMode) -> Clip:
    fitted = clip if clip.size == size else Fit(clip, size, mode)
    return fitted if fitted.rate == rate else Resample(fitted, rate)
