"""A job with a small model of its own, that shows kept media a little darker and paints everything else in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from soraapp.media.clip import Clip, Frames, Image, Pixels, Size
from soraapp.media.fit import fit_pixels
from soraapp.models.base import Capabilities
from soraapp.models.keep_limits import kept_span
from soraapp.models.limits import refuse
from soraapp.models.request import Request
from tests.models.requests import TINY


@dataclass(frozen=True)
class Pattern:
    """A clip of which every frame is another picture: noise around a level."""

    size: Size = field(default=Size(32, 32))
    rate: Fraction = Fraction(8)
    count: int = 20
    seed: int = 1
    level: int = 120

    def frames(self, start: int, stop: int) -> Frames:
        pictures = [self._picture(index) for index in range(start, stop)]
        return np.stack(pictures) if pictures else np.empty((0, self.size.height, self.size.width, 3), np.uint8)

    def _picture(self, index: int) -> Pixels:
        noise = np.random.default_rng([self.seed, index]).integers(-40, 40, (self.size.height, self.size.width, 3))
        return (noise + self.level).astype(np.uint8)


@dataclass(frozen=True)
class Made:
    """The frames of a request. Those that are free are even: the grey 60 and their number."""

    request: Request
    darker: int
    follows: bool = False

    @property
    def size(self) -> Size:
        return self.request.size

    @property
    def rate(self) -> Fraction:
        return self.request.rate

    @property
    def count(self) -> int:
        return self.request.count

    def frames(self, start: int, stop: int) -> Frames:
        return np.stack([self._picture(index) for index in range(start, stop)])

    def _picture(self, index: int) -> Pixels:
        grey = _middle(self.request.keeps[0].media) if self.follows else 60 + index % 180
        picture = np.full((self.size.height, self.size.width, 3), grey, np.uint8)
        for keep in self.request.keeps:
            place = index - kept_span(keep, self.request).start
            if place not in range(len(kept_span(keep, self.request))):
                continue
            shown = keep.media.frames(place, place + 1)[0] if isinstance(keep.media, Clip) else keep.media.pixels()
            kept = fit_pixels(shown, self.size) - np.uint8(self.darker)
            mask = keep.mask.frames(place, place + 1)[0] if isinstance(keep.mask, Clip) else None
            picture = kept if mask is None else np.where(mask > 127, kept, picture)
        return picture


@dataclass
class Artist:
    """A job that notes what it is asked for."""

    limits: Capabilities = TINY
    darker: int = 0
    follows: bool = False
    """What is free has the mean level of the first media that are kept."""
    known: tuple[str, ...] = ()
    """What media were made from."""
    requests: list[Request] = field(default_factory=list[Request])

    def capabilities(self, model: str) -> Capabilities:
        return replace(self.limits, name=model)

    def check(self) -> None:
        """Nobody cancels."""

    def told(self, media: Clip | Image) -> tuple[str, ...]:
        del media
        return self.known

    def generate(self, request: Request) -> Clip:
        refuse(request, self.limits)
        self.requests.append(request)
        return Made(request, self.darker, self.follows)


def whole(clip: Clip) -> Frames:
    return clip.frames(0, clip.count)


def _middle(media: Image | Clip) -> int:
    """The mean level of media."""
    return round(float((media.frames(0, media.count) if isinstance(media, Clip) else media.pixels()).mean()))


def levels(clip: Clip) -> list[int]:
    """The middle pixel of every frame."""
    return [int(one) for one in whole(clip)[:, clip.size.height // 2, clip.size.width // 2, 0]]


def runs(values: list[int]) -> Iterator[tuple[int, int]]:
    """Each value with how often it follows itself."""
    while values:
        length = next((at for at, one in enumerate(values) if one != values[0]), len(values))
        yield values[0], length
        values = values[length:]
