"""A timeline: tracks on which items stand one after the other. Data only, frozen.

All times are whole frames at the rate of the timeline, but for moments of a source, which are exact seconds: a source
may have another rate, and another one tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from soraapp.media.clip import Size
from soraapp.media.film.cut import Lead, moment
from soraapp.media.fit import FitMode
from soraapp.project.graph import Port

FASTEST = Fraction(100)
"""The highest speed of an item; the lowest is its inverse."""
LONGEST = 10**8
"""Frames: nothing ends later on a timeline."""
FIRST_SIZE = Size(1280, 720)
FIRST_RATE = Fraction(24)


class TrackKind(Enum):
    """What stands on a track."""

    VIDEO = "video"
    AUDIO = "audio"
    TITLE = "title"


@dataclass(frozen=True)
class NodeSource:
    """What an output of a node gives."""

    port: Port
    """The node by its path. One that is not there now may come back by undo."""
    take: str | None = None
    """The key of a take that is shown whatever the node gives."""


@dataclass(frozen=True)
class FileSource:
    """A film, a picture or a sound in a file, or numbered pictures: ``frame_####.png`` for all of them as a clip."""

    path: Path


@dataclass(frozen=True)
class TimelineSource:
    """Another timeline of the project, as one shot."""

    timeline: str


@dataclass(frozen=True)
class TitleSource:
    """Text over what is below."""

    text: str
    height: float = 8.0
    """Of a line, in percent of the picture's height."""
    across: float = 50.0
    """Where the middle of the text is, in percent of the picture's width."""
    down: float = 85.0
    ink: str = "#ffffff"
    outline: float = 6.0
    """The width of the dark line around the letters, in percent of their height."""


Source = NodeSource | FileSource | TimelineSource | TitleSource


@dataclass(frozen=True)
class Item:
    """A part of a source, at its place on a track."""

    id: str
    """Unique in the project and never changed."""
    source: Source
    start: int
    """The first frame at which it is seen or heard, at least 0."""
    length: int
    """Frames, at least 1."""
    offset: Fraction = Fraction(0)
    """The earliest moment of the source that is seen, in its seconds, at least 0."""
    speed: Fraction = Fraction(1)
    """Seconds of the source that pass in one second, above 0."""
    reverse: bool = False
    """The latest moment is seen first."""
    name: str = ""
    """What a person calls it; empty for the name of its source."""
    color: str = ""
    """As that of a node."""
    link: str = ""
    """Items that share it are selected, moved and trimmed together; empty for none."""
    off: bool = False
    """Neither seen nor heard, and still there."""
    fit: FitMode = FitMode.CONTAIN
    """How a picture of another size is fitted. Around it the tracks below are seen."""
    opacity: float = 1.0
    """From 0 to 1."""
    gain: float = 0.0
    """Decibels."""
    fade_in: int = 0
    """Frames over which it appears, or grows out of silence."""
    fade_out: int = 0
    lead: Lead | None = None

    @property
    def end(self) -> int:
        """The frame after its last."""
        return self.start + self.length

    def span(self, rate: Fraction) -> Fraction:
        """The seconds of the source that are seen, at the rate of the timeline."""
        return self.length * self.speed / rate

    def moment(self, frame: int, rate: Fraction) -> Fraction:
        """The second of the source at a frame of the timeline. Outside of the item it may be outside of the source,
        too."""
        return moment(self, frame, rate)


@dataclass(frozen=True)
class Track:
    """Items in the order of their time; none overlaps another."""

    id: str
    kind: TrackKind
    name: str
    """Unique in the timeline, such as ``V1``."""
    items: tuple[Item, ...] = ()
    muted: bool = False
    """Not heard."""
    hidden: bool = False
    """Not seen."""
    solo: bool = False
    """Where a track of its kind is solo, those that are not are neither seen nor heard."""
    locked: bool = False
    """Nothing on it can be changed."""
    height: int = 0
    """Pixels; 0 for the usual."""
    gain: float = 0.0
    """Decibels, on top of those of its items."""

    @property
    def end(self) -> int:
        """The frame after its last item."""
        return self.items[-1].end if self.items else 0

    def at(self, frame: int) -> Item | None:
        """The item that is there at a frame."""
        return next((item for item in self.items if item.start <= frame < item.end), None)


