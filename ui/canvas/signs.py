"""Small drawn signs for the states of a node, so that no state is told by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

SIZE = 9.0


def draw_sign(painter: QPainter, name: str, center: QPointF, color: QColor, done: float = 0.5) -> None:
    """Draw a sign of about 9 units around a point. `done` from 0 to 1 is how full the sign of a running node is."""
    x, y, r = center.x(), center.y(), SIZE / 2
    disc = QRectF(x - r, y - r, SIZE, SIZE)
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match name:
        case "running":
            painter.drawEllipse(disc)
            painter.setBrush(color)
            painter.drawPie(disc, 90 * 16, -round(360 * 16 * max(0.08, min(done, 1.0))))
        case "done":
            painter.setBrush(color)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(disc)
        case "queued" | "blocked":
            painter.drawEllipse(disc)
            if name == "queued":
                painter.drawPolyline([QPointF(x, y - 2.5), QPointF(x, y), QPointF(x + 2, y)])
            else:
                painter.drawLine(QPointF(x - 2.8, y + 2.8), QPointF(x + 2.8, y - 2.8))
        case "stale":
            painter.drawArc(disc, 60 * 16, 270 * 16)
            painter.drawPolyline(
                [QPointF(x - 0.5, y - r - 2.2), QPointF(x + 2.4, y - r + 0.6), QPointF(x - 0.8, y - r + 2.8)]
            )
        case "failed":
            painter.setPen(QPen(color, 2.0))
            painter.drawLine(QPointF(x - 3.5, y - 3.5), QPointF(x + 3.5, y + 3.5))
            painter.drawLine(QPointF(x - 3.5, y + 3.5), QPointF(x + 3.5, y - 3.5))
        case "pinned":
            painter.setBrush(color)
            painter.drawEllipse(QPointF(x, y - 2), 2.6, 2.6)
            painter.drawLine(QPointF(x, y), QPointF(x, y + r + 0.5))
        case "attention" | "missing":
            corners = [QPointF(x, y - r), QPointF(x + r + 0.5, y + r - 0.5), QPointF(x - r - 0.5, y + r - 0.5)]
            painter.drawPolygon(QPolygonF(corners))
            painter.drawLine(QPointF(x, y - 1), QPointF(x, y + 1.2))
        case _:
            pass


def draw_kind(painter: QPainter, kind: str, box: QRectF, color: QColor) -> None:
    """A faint picture of what will be seen in an empty box: a play sign for clips, a wave for sounds, else hills."""
    x, y = box.center().x(), box.center().y()
    painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(x - 16, y - 12, 32, 24), 4, 4)
    if kind == "clip":
        painter.drawPolygon(QPolygonF([QPointF(x - 4, y - 5.5), QPointF(x + 6, y), QPointF(x - 4, y + 5.5)]))
    elif kind == "audio":
        for step, reach in enumerate((2, 5, 8, 4, 7, 3)):
            across = x - 10 + 4 * step
            painter.drawLine(QPointF(across, y - reach), QPointF(across, y + reach))
    else:
        painter.drawPolyline(
            [
                QPointF(x - 12, y + 8),
                QPointF(x - 4, y - 1),
                QPointF(x + 2, y + 5),
                QPointF(x + 6, y + 1),
                QPointF(x + 12, y + 8),
            ]
        )
        painter.drawEllipse(QPointF(x + 7, y - 5), 2, 2)
