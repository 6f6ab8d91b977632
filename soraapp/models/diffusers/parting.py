"""The part of a request that falls into a window of its clip. Imports no torch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from soraapp.media.clip import Clip, Frames, Image, Size
from soraapp.media.ops import Resample, Trim
from soraapp.models.keep_limits import kept_span
from soraapp.models.limits import MOST_SEED
from soraapp.models.request import Cue, Keep, Request, Source

_STRIDE = 2**32
"""How far the seeds of windows are from each other: farther than those that people choose."""


@dataclass(frozen=True)
class Held:
    """Frames in memory as a clip."""

    held: Frames = field(repr=False)
    rate: Fraction

    @property
    def size(self) -> Size:
        return Size(self.held.shape[2], self.held.shape[1])

    @property
    def count(self) -> int:
        return len(self.held)

    def frames(self, start: int, stop: int) -> Frames:
        return self.held[start:stop]


def part_of(request: Request, number: int, window: range, fresh: range, carried: Frames | None, at: int) -> Request:
    """What is asked of the window of a number, which adds the frames `fresh`. What it shares with a window that was
    made before, `carried` from its frame `at` on, it keeps; what else is kept there counts no more.

    Each window has noise of its own; that of the first is the noise of the whole request.
    """
    keeps = () if carried is None else (Keep(Held(carried, request.rate), at),)
    return replace(
        request,
        cues=tuple(_cues(request, window, fresh)),
        count=len(window),
        seed=(request.seed + number * _STRIDE) % MOST_SEED,
        keeps=(*keeps, *_keeps(request, window, fresh)),
        source=None if request.source is None else _source(request.source, request.rate, window),
    )


def lengthened(request: Request, least: int) -> Request:
    """The request with so many frames at least; what it keeps stays where it is."""
    if request.count >= least:
        return request
    keeps = tuple(replace(keep, at=kept_span(keep, request).start) for keep in request.keeps)
    return replace(request, count=least, keeps=keeps)


def _cues(request: Request, window: range, fresh: range) -> Iterator[Cue]:
    """The cues of a window: those that are in force for half their time in what it adds, or for a quarter of that. So
    none is left out, and none told that is just over or has only begun."""
    starts = [cue.start * request.rate for cue in request.cues]
    ends = [*starts[1:], Fraction(max(request.count, starts[-1] + 1))]
    begun = False
    for cue, start, end in zip(request.cues, starts, ends, strict=True):
        inside = min(end, Fraction(fresh.stop)) - max(start, Fraction(fresh.start))
        if inside > 0 and (2 * inside >= end - start or 4 * inside >= len(fresh)):
            since = (start - window.start) / request.rate
            yield replace(cue, start=since if begun else Fraction(0))
            begun = True


def _keeps(request: Request, window: range, fresh: range) -> Iterator[Keep]:
    for keep in request.keeps:
        span = kept_span(keep, request)
        seen = range(max(span.start, fresh.start), min(span.stop, fresh.stop))
        if seen:
            media = _trimmed(keep.media, request.rate, range(seen.start - span.start, seen.stop - span.start))
            yield replace(keep, media=media, at=seen.start - window.start)


def _source(source: Source, rate: Fraction, window: range) -> Source:
    return replace(source, media=_trimmed(source.media, rate, window))


def _trimmed(media: Image | Clip, rate: Fraction, frames: range) -> Image | Clip:
    """Those frames of media at a rate; the last one of media that are shorter."""
    if not isinstance(media, Clip):
        return media
    clip = media if media.rate == rate else Resample(media, rate)
    start = min(frames.start, clip.count - 1)
    return Trim(clip, start, max(start + 1, min(frames.stop, clip.count)))
