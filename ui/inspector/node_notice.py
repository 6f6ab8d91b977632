"""A box in the inspector that says something of the only node that is shown, with a button that changes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from soraapp.project.graph import Node
from ui.document import Document
from ui.theme import RADIUS, Theme, pixmap


class NodeNotice(QFrame):
    """Hidden while there is nothing to say, which `_tell` finds out."""

    def __init__(self, document: Document, icon: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._icon = document, icon
        self._node: Node | None = None
        self.setObjectName("nodeNotice")
        self.sign = QLabel(self)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        self.button = QPushButton(self)
        self.button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_theme(theme)
        self._tell()

    def show_node(self, node: Node) -> None:
        self._node = node
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        accent, tint = theme.color("accent"), theme.color("accent", 0.10)
        self.setStyleSheet(
            f"#nodeNotice {{ border: 1px solid {accent.name()}; border-radius: {RADIUS}px;"
            f" background: {tint.name(tint.NameFormat.HexArgb)}; }}"
        )
        self.sign.setPixmap(pixmap(self._icon, accent.name()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def _act(self) -> None:
        raise NotImplementedError

    def _tell(self) -> None:
        raise NotImplementedError
