"""Nodes that are chosen in the search popup: to be added, in the place of others, or where a wire was let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from soraapp.project.graph import Port, Wire
from ui.canvas.joining import joined, place_beside
from ui.canvas.node_layout import TITLE, WIDTH, Side
from ui.canvas.offers import all_entries, fitting_entries, inserted_entries, joining_entries, replacing_entries
from ui.canvas.own_offers import OwnGroup
from ui.canvas.search import Entry, O
from ui.canvas.search_popup import Question, SearchPopup
from ui.canvas.words import tr
from ui.settings import JOIN, RECENT
from ui.texts import kind_text, node_name

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Adding:
    """The search popup of a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.popup = SearchPopup(canvas, canvas.graph_scene.look)
        self.popup.recent = canvas.settings.get(RECENT).split()
        self._groups: Sequence[OwnGroup] = ()
        self._open_group: Callable[[Path, QPointF], object] = lambda *_: None

    def offer_groups(self, files: Sequence[Path], add: Callable[[Path, QPointF], object]) -> None:
        """Offer groups of one's own from now on, and no others; `add` puts that of a file at a scene point."""
        self._groups, self._open_group = [OwnGroup(file) for file in files], add

    @property
    def joins(self) -> bool:
        """Whether a new node joins what is selected."""
        return self._canvas.settings.get(JOIN)

    def toggle_join(self) -> None:
        self._canvas.settings.set(JOIN, not self.joins)

    def search(self, at: QPointF) -> None:
        """Open the search popup at a point of the viewport; the node that is chosen is added there."""
        canvas, place = self._canvas, self._canvas.place_for_node(at)
        entries = [*all_entries(canvas.document.catalogue), *self._groups]
        self._ask(at, entries, lambda entry: self._add(entry, place), tr("Add a node"))

    def search_beside(self, at: QPointF) -> None:
        """Open the search popup; the node that is chosen joins the selection: it goes into the wire that is selected,
        or beside the selected nodes with a wire from or to them where one is obvious. Otherwise it is added at `at`."""
        canvas, scene = self._canvas, self._canvas.graph_scene
        if not scene.selected_nodes and len(scene.selected_wires) == 1:
            self.search_into(next(iter(scene.selected_wires)), at)
        elif scene.selected_nodes and self.joins:
            place = canvas.place_for_node(at)
            kinds = joining_entries(canvas.document.catalogue, canvas.document.graph, scene.selected_nodes)
            entries = [*kinds, *self._groups]
            note = tr("It joins what is selected \u00b7 Alt+Enter: it does not")
            self._ask(at, entries, lambda entry: self._join(entry, place), tr("Add a node"), note)
        else:
            self.search(at)

    def search_into(self, wire: Wire, at: QPointF) -> None:
        """Open the search popup with what goes into a wire; the node that is chosen is put into it at that point."""
        canvas, place = self._canvas, self._canvas.place_for_node(at)
        entries = inserted_entries(canvas.document.catalogue, canvas.document.graph, wire)

        def add(entry: Entry) -> None:
            canvas.commands.add_into(entry.kind, place, wire, (entry.port, entry.output))

        self._ask(at, entries, add, tr("Insert a node into the wire"))

    def search_for(self, port: Port, side: Side, kind: str, at: QPointF) -> None:
        """Open the search popup with what a wire from this port can go to; the node that is chosen is connected."""
        canvas = self._canvas
        corner = canvas.camera.to_scene(at) - QPointF(0 if side is Side.OUT else WIDTH, TITLE)
        place = QPointF(round(corner.x()), round(corner.y()))
        text = tr("Add a node that takes {kind}") if side is Side.OUT else tr("Add a node that gives {kind}")

        def add(entry: Entry) -> None:
            node = canvas.document.new_id()
            ends = (port, Port(node, entry.port)) if side is Side.OUT else (Port(node, entry.port), port)
            canvas.commands.add(entry.kind, place, wires=[Wire(*ends)], id=node)

        entries = fitting_entries(canvas.document.catalogue, side, kind, port.name)
        self._ask(at, entries, add, text.format(kind=kind_text(kind)))

    def search_instead(self, node: str, at: QPointF) -> None:
        """Open the search popup with the kinds that a node can be replaced by, those that keep most wires first."""
        canvas, value = self._canvas, self._canvas.document.graph.nodes[node]
        entries = replacing_entries(canvas.document.catalogue, canvas.document.graph, node)
        text = tr("Replace {node} by").format(node=node_name(value.name))
        self._ask(at, entries, lambda entry: canvas.chains.replace(node, entry.kind), text)

    def _ask(self, at: QPointF, entries: Sequence[O], choose: Callable[[O], object], text: str, note: str = "") -> None:
        def chosen(entry: O) -> None:
            self._canvas.settings.set(RECENT, " ".join(self.popup.recent))
            choose(entry)

        self.popup.open_at(at.toPoint(), Question(entries, chosen, text, tr("No node takes this."), note))

    def _add(self, entry: Entry | OwnGroup, place: QPointF) -> None:
        if isinstance(entry, OwnGroup):
            self._open_group(entry.path, place)
        else:
            self._canvas.commands.add(entry.kind, place)

    def _join(self, entry: Entry | OwnGroup, place: QPointF) -> None:
        """What is inside of a group of one's own is not known before its file is read: it joins nothing."""
        if isinstance(entry, OwnGroup):
            self._add(entry, place)
            return
        canvas, chosen, node = self._canvas, self._canvas.selection(), self._canvas.document.new_id()
        document = canvas.document
        join = None if self.popup.alt else joined(document.shown, document.catalogue, chosen, entry.kind, node)
        if join:
            place = place_beside(canvas.graph_scene, chosen, join.side)
        canvas.commands.add(entry.kind, place, wires=join.wires if join else (), id=node)
