"""Colours, pens and fonts of the timeline, made once from a theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap

from soraapp.project.timeline.timeline import TrackKind
from ui.canvas.look import Look, faded, mixed
from ui.canvas.tints import tint
from ui.theme import Theme, pixmap

RADIUS = 5.0
HUES = {TrackKind.VIDEO: "clip", TrackKind.AUDIO: "audio", TrackKind.TITLE: "text"}
_WIDE = 400
"""Pixels from which on a name has all the room that it gets."""
_MOST_TEXTS = 8000
NESTED = "image"
"""The kind of port whose colour another timeline has."""


class TimelineLook(Look):
    """What painters of the timeline need of a theme."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        super().__init__(theme, font)
        dark = theme.is_dark
        self.lane = mixed(self.tokens["panel"], self.tokens["background"], 0.45)
        self.ground = mixed(self.tokens["background"], QColor("black"), 0.10 if dark else 0.02)
        self.ruler = self.tokens["panel"]
        self.tick = mixed(self.tokens["panel"], self.tokens["faint"], 0.45)
        self.quiet = mixed(self.lane, self.tokens["faint"], 0.22)
        """Lines within lanes that hardly show."""
        self.range = mixed(self.tokens["panel"], self.tokens["accent"], 0.15)
        """Behind the part of the ruler that a person has marked."""
        self.outside = faded(self.tokens["background"], 0.38)
        self.chip = QColor(12, 14, 17, 190)
        """Behind words over pictures, which are light whatever the theme is."""
        self.thin = QColor(12, 14, 17, 120)
        """The same, where little is to be covered."""
        self.on_chip = QColor("#f2f4f6")
        self.shade = QColor(8, 10, 12, 120 if dark else 80)
        self.hatch = QBrush(faded(self.tokens["text"], 0.28), Qt.BrushStyle.BDiagPattern)
        self.beyond = QBrush(QColor(242, 193, 78, 150), Qt.BrushStyle.BDiagPattern)
        self.lost = QBrush(faded(self.tokens["bad"], 0.5), Qt.BrushStyle.BDiagPattern)
        self.focus = QPen(self.tokens["text"], 1.0, Qt.PenStyle.DotLine)
        self._inks: dict[tuple[str, str], Ink] = {}
        self._fitted: dict[tuple[str, int], str] = {}

    def ink(self, hue: str, color: str) -> Ink:
        """The colours of an item: of a kind of port, or the one that a person gave it."""
        if (found := self._inks.get((hue, color))) is None:
            base = tint(self, color) if color else self.port(hue)
            found = self._inks[hue, color] = Ink(base, self)
        return found

    def fitted(self, text: str, width: int) -> str:
        """The text, or as much of it as fits into so many pixels."""
        width = min(width, _WIDE)
        found = self._fitted.get((text, width))
        if found is None:
            if len(self._fitted) > _MOST_TEXTS:
                self._fitted.clear()
            found = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._fitted[text, width] = found
        return found

    def icon(self, name: str, token: str, ratio: float, size: int = 14) -> QPixmap:
        return pixmap(name, self.tokens[token].name(), size, ratio)


class Ink:
    """The colours of one item."""

    def __init__(self, base: QColor, look: Look) -> None:
        dark = look.theme.is_dark
        ground = look.color("panel") if dark else QColor("white")
        self.body = mixed(ground, base, 0.20 if dark else 0.16)
        self.strip = mixed(ground, base, 0.42 if dark else 0.34)
        self.edge = mixed(ground, base, 0.62 if dark else 0.75)
        self.wave = mixed(ground, base, 0.80 if dark else 0.85)


@lru_cache(maxsize=256)
def frame_piece(height: int, ratio: float, edge: str, ground: str, thick: float, *, right: bool) -> QPixmap:
    """The left or right end of the frame around an item: an arc of its outline, with the ground outside of it.

    A frame that is put together of such pieces and two lines takes a tenth of the time of a path, and cuts the corners
    of whatever pictures are below it. It is as wide as RADIUS and a pixel."""
    width = int(RADIUS) + 1
    piece = QPixmap(round(width * ratio), round(height * ratio))
    piece.fill(Qt.GlobalColor.transparent)
    piece.setDevicePixelRatio(ratio)
    whole = QRectF(0 if not right else -20, 0, width + 20, height)
    painter = QPainter(piece)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, width, height), QColor(ground))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("black"))
    painter.drawRoundedRect(whole, RADIUS, RADIUS)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), thick))
    inset = thick / 2
    painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), RADIUS - inset, RADIUS - inset)
    painter.end()
    return piece


def draw_frame(painter: QPainter, rect: QRectF, edge: QColor, ground: QColor, thick: float = 1.0) -> None:
    """The rounded outline of an item on a ground of one colour; narrow ones are outlined plainly. `rect` is of whole
    pixels."""
    ratio = painter.device().devicePixelRatioF()
    width = int(RADIUS) + 1
    if rect.width() < 2 * width:
        painter.fillRect(QRectF(rect.left(), rect.top(), min(1.0, rect.width()), rect.height()), edge)
        if rect.width() > 3:
            painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), edge)
        return
    height = round(rect.height())
    names = edge.name(), ground.name()
    painter.drawPixmap(rect.topLeft(), frame_piece(height, ratio, *names, thick, right=False))
    end = rect.topRight()
    end.setX(end.x() - width)
    painter.drawPixmap(end, frame_piece(height, ratio, *names, thick, right=True))
    inner = rect.adjusted(width, 0, -width, 0)
    painter.fillRect(QRectF(inner.left(), inner.top(), inner.width(), thick), edge)
    painter.fillRect(QRectF(inner.left(), inner.bottom() - thick, inner.width(), thick), edge)
