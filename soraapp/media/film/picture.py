"""The pictures of a film: what a cut shows of its sources, frame by frame. Nothing is stored.

What is covered is never read, and what is read is read in runs: where one shot fills the frame, its frames are those of
its source as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import floor

import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Frames, Pixels, Size, StillClip
from soraapp.media.film.cut import Cut, Shot, moment
from soraapp.media.film.layer import Patch, between, fitted, fitted_layer, lay, lettered
from soraapp.media.film.stretches import Layer, Shown, Stretch, layer_of
from soraapp.media.fit import FitMode, inside
from soraapp.media.image import FileImage
from soraapp.media.ops.retime import pictures
from soraapp.media.ops.transition import way_gone


@dataclass(frozen=True)
class Film:
    """What a cut shows of clips.

    A source is seen at the frame that it shows at the exact moment; before its start it rests on its first frame,
    beyond its end on its last. Raises InputError for a cut that shows a source without a number among the clips.
    """

    cut: Cut
    clips: tuple[Clip | None, ...]
    """The sources by number; None for one in which there is nothing to see."""

    def __post_init__(self) -> None:
        if self.cut.count < 1 or not all(0 <= number < len(self.clips) for number in self.cut.sources()):
            raise InputError("A film shows more than it is given.", remedy="Use the cut of a timeline.")

    @property
    def size(self) -> Size:
        return self.cut.size

    @property
    def rate(self) -> Fraction:
        return self.cut.rate

    @property
    def count(self) -> int:
        return self.cut.count

    def frames(self, start: int, stop: int) -> Frames:
        cuts = sorted({start, stop, *(at for layer in self._layers for at in layer.edges(start, stop))})
        parts = [self._run(first, last) for first, last in pairwise(cuts)]
        if not parts:
            return np.empty((0, self.size.height, self.size.width, 3), np.uint8)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    @cached_property
    def _layers(self) -> tuple[Layer, ...]:
        return tuple(layer_of(shots) for shots in self.cut.layers if shots)

    def _run(self, start: int, stop: int) -> Frames:
        """Frames over which the same is seen in every layer."""
        seen = [stretch for layer in self._layers if (stretch := layer.at(start)) is not None]
        first = next((at for at in range(len(seen) - 1, -1, -1) if self._covers(seen[at])), None)
        if first is not None and not seen[first + 1 :]:
            return self._whole(seen[first], start, stop)
        shape = (stop - start, self.size.height, self.size.width, 3)
        target = np.zeros(shape, np.uint8) if first is None else self._whole(seen[first], start, stop).copy()
        for stretch in seen if first is None else seen[first + 1 :]:
            for place, (patch, share) in zip(target, self._drawn(stretch, start, stop), strict=True):
                if patch is not None and share > 0:
                    lay(patch, place, share)
        return target

    def _covers(self, stretch: Stretch) -> bool:
        """Whether nothing below it is seen."""
        shots = (stretch.shown.shot, stretch.old.shot) if stretch.old else (stretch.shown.shot,)
        return stretch.steady and all(map(self._fills, shots))

    def _fills(self, shot: Shot) -> bool:
        """Whether the picture of a shot is opaque and reaches to all edges."""
        clip = self._clip(shot)
        if clip is None or _transparent(clip) is not None:
            return False
        if shot.fit is FitMode.PAD:
            return clip.size.width >= self.size.width and clip.size.height >= self.size.height
        return shot.fit is not FitMode.CONTAIN or inside(clip.size, self.size) == self.size

    def _whole(self, stretch: Stretch, start: int, stop: int) -> Frames:
        """The frames of a stretch that covers all below it; not to be written to."""
        clip = self._clip(stretch.shown.shot)
        if clip is not None and clip.size == self.size and stretch.old is None:
            return _joined(self._read(stretch.shown.shot, start, stop))
        patches = [patch.pixels for patch, _ in self._drawn(stretch, start, stop) if patch is not None]
        return _joined(patches)

    def _drawn(self, stretch: Stretch, start: int, stop: int) -> Iterator[tuple[Patch | None, float]]:
        """What a layer shows in each of some frames, and by which share."""
        new = self._patches(stretch.shown, start, stop)
        if stretch.old is None or stretch.lead is None:
            yield from ((patch, stretch.shown.share(at)) for at, patch in zip(range(start, stop), new, strict=True))
            return
        lead, shown, leaving = stretch.lead, stretch.shown, stretch.old
        old = self._patches(leaving, start, stop)
        begin = shown.shot.start - lead.before
        for at, one, other in zip(range(start, stop), old, new, strict=True):
            before = None if one is None else (one, leaving.share(at))
            after = None if other is None else (other, shown.share(at))
            yield between(before, after, self.size, lead.style, way_gone(at - begin, lead.span)), 1.0

    def _patches(self, shown: Shown, start: int, stop: int) -> list[Patch | None]:
        """The pictures of a shot in the frame; each is fitted once however often it is seen."""
        shot, clip = shown.shot, self._clip(shown.shot)
        if not isinstance(shot.source, int):
            return [lettered(shot.source, self.size)] * (stop - start)
        if clip is None:
            return [None] * (stop - start)
        image = _transparent(clip)
        if image is not None:
            return [fitted_layer(image.layer(), self.size, shot.fit)] * (stop - start)
        known: dict[int, Patch] = {}
        found: list[Patch | None] = []
        for number, pixels in zip(self._numbers(shot, clip, start, stop), self._read(shot, start, stop), strict=True):
            if number not in known:
                known = {number: fitted(pixels, self.size, shot.fit)}
            found.append(known[number])
        return found

    def _read(self, shot: Shot, start: int, stop: int) -> Frames | list[Pixels]:
        """The pictures of a source in some frames of the film, at its own size."""
        clip = self._clip(shot)
        assert clip is not None
        numbers = self._numbers(shot, clip, start, stop)
        first, last, count = numbers[0], numbers[-1], len(numbers)
        if numbers == list(range(first, first + count)):
            return clip.frames(first, last + 1)
        if numbers == list(range(first, first - count, -1)):
            return clip.frames(last, first + 1)[::-1]
        seen = pictures(clip, numbers)
        return [seen[number] for number in numbers]

    def _numbers(self, shot: Shot, clip: Clip, start: int, stop: int) -> list[int]:
        """Which frame of a source is seen in each of some frames of the film."""
        begin = moment(shot, start, self.rate) * clip.rate
        step = (-1 if shot.reverse else 1) * shot.speed * clip.rate / self.rate
        last = clip.count - 1
        if step.denominator == 1:  # As in most films: without a fraction for every frame.
            first, step = floor(begin), int(step)
            return [max(0, min(last, first + at * step)) for at in range(stop - start)]
        return [max(0, min(last, floor(begin + at * step))) for at in range(stop - start)]

    def _clip(self, shot: Shot) -> Clip | None:
        return self.clips[shot.source] if isinstance(shot.source, int) else None


def _transparent(clip: Clip) -> FileImage | None:
    """The picture that a source holds, where some of it can be seen through."""
    image = clip.image if isinstance(clip, StillClip) else None
    return image if isinstance(image, FileImage) and image.transparent else None


def _joined(pictures: Frames | Sequence[Pixels]) -> Frames:
    return pictures if isinstance(pictures, np.ndarray) else np.stack(pictures)
