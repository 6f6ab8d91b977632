"""The time under the picture: a click, and another one can be typed."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolTip, QWidget

from soraapp.errors import InputError
from soraapp.media.time import parse_moment, timecode
from ui.texts import error_text
from ui.theme import tabular

_WIDTH = 104


class TimeField(QLabel):
    """Tells a time; what is typed asks for another frame."""

    sought = Signal(int)
    """A person has typed the time of this frame."""
    done = Signal()
    """Nothing is typed any more: the keyboard is free."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(tabular(self.font()))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setProperty("role", "time")
        self._frame, self._rate, self._count = 0, Fraction(1), 0
        self._typed: QLineEdit | None = None

    def show_time(self, frame: int, count: int, rate: Fraction, *, whole: bool) -> None:
        """Tell the time of a frame, and how long it all is if there is room for the `whole`."""
        self._frame, self._rate, self._count = frame, rate, count
        # Where there is no time, there is nothing to type.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if count > 1 else Qt.FocusPolicy.NoFocus)
        if count > 1:
            self.setText(timecode(frame, rate) + (f" / {timecode(count, rate)}" if whole else ""))
        else:
            self.clear()

    @property
    def typed(self) -> QLineEdit | None:
        """The field while a time is typed."""
        return self._typed

    def edit(self) -> None:
        """Let a person type a time: a timecode, a frame, seconds, or so much more or less."""
        if self._count <= 1 or self._typed is not None:
            return
        field = self._typed = QLineEdit(timecode(self._frame, self._rate), self.parentWidget())
        field.setFont(self.font())
        field.setAccessibleName(self.tr("Go to a time"))
        field.setToolTip(self.tr("Such as 1:12 (second 1, frame 12), 250 (a frame), 2.5s, or +10 frames from here"))
        field.resize(_WIDTH, 24)
        field.move(self.geometry().right() - _WIDTH + 1, self.geometry().center().y() - 12)
        field.returnPressed.connect(self._take)
        field.installEventFilter(self)
        field.show()
        field.selectAll()
        field.setFocus()

    def _take(self) -> None:
        field = self._typed
        if field is None:
            return
        try:
            frame = parse_moment(field.text(), self._rate, self._frame)
        except InputError as error:
            field.selectAll()
            QToolTip.showText(field.mapToGlobal(QPoint(0, -2 * field.height())), error_text(error), field)
            return
        self._leave(back=True)
        self.sought.emit(min(max(frame, 0), self._count - 1))

    def _leave(self, *, back: bool) -> None:
        field, self._typed = self._typed, None
        if field is not None:
            field.removeEventFilter(self)
            field.hide()
            field.deleteLater()
        if back:
            self.done.emit()

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        """Escape, or a click elsewhere, leaves the time as it was."""
        if event.type() == QEvent.Type.FocusOut:
            self._leave(back=False)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._leave(back=True)
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit()
        else:
            super().keyPressEvent(event)
