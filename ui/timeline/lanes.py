"""The lanes of a timeline as pictures, each kept until something on it is different: a trim paints one of them anew,
and the playhead none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from soraapp.project.timeline.timeline import Item, Track, TrackKind
from ui.timeline.geometry import RULER, Geometry, Row
from ui.timeline.hits import fade_knob, lead_rect
from ui.timeline.item_painting import ItemPainter
from ui.timeline.look import TimelineLook

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

PATIENCE = 0.007
"""Seconds of a paint after which no more lanes are painted anew where that can wait."""
LEAST_GAP = 14.0
"""Pixels from which on a gap between two items is marked."""


@dataclass
class Kept:
    """The picture of a lane, and of what it was painted."""

    track: Track
    key: tuple[object, ...]
    geometry: Geometry
    picture: QPixmap
    late: int = 0
    """For how many paints it has stood in for what should be there."""


class Lanes:
    """The pictures of all lanes of a view."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self.behind = False
        """Some of them stand in for what should be there: there was no time to paint all."""

    def paint(self, painter: QPainter, view: TimelineView, region: QRectF) -> None:
        """Paint the lanes of a region. While the view is zoomed or scrolled, those for which there is no time in this
        frame are shown as they were, stretched, and painted first in one of the next."""
        ratio, here = painter.device().devicePixelRatioF(), view.geometry_
        began, self.behind = monotonic(), False
        rows = [row for row in here.rows if _seen(here, row, region)]
        for place, row in enumerate(sorted(rows, key=lambda row: -self._late(row))):
            kept = self._lane(view, row, ratio, hurry=place > 0 and monotonic() - began > PATIENCE)
            part = here.lane(row) & region
            if kept.late:
                self.behind = True
                painter.fillRect(part, view.look.lane)
            old = kept.geometry
            across = here.zoom / old.zoom
            source = QRectF((part.left() / here.zoom + here.left - old.left) * old.zoom, part.top() - here.y(row), 0, 0)
            source.setSize(QSizeF(part.width() / across, part.height()))
            painter.drawPixmap(part, kept.picture, QRectF(source.topLeft() * ratio, source.size() * ratio))

    def _late(self, row: Row) -> int:
        kept = self._kept.get(row.track.id)
        return kept.late if kept else 0

    def _lane(self, view: TimelineView, row: Row, ratio: float, *, hurry: bool) -> Kept:
        """The picture of a lane in all its width, at so many device pixels a pixel."""
        key = _key(view, row, ratio)
        kept = self._kept.get(row.track.id)
        if kept is not None and kept.track is row.track and kept.key == key and _same(kept.geometry, view.geometry_):
            kept.late = 0
            return kept
        if hurry and kept is not None and kept.key == key and kept.geometry.width == view.geometry_.width:
            kept.late += 1
            return kept
        view.pictures.strips.begin(row.track.id)
        size = round(view.geometry_.width * ratio), round(row.height * ratio)
        picture = kept.picture if kept and (kept.picture.width(), kept.picture.height()) == size else QPixmap(*size)
        picture.setDevicePixelRatio(ratio)
        # It begins at the upper edge of the picture, wherever the lane is in the view.
        geometry = replace(view.geometry_, top=row.top + RULER)
        with QPainter(picture) as painter:
            _paint_lane(painter, view, geometry, row)
        self._kept[row.track.id] = made = Kept(row.track, key, geometry, picture)
        return made

    def forget(self, tracks: Sequence[Track]) -> None:
        """Keep the pictures of these tracks alone."""
        there = {track.id for track in tracks}
        for gone in self._kept.keys() - there:
            del self._kept[gone]


def _key(view: TimelineView, row: Row, ratio: float) -> tuple[object, ...]:
    """What the picture of a lane depends on, beside its track and the frames that are seen."""
    here, pictures, homes = view.geometry_, view.pictures, view.shown.homes
    marked = tuple(
        one for one in (*view.selection, "", view.hovered, view.chosen_lead) if not one or homes.get(one) is row.track
    )
    versions = view.facts.version, pictures.strips.version, pictures.waves.version
    return row.height, ratio, here.timeline.rate, id(view.look), marked, versions


def _same(one: Geometry, other: Geometry) -> bool:
    """Whether two show the same frames at the same pixels."""
    return (one.zoom, one.left, one.width) == (other.zoom, other.left, other.width)


def _seen(geometry: Geometry, row: Row, region: QRectF) -> bool:
    lane = geometry.lane(row)
    return lane.bottom() >= RULER and lane.top() <= geometry.height and lane.intersects(region)


def _paint_lane(painter: QPainter, view: TimelineView, geometry: Geometry, row: Row) -> None:
    look, lane = view.look, geometry.lane(row)
    painter.fillRect(lane, look.lane)
    _paint_gaps(painter, geometry, look, row)
    items = ItemPainter(painter, geometry, look, view.pictures)
    first, last = geometry.seen
    seen = geometry.items_in(row, first, last)
    for item, following in zip_longest(seen, seen[1:]):
        facts = view.facts.of(item, row.track, geometry.timeline.rate)
        covered = following.lead.before if following is not None and following.lead else 0
        items.paint(row, item, facts, lane, selected=item.id in view.chosen, covered=covered)
    _paint_joints(painter, view, geometry, row, seen)
    if row.track.locked or row.track.hidden or row.track.muted:
        painter.fillRect(lane, look.outside)


def _paint_gaps(painter: QPainter, geometry: Geometry, look: TimelineLook, row: Row) -> None:
    """Mark where nothing is between two pictures, faintly."""
    if row.track.kind is not TrackKind.VIDEO:
        return
    for start, end in gaps(row, *geometry.seen):
        rect = geometry.span_rect(row, start, end)
        if rect.width() >= LEAST_GAP:
            left, right = max(-20.0, rect.left()), min(geometry.width + 20, rect.right())
            painter.setPen(QPen(look.quiet, 1.0, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(round(left) + 2.5, rect.top() + 0.5, right - left - 6, rect.height() - 1))


def gaps(row: Row, first: float, last: float) -> list[tuple[int, int]]:
    """The first frame of each gap between two items of a track that is seen between two frames, and the one after it;
    what is before the first item is one, too."""
    found: list[tuple[int, int]] = []
    end = 0
    for item in row.track.items:
        if item.start > end and item.start > first and end < last:
            found.append((end, item.start))
        if item.start > last:
            break
        end = item.end
    return found


def _paint_joints(painter: QPainter, view: TimelineView, geometry: Geometry, row: Row, items: Sequence[Item]) -> None:
    """Transitions, and the handles of fades of what is selected or under the pointer."""
    look = view.look
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in items:
        box = lead_rect(geometry, row, item)
        if not box.isEmpty():
            box = box.adjusted(0.5, 0, -0.5, -1.5)
            painter.setBrush(look.thin)
            painter.setPen(QPen(look.color("accent") if item.id == view.chosen_lead else look.on_chip, 1.0))
            painter.drawRoundedRect(box, 3, 3)
            painter.drawLine(box.bottomLeft() + QPointF(3, -3), box.topRight() + QPointF(-3, 3))
            painter.drawLine(box.topLeft() + QPointF(3, 3), box.bottomRight() + QPointF(-3, -3))
        if item.id in view.chosen or item.id == view.hovered:
            for head in (True, False):
                knob = fade_knob(geometry, row, item, head=head)
                if not knob.isEmpty():
                    painter.setBrush(look.on_chip)
                    painter.setPen(QPen(look.chip, 1.0))
                    painter.drawEllipse(knob.adjusted(1, 1, -1, -1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
