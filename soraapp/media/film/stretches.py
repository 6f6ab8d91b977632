"""The stretches of a layer: from frame to frame as long as the same shots are seen in the same way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from soraapp.media.film.cut import Lead, Shot


class Shown(NamedTuple):
    """A shot with the fades that count: none where a transition leads to it or on."""

    shot: Shot
    coming: int
    going: int

    def share(self, frame: int) -> float:
        """How much of it is seen in a frame of the film, from 0 to 1."""
        share = self.shot.opacity
        if self.coming:
            share *= min(1, max(0, (frame - self.shot.start + 1) / (self.coming + 1)))
        if self.going:
            share *= min(1, max(0, (self.shot.end - frame) / (self.going + 1)))
        return share


class Stretch(NamedTuple):
    """Frames of the film in which a layer shows one shot, or the way from one to the next."""

    start: int
    stop: int
    shown: Shown
    lead: Lead | None = None
    old: Shown | None = None
    """What the transition leads away from."""

    @property
    def steady(self) -> bool:
        """Whether all of its pictures are seen with their whole strength."""
        # Fades come and go once: whatever is whole at both ends is whole in between.
        shown = (self.shown, self.old) if self.old else (self.shown,)
        return all(one.share(at) == 1 for one in shown for at in (self.start, self.stop - 1))


@dataclass(frozen=True)
class Layer:
    """The stretches in order; between some there is nothing."""

    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]

    def at(self, frame: int) -> Stretch | None:
        """The stretch that is seen in a frame of the film."""
        found = bisect_right(self.starts, frame) - 1
        return self.stretches[found] if found >= 0 and frame < self.stretches[found].stop else None

    def edges(self, start: int, stop: int) -> Iterator[int]:
        """The frames between two others at which something else begins to be seen."""
        first = max(0, bisect_right(self.starts, start) - 1)
        for stretch in self.stretches[first : bisect_left(self.starts, stop)]:
            yield from (at for at in (stretch.start, stretch.stop) if start < at < stop)


def layer_of(shots: Sequence[Shot]) -> Layer:
    """The stretches of shots in the order of their time."""
    found = tuple(stretch for stretch in _stretches(shots) if stretch.start < stretch.stop)
    return Layer(found, tuple(stretch.start for stretch in found))


def _stretches(shots: Sequence[Shot]) -> Iterator[Stretch]:
    before: Shown | None = None
    for shot, following in zip(shots, (*shots[1:], None), strict=True):
        lead, leaving = shot.lead, following.lead if following else None
        shown = Shown(shot, 0 if lead else shot.fade_in, 0 if leaving else shot.fade_out)
        first, last = shot.start, shot.end - (leaving.before if leaving else 0)
        if lead and before:
            first += lead.after
            yield Stretch(shot.start - lead.before, first, shown, lead, before)
        come, go = max(first, shot.start + shown.coming), min(last, shot.end - shown.going)
        if come < go:
            yield Stretch(first, come, shown)
            yield Stretch(come, go, shown)
            yield Stretch(go, last, shown)
        else:
            yield Stretch(first, last, shown)
        before = shown
