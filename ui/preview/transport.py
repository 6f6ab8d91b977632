"""The controls under the picture: playhead, play and pause, steps, loop, and the time."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.preview.course import Course
from ui.preview.scrub_bar import ScrubBar
from ui.preview.sound_button import SoundButton
from ui.preview.time_field import TimeField
from ui.preview.zoom_button import ZoomButton
from ui.theme import Theme, icon, tabular

_BUTTON = 28
_ICON = 16
_WIDE = 440


class Transport(QWidget):
    """Buttons, a scrub bar and two labels; what they do is up to whoever listens."""

    to_start = Signal()
    to_end = Signal()
    stepped = Signal(int)
    """Go this many frames forward, or backward when negative."""
    toggled = Signal()
    """Play, or pause."""
    loop_changed = Signal(bool)
    sought = Signal(int)
    """A person has typed the time of this frame."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = ScrubBar(theme, self)
        self.start, self.back, self.play, self.forward = (self._button() for _ in range(4))
        self.loop = self._button(checkable=True)
        self.sound = SoundButton(theme, _BUTTON, self)
        self.zoom = ZoomButton(self, _BUTTON)
        self.time = TimeField(self)
        self.number = QLabel(self)
        self.number.setProperty("role", "dim")
        self.number.setFont(tabular(self.font()))
        self.loop.setChecked(True)
        self._playing = True
        self._rate = Fraction(1)
        self._count = 0
        self._pace = 1
        self._connect()
        self._lay_out()
        self.set_theme(theme)
        self.set_clip(0, Fraction(1))
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.bar.set_theme(theme)
        self.sound.set_theme(theme)
        icons = {self.start: "to-start", self.back: "step-back", self.forward: "step-forward"}
        for button, name in icons.items():
            button.setIcon(icon(name, theme.color("text"), theme.color("faint")))
        self._colour_loop()
        self._show_playing()

    def set_clip(self, count: int, rate: Fraction) -> None:
        """What is to be controlled: 0 frames for nothing, 1 for a still picture."""
        self._count, self._rate = count, rate
        self.bar.set_count(count)
        for button in (self.start, self.back, self.play, self.forward):
            button.setEnabled(count > 1)
        self.zoom.setEnabled(count > 0)
        self.zoom.tell()
        self.set_frame(self.bar.frame)

    def set_frame(self, frame: int) -> None:
        self.bar.set_frame(frame)
        self.time.show_time(frame, self._count, self._rate, whole=self.width() >= _WIDE)
        if self._count > 1:
            number = self.tr("frame {number}").format(number=frame)
            self.number.setText(number if self._pace == 1 else f"{self._pace}× · {number}")
        else:
            self.number.clear()

    def show_course(self, course: Course) -> None:
        """Which part is played, and how fast."""
        self.bar.set_part(course.start, course.stop)
        self._pace = course.pace
        self.set_frame(self.bar.frame)

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        self._show_playing()

    def _show_playing(self) -> None:
        colors = self._theme.color("accent"), self._theme.color("faint")
        self.play.setIcon(icon("pause" if self._playing else "play", *colors))
        text = self.tr("Pause (Space)") if self._playing else self.tr("Play (Space)")
        self.play.setToolTip(text)
        self.play.setAccessibleName(text)

    def _colour_loop(self) -> None:
        color = self._theme.color("accent" if self.loop.isChecked() else "dim")
        self.loop.setIcon(icon("loop", color, self._theme.color("faint")))

    def retranslate(self) -> None:
        """Name everything in the language of the window."""
        texts = {
            self.start: self.tr("To the start (Home)"),
            self.back: self.tr("One frame back (Left)"),
            self.forward: self.tr("One frame forward (Right)"),
            self.loop: self.tr("Play in a loop"),
        }
        for button, text in texts.items():
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.time.setToolTip(self.tr("Click to type a time (T)"))
        self.bar.setToolTip(self.tr("J K L play backward, rest and play forward; I and O mark a part, Alt+X plays all"))
        self._show_playing()
        self.sound.tell()
        self.zoom.tell()
        self.set_frame(self.bar.frame)

    def _button(self, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _connect(self) -> None:
        self.start.clicked.connect(self.to_start)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.play.clicked.connect(self.toggled)
        self.forward.clicked.connect(lambda: self.stepped.emit(1))
        self.loop.toggled.connect(self.loop_changed)
        self.loop.toggled.connect(self._colour_loop)
        self.time.sought.connect(self.sought)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 4, 4)
        row.setSpacing(0)
        for button in (self.start, self.back, self.play, self.forward, self.loop, self.sound):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.number)
        row.addSpacing(12)
        row.addWidget(self.time)
        row.addSpacing(4)
        row.addWidget(self.zoom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_frame(self.bar.frame)
