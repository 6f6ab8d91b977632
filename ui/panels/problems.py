"""The problems of the project in one list; a click on one leads to its node."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QStackedLayout, QWidget

from soraapp.project.check import Problem
from soraapp.project.graph import Graph
from ui.texts import error_text, node_name
from ui.theme import ROW, Theme, icon


class Problems(QWidget):
    """What keeps nodes from running."""

    chosen = Signal(str)
    """The id of a node to look at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = QListWidget(self)
        self.list.setIconSize(QSize(14, 14))
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self._empty = QLabel(self)
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self._shown: tuple[Sequence[Problem], Graph] = ((), Graph())
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(600, 120)

    def show_problems(self, problems: Sequence[Problem], graph: Graph) -> None:
        self._shown = (problems, graph)
        self.list.clear()
        for problem in problems:
            node = graph.nodes.get(problem.node or "")
            text = f"{node_name(node.name)}:  {error_text(problem.error)}" if node else error_text(problem.error)
            item = QListWidgetItem(icon("warning", self._theme.color("bad")), text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, problem.node)
            item.setToolTip(error_text(problem.error))
            item.setSizeHint(QSize(0, ROW))
        self._stack.setCurrentIndex(1 if problems else 0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_problems(*self._shown)

    def retranslate(self) -> None:
        self._empty.setText(self.tr("No problems: everything is ready to run"))
        self.show_problems(*self._shown)

    def _choose(self, item: QListWidgetItem) -> None:
        if node := item.data(Qt.ItemDataRole.UserRole):
            self.chosen.emit(node)
