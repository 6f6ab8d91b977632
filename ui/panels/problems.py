"""The problems of the project, node by node: what is wrong with which input, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QHeaderView, QLabel, QStackedLayout, QTreeWidget, QTreeWidgetItem, QWidget

from soraapp.catalogue import Catalogue
from soraapp.project.check import Problem
from soraapp.project.flat import BETWEEN as GROUPED
from soraapp.project.graph import Graph
from ui.texts import error_message, error_remedy, error_text, input_title, node_name
from ui.theme import ROW, Theme, icon

PROBLEM = Qt.ItemDataRole.UserRole
BETWEEN = " \u203a "
LISTED = 100
"""The problems of so many nodes are listed: a tree of thousands takes seconds to fill."""


class Problems(QWidget):
    """What keeps nodes from running. A click or Enter goes to the input that is to blame; Ctrl+C copies the text."""

    chosen = Signal(str, str)
    """The id of a node to go to, and the name of the input that is to blame; empty where it is the whole node. Of what
    is there for a film, the id of the item."""

    def __init__(self, catalogue: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._theme = catalogue, theme
        self._shown: tuple[Sequence[Problem], Graph] = ((), Graph())
        self._chosen: tuple[str | None, str | None, str] | None = None
        self.list = _ProblemTree(self)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self._empty = QLabel(self)
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(600, 120)

    def show_problems(self, problems: Sequence[Problem], graph: Graph) -> None:
        """Show these, of the first nodes of a graph that have any; who had chosen one of them is still on it."""
        self._shown = (problems, graph)
        current = self.list.currentItem()
        self._chosen = _key(current) if current else None
        self.list.clear()
        found = _by_node(problems)
        for node, its in found[:LISTED]:
            self._add_node(node, its)
        self.list.expandAll()
        if len(found) > LISTED:
            more = QTreeWidgetItem(self.list, [self.tr("and {count} more nodes").format(count=len(found) - LISTED)])
            more.setFirstColumnSpanned(True)
            more.setFlags(Qt.ItemFlag.NoItemFlags)
        self._stack.setCurrentIndex(1 if problems else 0)

    def rows(self) -> list[QTreeWidgetItem]:
        """One for each problem, in order."""
        return [row for group in _children(self.list.invisibleRootItem()) for row in _children(group)]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_problems(*self._shown)

    def retranslate(self) -> None:
        self._empty.setText(self.tr("No problems: everything is ready to run"))
        self.list.setAccessibleName(self.tr("Problems"))
        self.show_problems(*self._shown)

    def _add_node(self, node: str | None, problems: Sequence[Problem]) -> None:
        count = len(problems)
        told = self.tr("1 problem") if count == 1 else self.tr("{count} problems").format(count=count)
        group = QTreeWidgetItem(self.list, [f"{self._name(node)}  \u00b7  {told}"])
        group.setFirstColumnSpanned(True)
        group.setIcon(0, icon("warning", self._theme.color("bad")))
        group.setData(0, PROBLEM, problems[0])
        font = QFont(self.list.font())
        font.setWeight(QFont.Weight.DemiBold)
        group.setFont(0, font)
        for problem in problems:
            texts = [self._input(problem), error_message(problem.error), error_remedy(problem.error)]
            row = QTreeWidgetItem(group, texts)
            row.setData(0, PROBLEM, problem)
            for column in range(3):
                row.setToolTip(column, error_text(problem.error))
            if self._chosen and _key(row) == self._chosen:
                self.list.setCurrentItem(row)
                self._chosen = None
            row.setForeground(2, self.palette().color(QPalette.ColorRole.PlaceholderText))

    def _name(self, node: str | None) -> str:
        """The node with the groups that it is in."""
        found = self._shown[1].nodes.get(node or "")
        return BETWEEN.join(map(node_name, found.name.split(GROUPED))) if found else self.tr("The project")

    def _input(self, problem: Problem) -> str:
        """What people call the input; a dash where the whole node is meant."""
        node = self._shown[1].nodes.get(problem.node or "")
        kind = self._catalogue.get(node.kind) if node else None
        port = kind.input(problem.input) if kind and problem.input else None
        return input_title(port) if port else problem.input or "\u2013"

    def _choose(self, item: QTreeWidgetItem) -> None:
        problem: Problem | None = item.data(0, PROBLEM)
        if problem and problem.node:
            self.chosen.emit(problem.node, problem.item or problem.input or "")


class _ProblemTree(QTreeWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(22)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(14, 14))
        self.setAllColumnsShowFocus(True)
        self.setStyleSheet(f"QTreeView::item {{ height: {ROW - 2}px; }}")
        header = self.header()
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Stretch,
            )
        ):
            header.setSectionResizeMode(column, mode)
        header.setMinimumSectionSize(96)
        header.setStretchLastSection(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item and item.data(0, PROBLEM) and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(error_text(item.data(0, PROBLEM).error))
        elif item and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.itemActivated.emit(item, 0)
        else:
            super().keyPressEvent(event)


def _by_node(problems: Iterable[Problem]) -> list[tuple[str | None, list[Problem]]]:
    found: dict[str | None, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.node, []).append(problem)
    return list(found.items())


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for row in range(item.childCount()) if (child := item.child(row))]


def _key(item: QTreeWidgetItem) -> tuple[str | None, str | None, str]:
    problem: Problem = item.data(0, PROBLEM)
    return problem.node, problem.input, str(problem.error)
