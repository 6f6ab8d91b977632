"""The look: tokens of `resources/themes/*.json` as colours, a Qt palette, one style sheet, and icons tinted to fit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from ui.style_sheet import style_sheet

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
GRID = 4
"""Spacing is a multiple of so many pixels."""
ROW = 26
"""The height of a row with a control, in pixels."""
RADIUS = 5
TEXT_SIZE = 13
"""Pixels."""
SMALL_SIZE = 11
ICON_SIZES = (12, 14, 16)
"""Pixels."""


@dataclass(frozen=True)
class Theme:
    """The colours of the window by their roles."""

    name: str
    is_dark: bool
    colors: Mapping[str, str] = field(repr=False)
    ports: Mapping[str, str] = field(repr=False)

    def __hash__(self) -> int:
        return hash(self.name)

    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """The colour of a role such as ``panel``, ``text`` or ``accent``; `alpha` is from 0 to 1."""
        found = QColor(self.colors[token])
        found.setAlphaF(alpha)
        return found

    def port(self, kind: str) -> QColor:
        """The colour of a port of that kind; kinds without one of their own are faint."""
        return QColor(self.ports.get(kind, self.colors["faint"]))


def theme_names() -> list[str]:
    return sorted(path.stem for path in (RESOURCES / "themes").glob("*.json"))


@lru_cache
def load_theme(name: str) -> Theme:
    """The theme of that name. Raises FileNotFoundError when there is none."""
    data = json.loads((RESOURCES / "themes" / f"{name}.json").read_text("utf-8"))
    return Theme(name, QColor(data["colors"]["background"]).lightnessF() < 0.5, data["colors"], data["ports"])


def apply(app: QApplication, theme: Theme) -> None:
    """Make the whole program look like the theme."""
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme.colors))


def give_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property on which the style sheet depends, and let it look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    colors = {
        roles.Window: "panel",
        roles.WindowText: "text",
        roles.Base: "background",
        roles.AlternateBase: "panel",
        roles.ToolTipBase: "raised",
        roles.ToolTipText: "text",
        roles.Text: "text",
        roles.PlaceholderText: "faint",
        roles.Button: "raised",
        roles.ButtonText: "text",
        roles.BrightText: "bad",
        roles.Link: "running",
        roles.Highlight: "accent",
        roles.HighlightedText: "on_accent",
        roles.Mid: "line",
        roles.Dark: "line",
        roles.Shadow: "background",
        roles.Light: "raised",
        roles.Midlight: "raised",
        roles.Accent: "accent",
    }
    made = QPalette()
    for role, token in colors.items():
        made.setColor(role, theme.color(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("faint"))
    return made


def install_fonts() -> None:
    """Use the bundled fonts, with those of the system where a bundled one lacks a character or is not there."""
    families: list[str] = []
    for file in sorted((RESOURCES / "fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    families.sort(key=lambda family: "Inter" not in family)
    font = QFont()
    font.setFamilies([*families, font.family(), "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"])
    font.setPixelSize(TEXT_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(font)


def tabular(font: QFont, size: int | None = None) -> QFont:
    """The same font with figures of one width, for times and numbers that change in place."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    if size:
        made.setPixelSize(size)
    return made


def small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(SMALL_SIZE)
    return made


def icon(name: str, color: QColor, disabled: QColor | None = None) -> QIcon:
    """An icon of `resources/icons` in one colour: sharp in each size that widgets show it in, on each screen."""
    made = QIcon()
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        for size in ICON_SIZES:
            made.addPixmap(pixmap(name, color.name(), size, ratio))
            if disabled:
                made.addPixmap(pixmap(name, disabled.name(), size, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def pixmap(name: str, color: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` pixels. An icon that is not there is an empty picture."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = _renderer(name)
    if renderer is not None:
        painter = QPainter(picture)
        renderer.render(painter, QRectF(picture.rect()))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), QColor(color))
        painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=256)
def _renderer(name: str) -> QSvgRenderer | None:
    file = RESOURCES / "icons" / f"{name}.svg"
    return QSvgRenderer(QByteArray(file.read_bytes())) if file.exists() else None
