"""A request as pipelines take it: pictures instead of descriptions, each fitted to the size that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Clip, Frames, Image, Size
from soraapp.media.fit import Sampling, fit_pixels
from soraapp.media.ops import Resample
from soraapp.models.keep_limits import kept_span
from soraapp.models.request import Keep, Request

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_HALF = 127


@dataclass(frozen=True)
class Kept:
    """Frames that must appear."""

    span: range
    """Which of the result they are."""
    frames: Frames
    strength: float
    mask: NDArray[np.bool_] | None
    """Where, of shape (height, width); None for everywhere. A mask that moves counts by its first picture."""

    @property
    def whole(self) -> bool:
        """Whether they are kept all over and exactly, which pipelines know by themselves."""
        return self.mask is None and self.strength == 1

    def pictures(self) -> list[Picture]:
        return pictures(self.frames)


@dataclass(frozen=True)
class Asked:
    """A request, decoded as far as it is looked at."""

    request: Request

    @property
    def prompt(self) -> str:
        """What is to be seen: the cues in their order."""
        return " ".join(cue.text for cue in self.request.cues)

    @property
    def size(self) -> Size:
        return self.request.size

    @property
    def count(self) -> int:
        return self.request.count

    @cached_property
    def keeps(self) -> tuple[Kept, ...]:
        return tuple(self._kept(keep) for keep in self.request.keeps)

    @cached_property
    def source(self) -> Frames | None:
        """The frames to start from, as many as are asked for; the last stays where there are fewer."""
        source = self.request.source
        return None if source is None else self._filled(self._frames(source.media, self.count))

    @property
    def change(self) -> float:
        return self.request.source.change if self.request.source else 1.0

    @property
    def share(self) -> float:
        """The share of the steps that change a source: one step at least, as pipelines refuse to do none."""
        return min(max(self.change, (1 + 1e-6) / self.request.steps), 1.0)

    def usual(self) -> dict[str, Any]:
        """The arguments that most pipelines take."""
        return {
            "prompt": self.prompt,
            "negative_prompt": self.request.negative,
            "height": self.size.height,
            "width": self.size.width,
            "guidance_scale": self.request.guidance,
        }

    def first(self) -> Kept | None:
        """What is kept, all over and exactly, from the first frame on."""
        return next((kept for kept in self.keeps if kept.whole and kept.span.start == 0), None)

    def last(self) -> Kept | None:
        """What is kept so to the last frame, where that is not the first."""
        known = (kept for kept in self.keeps if kept.whole and kept.span.stop == self.count)
        return next(known, None) if self.count > 1 else None

    def single(self, *kept: Kept | None) -> tuple[Kept | None, ...]:
        """Those that are one picture."""
        return tuple(one for one in kept if one is not None and len(one.span) == 1)

    def unchanged(self) -> Frames:
        """The source as it is, with what is kept in its place."""
        assert self.source is not None
        found = self.source.copy()
        for kept in self.keeps:
            where = np.ones(found.shape[1:3], np.bool_) if kept.mask is None else kept.mask
            for frame, picture in zip(kept.span, kept.frames, strict=True):
                found[frame][where] = picture[where]
        return found

    def rest(self, *done: Kept | None) -> tuple[int, ...]:
        """The numbers of the keeps but for those that are seen to."""
        return tuple(number for number, kept in enumerate(self.keeps) if not any(kept is one for one in done))

    def _kept(self, keep: Keep) -> Kept:
        span = kept_span(keep, self.request)
        frames = self._filled(self._frames(keep.media, len(span)), len(span))
        mask = None if keep.mask is None else self._frames(keep.mask, 1, Sampling.NEAREST)[0].max(axis=2) > _HALF
        return Kept(span, frames, keep.strength, mask)

    def clip(self, media: Clip, count: int, size: Size | None = None) -> Frames:
        """So many frames of a clip, of the size that is asked for or of another one; the last stays where there are
        fewer."""
        return self._filled(self._frames(media, count, size=size), count)

    def _frames(
        self, media: Image | Clip, count: int, sampling: Sampling = Sampling.AREA, size: Size | None = None
    ) -> Frames:
        if isinstance(media, Clip):
            clip = media if media.rate == self.request.rate else Resample(media, self.request.rate)
            found: Sequence[NDArray[np.uint8]] = list(clip.frames(0, min(count, clip.count)))
        else:
            found = [media.pixels()]
        return np.stack([fit_pixels(pixels, size or self.size, sampling=sampling) for pixels in found])

    def _filled(self, frames: Frames, count: int | None = None) -> Frames:
        """As many frames as are asked for: the last is repeated."""
        missing = (count or self.count) - len(frames)
        return np.concatenate([frames, np.repeat(frames[-1:], missing, axis=0)]) if missing > 0 else frames


def pictures(frames: Frames) -> list[Picture]:
    """Frames as the pictures that pipelines take."""
    from PIL import Image

    return [Image.fromarray(frame) for frame in frames]
