"""The ruler of the timeline: times at whole steps that fit the zoom, down to single frames."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from soraapp.media.time import nominal
from ui.timeline.geometry import RULER, Geometry
from ui.timeline.look import TimelineLook

ROOMY = 92.0
"""Pixels from one time to the next at the least."""
DENSE = 7.0
"""Pixels from one line to the next at the least."""
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000)
"""Seconds."""


def steps(rate: Fraction, zoom: float) -> tuple[int, int]:
    """How many frames are from one time to the next, and from one line to the next, at so many pixels a frame."""
    base = nominal(rate)
    parts = [one for one in (1, 2, 5, 10) if one < base and (base % one == 0 or one == 1)]
    all_steps = [*parts, *(base * second for second in STEPS)]
    large = next((one for one in all_steps if one * zoom >= ROOMY), all_steps[-1])
    small = next((one for one in all_steps if one * zoom >= DENSE and large % one == 0), large)
    return large, small


def label(frame: int, rate: Fraction, large: int) -> str:
    """The time of a frame, as short as times that are `large` frames apart allow: ``01:05``, ``1:00:05`` from an hour
    on, and ``01:05:12`` with frames."""
    base = nominal(rate)
    seconds, frames = divmod(frame, base)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
    return f"{text}:{frames:02d}" if large < base else text


def ticks(geometry: Geometry, first: float, last: float, small: int) -> Iterator[int]:
    """The frames of the lines between two pixels."""
    start = max(0, floor(geometry.place(first) / small))
    for number in range(start, ceil(geometry.place(last) / small) + 1):
        yield number * small


def paint_ruler(painter: QPainter, geometry: Geometry, look: TimelineLook, region: QRectF) -> None:
    """Paint the part of the ruler that is in a region, without what stands on it."""
    painter.fillRect(QRectF(region.left(), 0, region.width(), RULER), look.ruler)
    _mark_range(painter, geometry, look)
    rate = geometry.timeline.rate
    large, small = steps(rate, geometry.zoom)
    painter.setFont(look.small)
    for frame in ticks(geometry, region.left() - ROOMY, region.right(), small):
        x = round(geometry.x(frame))
        timed = frame % large == 0
        painter.fillRect(QRectF(x, RULER - (9 if timed else 4), 1, 8 if timed else 3), look.tick)
        if timed:
            painter.setPen(look.color("dim"))
            painter.drawText(QPointF(x + 4, 13), label(frame, rate, large))
    painter.fillRect(QRectF(region.left(), RULER - 1, region.width(), 1), look.color("line"))


def paint_range(painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
    """Dim what is outside of the part of the film that a person chose."""
    start, end = _range(geometry)
    below = geometry.height - RULER
    if start is not None and start > 0:
        painter.fillRect(QRectF(0, RULER, min(start, geometry.width), below), look.outside)
    if end is not None and end < geometry.width:
        painter.fillRect(QRectF(max(0.0, end), RULER, geometry.width - max(0.0, end), below), look.outside)


def _mark_range(painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
    """The same part on the ruler: a ground of its own, and a bracket at each end that was chosen."""
    start, end = _range(geometry)
    if start is None and end is None:
        return
    left, right = geometry.x(0) if start is None else start, geometry.x(geometry.timeline.end) if end is None else end
    band = QRectF(left, 0, max(1.0, right - left), RULER - 1)
    painter.fillRect(band & QRectF(0, 0, geometry.width, RULER), look.range)
    for x, way in ((start, 1), (end, -1)):
        if x is not None and -8 < x < geometry.width + 8:
            painter.fillRect(QRectF(x if way > 0 else x - 2, 1, 2, RULER - 2), look.color("accent"))
            for y in (1, RULER - 3):
                painter.fillRect(QRectF(x if way > 0 else x - 6, y, 6, 2), look.color("accent"))


def _range(geometry: Geometry) -> tuple[float | None, float | None]:
    """Where the part begins and ends that was chosen; None for an end that was not."""
    film = geometry.timeline
    start = None if film.first is None else float(round(geometry.x(film.first)))
    return start, None if film.last is None else float(round(geometry.x(film.last + 1)))


def _chosen(geometry: Geometry, frame: int) -> bool:
    """Whether a frame is in the part that was chosen."""
    film = geometry.timeline
    if film.first is None and film.last is None:
        return False
    return (film.first or 0) <= frame <= (film.end if film.last is None else film.last)


def paint_markers(painter: QPainter, geometry: Geometry, look: TimelineLook, region: QRectF) -> None:
    """Flags on the ruler with their names, as far as there is room to the next one; a part is a bar."""
    markers = geometry.timeline.markers
    painter.setFont(look.small)
    for number, marker in enumerate(markers):
        x = round(geometry.x(marker.at))
        following = geometry.x(markers[number + 1].at) if number + 1 < len(markers) else geometry.width + 200
        end = geometry.x(marker.at + marker.length)
        if x > region.right() + 12 or max(end, following) < region.left() - 12:
            continue
        color = look.ink("mask", marker.color).edge if marker.color else look.color("running")
        if marker.length:
            painter.fillRect(QRectF(x, RULER - 4, max(1.0, end - x), 3), color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        top = RULER - 13
        flag = [(-4.5, 0), (4.5, 0), (4.5, 6.5), (0, 11.5), (-4.5, 6.5)]
        painter.drawPolygon([QPointF(x + 0.5 + dx, top + dy) for dx, dy in flag])
        room = following - x - 16
        if marker.name and room > 18:
            text = look.small_metrics.elidedText(marker.name, Qt.TextElideMode.ElideRight, min(room, 160.0))
            width = look.small_metrics.horizontalAdvance(text)
            ground = look.range if _chosen(geometry, marker.at) else look.ruler
            painter.fillRect(QRectF(x + 6, RULER - 14, width + 4, 13), ground)
            painter.setPen(look.color("text"))
            painter.drawText(QPointF(x + 8, RULER - 4), text)
