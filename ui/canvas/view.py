"""The canvas: a view of the document's graph, on which it is edited by mouse, keys and touchpad."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu

from soraapp.errors import SoraError
from ui.actions import Keymap
from ui.canvas.accessible import make_readable
from ui.canvas.adding import Adding
from ui.canvas.arranging import Arranging
from ui.canvas.badges import Badges, bound, linked
from ui.canvas.bookmarks import Bookmarks
from ui.canvas.bringing import Bringing
from ui.canvas.carrying import Carrying
from ui.canvas.chains import Chains
from ui.canvas.commands import Commands
from ui.canvas.connecting import Connecting
from ui.canvas.dropping import Dropping
from ui.canvas.find_bar import FindBar
from ui.canvas.framing import Framing
from ui.canvas.graph_view import GraphView
from ui.canvas.grouping import Grouping
from ui.canvas.hovering import Hovering
from ui.canvas.keys import Keys
from ui.canvas.look import Look
from ui.canvas.menus import menu_at
from ui.canvas.minimap import Minimap
from ui.canvas.overlay import Overlay
from ui.canvas.pictures import Pictures
from ui.canvas.pointer import Pointer
from ui.canvas.snapping import Snapping
from ui.canvas.trouble import Trouble
from ui.canvas.values import Values
from ui.canvas.words import spoken_graph, tr
from ui.canvas.writing import Writing
from ui.document import Document
from ui.jobs import Jobs
from ui.settings import Settings
from ui.texts import error_text
from ui.theme import Theme


class Canvas(GraphView):
    """Nodes and wires of a document."""

    selected = Signal(object)
    """The ids of the selected nodes, as a tuple."""
    pressed_again = Signal(str)
    """A node that is selected already was clicked."""
    activated = Signal(str)
    """A node was double-clicked, or Enter pressed on it."""
    run_asked = Signal()
    """Ctrl+Return while a prompt is written: the words are taken, and the results are wanted."""
    play_asked = Signal()
    variants_asked = Signal(str)
    """Variants of the node with this id are wanted."""
    """The space bar was tapped: held, it pans."""
    message = Signal(str)
    """Why something could not be done."""

    def __init__(self, document: Document, jobs: Jobs, theme: Theme, settings: Settings | None = None) -> None:
        super().__init__(document.catalogue, jobs.state, theme)
        self.document, self.jobs, self.settings = document, jobs, settings or Settings()
        self.keymap = Keymap(self.settings)
        look = self.graph_scene.look
        self.commands = Commands(document, self.graph_scene, self._refused, self._reveal)
        self.pictures = Pictures(self.graph_scene, jobs, self)
        self.overlay = Overlay(self, look)
        self.adding, self.dropping = Adding(self), Dropping(self)
        self.chains, self.connecting, self.carrying = Chains(self), Connecting(self), Carrying(self)
        self.writing, self.values = Writing(self), Values(self)
        self.arranging, self.snapping, self.framing = Arranging(self), Snapping(self), Framing(self)
        self.hovering = Hovering(self)
        self.grouping = Grouping(self)
        self.finding = FindBar(self)
        self.minimap, self.bookmarks, self.badges = Minimap(self), Bookmarks(self), Badges(self, bound)
        self.linked = Badges(self, linked, right=True)
        self.pointer = Pointer(self)
        self.trouble, self.bringing = Trouble(self), Bringing(self)
        self.menu: QMenu | None = None
        self._keys = Keys(self)
        self._look_soon = QTimer(self, singleShot=True, interval=60)
        self._look_soon.timeout.connect(self._look_at_pictures)
        self._place = document.place
        self._connect()
        make_readable(self)
        self.set_theme(theme)
        self._show_project()
        self.camera.steered = False

    def _connect(self) -> None:
        self.document.changed.connect(self._show_project)
        self.document.replaced.connect(self.writing.abandon)
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
        self.adding.popup.show_look(look)
        self.overlay.show_look(look)
        self.finding.show_look(look)
        self.badges.show_look(look)
        self.linked.show_look(look)
        self.minimap.show_look(look)
        self.trouble.card.show_look(look)
        self.overlay.show_empty(empty=not self.graph_scene.nodes and not self.graph_scene.frames.items)
        self.overlay.show_zoom(self.camera.zoom)
        self.overview.clear()
        self.viewport().update()

    def add_popup(self, at: QPointF | None = None) -> None:
        """Open the search popup at a point of the viewport, where the node is added, or else at the pointer for a node
        that joins the selection."""
        if at is None:
            self.adding.search_beside(self._here())
        else:
            self.adding.search(at)

    def delete_selection(self) -> None:
        self.chains.delete()

    def duplicate_selection(self) -> None:
        self.commands.duplicate()

    def copy(self) -> None:
        self.commands.copy()

    def cut(self) -> None:
        self.chains.cut()

    def paste(self) -> None:
        """Add what is on the clipboard at the pointer, or else in the middle."""
        self.bringing.paste(self._here())

    def rename_selection(self) -> None:
        """Rename what was selected last, or the port of a group on it that is under the pointer."""
        at = self.pointer.place
        hit = self.hit(at) if at is not None and self.selection() else None
        if at is not None and hit and hit.node == self.selection()[-1] and self.grouping.rename_at(hit, at):
            return
        if self.selection():
            self.writing.rename(self.selection()[-1])
        elif self.graph_scene.frames.selected:
            self.framing.rename(self.graph_scene.frames.selected[-1])

    def activate_selection(self) -> None:
        if self.selection():
            self.activated.emit(self.selection()[-1])
        elif self.graph_scene.frames.selected:
            self.framing.write(self.graph_scene.frames.selected[-1])

    def step_back(self) -> None:
        """Escape: give up the gesture, or else select nothing."""
        if not self.pointer.cancel():
            self.graph_scene.select(())

    def _here(self) -> QPointF:
        return self.pointer.here or QPointF(self.viewport().rect().center())

    # What the pointer asks

    def quiet(self) -> None:
        """Something new is done: what was told is over."""
        self.overlay.quiet()
        self.writing.finish()

    def open_menu(self, point: QPointF) -> None:
        """The context menu for what is at a point of the viewport; on nothing, the search popup."""
        self.menu = menu_at(self, point)
        if self.menu:
            self.menu.popup(self.viewport().mapToGlobal(point.toPoint()))
        else:
            self.add_popup(point)

    # What the document and the runs tell

    def _show_project(self) -> None:
        before, self._place = self._place, self.document.place
        self.camera.steered = True
        self.graph_scene.show_graph(self.document.graph)
        self.overlay.show_empty(empty=not self.graph_scene.nodes and not self.graph_scene.frames.items)
        self._look_soon.start()
        self._describe()
        if self._place != before:
            self.grouping.arrive(before, self._place)

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
        self.setAccessibleName(tr("Node canvas"))
        frames = self.graph_scene.frames.selected
        self.setAccessibleDescription(spoken_graph(self.document.graph, self.selection(), self.jobs.state, frames))

    # Events

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here come here, although the window has shortcuts for them."""
        override = QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and event.type() == override and self._keys.claims(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._keys.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002
        """Tab adds a node; it does not leave the canvas."""
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The mouse opens menus when its button is released, alike on all systems; here it is the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            chosen, frames = self.selection(), self.graph_scene.frames
            middle = self.graph_scene.bounds(chosen[-1:]).center() if chosen else self.camera.visible().center()
            if not chosen and frames.selected:
                middle = frames.items[frames.selected[-1]].title(self.camera.zoom).center()
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
