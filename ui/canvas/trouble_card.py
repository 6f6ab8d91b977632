"""The card that tells what is wrong with a node: reason, remedy, and buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.canvas.look import Look, faded
from ui.canvas.words import tr

CARD = 296
GAP = 6


class Card(QFrame):
    """Reason, remedy and buttons. Escape closes it."""

    closed = Signal()
    """The keyboard is free."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setObjectName("troubleCard")
        self.setFixedWidth(CARD)
        self.reason, self.remedy = QLabel(self), QLabel(self)
        for label in (self.reason, self.remedy):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remedy.setObjectName("remedy")
        self.go, self.again, self.copy = (QPushButton(self) for _ in range(3))
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for button in (self.go, self.again, self.copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(GAP)
        for part in (self.reason, self.remedy):
            column.addWidget(part)
        column.addSpacing(2)
        column.addLayout(buttons)
        self.hide()

    def open_at(self, title: QRect, reason: str, remedy: str) -> None:
        """Show it below the title of a node, or above where there is no room."""
        self.reason.setText(reason)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        self.again.setText(tr("Run again"))
        self.copy.setText(tr("Copy"))
        self.setAccessibleName(" ".join(filter(None, (reason, remedy))))
        self.adjustSize()
        self.resize(CARD, self.heightForWidth(CARD))
        room = self._canvas.rect().adjusted(8, 8, -8, -8)
        left = max(room.left(), min(title.left(), room.right() - self.width()))
        below = title.bottom() + GAP
        top = below if below + self.height() <= room.bottom() else title.top() - GAP - self.height()
        self.move(left, max(room.top(), top))
        self.show()
        self.raise_()
        first = next(button for button in (self.go, self.again, self.copy) if not button.isHidden())
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_and_return(self) -> None:
        self.hide()
        self.closed.emit()

    def show_look(self, look: Look) -> None:
        edge = faded(look.color("bad"), 0.7)
        self.setStyleSheet(
            f"#troubleCard {{ background: {look.color('raised').name()}; border-radius: 7px;"
            f" border: 1px solid {edge.name(edge.NameFormat.HexArgb)}; }}"
            f"#troubleCard QLabel {{ color: {look.color('text').name()}; background: transparent; }}"
            f"#troubleCard QLabel#remedy {{ color: {look.color('dim').name()}; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        else:
            event.accept()  # What means nothing here is not for the canvas.

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the card, although the window has a shortcut for it."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and override and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)
