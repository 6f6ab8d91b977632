"""The outline: every node of the graph as a row, in the order of the flow, in step with the canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from soraapp.catalogue import Catalogue
from soraapp.project.graph import Graph
from ui.jobs import Jobs
from ui.panels.outline.list import ENTERS, NodeList
from ui.panels.outline.painting import NodePainter
from ui.panels.outline.rows import OutlineRows
from ui.theme import GRID, Theme, icon

PAUSE = 40
"""Milliseconds in which what changes is shown together; longer where there are thousands of nodes."""


class Outline(QWidget):
    """Shows nothing anew while it is not seen."""

    chosen = Signal(object)
    """The ids of the nodes that a person selects here, the current one last."""
    opened = Signal(str)
    """Enter was pressed on a node, or it was double-clicked."""
    delete_asked = Signal()
    """What is selected is to be deleted."""

    def __init__(
        self, catalogue: Catalogue, jobs: Jobs, theme: Theme, rename: Callable[[str, str], bool], parent=None
    ) -> None:
        """`rename` is given a node and a name, and answers whether it has it now."""
        super().__init__(parent)
        self._graph = Graph()
        self._wanted: tuple[str, ...] = ()
        self._following = False
        self.rows = OutlineRows(catalogue, jobs.state, rename, self)
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.filter.setProperty("role", "search")
        self.filter.textChanged.connect(self._filter)
        self.filter.installEventFilter(self)
        self._find = self.filter.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.list = NodeList(self)
        self.list.setModel(self.rows)
        self.list.opened.connect(self.opened)
        self.list.delete_asked.connect(self.delete_asked)
        self.list.left_upwards.connect(self.filter.setFocus)
        self.list.selectionModel().selectionChanged.connect(self._chosen)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "faint")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        jobs.node_changed.connect(self.rows.refresh)
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(176, 240)

    # What others tell

    def show_graph(self, graph: Graph) -> None:
        """Show another graph, a moment later."""
        self._graph = graph
        if self.isVisible() and not self._soon.isActive():
            self._soon.start(PAUSE + len(graph.nodes) // 25)

    def show_selection(self, nodes: Sequence[str]) -> None:
        """Select what is selected elsewhere; the last of the nodes is the current one."""
        self._wanted = tuple(nodes)
        if self.isVisible() and not self._following and not self._soon.isActive():
            self._select()

    def go_to_list(self) -> None:
        """Bring the keyboard to the row that is selected, or to the first."""
        if self.rows.rowCount():
            self._enter()
        else:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the graph as it is now."""
        self._soon.stop()
        self._follow(lambda: self.rows.show_graph(self._graph))
        self._select()
        self._look()

    def set_theme(self, theme: Theme) -> None:
        self._find.setIcon(icon("search", theme.color("faint")))
        self.list.setItemDelegate(NodePainter(theme, self.list))
        self.retranslate()

    def retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter the nodes"))
        self.filter.setAccessibleName(self.tr("Filter the nodes"))
        self.list.setAccessibleName(self.tr("Nodes"))
        self.rows.refresh_all()
        self._look()

    # What a person does

    def _filter(self, text: str) -> None:
        self._follow(lambda: self.rows.filter(text))
        self._select()
        self._look()

    def _chosen(self) -> None:
        if self._following:
            return
        rows = [index.row() for index in self.list.selectionModel().selectedIndexes()]
        current = self.list.currentIndex().row()
        ids = [self.rows.id_at(row) for row in sorted(rows, key=lambda row: (row == current, row))]
        self._wanted = tuple(ids)
        self._follow(lambda: self.chosen.emit(tuple(ids)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter the arrow down and Enter lead into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            leads = event.key() in (Qt.Key.Key_Down, *ENTERS) and self.rows.rowCount() > 0
            if leads:
                self._enter()
            return leads
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Go to the first row, or to the one that is selected."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self.rows.index(0))

    # Keeping in step

    def _select(self) -> None:
        """Select the rows of the wanted nodes, as far as they are shown."""
        rows = sorted(row for node in self._wanted if (row := self.rows.row_of(node)) is not None)
        wanted = QItemSelection()
        first = previous = None
        for row in rows:
            if previous is None or row != previous + 1:
                if first is not None and previous is not None:
                    wanted.select(self.rows.index(first), self.rows.index(previous))
                first = row
            previous = row
        if first is not None and previous is not None:
            wanted.select(self.rows.index(first), self.rows.index(previous))
        current = self.rows.row_of(self._wanted[-1]) if self._wanted else None

        def select() -> None:
            model = self.list.selectionModel()
            model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if current is not None and self.list.currentIndex().row() != current:
                self.list.keep_current(self.rows.index(current))

        self._follow(select)
        if current is not None:
            self.list.scrollTo(self.rows.index(current))

    def _follow(self, do: Callable[[], object]) -> None:
        """Do something that is not the doing of a person, and no news for others."""
        before, self._following = self._following, True
        do()
        self._following = before

    def _look(self) -> None:
        filtered = bool(self.filter.text())
        self.empty.setText(self.tr("No node is called that") if filtered else self.tr("There are no nodes yet"))
        self._stack.setCurrentIndex(1 if self.rows.rowCount() else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 2, 0, 0)
        column.setSpacing(GRID * 2)
        edges = QVBoxLayout()
        edges.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        edges.addWidget(self.filter)
        column.addLayout(edges)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        column.addLayout(self._stack, 1)
        self.setMinimumWidth(140)
