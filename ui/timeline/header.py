"""The header of a track: its name, what it is, and the switches for what is seen, heard and changed of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from soraapp.project.timeline.timeline import Track, TrackKind
from ui.panels.elided import Elided
from ui.theme import Theme, icon
from ui.timeline.name_line import NameLine

WIDTH = 168
"""Of the column of headers, in pixels."""
BUTTON = 22
TALL = 46
"""The height from which on there is a second line."""
ICONS = {TrackKind.VIDEO: "video", TrackKind.AUDIO: "audio", TrackKind.TITLE: "text"}
SWITCHES = {
    TrackKind.VIDEO: ("hidden", "solo", "locked"),
    TrackKind.AUDIO: ("muted", "solo", "locked"),
    TrackKind.TITLE: ("hidden", "solo", "locked"),
}
SIGNS = {
    "hidden": ("eye", "eye-off"),
    "muted": ("volume", "muted"),
    "solo": ("solo", "solo"),
    "locked": ("unlock", "lock"),
}
"""The icons of each switch: off and on."""


class Header(QWidget):
    """The header of one track."""

    switched = Signal(str, bool)
    """The name of a switch, as of a field of Track, and whether it is to be on."""
    renamed = Signal(str)
    loudness_asked = Signal(float)
    """Decibels."""
    menu_asked = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, track: Track, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.track = track
        self._sign = QLabel(self)
        self.name = Elided(self)
        self.level = Elided(self)
        self.level.setProperty("role", "small")
        self.switches = {name: self._switch(name) for name in SWITCHES[track.kind]}
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.show_track(track)

    def show_track(self, track: Track) -> None:
        """Show how a track stands."""
        self.track = track
        self.name.setText(track.name)
        self.level.setText(f"{track.gain:+.1f} dB" if track.gain else "0 dB")
        self.retranslate()
        self.set_theme(self._theme)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._sign.setPixmap(icon(ICONS[self.track.kind], theme.color("dim")).pixmap(QSize(14, 14)))
        for name, button in self.switches.items():
            on = bool(getattr(self.track, name))
            button.setChecked(on)
            button.setIcon(icon(SIGNS[name][on], theme.color("text" if on else "faint")))

    def retranslate(self) -> None:
        texts = {
            "hidden": (self.tr("Hide the track"), self.tr("Show the track")),
            "muted": (self.tr("Mute the track"), self.tr("Unmute the track")),
            "solo": (self.tr("Solo: leave out all others of its kind"), self.tr("End solo")),
            "locked": (self.tr("Lock the track: nothing on it can be changed"), self.tr("Unlock the track")),
        }
        for name, button in self.switches.items():
            text = texts[name][bool(getattr(self.track, name))]
            button.setToolTip(text)
            button.setAccessibleName(f"{self.track.name}: {text}")
        kinds = {
            TrackKind.VIDEO: self.tr("Track of pictures"),
            TrackKind.AUDIO: self.tr("Track of sound"),
            TrackKind.TITLE: self.tr("Track of titles"),
        }
        self._sign.setToolTip(kinds[self.track.kind])
        self.setAccessibleName(f"{kinds[self.track.kind]} {self.track.name}")
        self.level.setToolTip(self.tr("How loud the track is: double-click to change it"))

    def rename(self) -> None:
        """Let a person write another name."""
        self._write(self.name, self.track.name, self.renamed.emit)

    def change_level(self) -> None:
        """Let a person write how loud the track is."""
        self._write(self.level, f"{self.track.gain:g}", self._take_level)

    def resizeEvent(self, _event: object) -> None:
        self._arrange()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self.level.isVisible() and self.level.geometry().contains(at):
            self.change_level()
        elif at.x() < WIDTH - BUTTON * len(self.switches):
            self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())
        event.accept()

    def _switch(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setStyleSheet("padding: 0;")
        button.setCheckable(True)
        button.setFixedSize(BUTTON, BUTTON)
        button.setIconSize(QSize(14, 14))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(name)
        button.clicked.connect(lambda on: self.switched.emit(name, on))
        return button

    def _arrange(self) -> None:
        """One line, or two where the track is high enough and has something to be loud with."""
        two = self.height() >= TALL and self.track.kind is TrackKind.AUDIO
        line = QRect(0, 0, self.width(), min(self.height(), 30)) if self.height() >= TALL else self.rect()
        middle = line.center().y() + 1
        right = self.width() - 4
        for name in reversed(SWITCHES[self.track.kind]):
            right -= BUTTON
            self.switches[name].move(right, middle - BUTTON // 2)
        self._sign.setGeometry(8, middle - 8, 16, 16)
        self.name.setGeometry(28, middle - 10, max(20, right - 30), 20)
        self.level.setVisible(two)
        self.level.setGeometry(28, 30, max(20, self.width() - 36), 16)

    def _write(self, label: Elided, text: str, taken: Callable[[str], object]) -> None:
        box = label.geometry()
        place = QRect(box.left() - 4, box.center().y() - 11, max(box.width() + 4, 64), 22)
        NameLine(text, place, taken, self).setAccessibleName(label.toolTip() or self.accessibleName())

    def _take_level(self, text: str) -> None:
        number = text.lower().removesuffix("db").replace("\u2212", "-").replace(",", ".").strip()
        try:
            self.loudness_asked.emit(max(-96.0, min(24.0, float(number))))
        except ValueError:
            return  # What was there before stays, and is seen.
