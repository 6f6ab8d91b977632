"""Paints an item: pictures or wave, fades, and what is past its source; less of it the narrower it is."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from soraapp.project.timeline.timeline import Item, TrackKind
from ui.timeline.facts import ItemFacts
from ui.timeline.filmstrip import WIDEST
from ui.timeline.geometry import Geometry, Row
from ui.timeline.item_words import STRIP, ItemWords
from ui.timeline.look import Ink, TimelineLook, draw_frame
from ui.timeline.pictures import Pictures

LOW = 40
"""Lower items have no pictures: the name fills them."""
TINY = 5.0
"""Narrower items are nothing but their colour."""
SMALL = 32.0
"""Narrower items are a picture and a line at each end."""
BEFORE = 60.0
"""Pixels beyond the view up to which an item is painted, so that its ends are where they are."""


class ItemPainter:
    """Paints items of one view in one go."""

    def __init__(self, painter: QPainter, geometry: Geometry, look: TimelineLook, pictures: Pictures) -> None:
        self._painter, self._geometry, self._look, self._pictures = painter, geometry, look, pictures
        self._ratio = painter.device().devicePixelRatioF()
        self._rate = float(geometry.timeline.rate)
        self._words = ItemWords(painter, geometry, look)

    def paint(
        self, row: Row, item: Item, facts: ItemFacts, region: QRectF, *, selected: bool, covered: int = 0
    ) -> None:
        """Paint as much of an item as is in a region. Over its last `covered` frames there will be a transition."""
        look, painter = self._look, self._painter
        rect = self._box(row, item)
        ink = look.ink(facts.hue, item.color)
        if rect.width() <= TINY:
            color = look.color("accent") if selected else ink.edge
            painter.fillRect(QRectF(rect.left(), rect.top(), max(1.0, rect.width()), rect.height()), color)
            return
        low = rect.height() < LOW
        body = rect if low else rect.adjusted(0, STRIP, 0, 0)
        painter.fillRect(rect, ink.body if not low or facts.hue == "audio" else ink.strip)
        if not low:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), STRIP), ink.strip)
        self._inside(row, item, facts, body, ink, region)
        if rect.width() < SMALL and not item.off:
            edge = look.color("accent") if selected else ink.edge
            painter.fillRect(QRectF(rect.left(), rect.top(), 1, rect.height()), edge)
            painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), edge)
            if selected:
                painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), edge)
                painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), edge)
            return
        self._fades(item, body)
        self._beyond(item, facts, rect)
        if item.off:
            painter.fillRect(rect, look.outside)
            painter.fillRect(rect, look.hatch)
        ground = look.lane
        if selected:
            draw_frame(painter, rect, look.color("accent"), ground, 2.0)
        else:
            draw_frame(painter, rect, ink.edge, ground)
        self._words.paint(item, facts, rect, low=low, covered=covered)

    def _box(self, row: Row, item: Item) -> QRectF:
        """Whole pixels; a hair is left between neighbours, and what is far outside of the view is left out."""
        there = self._geometry.item_rect(row, item)
        left, right = round(there.left()), round(there.right())
        right -= 1 if right - left > TINY else 0
        left = max(left, -BEFORE)
        right = min(right, self._geometry.width + BEFORE)
        return QRectF(left, there.top(), max(1.0, right - left), there.height())

    # Pictures and waves

    def _inside(self, row: Row, item: Item, facts: ItemFacts, body: QRectF, ink: Ink, region: QRectF) -> None:
        if facts.sound is not None:
            self._wave(row, item, facts, body, ink)
        elif facts.media is not None and body.height() >= 12 and row.track.kind is TrackKind.VIDEO:
            if body.height() >= LOW - STRIP and row.height >= LOW:
                self._tiles(item, facts, body, region)
        elif facts.saying is not None and facts.saying.sign in ("missing", "failed"):
            self._painter.fillRect(body, self._look.lost)

    def _tiles(self, item: Item, facts: ItemFacts, body: QRectF, region: QRectF) -> None:
        media = facts.media
        assert media is not None
        strips, painter, zoom = self._pictures.strips, self._painter, self._geometry.zoom
        height = round(body.height())
        width = max(12, round(height * min(WIDEST, facts.aspect)))
        rate = self._rate
        speed, offset = facts.speed, facts.offset
        strip = strips.strip(media)
        begin = self._geometry.x(item.start)
        span = width / zoom / rate * speed
        tall = round(height * self._ratio)
        first = max(0, floor((max(body.left(), region.left()) - begin) / width))
        last = floor((min(body.right(), region.right()) - begin) / width)
        whole = item.length * speed / rate
        for number in range(first, last + 1):
            gone = number * width / zoom / rate * speed
            moment = offset + (max(0.0, whole - gone - 1e-6) if item.reverse else gone)
            picture = strips.picture(strip, strip.frame(moment, span), tall)
            if picture is None:
                continue
            x = round(begin + number * width)
            seen = min(width, body.right() - x)
            if seen <= 0:
                continue
            target = QRectF(x, body.top(), seen, height)
            source = QRectF(0, 0, picture.width() * seen / width, picture.height())
            painter.drawPixmap(target, picture, source)

    def _wave(self, row: Row, item: Item, facts: ItemFacts, body: QRectF, ink: Ink) -> None:
        audio = facts.sound
        left, right = max(0.0, body.left()), min(self._geometry.width, body.right())
        height = round(body.height() - 2)
        if audio is None or right - left < 2 or height < 6:
            return
        geometry, rate = self._geometry, self._rate
        offset, whole = facts.offset, item.length * facts.speed / rate

        def moment(x: float) -> float:
            gone = (geometry.place(x) - item.start) * facts.speed / rate
            return offset + (whole - gone if item.reverse else gone)

        size = max(1, round((right - left) * self._ratio)), max(1, round(height * self._ratio))
        gain = 10 ** ((item.gain + row.track.gain) / 20)
        peaks = self._pictures.waves.peaks(audio)
        span = moment(left), moment(right)
        picture = self._pictures.waves.picture(item.id, peaks, span, size, ink.wave, gain)
        self._painter.drawPixmap(QRectF(left, body.top() + 1, right - left, height), picture, QRectF(picture.rect()))

    # What lies over them

    def _fades(self, item: Item, rect: QRectF) -> None:
        painter, zoom = self._painter, self._geometry.zoom
        begin, end = self._geometry.x(item.start), self._geometry.x(item.end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.shade)
        for frames, x, way in ((item.fade_in, begin, 1), (item.fade_out, end, -1)):
            reach = x + way * frames * zoom
            if frames and abs(reach - x) > 2 and min(x, reach) < rect.right() and max(x, reach) > rect.left():
                corner = QPointF(x, rect.top())
                painter.drawPolygon([corner, QPointF(reach, rect.top()), QPointF(x, rect.bottom())])

    def _beyond(self, item: Item, facts: ItemFacts, rect: QRectF) -> None:
        """Hatch what is past the end of the source: its last frame stands there, or silence."""
        frames = facts.beyond
        if not frames:
            return
        width = min(frames * self._geometry.zoom, rect.width())
        if width < 2:
            return
        x = self._geometry.x(item.start) if item.reverse else self._geometry.x(item.end) - width
        part = QRectF(x, rect.top(), width, rect.height()) & rect
        self._painter.fillRect(part, self._look.shade)
        self._painter.fillRect(part, self._look.beyond)
