"""Where things of a timeline are in its view: frames and pixels across, tracks and pixels down. Pure; see `hits.py`.

Pixels are those of the view's viewport, with (0, 0) at its upper left: the ruler is at the top, the lanes of the tracks
below it. The headers of the tracks stand in a column of their own, beside the viewport and with the same rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import floor

from PySide6.QtCore import QRectF

from soraapp.project.timeline.timeline import Item, Timeline, Track, TrackKind

RULER = 28
"""The height of the ruler in pixels."""
LOWEST, HIGHEST = 24, 160
"""The heights that a track can have, in pixels."""
HEIGHTS = {TrackKind.VIDEO: 68, TrackKind.AUDIO: 52, TrackKind.TITLE: 30}
"""The usual ones."""
BETWEEN = 6
"""Pixels between what is seen and what is heard."""
GAP = 1
"""Pixels of a line between two tracks."""
INSET = 3
"""Pixels of a lane above and below its items."""
FAREST, NEAREST = 0.002, 40.0
"""Pixels a frame: two hours are some hundred pixels, a single frame is 40."""
ROOM = 80.0
"""Pixels beside the film, when all of it is shown and at its end."""


@dataclass(frozen=True)
class Row:
    """The lane of a track, in pixels below the first one's top when nothing is scrolled."""

    track: Track
    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


def height_of(track: Track) -> int:
    """How high a track is shown, in pixels."""
    return max(LOWEST, min(HIGHEST, track.height)) if track.height else HEIGHTS[track.kind]


def rows_of(tracks: Sequence[Track]) -> tuple[Row, ...]:
    """The lanes from top to bottom: what covers other pictures above them, sounds below all of them."""
    seen = [track for track in reversed(tracks) if track.kind is not TrackKind.AUDIO]
    heard = [track for track in tracks if track.kind is TrackKind.AUDIO]
    found: list[Row] = []
    top = 0.0
    for track in (*seen, *heard):
        if heard and track is heard[0] and seen:
            top += BETWEEN
        found.append(Row(track, top, height_of(track)))
        top += height_of(track) + GAP
    return tuple(found)


@dataclass(frozen=True)
class Geometry:
    """A timeline as it stands in a viewport of some size. Another zoom or place is another Geometry."""

    timeline: Timeline
    width: float
    height: float
    zoom: float = 4.0
    """Pixels a frame, from FAREST to NEAREST."""
    left: float = 0.0
    """The frame at the left edge; it may be between two."""
    top: float = 0.0
    """Pixels that the lanes are scrolled down."""

    # Across

    def x(self, frame: float) -> float:
        """Where a frame begins."""
        return (frame - self.left) * self.zoom

    def place(self, x: float) -> float:
        """The frame at a pixel, with its fraction."""
        return x / self.zoom + self.left

    def frame(self, x: float) -> int:
        """The frame that is at a pixel, never before the first."""
        return max(0, floor(self.place(x)))

    def border(self, x: float) -> int:
        """The frame whose beginning is nearest to a pixel, never before the first: where a cut would go."""
        return max(0, round(self.place(x)))

    def frames(self, pixels: float) -> float:
        """How many frames a distance is."""
        return pixels / self.zoom

    @property
    def seen(self) -> tuple[int, int]:
        """The first frame in view, and the one after the last."""
        return max(0, floor(self.left)), floor(self.place(self.width)) + 1

    # Down

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return rows_of(self.timeline.tracks)

    @property
    def full_height(self) -> float:
        """Of all lanes, in pixels."""
        return self.rows[-1].bottom if self.rows else 0.0

    def y(self, row: Row) -> float:
        """Where the lane begins in the viewport."""
        return RULER + row.top - self.top

    def row(self, track: str) -> Row | None:
        """The lane of a track by its id."""
        return next((row for row in self.rows if row.track.id == track), None)

    def row_at(self, y: float) -> Row | None:
        """The lane at a pixel; None on the ruler, between the lanes and below them."""
        if y < RULER:
            return None
        down = y - RULER + self.top
        return next((row for row in self.rows if row.top <= down < row.bottom), None)

    def track_at(self, y: float) -> Track | None:
        row = self.row_at(y)
        return row.track if row else None

    def lane(self, row: Row) -> QRectF:
        """All of a lane that is in the viewport across, also where the ruler covers it."""
        return QRectF(0, self.y(row), self.width, row.height)

    # Items

    def item_rect(self, row: Row, item: Item) -> QRectF:
        """Where an item is drawn; also outside of the viewport."""
        return self.span_rect(row, item.start, item.end)

    def span_rect(self, row: Row, start: float, end: float) -> QRectF:
        """Where an item from a frame to another would be drawn."""
        return QRectF(self.x(start), self.y(row) + INSET, (end - start) * self.zoom, row.height - 2 * INSET)

    def rect_of(self, item: str) -> QRectF | None:
        """Where the item of that id is drawn."""
        home = self.timeline.homes.get(item)
        row = self.row(home.id) if home else None
        return self.item_rect(row, self.timeline.by_id[item]) if row else None

    def items_in(self, row: Row, first: float, last: float) -> Sequence[Item]:
        """The items of a lane that are seen between two frames, in order."""
        return between(row.track.items, first, last)

    def items_within(self, box: QRectF) -> Iterator[Item]:
        """The items that a rectangle of the viewport touches."""
        for row in self.rows:
            lane = self.lane(row)
            if lane.bottom() > max(RULER, box.top()) and lane.top() < box.bottom():
                yield from self.items_in(row, self.place(box.left()), self.place(box.right()))

    # Other views of the same timeline

    def zoomed(self, zoom: float, x: float) -> Geometry:
        """Nearer or farther, with what is at pixel `x` where it is."""
        zoom = max(FAREST, min(NEAREST, zoom))
        return replace(self, zoom=zoom, left=max(0.0, self.place(x) - x / zoom))

    def fitted(self, first: int = 0, last: int | None = None) -> Geometry:
        """All frames from one to another in view, or the whole film, with some room behind them."""
        last = self.timeline.end if last is None else last
        count = max(1, last - first)
        zoom = max(FAREST, min(NEAREST, max(1.0, self.width - ROOM) / count))
        return replace(self, zoom=zoom, left=float(first))

    @property
    def rightmost(self) -> float:
        """The largest `left` that makes sense: the end of the film is in the middle of the view."""
        return max(0.0, self.timeline.end - self.width / self.zoom / 2)

    @property
    def lowest(self) -> float:
        """The largest `top` that makes sense."""
        return max(0.0, self.full_height + GAP - (self.height - RULER))


def between(items: Sequence[Item], first: float, last: float) -> Sequence[Item]:
    """Those of some items in order, none over another, that are seen between two frames."""
    start = bisect_right(items, first, key=_start)
    start -= 1 if start and items[start - 1].end > first else 0
    return items[start : bisect_left(items, last, key=_start)]


def _start(item: Item) -> int:
    return item.start