@dataclass(frozen=True)
class Marker:
    """A moment of a timeline, or a part of it, that somebody wants to find again."""

    id: str
    at: int
    length: int = 0
    name: str = ""
    note: str = ""
    color: str = ""


@dataclass(frozen=True)
class Timeline:
    """A film in the making."""

    id: str
    name: str
    size: Size = FIRST_SIZE
    rate: Fraction = FIRST_RATE
    """Frames a second."""
    tracks: tuple[Track, ...] = ()
    """The lowest picture first: what comes later covers what comes earlier."""
    markers: tuple[Marker, ...] = ()
    """In the order of their time."""
    first: int | None = None
    """Where the part begins that a person has marked; None for the beginning."""
    last: int | None = None
    """The last frame of that part; None for the end."""

    @property
    def end(self) -> int:
        """The number of its frames: where the last item ends."""
        return max((track.end for track in self.tracks), default=0)

    @cached_property
    def homes(self) -> dict[str, Track]:
        """The track that each item is on, by the id of the item."""
        return {item.id: track for track in self.tracks for item in track.items}

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Every item by its id."""
        return {item.id: item for item in self.items()}

    def items(self) -> Iterator[Item]:
        """Every item, track by track."""
        for track in self.tracks:
            yield from track.items

    def track(self, id: str) -> Track | None:  # noqa: A002
        return next((track for track in self.tracks if track.id == id), None)

    def linked(self, item: Item) -> tuple[Item, ...]:
        """An item with those that it is linked with."""
        return tuple(one for one in self.items() if one.link == item.link) if item.link else (item,)


def problems(timeline: Timeline) -> Iterator[str]:
    """What must never be so, in English; nothing is told of a sound timeline. For tests and for what reads files."""
    if timeline.rate <= 0 or min(timeline.size) < 2:
        yield "the size or the rate is not above 0"
    ids = [item.id for item in timeline.items()]
    if len(set(ids)) < len(ids):
        yield "two items have one id"
    for track in timeline.tracks:
        yield from _wrong(track)
    moments = [marker.at for marker in timeline.markers]
    if moments != sorted(moments) or any(marker.at < 0 or marker.length < 0 for marker in timeline.markers):
        yield "the markers are not in order"


def _wrong(track: Track) -> Iterator[str]:
    before: Item | None = None
    for item in track.items:
        if item.start < 0 or item.length < 1 or item.end > LONGEST:
            yield f"an item of {track.name} has no place on it"
        if item.offset < 0 or not 1 / FASTEST <= item.speed <= FASTEST:
            yield f"an item of {track.name} has an impossible offset or speed"
        if not 0 <= item.opacity <= 1 or min(item.fade_in, item.fade_out) < 0:
            yield f"an item of {track.name} has an impossible opacity or fade"
        if isinstance(item.source, TitleSource) != (track.kind is TrackKind.TITLE):
            yield f"an item of {track.name} does not belong on a {track.kind.value} track"
        if before and item.start < before.end:
            yield f"two items of {track.name} overlap"
        yield from _wrong_lead(track, before, item)
        before = item


def _wrong_lead(track: Track, before: Item | None, item: Item) -> Iterator[str]:
    lead = item.lead
    if lead is None:
        return
    if before is None or before.end != item.start:
        yield f"a transition of {track.name} has nothing before it"
        return
    if min(lead.before, lead.after) < 0 or lead.span < 1:
        yield f"a transition of {track.name} has no length"
    taken = before.lead.after if before.lead else 0
    if lead.after > item.length or lead.before + taken > before.length:
        yield f"a transition of {track.name} is longer than its items"
