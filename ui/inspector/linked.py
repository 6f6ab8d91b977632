"""The box that says that a group is one of several with the same inside, and gives it one of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from soraapp.project.edits import new_id
from soraapp.project.groups import group_of
from soraapp.project.levels import instances
from soraapp.project.port_edits import make_unique
from ui.document import Document
from ui.inspector.node_notice import NodeNotice
from ui.texts import linked_text
from ui.theme import Theme


class LinkedNotice(NodeNotice):
    """Hidden while the node is no group, or the only one with its inside."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(document, "link", theme, parent)

    def _act(self) -> None:
        if self._node is not None:
            self._document.attempt(make_unique(self._node.id, group=new_id()))

    def _tell(self) -> None:
        self.button.setText(self.tr("Make unique"))
        self.button.setToolTip(self.tr("Give this group an inside of its own"))
        project = self._document.project
        group = group_of(self._node, project.groups) if self._node else None
        count = instances(project, group.id) if group else 0
        told = self.tr("{linked}: what is changed inside changes in all of them.")
        self.words.setText(told.format(linked=linked_text(count)))
        self.setVisible(count > 1)
