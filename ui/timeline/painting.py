"""Paints a view of a timeline: only what is in the region that has to be painted anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from soraapp.project.timeline.timeline import Item, TrackKind
from ui.timeline.geometry import RULER, Geometry, Row
from ui.timeline.hits import fade_knob, lead_rect
from ui.timeline.item_painting import ItemPainter
from ui.timeline.look import TimelineLook
from ui.timeline.ruler import paint_markers, paint_range, paint_ruler
from ui.timeline.sheet import PLAYHEAD

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

LEAST_GAP = 6.0
"""Pixels from which on a gap between two items is marked."""


def paint(painter: QPainter, view: TimelineView, region: QRectF) -> None:
    """Paint what is in a region of the viewport."""
    look, geometry = view.look, view.geometry_
    whole = region.width() >= geometry.width
    if whole:
        view.pictures.strips.begin()
    painter.fillRect(region, look.ground)
    items = ItemPainter(painter, geometry, look, view.pictures)
    first, last = geometry.place(region.left()), geometry.place(region.right())
    for row in geometry.rows:
        lane = geometry.lane(row)
        if lane.bottom() < RULER or lane.top() > geometry.height or not lane.intersects(region):
            continue
        painter.fillRect(lane & region, look.lane)
        _paint_gaps(painter, geometry, look, row, region)
        seen = geometry.items_in(row, first, last)
        for item in seen:
            chosen = item.id in view.chosen
            items.paint(row, item, view.facts.of(item, row.track, geometry.timeline.rate), region, selected=chosen)
        _paint_joints(painter, view, row, seen)
        if row.track.locked or row.track.hidden or row.track.muted:
            painter.fillRect(lane & region, look.outside)
    if not geometry.timeline.end:
        _paint_invitation(painter, view)
    paint_ruler(painter, geometry, look, region)
    paint_range(painter, geometry, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_markers(painter, geometry, look, region)
    for shape in view.shapes:
        shape.paint(painter, geometry, look)
    _paint_playhead(painter, view)
    if whole:
        view.pictures.strips.work()


def _paint_gaps(painter: QPainter, geometry: Geometry, look: TimelineLook, row: Row, region: QRectF) -> None:
    """Mark where nothing is between two pictures, faintly."""
    if row.track.kind is not TrackKind.VIDEO:
        return
    for start, end in gaps(row, geometry.place(region.left()), geometry.place(region.right())):
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


def _paint_joints(painter: QPainter, view: TimelineView, row: Row, items: Sequence[Item]) -> None:
    """Transitions, and the handles of fades of what is selected or under the pointer."""
    geometry, look = view.geometry_, view.look
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in items:
        box = lead_rect(geometry, row, item)
        if not box.isEmpty():
            box = box.adjusted(0.5, 0, -0.5, -1.5)
            painter.setBrush(look.chip)
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


def _paint_playhead(painter: QPainter, view: TimelineView) -> None:
    geometry = view.geometry_
    x = round(geometry.x(view.playhead)) + 0.5
    if not -PLAYHEAD < x < geometry.width + PLAYHEAD:
        return
    accent = view.look.color("accent")
    painter.fillRect(QRectF(x - 1, RULER - 12, 2, geometry.height), accent)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    grip = [(-6.5, -24), (6.5, -24), (6.5, -14), (0, -7), (-6.5, -14)]
    painter.drawPolygon(QPolygonF([QPointF(x + dx, RULER + dy) for dx, dy in grip]))


def _paint_invitation(painter: QPainter, view: TimelineView) -> None:
    """How to begin, where there is nothing yet."""
    geometry, look = view.geometry_, view.look
    box = QRectF(0, RULER, geometry.width, geometry.height - RULER)
    lines = (
        (look.title, "text", QCoreApplication.translate("timeline", "Drag a node, a file or a result here")),
        (
            look.font,
            "dim",
            QCoreApplication.translate("timeline", "What stands here in a row is the film of the project."),
        ),
    )
    middle = box.center().y() - 12
    for font, token, text in lines:
        painter.setFont(font)
        painter.setPen(look.color(token))
        painter.drawText(QRectF(12, middle - 10, box.width() - 24, 22), Qt.AlignmentFlag.AlignCenter, text)
        middle += 22
