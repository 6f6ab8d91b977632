"""The box that says that a pinned take is the node's result, whatever its values say, and lets it go."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from soraapp.project.take_edits import unpin
from soraapp.project.takes import number_of
from ui.document import Document
from ui.inspector.node_notice import NodeNotice
from ui.theme import Theme


class PinnedNotice(NodeNotice):
    """Hidden while no take is pinned."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(document, "pin", theme, parent)

    def _act(self) -> None:
        if self._node is not None:
            self._document.attempt(unpin(self._node.id))

    def _tell(self) -> None:
        self.button.setText(self.tr("Unpin"))
        self.button.setToolTip(self.tr("Make the node compute from its values again"))
        number = number_of(self._node.takes, self._node.pinned) if self._node else None
        if number is not None:
            self.words.setText(self.tr("Pinned: take {number} is used, whatever the values say.").format(number=number))
        self.setVisible(number is not None)
