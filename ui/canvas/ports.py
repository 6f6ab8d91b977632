"""The shapes of ports: a kind is told by its colour and by its shape, so that neither is needed to know it."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

_SIDES = {
    "image": (4, 0.0),
    "audio": (3, -pi / 2),
    "flag": (3, 0.0),
    "model": (5, -pi / 2),
    "camera": (3, pi / 2),
}
"""Regular polygons: how many corners, and the angle of the first."""


@lru_cache(maxsize=128)
def port_shape(kind: str, radius: float) -> QPainterPath:
    """The outline of a port around the origin: clip a square, image a diamond, text a disc, number a bar, and so on."""
    path = QPainterPath()
    if kind in _SIDES:
        corners, turn = _SIDES[kind]
        reach = radius * 1.25
        angles = [turn + 2 * pi * index / corners for index in range(corners)]
        path.addPolygon(QPolygonF([QPointF(reach * cos(angle), reach * sin(angle)) for angle in angles]))
        path.closeSubpath()
    elif kind == "clip":
        path.addRoundedRect(QRectF(-radius, -radius, 2 * radius, 2 * radius), radius / 3, radius / 3)
    elif kind == "number":
        path.addRoundedRect(QRectF(-1.3 * radius, -0.6 * radius, 2.6 * radius, 1.2 * radius), radius / 3, radius / 3)
    elif kind == "mask":
        path.addEllipse(QPointF(0, 0), radius, radius)
        path.addEllipse(QPointF(0, 0), radius / 2, radius / 2)
    else:
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path
