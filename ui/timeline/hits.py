"""What of a timeline is at a point of its view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF

from soraapp.project.timeline.timeline import Item, Marker, TrackKind
from ui.timeline.geometry import RULER, Geometry, Row

GRIP = 7.0
"""Pixels from the end of an item that hold the end, where the item is wide enough."""
SEAM = 3.0
"""Pixels at each side of a cut that hold both items."""
KNOB = 9.0
"""The side of the handle of a fade."""
FLAG = 10.0
"""The width of a marker on the ruler."""
EDGE = 4.0
"""Pixels around the line below the header of a track that hold it."""
NARROW = 24.0
"""Narrower items have no handles: they can only be taken as a whole, or by a cut."""
LEAST_LEAD = 14.0
"""The width at which the sign of a transition can be taken, in pixels."""


class HitKind(Enum):
    """What was hit."""

    ITEM_BODY = auto()
    ITEM_HEAD = auto()
    """The beginning of an item."""
    ITEM_TAIL = auto()
    CUT = auto()
    """Where two items touch; `item` is the later one, whose head is there."""
    LEAD = auto()
    """The transition at the head of `item`."""
    FADE_IN = auto()
    """The handle where the fade of `item` ends; without one it is in the upper corner."""
    FADE_OUT = auto()
    GAP = auto()
    """Nothing on a track, between two items or before the first."""
    RULER = auto()
    MARKER = auto()
    HEADER = auto()
    """The header of a track; of `header_hit` alone."""
    TRACK_EDGE = auto()
    """The lower edge of the header of a track, by which its height changes; of `header_hit` alone."""
    EMPTY = auto()
    """Nothing; `track` where it is behind the last item of one."""


ON_ITEM = frozenset({HitKind.ITEM_BODY, HitKind.ITEM_HEAD, HitKind.ITEM_TAIL, HitKind.FADE_IN, HitKind.FADE_OUT})


@dataclass(frozen=True)
class Hit:
    """What is at a point: the ids that go with it, and the frame that is there."""

    kind: HitKind
    frame: int
    track: str = ""
    item: str = ""
    marker: str = ""


def hit(geometry: Geometry, pos: QPointF) -> Hit:
    """What is at a point of the viewport."""
    frame = geometry.frame(pos.x())
    if pos.y() < RULER:
        marker = marker_at(geometry, pos)
        return Hit(HitKind.MARKER, frame, marker=marker.id) if marker else Hit(HitKind.RULER, frame)
    row = geometry.row_at(pos.y())
    if row is None:
        return Hit(HitKind.EMPTY, frame)
    near = geometry.items_in(row, geometry.place(pos.x() - SEAM), geometry.place(pos.x() + SEAM))
    track = row.track.id
    if lead := _lead_around(geometry, row, pos):
        return Hit(HitKind.LEAD, frame, track, lead.id)
    if len(near) > 1 and near[0].end == near[1].start and abs(geometry.x(near[1].start) - pos.x()) <= SEAM:
        return Hit(HitKind.CUT, frame, track, near[1].id)
    place = geometry.place(pos.x())
    under = next((item for item in near if item.start <= place < item.end), None)
    if under is not None:
        return Hit(_part(geometry, row, under, pos), frame, track, under.id)
    for item in near:  # A hair beside an item that has handles.
        if geometry.item_rect(row, item).width() >= NARROW:
            return Hit(HitKind.ITEM_HEAD if place < item.start else HitKind.ITEM_TAIL, frame, track, item.id)
    return Hit(HitKind.GAP if frame < row.track.end else HitKind.EMPTY, frame, track)


def header_hit(geometry: Geometry, y: float) -> Hit:
    """What is at a height of the column of headers."""
    down = y - RULER + geometry.top
    for row in geometry.rows if y >= RULER else ():
        if abs(row.bottom - down) <= EDGE:
            return Hit(HitKind.TRACK_EDGE, 0, row.track.id)
    row = geometry.row_at(y)
    return Hit(HitKind.HEADER, 0, row.track.id) if row else Hit(HitKind.EMPTY, 0)


def marker_at(geometry: Geometry, pos: QPointF) -> Marker | None:
    """The last of the markers whose flag is at a point of the ruler."""
    flags = (one for one in reversed(geometry.timeline.markers) if abs(geometry.x(one.at) - pos.x()) <= FLAG / 2)
    return next(flags, None) if pos.y() >= RULER / 2 else None


def lead_rect(geometry: Geometry, row: Row, item: Item) -> QRectF:
    """Where the sign of the transition at an item's head is drawn; empty where it has none, or is too narrow."""
    if item.lead is None or item.lead.span * geometry.zoom < LEAST_LEAD:
        return QRectF()
    whole = geometry.span_rect(row, item.start - item.lead.before, item.start + item.lead.after)
    return whole.adjusted(0, whole.height() / 2, 0, 0)


def fade_knob(geometry: Geometry, row: Row, item: Item, *, head: bool) -> QRectF:
    """The handle of a fade; empty where there is no room for it, and on titles of a low track."""
    rect = geometry.item_rect(row, item)
    if rect.width() < 2 * NARROW or rect.height() < NARROW or row.track.kind is TrackKind.TITLE:
        return QRectF()
    fade = item.fade_in if head else item.fade_out
    inward = max(KNOB / 2 + 1, min(fade * geometry.zoom, rect.width() - KNOB / 2))
    x = rect.left() + inward if head else rect.right() - inward
    return QRectF(x - KNOB / 2, rect.top() - 1, KNOB, KNOB)


def _part(geometry: Geometry, row: Row, item: Item, pos: QPointF) -> HitKind:
    """Which part of the item that is there."""
    rect = geometry.item_rect(row, item)
    for head, kind in ((True, HitKind.FADE_IN), (False, HitKind.FADE_OUT)):
        if fade_knob(geometry, row, item, head=head).contains(pos):
            return kind
    if rect.width() >= NARROW:
        grip = min(GRIP, rect.width() / 4)
        if pos.x() - rect.left() < grip:
            return HitKind.ITEM_HEAD
        if rect.right() - pos.x() <= grip:
            return HitKind.ITEM_TAIL
    return HitKind.ITEM_BODY


def _lead_around(geometry: Geometry, row: Row, pos: QPointF) -> Item | None:
    """The item whose transition is at a point, before its cut or after it."""
    place = geometry.place(pos.x())
    index = next((i for i, item in enumerate(row.track.items) if item.end > place), len(row.track.items))
    near = row.track.items[index : index + 2]
    return next((item for item in near if lead_rect(geometry, row, item).contains(pos)), None)
