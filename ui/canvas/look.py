"""Pens, brushes, colours and fonts of the canvas, made once from a theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from ui.theme import Theme

PORT_KINDS = ("clip", "image", "text", "audio", "mask", "number", "flag", "model", "camera")


def faded(color: QColor, alpha: float) -> QColor:
    """The same colour, see-through: 0 nothing, 1 all of it."""
    result = QColor(color)
    result.setAlphaF(alpha)
    return result


def mixed(first: QColor, second: QColor, part: float) -> QColor:
    """A colour between two: `part` 0 is the first, 1 the second."""
    channels = ((first.redF(), second.redF()), (first.greenF(), second.greenF()), (first.blueF(), second.blueF()))
    return QColor.fromRgbF(*(a + (b - a) * part for a, b in channels))


class Look:
    """What painters of the canvas need of a theme."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self.theme = theme
        self.tokens = {
            name: theme.color(name)
            for name in (
                "background",
                "panel",
                "raised",
                "line",
                "text",
                "dim",
                "faint",
                "accent",
                "ok",
                "warn",
                "bad",
                "running",
            )
        }
        self.background = mixed(self.tokens["background"], QColor("black"), 0.18 if theme.is_dark else 0.03)
        self.body = (
            self.tokens["panel"] if not theme.is_dark else mixed(self.tokens["panel"], self.tokens["raised"], 0.45)
        )
        self.sunken = mixed(self.body, QColor("black"), 0.28 if theme.is_dark else 0.06)
        self.border = mixed(self.tokens["line"], self.tokens["faint"], 0.15)
        self.dots = mixed(self.background, self.tokens["faint"], 0.28)
        self.ports = {kind: theme.port(kind) for kind in PORT_KINDS}
        self.bands = {kind: mixed(self.port(kind), self.body, 0.4) for kind in (*PORT_KINDS, "")}
        """What a node that gives such a thing is marked with while it is far away and has nothing to tell."""
        self._pens: dict[tuple[str, bool, bool], QPen] = {}
        self.font = _sized(font, 12)
        self.small = _sized(font, 11)
        self.title = _sized(font, 13, QFont.Weight.DemiBold)
        self.metrics = QFontMetricsF(self.font)
        self.small_metrics = QFontMetricsF(self.small)
        self.title_metrics = QFontMetricsF(self.title)

    def color(self, token: str) -> QColor:
        return self.tokens[token]

    def port(self, kind: str) -> QColor:
        """The colour of a kind of port; ports of unknown kinds are faint."""
        return self.ports.get(kind, self.tokens["faint"])

    def wire(self, kind: str, *, selected: bool, far: bool) -> QPen:
        """The pen of a wire. From far away it is one device pixel wide; it is never see-through: both paint faster."""
        if (pen := self._pens.get((kind, selected, far))) is None:
            pen = self._pens[kind, selected, far] = self._wire(kind, selected=selected, far=far)
        return pen

    def _wire(self, kind: str, *, selected: bool, far: bool) -> QPen:
        color = self.tokens["accent"] if selected else mixed(self.port(kind), self.background, 0.15)
        pen = QPen(color, 1.0 if far else 3.0 if selected else 2.0)
        pen.setCosmetic(far)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen


def _sized(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setWeight(weight)
    sized.setFeature(QFont.Tag("tnum"), 1)
    return sized
