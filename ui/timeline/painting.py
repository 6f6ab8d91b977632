"""Paints a view of a timeline: only what is in the region that has to be painted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPolygonF

from ui.timeline.geometry import RULER
from ui.timeline.ruler import paint_markers, paint_range, paint_ruler
from ui.timeline.sheet import PLAYHEAD

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

LEAST_GAP = 6.0
"""Pixels from which on a gap between two items is marked."""


def paint(painter: QPainter, view: TimelineView, region: QRectF) -> None:
    """Paint what is in a region of the viewport."""
    look, geometry = view.look, view.geometry_
    painter.fillRect(region, look.ground)
    view.lanes.paint(painter, view, region)
    if not geometry.timeline.end:
        _paint_invitation(painter, view)
    if geometry.timeline.id:
        paint_ruler(painter, geometry, look, region)
    paint_range(painter, geometry, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_markers(painter, geometry, look, region)
    for shape in (*((view.hint,) if view.hint else ()), *view.shapes):
        shape.paint(painter, geometry, look)
    if geometry.timeline.id:
        _paint_playhead(painter, view)
    if view.ringed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.color("accent"))
        painter.drawRect(QRectF(0.5, 0.5, geometry.width - 1, geometry.height - 1))
    view.pictures.strips.work()
    if view.lanes.behind:
        QTimer.singleShot(0, view.viewport(), view.viewport().update)


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
