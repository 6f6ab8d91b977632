"""What the canvas does to the document: every change is one edit, and a refusal is told beside the pointer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication

from soraapp.errors import GraphError, SoraError
from soraapp.nodekit import NodeType, Value
from soraapp.project import copying, edits
from soraapp.project.edits import Edit
from soraapp.project.graph import Node, Port, Wire
from soraapp.project.rewiring import rehang, splice
from ui.canvas.frame_gestures import nudged
from ui.canvas.making_way import make_way
from ui.canvas.node_layout import WIDTH, Side
from ui.canvas.scene import GraphScene
from ui.document import Document
from ui.renaming import renamed

FILES_ACROSS, FILE_ROOM = 4, QPointF(232, 264)
"""How nodes that load several files stand beside each other."""


class Commands:
    """Edits of the graph by what is selected and where the pointer is."""

    def __init__(
        self,
        document: Document,
        scene: GraphScene,
        tell: Callable[[SoraError], None],
        reveal: Callable[[Sequence[str]], None],
    ) -> None:
        """`tell` is given a refusal, `reveal` the ids of new nodes that are to be in view."""
        self._document = document
        self._scene = scene
        self._tell = tell
        self._reveal = reveal

    def apply(self, edit: Edit) -> bool:
        """Apply an edit; a refusal is told, and the answer is whether it was accepted."""
        try:
            self._document.apply(edit)
        except SoraError as error:
            self._tell(error)
            return False
        return True

    def refuse(self, error: SoraError) -> None:
        """Tell why something is not done."""
        self._tell(error)

    # Nodes

    def add(
        self,
        kind: NodeType,
        position: QPointF,
        values: Mapping[str, Value] | None = None,
        wires: Sequence[Wire] = (),
        id: str = "",  # noqa: A002
    ) -> str | None:
        """Add a node, with wires from or to it, and select it. Wires know it by its `id`."""
        node = id or self._document.new_id()
        steps = [edits.add_node(kind, (position.x(), position.y()), id=node, values=values)]
        steps += [edits.connect(wire.source, wire.target, self._document.catalogue) for wire in wires]
        return self._added(node, steps)

    def add_into(self, kind: NodeType, position: QPointF, wire: Wire, ends: tuple[str, str]) -> str | None:
        """Add a node, put it into a wire by the input and the output that are named, and select it."""
        node = self._document.new_id()
        into = splice(wire, Port(node, ends[0]), Port(node, ends[1]), self._document.catalogue)
        steps = [edits.add_node(kind, (position.x(), position.y()), id=node)]
        if way := make_way(self._scene, node, QRectF(position, QSizeF(WIDTH, WIDTH)), wire):
            steps.append(way)
        return self._added(node, [*steps, into])

    def _added(self, node: str, steps: Sequence[Edit]) -> str | None:
        if not self.apply(edits.together("Add node", steps)):
            return None
        self._choose([node])
        return node

    def add_files(self, files: Sequence[tuple[NodeType, str, Path]], position: QPointF) -> None:
        """Add a node for each file: its type, the input that takes the file, and the file."""
        steps: list[Edit] = []
        ids: list[str] = []
        for index, (kind, name, path) in enumerate(files):
            across, down = index % FILES_ACROSS, index // FILES_ACROSS
            place = (position.x() + FILE_ROOM.x() * across, position.y() + FILE_ROOM.y() * down)
            ids.append(self._document.new_id())
            steps.append(edits.add_node(kind, place, id=ids[-1], values={name: path}))
        if steps and self.apply(edits.together("Add node", steps)):
            self._choose(ids)

    def delete(self) -> None:
        """Remove the selected nodes, wires and frames as one step; what lies in a frame stays."""
        nodes, wires, frames = self._scene.selected_nodes, self._scene.selected_wires, self._scene.frames.selected
        steps = [edits.disconnect(wires)] if wires else []
        steps += [edits.remove(nodes, frames)] if nodes or frames else []
        if steps:
            self.apply(steps[0] if len(steps) == 1 else edits.together("Delete", steps))

    def duplicate(self) -> None:
        """Copy the selected nodes and frames, and what lies in the frames."""
        nodes, frames = ({old: self._document.new_id() for old in some} for some in self._scene.frames.carried())
        if (nodes or frames) and self.apply(copying.duplicate(nodes, frames=frames)):
            self._choose(tuple(nodes.values()), tuple(frames.values()))

    def copy(self) -> bool:
        """Put the selected nodes and frames, and what lies in the frames, on the clipboard as text; whether there were
        any."""
        nodes, frames = self._scene.frames.carried()
        if not nodes and not frames:
            return False
        groups = self._document.project.groups
        QGuiApplication.clipboard().setText(copying.copy(self._scene.graph, nodes, frames, groups))
        return True

    def paste(self, text: str, position: QPointF) -> None:
        """Add the nodes that were copied as a text, their top left corner at a point, and select them."""
        before = self._scene.graph
        try:
            edit = copying.paste(text, (round(position.x()), round(position.y())))
        except SoraError as error:
            self._tell(error)
            return
        if self.apply(edit):
            after = self._scene.graph
            nodes = [node for node in after.nodes if node not in before.nodes]
            self._choose(nodes, [frame for frame in after.frames if frame not in before.frames])

    def _choose(self, nodes: Sequence[str], frames: Sequence[str] = ()) -> None:
        """Select new nodes and frames, and bring them into view."""
        self._scene.select(nodes, (), frames)
        self._reveal(nodes)

    def place(self, positions: Mapping[str, QPointF], merge: str = "", more: Sequence[Edit] = ()) -> None:
        """Keep where nodes were moved to; `more` happened on the way, and is part of the same step."""
        moved = edits.move({node: (place.x(), place.y()) for node, place in positions.items()}, merge)
        self.apply(edits.together(more[-1].label, [moved, *more]) if more else moved)

    def nudge(self, right: float, down: float) -> None:
        """Move the selected nodes a little; nudges in a row are one step of undo."""
        chosen = self._scene.selected_nodes
        step = QPointF(right, down)
        if self._scene.frames.selected:
            self.apply(nudged(self._scene, step))
        elif chosen:
            places = {node: self._scene.nodes[node].pos() + step for node in chosen}
            self.place(places, merge="nudge " + " ".join(chosen))

    def rename(self, node: str, name: str) -> bool:
        return self.apply(renamed(self._document, node, name))

    def set_text(self, node: str, name: str, text: str) -> bool:
        """Set an input of a node to a text."""
        return self.apply(edits.set_value(node, name, text))

    # Wires

    def rewire(self, taken: Wire | None, source: Port, target: Port) -> None:
        """Connect two ports, in place of a wire that was picked up."""
        if taken == Wire(source, target):
            return
        steps = [edits.disconnect([taken])] if taken else []
        steps.append(edits.connect(source, target, self._document.catalogue))
        self.apply(steps[0] if len(steps) == 1 else edits.together("Connect", steps))

    def disconnect(self, wires: Collection[Wire]) -> None:
        if wires:
            self.apply(edits.disconnect(wires))

    def disconnect_nodes(self, nodes: Collection[str]) -> None:
        """Remove all wires of nodes."""
        self.disconnect(
            [wire for wire in self._document.graph.wires if wire.source.node in nodes or wire.target.node in nodes]
        )

    def rehang(self, wires: Collection[Wire], source: Port) -> None:
        """Let wires come from another output."""
        self.apply(rehang(wires, source, self._document.catalogue))

    def wires_at(self, port: Port, side: Side) -> tuple[Wire, ...]:
        """The wires of an input or an output, in their order."""
        graph = self._document.graph
        if side is Side.IN:
            return tuple(wire for wire in graph.incoming.get(port.node, ()) if wire.target == port)
        return tuple(wire for wire in graph.wires if wire.source == port)

    def refuse_node(self, node: Node, kind: str, *, taking: bool) -> None:
        """Tell that a node has no free port for a wire that was dropped on it."""
        message = "{node} takes no {kind} from here." if taking else "{node} gives no {kind} for this."
        self._tell(
            GraphError(message, remedy="Drop the wire on a port that lights up.", node=node.name, kind=kind or "?")
        )
