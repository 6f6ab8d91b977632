"""Paints an item: pictures or wave, name, signs, and what is the matter with it; less of it the narrower it is."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from soraapp.project.timeline.timeline import Item, TrackKind
from ui.canvas.signs import draw_sign
from ui.timeline.facts import ItemFacts
from ui.timeline.filmstrip import WIDEST
from ui.timeline.geometry import Geometry, Row
from ui.timeline.look import Ink, TimelineLook, draw_frame
from ui.timeline.pictures import Pictures

STRIP = 17
"""The height of the line with the name, in pixels."""
LOW = 40
"""Lower items have no pictures: the name fills them."""
NAMED = 30.0
"""Narrower items have no name."""
TINY = 5.0
"""Narrower items are nothing but their colour."""
SMALL = 26.0
"""Narrower items are a picture and a line at each end."""
CHIP = 17.0
BEFORE = 60.0
"""Pixels beyond the view up to which an item is painted, so that its ends are where they are."""


class ItemPainter:
    """Paints items of one view in one go."""

    def __init__(self, painter: QPainter, geometry: Geometry, look: TimelineLook, pictures: Pictures) -> None:
        self._painter, self._geometry, self._look, self._pictures = painter, geometry, look, pictures
        self._ratio = painter.device().devicePixelRatioF()
        self._rate = float(geometry.timeline.rate)

    def paint(self, row: Row, item: Item, facts: ItemFacts, region: QRectF, *, selected: bool) -> None:
        """Paint as much of an item as is in a region."""
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
        self._fades(item, rect)
        self._beyond(item, facts, rect)
        if item.off:
            painter.fillRect(rect, look.outside)
            painter.fillRect(rect, look.hatch)
        ground = look.lane
        if selected:
            draw_frame(painter, rect, look.color("accent"), ground, 2.0)
        else:
            draw_frame(painter, rect, ink.edge, ground)
        self._words(item, facts, rect, low=low)

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

    # Words and signs

    def _words(self, item: Item, facts: ItemFacts, rect: QRectF, *, low: bool) -> None:
        """The name at the left of what is seen of the item, signs at the right of its line, its state below."""
        if rect.width() < NAMED:
            return
        look, painter = self._look, self._painter
        middle = rect.top() + (STRIP / 2 + 0.5 if not low else rect.height() / 2)
        left = max(rect.left(), 0.0) + 6
        right = min(rect.right(), self._geometry.width) - 6
        if right - left < 10:
            return
        token = "dim" if item.off else "text"
        right = self._signs(item, facts, left, right, middle, token)
        if low and facts.saying is not None:
            right = self._sign(facts, left, right, middle)
        if right - left > 46:
            painter.drawPixmap(QPointF(left - 1, middle - 7), look.icon(facts.icon, token, self._ratio))
            left += 17
        if right - left > 8:
            painter.setFont(look.font)
            painter.setPen(look.color(token))
            text = look.fitted(facts.name, int(right - left))
            painter.drawText(QPointF(left, middle + 4.5), text)
        if not low and facts.saying is not None:
            self._chip(facts, rect)

    def _signs(self, item: Item, facts: ItemFacts, left: float, right: float, middle: float, token: str) -> float:
        """Link, pace and take; the answer is where the name has to end."""
        look, painter = self._look, self._painter
        for text in (facts.take, facts.pace):
            width = look.small_metrics.horizontalAdvance(text)
            if text and right - left > width + 64:
                painter.setFont(look.small)
                painter.setPen(look.color(token))
                painter.drawText(QPointF(right - width, middle + 4), text)
                right -= width + 8
        for icon, wanted in (("eye-off", item.off), ("link", bool(item.link))):
            if wanted and right - left > 60:
                painter.drawPixmap(QPointF(right - 13, middle - 7), look.icon(icon, token, self._ratio))
                right -= 16
        return right

    def _sign(self, facts: ItemFacts, left: float, right: float, middle: float) -> float:
        said = facts.saying
        if said is None or right - left < 24:
            return right
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(self._painter, said.sign, QPointF(right - 6, middle), self._look.color(said.token), facts.done)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        return right - 16

    def _chip(self, facts: ItemFacts, rect: QRectF) -> None:
        """The state of the source, on a dark ground in the lower right corner of what is seen; of one that runs, how
        far it is, as a line too."""
        said, look, painter = facts.saying, self._look, self._painter
        if said is None:
            return
        left, right = max(rect.left(), 0.0), min(rect.right(), self._geometry.width)
        width = look.small_metrics.horizontalAdvance(said.text) + 26
        words = right - left >= width + 12
        if not words:
            width = 19.0
        if right - left < width + 6 or rect.height() < STRIP + CHIP + 4:
            return
        box = QRectF(right - width - 5, rect.bottom() - CHIP - 4, width, CHIP)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.chip)
        painter.drawRoundedRect(box, 4, 4)
        color = light(look.color(said.token))
        draw_sign(painter, said.sign, QPointF(box.left() + 10, box.center().y()), color, facts.done)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if words:
            painter.setFont(look.small)
            painter.setPen(look.on_chip if said.token in ("dim", "faint") else color)
            painter.drawText(QPointF(box.left() + 20, box.center().y() + 4), said.text)
        if said.sign == "running":
            line = QRectF(rect.left() + 1, rect.bottom() - 3, rect.width() - 2, 2)
            painter.fillRect(line, look.chip)
            line.setWidth(line.width() * facts.done)
            painter.fillRect(line, look.color("running"))


def light(color: QColor) -> QColor:
    """A colour that can be read on the dark ground of a chip in every theme."""
    return color if color.lightnessF() > 0.55 else color.lighter(175)
