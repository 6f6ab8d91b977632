"""Clips that are longer than a model makes at once: windows that overlap, each of which keeps what it shares with the
one made before it, in the way in which the model keeps media.

The colours of a window meet those of the one before, as models show kept frames a little darker or paler each time. A
clip whose end alone is known is made from there to its beginning. Imports no torch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, sqrt

import numpy as np

from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames, Size
from soraapp.media.fit import fit_pixels
from soraapp.media.ops.meeting import Correction
from soraapp.models.base import State, Watch
from soraapp.models.diffusers.parting import Held, part_of
from soraapp.models.diffusers.reach import Reach
from soraapp.models.keep_limits import kept_span
from soraapp.models.request import Request

_GLIMPSE, _GLIMPSES = 8, 16 * 2**20
"""Of what is made every so many pixels are shown while the rest is, or fewer: all of it in so many bytes."""

Make = Callable[[Request, Watch], Frames]
"""Makes a clip at once: its frames, of the request's size or of the model's own."""


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
    last = len(windows) - 1
    for number, window in enumerate(windows):
        if window.stop <= given:
            continue
        fresh = range(given, window.stop)
        carried = past.frames if given else None
        part = _Part(watch, number, len(windows), past.glimpses, slice(fresh.start - window.start, None))
        frames = make(part_of(request, number, window, fresh, carried, 0), part)
        if carried is not None:
            frames = np.concatenate([carried, _met(frames[len(carried) :], frames[: len(carried)], carried)])
        past.add(frames[part.fresh], request.count)
        past.hear(part.heard, window, fresh, request.rate)
        if number == last and past.samples is not None:
            watch.sound(past.samples, past.rate)
        yield frames[part.fresh]
        given = window.stop
        if number < last:
            past.frames = frames[windows[number + 1].start - window.start :].copy()
            watch.keep(given, past.state)


def _backward(request: Request, windows: Sequence[range], alone: int, make: Make, watch: Watch) -> Iterator[Frames]:
    """Each window keeps the first frames of the one that follows it in time, but for one without a latent of others:
    that one it makes anew, so that it leads to them. Nothing can be given before the beginning is made."""
    made, past = list[Frames](), _Past()
    for number, window in enumerate(windows):
        behind = windows[number - 1].start if number else window.stop
        start, carried = behind, None
        if number:
            start, made[0] = behind + alone, made[0][alone:]
            carried = past.frames[alone : alone + window.stop - start]
            past.glimpses = None if past.glimpses is None else past.glimpses[alone:]
        fresh = range(window.start, start)
        part = _Part(watch, number, len(windows), past.glimpses, slice(0, len(fresh)), before=True)
        frames = make(part_of(request, number, window, fresh, carried, start - window.start), part)
        if carried is not None:
            frames = np.concatenate([_met(frames[: len(fresh)], frames[len(fresh) :], carried), carried])
        past.frames = frames
        past.add(frames[part.fresh], request.count, before=True)
        past.hear(part.heard, window, range(window.start, behind), request.rate, before=True)
        made.insert(0, frames[part.fresh])
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

    def add(self, frames: Frames, count: int, *, before: bool = False) -> None:
        """Frames of a clip of so many, to be shown."""
        stride = max(_GLIMPSE, ceil(sqrt(count * frames[0].size / _GLIMPSES)))
        small = frames[:, ::stride, ::stride].copy()
        if self.glimpses is not None:
            small = np.concatenate([small, self.glimpses] if before else [self.glimpses, small])
        self.glimpses = small

    def hear(
        self, heard: tuple[Samples, int] | None, window: range, fresh: range, rate: Fraction, *, before: bool = False
    ) -> None:
        """Adds what is heard with the frames that a window added: silence where it made less."""
        if heard is None:
            return
        samples, self.rate = heard
        start, stop = (
            round(place * self.rate / rate) - round(window.start * self.rate / rate)
            for place in (fresh.start, fresh.stop)
        )
        new = samples[start:stop]
        new = np.concatenate([new, np.zeros((stop - start - len(new), samples.shape[1]), np.float32)])
        if self.samples is not None:
            new = np.concatenate([new, self.samples] if before else [self.samples, new])
        self.samples = new


class _Part:
    """A watch for one of several windows: tells its steps as a part of all."""

    def __init__(
        self, watch: Watch, number: int, count: int, known: Frames | None, fresh: slice, *, before: bool = False
    ) -> None:
        self._watch, self._number, self._count, self._known, self._before = watch, number, count, known, before
        self.fresh = fresh
        """Which of its frames are new: all others are known, as are those after them, or `before` these."""
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

    def computed(self, done: int, whole: int) -> None:
        self._watch.computed(done, whole)

    def _shown(self, now: Frames) -> Frames:
        """What is made, and the window at work in its place."""
        if self._known is None:
            return now
        size = Size(now.shape[2], now.shape[1])
        if self._known.shape[1:3] != now.shape[1:3]:
            self._known = np.stack([fit_pixels(frame, size) for frame in self._known])
        fresh = now[self.fresh]
        return np.concatenate([fresh, self._known] if self._before else [self._known, fresh])
