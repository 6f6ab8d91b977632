"""The strip of takes under the preview: the latest first, the current and the pinned one marked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidgetItem, QStackedWidget, QWidget

from soraapp.engine.provider import Models
from soraapp.errors import GraphError
from soraapp.project.graph import Node
from soraapp.project.takes import Take
from ui.document import Document
from ui.jobs import Jobs
from ui.runs.run import Run
from ui.takes.buttons import TakeButtons
from ui.takes.choosing import in_order, to_compare
from ui.takes.commands import TakeCommands
from ui.takes.item import PICTURE, Cell, TakeItem
from ui.takes.lineup import Lineup
from ui.takes.list import TakesList
from ui.takes.menu import takes_menu
from ui.takes.pictures import TakePictures
from ui.takes.words import Seen, no_takes, take_name, take_tip, value_name
from ui.texts import node_name
from ui.theme import Theme

HEIGHT = 72


class TakesStrip(QWidget):
    """Shows the takes of one node: a click shows a take, a double click or Enter pins it, Delete forgets it."""

    chosen = Signal(object, str)
    """A Clip or an Image to look at, and what to call it."""
    dragged = Signal(object, str, object)
    """A Clip or an Image that is dragged out, what to call it, and its picture."""
    variants_asked = Signal(str)
    """More takes of the node with this id are wanted."""

    def __init__(
        self, document: Document, jobs: Jobs, models: Models, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._models = document, jobs, models
        self._node: str | None = None
        self._chosen: str | None = None
        """The node that is chosen, also one that keeps no takes."""
        self._key: str | None = None
        self.setFixedHeight(HEIGHT)
        self.pictures = TakePictures(jobs.take, self)
        self.lineup = Lineup(self.pictures, self)
        self.commands = TakeCommands(document, self.pictures.lost)
        self.list = TakesList(theme, self)
        self.buttons = TakeButtons(theme, self)
        self._empty = QLabel(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def node(self) -> str | None:
        """The id of the node whose takes are shown."""
        return self._node

    def show_node(self, node: str | None) -> None:
        """Show the takes of a node; None, or a node that computes nothing, leaves a hint."""
        self._chosen, self._node = node, node if node and self._heavy(node) else None
        self.lineup.forget()
        self.refresh()

    def refresh(self) -> None:
        """What the cache holds may be different."""
        self.pictures.forget_lost()
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        self.list.painter.set_theme(theme)
        self.list.viewport().update()
        self.buttons.set_theme(theme)

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Takes"))
        self.buttons.retranslate()
        self._fill()

    def close_pictures(self) -> None:
        self.pictures.close()

    # What is shown

    def _fill(self) -> None:
        node = self.commands.node = self._document.graph.nodes.get(self._node or "")
        self._key = self._jobs.key(node.id) if node else None
        self.buttons.setVisible(node is not None)
        self.buttons.set_count(len(node.takes) if node else 0)
        if node is None or not node.takes:
            self._empty.setText(no_takes(self._document, self._chosen))
            self._stack.setCurrentWidget(self._empty)
            self.list.clear()
            return
        takes = node.takes[::-1]
        self._match(takes)
        for row, take in enumerate(takes):
            self._describe(self.list.item(row), node, take)
        self._stack.setCurrentWidget(self.list)

    def _match(self, takes: tuple[Take, ...]) -> None:
        """One item for each take. Those that stay are left alone, so that what is selected or being named stays so."""
        wanted = {take.key for take in takes}
        for row in reversed(range(self.list.count())):
            if self._key_of(self.list.item(row)) not in wanted:
                self.list.takeItem(row)
        for row, take in enumerate(takes):
            item = self.list.item(row)
            if item is None or self._key_of(item) != take.key:
                self.list.insertItem(row, TakeItem(take.key, self._tell))

    def _describe(self, item: QListWidgetItem, node: Node, take: Take) -> None:
        found = self.pictures.want(take.key, round(PICTURE.width() * self.devicePixelRatioF()))
        stored = found is None or found.media is not None
        item.setData(Cell.IMAGE, found.image if found else None)
        item.setData(Cell.MARKS, (node.pinned == take.key, take.key == self._key, not stored))
        item.setData(Cell.STARS, take.stars)
        item.setText(take_name(node, take))
        item.setHidden(self.buttons.rated.isChecked() and not take.stars)

    def _tell(self, key: str) -> str:
        node, take = self.commands.node, self._take(key)
        if node is None or take is None:
            return ""
        found = self.pictures.want(key, PICTURE.width())
        seen = Seen(key == self._key, found is None or found.media is not None, found.media if found else None)
        return take_tip(self._document.flat.graph, self._document.catalogue, self._models, node, take, seen)

    def _changed(self) -> None:
        now = self._document.graph.nodes.get(self._node or "")
        if self.commands.node is not now or (self._chosen and not now):
            self._fill()

    def _node_changed(self, node: str) -> None:
        """A step further in a run changes nothing here."""
        if node == self._node and self._jobs.key(node) != self._key:
            self._fill()

    def _heavy(self, node: str) -> bool:
        found = self._document.graph.nodes.get(node)
        kind = self._document.catalogue.get(found.kind) if found else None
        return kind is not None and kind.gives_takes

    def _take(self, key: str) -> Take | None:
        node = self.commands.node
        return next((take for take in node.takes if take.key == key), None) if node else None

    @staticmethod
    def _key_of(item: QListWidgetItem) -> str:
        return item.data(Cell.KEY)

    # Looking

    def pick(self, key: str) -> None:
        """Make a take the current one, and show it."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if self._key_of(item) == key and not item.isHidden():
                self.list.setCurrentItem(item)
                self._show_take(item)

    def pick_number(self, number: int) -> None:
        """The same for the take of that number."""
        for take in self.commands.node.takes if self.commands.node else ():
            if take.number == number:
                self.pick(take.key)

    def compare(self) -> None:
        """Compare those that are selected, or the only one with the pinned or else the latest other one."""
        node = self.commands.node
        if node is not None:
            self.lineup.show(node, to_compare(node, self.list.chosen()))
        else:
            remedy = "Choose a node that makes something."
            self.lineup.refused.emit(GraphError("There are no takes to compare.", remedy=remedy))

    def show_all(self) -> None:
        """Play all takes, as far as there is room for them, side by side."""
        node = self.commands.node
        if node is not None:
            rated = [take for take in node.takes if take.stars or not self.buttons.rated.isChecked()]
            self.lineup.show(node, in_order(node, rated))

    def show_made(self, run: Run) -> None:
        """The same for those that a run over several values of an input made, if it was of the node whose takes are
        shown. Each is called by its value."""
        node, variants = self.commands.node, run.asked.variants
        if node is None or variants is None:
            return
        keys = {step.key for step in run.steps.values() if step.owner == node.id}
        made = in_order(node, [take for take in node.takes if take.key in keys])
        port = self._document.catalogue[node.kind].input(variants.input)
        if len(made) > 1 and port is not None:
            self.lineup.show(node, made, lambda _, take: value_name(port, take))

    def _walked(self, item: QListWidgetItem | None) -> None:
        if item is not None and self.list.hasFocus():
            self._show_take(item)

    def _show_take(self, item: QListWidgetItem) -> None:
        node = self.commands.node
        found = self.pictures.want(self._key_of(item), PICTURE.width())
        if node is not None and found is not None and found.media is not None:
            self.chosen.emit(found.media, f"{node_name(node.name)} · {item.text()}")

    def _drag(self, key: str) -> None:
        node, take, found = self.commands.node, self._take(key), self.pictures.want(key, PICTURE.width())
        if node and take and found and found.media is not None:
            self.dragged.emit(found.media, f"{node_name(node.name)} {take_name(node, take)}", found.image)

    def _open_menu(self, at: QPoint) -> None:
        node, take = self.commands.node, self._take(self.list.current() or "")
        if node is not None and take is not None:
            takes_menu(self, node, take).popup(at)

    # Assembly

    def _connect(self) -> None:
        strip, buttons = self.list, self.buttons
        self.pictures.fetched.connect(lambda _: self._fill())
        strip.itemClicked.connect(self._show_take)
        strip.currentItemChanged.connect(self._walked)
        strip.pin_asked.connect(self.commands.pin_or_unpin)
        strip.delete_asked.connect(lambda: self.commands.delete(strip.chosen()))
        strip.menu_asked.connect(self._open_menu)
        strip.drag_asked.connect(self._drag)
        strip.painter.renamed.connect(self.commands.rename)
        buttons.compare.clicked.connect(self.compare)
        buttons.grid.clicked.connect(self.show_all)
        buttons.variants.clicked.connect(lambda: self.variants_asked.emit(self._node or ""))
        buttons.rated.toggled.connect(lambda _: self._fill())
        self._document.changed.connect(self._changed)
        self._jobs.node_changed.connect(self._node_changed)

    def _lay_out(self) -> None:
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self._stack, 1)
        row.addWidget(self.buttons)
