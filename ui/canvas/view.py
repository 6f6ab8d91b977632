"""The canvas: a view of the document's graph, on which it is edited by mouse, keys and touchpad."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu

from soraapp.errors import SoraError
from soraapp.project.graph import Port
from soraapp.project.project import Project
from ui.canvas.commands import Commands
from ui.canvas.graph_view import GraphView
from ui.canvas.keys import Keys
from ui.canvas.look import Look
from ui.canvas.menus import node_menu, wire_menu
from ui.canvas.node_layout import TITLE, WIDTH, Side
from ui.canvas.offers import all_entries, fitting_entries
from ui.canvas.overlay import Overlay
from ui.canvas.pictures import Pictures
from ui.canvas.pointer import Pointer
from ui.canvas.scene import Part
from ui.canvas.search import Entry
from ui.canvas.search_popup import SearchPopup
from ui.canvas.text_editor import TextEditor
from ui.canvas.title_field import TitleField
from ui.canvas.words import spoken, tr
from ui.document import Document
from ui.jobs import Jobs
from ui.texts import error_text, kind_text, node_name
from ui.theme import Theme


class Canvas(GraphView):
    """Nodes and wires of a document."""

    selected = Signal(object)
    """The ids of the selected nodes, as a tuple."""
    activated = Signal(str)
    """A node was double-clicked, or Enter pressed on it."""
    play_asked = Signal()
    """The space bar was tapped: held, it pans."""
    message = Signal(str)
    """Why something could not be done."""

    def __init__(self, document: Document, jobs: Jobs, theme: Theme) -> None:
        super().__init__(document.catalogue, jobs.state, theme)
        self.document, self.jobs = document, jobs
        look = self.graph_scene.look
        self.commands = Commands(document, self.graph_scene, self._refused, self._reveal)
        self.pictures = Pictures(self.graph_scene, jobs, self)
        self.overlay = Overlay(self, look)
        self.popup = SearchPopup(self, look)
        self.title_field = TitleField(self)
        self.text_editor = TextEditor(self)
        self.pointer = Pointer(self)
        self.menu: QMenu | None = None
        self._keys = Keys(self)
        self._look_soon = QTimer(self, singleShot=True, interval=60)
        self._look_soon.timeout.connect(self._look_at_pictures)
        self._connect()
        self.set_theme(theme)
        self._show_project(Project(), document.project)
        self.camera.steered = False

    def _connect(self) -> None:
        self.document.changed.connect(self._show_project)
        self.document.replaced.connect(self.text_editor.abandon)
        self.document.replaced.connect(self.frame)
        self.jobs.node_changed.connect(self._state_changed)
        self.jobs.preview.connect(self._preview)
        self.graph_scene.selection_changed.connect(self._selection_changed)
        self.camera.zoomed.connect(self.overlay.show_zoom)
        self.camera.settled.connect(self._look_soon.start)

    # What others ask of the canvas

    def set_theme(self, theme: Theme) -> None:
        look = Look(theme, self.font())
        self.graph_scene.show_look(look)
        self.popup.show_look(look)
        self.overlay.show_look(look)
        self.overlay.show_empty(empty=not self.graph_scene.nodes)
        self.overlay.show_zoom(self.camera.zoom)
        self.viewport().update()

    def add_popup(self, at: QPoint | QPointF | None = None) -> None:
        """Open the search popup at a point of the viewport, or else at the pointer; the node is added there."""
        point = QPointF(at) if at is not None else self._here()
        place = self.place_for_node(point)
        entries = all_entries(self.document.catalogue)
        self.popup.open_at(
            point.toPoint(), entries, lambda entry: self.commands.add(entry.kind, place), tr("Add a node")
        )

    def add_popup_for(self, port: Port, side: Side, kind: str, at: QPointF) -> None:
        """Open the search popup with what a wire from this port can go to; the node that is chosen is connected."""
        corner = self.camera.to_scene(at) - QPointF(0 if side is Side.OUT else WIDTH, TITLE)

        def add(entry: Entry) -> None:
            self.commands.add(entry.kind, QPointF(round(corner.x()), round(corner.y())), wire=(port, side, entry.port))

        text = tr("Add a node that takes {kind}") if side is Side.OUT else tr("Add a node that gives {kind}")
        self.popup.open_at(
            at.toPoint(), fitting_entries(self.document.catalogue, side, kind), add, text.format(kind=kind_text(kind))
        )

    def delete_selection(self) -> None:
        self.commands.delete()

    def duplicate_selection(self) -> None:
        self.commands.duplicate()

    def copy(self) -> None:
        self.commands.copy()

    def cut(self) -> None:
        self.commands.cut()

    def paste(self) -> None:
        """Add the nodes on the clipboard at the pointer, or else in the middle."""
        self.commands.paste(self.camera.to_scene(self._here()))

    def rename_selection(self) -> None:
        if self.selection():
            self.rename(self.selection()[-1])

    def rename(self, node: str) -> None:
        """Edit the name of a node in its place."""
        item = self.graph_scene.nodes[node]
        self.camera.reveal(self.graph_scene.bounds([node]))
        title = (
            self.viewportTransform().mapRect(item.layout.title.translated(item.pos())).toRect().adjusted(4, 3, -4, -3)
        )
        title.setSize(title.size().expandedTo(QSize(140, 24)))
        self.title_field.open_at(title, node_name(item.node.name), lambda name: self.commands.rename(node, name))

    def write(self, node: str) -> None:
        """Edit the words in the box of a node in their place."""
        item = self.graph_scene.nodes[node]
        box, entry = item.layout.text, item.layout.text_input
        if box is None or entry is None:
            return
        self.camera.reveal(self.graph_scene.bounds([node]))
        rect = self.viewportTransform().mapRect(box.translated(item.pos())).toRect()
        text = str(item.node.values.get(entry.name) or "")
        self.text_editor.open_at(
            rect, text, tr("Describe what should be seen"), lambda new: self.commands.set_text(node, entry.name, new)
        )

    def activate_selection(self) -> None:
        if self.selection():
            self.activated.emit(self.selection()[-1])

    def step_back(self) -> None:
        """Escape: give up the gesture, or else select nothing."""
        if not self.pointer.cancel():
            self.graph_scene.select(())

    def _here(self) -> QPointF:
        return self.pointer.place or QPointF(self.viewport().rect().center())

    # What the pointer asks

    def hover(self, node: str) -> None:
        """The pointer is over a node; empty for none."""
        for shown, item in self.graph_scene.nodes.items():
            if item.appearance.hovered != (shown == node):
                item.change_appearance(hovered=shown == node)
        self.pictures.hover(node, self.scale_now())

    def quiet(self) -> None:
        """Something new is done: what was told is over."""
        self.overlay.quiet()
        self.title_field.finish()
        self.text_editor.finish()

    def open_menu(self, point: QPointF) -> None:
        """The context menu for what is at a point of the viewport; on nothing, the search popup."""
        hit = self.hit(point)
        scene = self.graph_scene
        if hit.node and hit.node not in scene.selected_nodes:
            scene.select([hit.node])
        elif hit.wire and hit.wire not in scene.selected_wires:
            scene.select((), [hit.wire])
        if hit.part is Part.NOTHING:
            self.add_popup(point)
            return
        self.menu = wire_menu(self) if hit.wire else node_menu(self)
        self.menu.popup(self.viewport().mapToGlobal(point.toPoint()))

    # What the document and the runs tell

    def _show_project(self, _before: Project, after: Project) -> None:
        self.camera.steered = True
        self.graph_scene.show_graph(after.graph)
        self.overlay.show_empty(empty=not after.graph.nodes)
        self._look_soon.start()
        self._describe()

    def _state_changed(self, node: str) -> None:
        self.graph_scene.show_state(node)
        self.pictures.state_changed(node)
        self._look_soon.start()
        if node in self.selection():
            self._describe()

    def _preview(self, node: str, frames: object, rate: object) -> None:
        self.pictures.live(node, frames, rate, self.scale_now())  # type: ignore[arg-type]

    def _selection_changed(self) -> None:
        self._describe()
        self.selected.emit(self.selection())

    def _refused(self, error: SoraError) -> None:
        text = error_text(error)
        self.overlay.say(text, self._here().toPoint())
        self.message.emit(text)

    def _reveal(self, nodes: Sequence[str]) -> None:
        self.camera.reveal(self.graph_scene.bounds(nodes))

    def _look_at_pictures(self) -> None:
        self.pictures.look(self.camera.visible(), self.scale_now())

    def _describe(self) -> None:
        """What a screen reader tells of the canvas."""
        graph, chosen = self.document.graph, self.selection()
        self.setAccessibleName(tr("Node canvas"))
        told = [spoken(graph.nodes[node], self.jobs.state(node)) for node in chosen[:3] if node in graph.nodes]
        if len(chosen) > 1:
            told.insert(0, tr("{count} nodes selected").format(count=len(chosen)))
        self.setAccessibleDescription("; ".join(told) or tr("{count} nodes").format(count=len(graph.nodes)))

    # Events

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here come here, although the window has shortcuts for them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            escapes = event.key() == Qt.Key.Key_Escape and self.pointer.gesture is not None
            if escapes or (event.key() == Qt.Key.Key_Space and not event.modifiers()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self.pointer.hold_to_pan()
        elif not self._keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.pointer.panning:
            if not event.isAutoRepeat() and not self.pointer.release_pan():
                self.play_asked.emit()
        else:
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002
        """Tab adds a node; it does not leave the canvas."""
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The mouse opens menus when its button is released, alike on all systems; here it is the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            chosen = self.selection()
            middle = self.graph_scene.bounds(chosen[-1:]).center() if chosen else self.camera.visible().center()
            self.open_menu(self.viewportTransform().map(middle))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.overlay.arrange()
        self._look_soon.start()
        self._frame_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._frame_again()

    def _frame_again(self) -> None:
        """All nodes stay in view in a view of another size, until somebody moves the view or edits."""
        if not self.camera.steered:
            self.frame()
