"""What is done with groups on the canvas: making and opening them up, going into them and out, and their ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from soraapp.errors import GraphError
from soraapp.project import port_edits
from soraapp.project.edits import new_id
from soraapp.project.graph import Port
from soraapp.project.group_edits import make_group
from soraapp.project.groups import OUTPUTS, Group, Promoted, group_of, is_boundary
from soraapp.project.levels import Place, instances
from soraapp.project.ungrouping import ungroup
from ui.canvas.node_layout import PAD, ROW, WIDTH, Side
from ui.canvas.port_menus import port_at
from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.scene import Hit
    from ui.canvas.view import Canvas


class Grouping:
    """Commands about groups by what is selected. It follows the document from level to level."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._left: dict[Place, tuple[float, QPointF]] = {}
        """Zoom and top left corner of the view at each level that was left for a deeper one. The corner stays where it
        is when the way to a level comes and goes above the canvas; the middle does not."""
        canvas.document.place_changed.connect(self._leave)
        canvas.document.replaced.connect(self._left.clear)

    # Groups

    def group(self) -> None:
        """Make the selected nodes a group."""
        canvas, document = self._canvas, self._canvas.document
        instance = document.new_id()
        nodes, frames = canvas.graph_scene.frames.carried()
        edit = make_group(nodes, document.catalogue, id=instance, group=new_id(), frames=frames)
        if canvas.commands.apply(edit):
            canvas.select([instance])

    def ungroup(self) -> None:
        """Put what is inside of the selected groups in their place."""
        canvas = self._canvas
        before = canvas.document.graph.nodes
        if canvas.commands.apply(ungroup(canvas.selection())):
            canvas.select([node for node in canvas.document.graph.nodes if node not in before])

    def make_unique(self) -> None:
        """Give each selected group a definition of its own."""
        chosen = [node for node in self._canvas.selection() if self.is_group(node)]
        if not chosen:
            self._decline("No group is selected.", "Select a group first.")
        for node in chosen:
            self._canvas.commands.apply(port_edits.make_unique(node, group=new_id()))

    def is_group(self, node: str) -> bool:
        document = self._canvas.document
        found = document.graph.nodes.get(node)
        return found is not None and group_of(found, document.project.groups) is not None

    def is_shared(self, node: str) -> bool:
        """Whether a node is one of several instances of a group."""
        document = self._canvas.document
        found = document.graph.nodes.get(node)
        group = group_of(found, document.project.groups) if found else None
        return group is not None and instances(document.project, group.id) > 1

    # Levels

    def enter(self) -> None:
        """Show what is inside of the selected group."""
        chosen = [node for node in self._canvas.selection() if self.is_group(node)]
        if len(chosen) == 1:
            self.go_into(chosen[0])
        else:
            self._decline("No group is selected.", "Select one group to enter it.")

    def go_into(self, node: str) -> bool:
        """Enter a group; whether the node is one."""
        if not self.is_group(node):
            return False
        self._canvas.document.go(tuple(node.split("/")))
        return True

    def leave(self) -> None:
        """Show the level that the group is in which is shown."""
        if place := self._canvas.document.place:
            self._canvas.document.go(place[:-1])

    def go_to(self, node: str) -> None:
        """Show the level where a node is, and select it."""
        self._canvas.document.go(tuple(node.split("/")[:-1]))
        self._canvas.select([node])

    def _leave(self, before: Place, after: Place) -> None:
        """Another level is about to be shown."""
        canvas = self._canvas
        canvas.quiet()
        if len(after) > len(before):
            self._left[before] = canvas.camera.zoom, canvas.camera.to_scene(QPointF())

    def arrive(self, before: Place, after: Place) -> None:
        """Another level is shown: where one was before, and else all of it."""
        canvas = self._canvas
        came_from = "/".join(before[: len(after) + 1]) if before[: len(after)] == after else ""
        canvas.graph_scene.select([came_from] if came_from in canvas.graph_scene.nodes else [])
        zoom, corner = self._left.pop(after, (0.0, QPointF()))
        if zoom and len(after) < len(before):
            canvas.camera.set_zoom(zoom, QPointF())
            now = canvas.viewportTransform().map(corner)
            canvas.camera.pan(-now.x(), -now.y())
        else:
            canvas.fit()

    # Ports

    def promote(self, port: Port, side: Side) -> None:
        """Make a port of a node one of the group that is shown."""
        document, group = self._canvas.document, self._canvas.document.group
        if group is None:
            self._decline("Ports are promoted inside of a group.", "Group some nodes and enter the group first.")
            return
        promote = port_edits.promote_output if side is Side.OUT else port_edits.promote_input
        self._canvas.commands.apply(promote(group.id, port, document.catalogue))

    def unpromote(self, port: Port) -> None:
        """Take a port away from the group, at one of the two nodes that stand for what it takes and gives."""
        if end := self._end(port):
            self._canvas.commands.apply(port_edits.unpromote(end.group.id, port.name, output=end.output))

    def rename_port(self, port: Port) -> None:
        """Ask for another name of a port of the group, where it stands."""
        end, spot = self._end(port), self._canvas.graph_scene.nodes[port.node]
        if end is None:
            return
        row = next(row for row in spot.layout.rows if row.name == port.name)
        place = QRectF(spot.x() + PAD, spot.y() + row.top, WIDTH - 2 * PAD, ROW)
        shown = next(one.title or one.name for one in end.ports if one.name == port.name)

        def accept(title: str) -> bool:
            edit = port_edits.rename_port(end.group.id, port.name, title, output=end.output)
            return self._canvas.commands.apply(edit)

        self._canvas.writing.name_at(place, shown, accept)

    def rename_at(self, hit: Hit, point: QPointF) -> bool:
        """Ask for another name of the port of the group at a point of the viewport; whether there is one."""
        port, _ = port_at(self._canvas.graph_scene, hit, self._canvas.camera.to_scene(point))
        if port is None or self._end(port) is None:
            return False
        self.rename_port(port)
        return True

    def move_port(self, port: Port, step: int) -> None:
        """Bring a port of the group up (-1) or down (1) among its ports."""
        if end := self._end(port):
            names = [one.name for one in end.ports]
            index = names.index(port.name)
            names.insert(max(0, index + step), names.pop(index))
            self._canvas.commands.apply(port_edits.reorder_ports(end.group.id, names, output=end.output))

    def _end(self, port: Port) -> End | None:
        """What a port of one of the two nodes inside of a group stands for; None for any other port."""
        document, group = self._canvas.document, self._canvas.document.group
        node = document.graph.nodes.get(port.node)
        if group is None or node is None or not is_boundary(node):
            return None
        return End(group, output=node.kind.startswith(OUTPUTS))

    def _decline(self, message: str, remedy: str) -> None:
        self._canvas.commands.refuse(GraphError(message, remedy=remedy))

    # The context menu

    def offers(self, chosen: Sequence[str]) -> Iterator[tuple[str, Callable[[], object], str]]:
        """What the menu of the selected nodes has about groups: the text, what it does, and its command."""
        groups = [node for node in chosen if self.is_group(node)]
        yield tr("Group"), self.group, "group"
        if groups:
            yield tr("Ungroup"), self.ungroup, "ungroup"
        if len(groups) == len(chosen) == 1:
            yield tr("Enter the group"), self.enter, "enter_group"
        if any(self.is_shared(node) for node in groups):
            yield tr("Make unique"), self.make_unique, "make_unique"


class End(NamedTuple):
    """One of the two sides of a group."""

    group: Group
    output: bool

    @property
    def ports(self) -> tuple[Promoted, ...]:
        return self.group.outputs if self.output else self.group.inputs
