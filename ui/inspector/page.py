"""How an inspector is laid out: its head stays, and what stands below can be scrolled, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.inspector.more_below import MoreBelow


class Page(QWidget):
    """Parts above each other."""

    def __init__(self, head: Sequence[QWidget], parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(12, 8, 4, 12)
        inner.setSpacing(8)
        for part in parts:
            inner.addWidget(part)
        inner.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        MoreBelow(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in head:
            column.addWidget(part)
        column.addWidget(self._area, 1)

    def show_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)
