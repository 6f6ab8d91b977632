"""The box that says that a pinned take is the node's result, whatever its values say, and lets it go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from soraapp.project.graph import Node
from soraapp.project.take_edits import unpin
from soraapp.project.takes import number_of
from ui.document import Document
from ui.theme import RADIUS, Theme, pixmap


class PinnedNotice(QFrame):
    """Hidden while no take is pinned."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._node: Node | None = None
        self.setObjectName("pinned")
        self.sign = QLabel(self)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        self.unpin = QPushButton(self)
        self.unpin.clicked.connect(self._unpin)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.unpin, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_theme(theme)
        self._tell()

    def show_node(self, node: Node) -> None:
        self._node = node
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        accent, tint = theme.color("accent"), theme.color("accent", 0.10)
        self.setStyleSheet(
            f"#pinned {{ border: 1px solid {accent.name()}; border-radius: {RADIUS}px;"
            f" background: {tint.name(tint.NameFormat.HexArgb)}; }}"
        )
        self.sign.setPixmap(pixmap("pin", accent.name()))

    def _unpin(self) -> None:
        if self._node is not None:
            self._document.attempt(unpin(self._node.id))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def _tell(self) -> None:
        self.unpin.setText(self.tr("Unpin"))
        self.unpin.setToolTip(self.tr("Make the node compute from its values again"))
        number = number_of(self._node.takes, self._node.pinned) if self._node else None
        if number is not None:
            self.words.setText(self.tr("Pinned: take {number} is used, whatever the values say.").format(number=number))
        self.setVisible(number is not None)
