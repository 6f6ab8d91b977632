"""A line in place of a text, in which a person writes another one: Enter takes it, Esc gives up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class NameLine(QLineEdit):
    """Goes away when it is done. `taken` is called with what was written, if that is something else than before."""

    def __init__(self, text: str, box: QRect, taken: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(text, parent)
        self._before, self._taken = text, taken
        self._over = False
        self.setStyleSheet("padding: 0 3px; min-height: 0;")
        self.setGeometry(box)
        self.editingFinished.connect(lambda: self._finish(keep=True))
        self.show()
        self.selectAll()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._finish(keep=False)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _finish(self, *, keep: bool) -> None:
        if self._over:
            return
        self._over = True
        text = " ".join(self.text().split())
        self.hide()
        self.deleteLater()
        if keep and text and text != self._before:
            self._taken(text)
