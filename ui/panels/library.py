"""The library: every kind of node by category, coloured by what it gives; a double click or a drag adds one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from soraapp.catalogue import Catalogue
from soraapp.nodekit import NodeType
from ui.canvas import NODE_MIME
from ui.canvas.ports import port_shape
from ui.texts import category_title, node_help, node_title
from ui.theme import GRID, ROW, Theme, icon

KIND_ROLE = Qt.ItemDataRole.UserRole
FILE_ROLE = Qt.ItemDataRole.UserRole + 1


class Library(QWidget):
    """The kinds of node of a catalogue, with a box that filters them."""

    chosen = Signal(str)
    """The name of a kind of node that a person wants to add."""
    group_chosen = Signal(object)
    """The file of a group of one's own that is to be added."""

    def __init__(self, catalogue: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._groups: tuple[Path, ...] = ()
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.filter.setProperty("role", "search")
        self.filter.textChanged.connect(self._fill)
        self.filter.returnPressed.connect(self._choose_first)
        self._find = self.filter.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.list = KindList(self)
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 2, 0, 0)
        column.setSpacing(GRID * 2)
        edges = QVBoxLayout()
        edges.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        edges.addWidget(self.filter)
        column.addLayout(edges)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(140)
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(176, 400)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._find.setIcon(icon("search", theme.color("faint")))
        self.retranslate()

    def retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Find a node"))
        self.filter.setAccessibleName(self.tr("Find a node"))
        self.list.setAccessibleName(self.tr("Kinds of node"))
        self._fill()

    def _fill(self) -> None:
        wanted = self.filter.text().casefold().split()
        self.list.clear()
        for category, kinds in self._catalogue.categories().items():
            fitting = [kind for kind in kinds if all(word in _words(kind) for word in wanted)]
            if fitting:
                self._add_heading(category_title(category))
            for kind in fitting:
                self._add_kind(kind)
        self._fill_groups(wanted)
        if not self.list.count():
            self._add_heading(self.tr("No node is called that"))

    def refresh(self) -> None:
        """The kinds of nodes are others; what is in view stays in view."""
        bar = self.list.verticalScrollBar()
        seen = bar.value()
        self._fill()
        bar.setValue(seen)

    def show_groups(self, files: Sequence[Path]) -> None:
        """List the files of groups of one's own."""
        self._groups = tuple(files)
        self._fill()

    def _fill_groups(self, wanted: Sequence[str]) -> None:
        heading = self.tr("My groups")
        found = [file for file in self._groups if all(word in f"{file.stem} {heading}".casefold() for word in wanted)]
        if found:
            self._add_heading(heading)
        for file in found:
            item = QListWidgetItem(icon("folder", self._theme.color("dim")), file.stem, self.list)
            item.setData(FILE_ROLE, str(file))
            item.setToolTip(str(file))
            item.setSizeHint(QSize(0, ROW))

    def _add_heading(self, text: str) -> None:
        heading = QListWidgetItem(text, self.list)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        heading.setForeground(self._theme.color("dim"))
        heading.setSizeHint(QSize(0, ROW + GRID))

    def _add_kind(self, kind: NodeType) -> None:
        item = QListWidgetItem(_swatch(kind, self._theme), node_title(kind), self.list)
        item.setData(KIND_ROLE, kind.name)
        item.setToolTip(node_help(kind))
        item.setSizeHint(QSize(0, ROW))

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(KIND_ROLE):
            self.chosen.emit(item.data(KIND_ROLE))
        elif item.data(FILE_ROLE):
            self.group_chosen.emit(Path(item.data(FILE_ROLE)))

    def _choose_first(self) -> None:
        items = (self.list.item(row) for row in range(self.list.count()))
        first = next((item for item in items if item.data(KIND_ROLE) or item.data(FILE_ROLE)), None)
        if first:
            self._choose(first)


class KindList(QListWidget):
    """A list from which kinds of node are dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(12, 16))
        self.setUniformItemSizes(False)

    def mimeTypes(self) -> list[str]:
        return [NODE_MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        if items[0].data(FILE_ROLE):
            data.setUrls([QUrl.fromLocalFile(items[0].data(FILE_ROLE))])
            return data
        data.setData(NODE_MIME, QByteArray(items[0].data(KIND_ROLE).encode()))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


def _words(kind: NodeType) -> str:
    """What a filter finds: the title in both languages, other words for it, and its category."""
    return " ".join((node_title(kind), kind.title, kind.category, kind.name, *kind.aliases)).casefold()


def _swatch(kind: NodeType, theme: Theme) -> QIcon:
    """The shape of what the node gives, in its colour: as its ports are drawn."""
    made = QIcon()
    gives = kind.outputs[0].kind if kind.outputs else ""
    for ratio in (1, 1.5, 2, 3):
        square = QPixmap(round(12 * ratio), round(16 * ratio))
        square.setDevicePixelRatio(ratio)
        square.fill(Qt.GlobalColor.transparent)
        painter = QPainter(square)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.port(gives))
        painter.translate(5, 8)
        painter.drawPath(port_shape(gives, 4.0))
        painter.end()
        made.addPixmap(square)
        made.addPixmap(square, QIcon.Mode.Selected)
    return made
