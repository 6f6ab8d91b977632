"""Clips that are longer than a model makes at once: windows that overlap, each of which keeps what it shares with the
one made before it, in the way in which the model keeps media.

The colours of a window meet those of the one before, as models show kept frames a little darker or paler each time. A
clip whose end alone is known is made from there to its beginning. Imports no torch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames, Size
from soraapp.media.fit import fit_pixels
from soraapp.media.ops.meeting import Correction
from soraapp.models.base import State, Watch
from soraapp.models.diffusers.family import Described, Family
from soraapp.models.diffusers.parting import Held, part_of
from soraapp.models.limits import kept_span
from soraapp.models.request import Request
from soraapp.models.windows import plan

SECONDS = 60
"""How long clips are made by windows."""
_BESIDE = 24
"""Frames more that a request may have: what is kept at both ends of a gap is made as well."""
_CONTEXT = 8
"""How many frames a window keeps of the one before, at least; and one more where the first has a latent of its own."""
_LEAST = 3
"""Latents of a window: two that are kept, and one that is made."""
_GLIMPSE = 8
"""Of what is made every so many pixels are shown while the rest is."""

Make = Callable[[Request, Watch], Frames]
"""Makes a clip at once: its frames, of the request's size or of the model's own."""


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
        able = told.extends and family.latents is not None and found._latents(told.native_count) >= _LEAST
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


def in_windows(request: Request, reach: Reach, make: Make, watch: Watch) -> Iterator[Frames]:
    """The frames of a request, as soon as nothing can change them any more."""
    backward = _ends_only(request)
    windows = reach.windows(request.count, backward=backward)
    if len(windows) == 1:
        yield make(request, watch)
    elif backward:
        yield from _backward(request, windows, int(reach.alone), make, watch)
    else:
        yield from _forward(request, windows, make, watch)


def _ends_only(request: Request) -> bool:
    """Whether the last frame is known, and the first is not."""
    spans = [kept_span(keep, request) for keep in request.keeps if keep.mask is None]
    return any(request.count - 1 in span for span in spans) and not any(0 in span for span in spans)


def _forward(request: Request, windows: Sequence[range], make: Make, watch: Watch) -> Iterator[Frames]:
    """Each window keeps the frames that it shares with the one before, which were given."""
    given, state = watch.kept()
    past = _Past.of(state)
    for number, window in enumerate(windows):
        if window.stop <= given:
            continue
        fresh = range(given, window.stop)
        carried = past.frames if given else None
        part = _Part(watch, number, len(windows), past.glimpses)
        frames = make(part_of(request, number, window, fresh, carried, 0), part)
        past.glimpse(frames[fresh.start - window.start :])
        past.hear(part.heard, window, fresh, request.rate)
        if carried is not None:
            frames = np.concatenate([carried, _met(frames[len(carried) :], frames[: len(carried)], carried)])
        last = number + 1 == len(windows)
        if last and past.samples is not None:
            watch.sound(past.samples, past.rate)
        yield frames[fresh.start - window.start :]
        given = window.stop
        if not last:
            past.frames = frames[windows[number + 1].start - window.start :].copy()
            watch.keep(given, past.state)


def _backward(request: Request, windows: Sequence[range], alone: int, make: Make, watch: Watch) -> Iterator[Frames]:
    """Each window keeps the first frames of the one that follows it in time, but for one without a latent of others:
    that one it makes anew, so that it leads to them. Nothing can be given before the beginning is made."""
    made, past = list[Frames](), _Past()
    for number, window in enumerate(windows):
        start = windows[number - 1].start + alone if number else window.stop
        fresh = range(window.start, start)
        carried = past.frames[alone : alone + window.stop - start] if number else None
        part = _Part(watch, number, len(windows), past.glimpses)
        frames = make(part_of(request, number, window, fresh, carried, start - window.start), part)
        past.glimpse(frames[: len(fresh)], before=True)
        past.hear(part.heard, window, fresh, request.rate, before=True)
        if carried is not None:
            frames = np.concatenate([_met(frames[: len(fresh)], frames[len(fresh) :], carried), carried])
            made[0] = made[0][alone:]
        past.frames = frames
        made.insert(0, frames[: len(fresh)])
    if past.samples is not None:
        watch.sound(past.samples, past.rate)
    yield from made


def _met(new: Frames, again: Frames, carried: Frames) -> Frames:
    """New frames with colours that meet those of the window before; `again` is how the model shows what it kept."""
    rate = Fraction(1)
    return Correction.between(Held(again, rate), Held(carried, rate)).apply(new)


class _Past:
    """What is known of the windows that were made."""

    def __init__(self) -> None:
        self.frames: Frames = np.zeros((0, 1, 1, 3), np.uint8)
        """Those that the next window keeps."""
        self.glimpses: Frames | None = None
        """Of all that is made, small."""
        self.samples: Samples | None = None
        self.rate = 0

    @classmethod
    def of(cls, state: State) -> _Past:
        """Goes on from a `state`; an empty one begins."""
        past = cls()
        if state:
            past.frames, past.glimpses = state["frames"], state["glimpses"]
        if "samples" in state:
            past.samples, past.rate = state["samples"], int(state["rate"][0])
        return past

    def state(self) -> State:
        found = {"frames": self.frames, "glimpses": self.glimpses if self.glimpses is not None else self.frames[:0]}
        if self.samples is None:
            return found
        return {**found, "samples": self.samples, "rate": np.array([self.rate])}

    def glimpse(self, frames: Frames, *, before: bool = False) -> None:
        small = frames[::_GLIMPSE, ::_GLIMPSE, ::_GLIMPSE].copy()
        if self.glimpses is not None:
            small = np.concatenate([small, self.glimpses] if before else [self.glimpses, small])
        self.glimpses = small

    def hear(
        self, heard: tuple[Samples, int] | None, window: range, fresh: range, rate: Fraction, *, before: bool = False
    ) -> None:
        """Adds what is heard with the frames that a window added."""
        if heard is None:
            return
        samples, self.rate = heard
        start, stop = (
            round(place * self.rate / rate) - round(window.start * self.rate / rate)
            for place in (fresh.start, fresh.stop)
        )
        new = samples[start:stop]
        if self.samples is not None:
            new = np.concatenate([new, self.samples] if before else [self.samples, new])
        self.samples = new


class _Part:
    """A watch for one of several windows: tells its steps as a part of all."""

    def __init__(self, watch: Watch, number: int, count: int, known: Frames | None) -> None:
        self._watch, self._number, self._count, self._known = watch, number, count, known
        self.heard: tuple[Samples, int] | None = None

    @property
    def economy(self) -> int:
        return self._watch.economy

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        self._watch.step(self._number * total + done, self._count * total, lambda: self._shown(preview()))

    def check(self) -> None:
        self._watch.check()

    def keep(self, done: int, state: Callable[[], State]) -> None:
        """A window is made at once."""

    def kept(self) -> tuple[int, State]:
        return 0, {}

    def sound(self, samples: Samples, rate: int) -> None:
        self.heard = samples, rate

    def _shown(self, now: Frames) -> Frames:
        """What is made, and behind it the window at work."""
        if self._known is None:
            return now
        size = Size(now.shape[2], now.shape[1])
        return np.concatenate([np.stack([fit_pixels(frame, size) for frame in self._known]), now])
