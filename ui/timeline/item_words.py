"""What is written on an item: its name, small signs, and how its source stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from soraapp.project.timeline.timeline import Item
from ui.canvas.signs import draw_sign
from ui.timeline.facts import ItemFacts
from ui.timeline.geometry import Geometry
from ui.timeline.look import TimelineLook

STRIP = 17
"""The height of the line with the name, in pixels."""
NAMED = 44.0
"""Narrower items have no name."""
CHIP = 17.0
"""The height of the ground behind the words of a state."""


class ItemWords:
    """Writes on items of one view in one go."""

    def __init__(self, painter: QPainter, geometry: Geometry, look: TimelineLook) -> None:
        self._painter, self._geometry, self._look = painter, geometry, look
        self._ratio = painter.device().devicePixelRatioF()

    def paint(self, item: Item, facts: ItemFacts, rect: QRectF, *, low: bool, covered: int) -> None:
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
            lead = item.lead.after * self._geometry.zoom if item.lead else 0.0
            self._chip(facts, rect.adjusted(lead, 0, -covered * self._geometry.zoom, 0), rect)

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

    def _chip(self, facts: ItemFacts, room: QRectF, rect: QRectF) -> None:
        """The state of the source, on a dark ground in the lower right corner of what is seen between transitions; of
        one that runs, how far it is, as a line too."""
        said, look, painter = facts.saying, self._look, self._painter
        if said is None:
            return
        left, right = max(room.left(), 0.0), min(room.right(), self._geometry.width)
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
