"""A graph to which an edit of a timeline adds nodes, each in a free place beside those that feed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.nodekit import NodeType, Slider, Value
from soraapp.project.edits import add_node, connect, new_id
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.group_types import with_groups
from soraapp.project.project import Project

PICTURES = "clip", "image"
"""The kinds of outputs that give something to see."""
_STEP = 260.0
"""From a node to the next in its row, in canvas units."""
_ROOM = 220.0, 320.0
"""What a node takes at most while its values are folded."""


class Drawing:
    """A project in the making. What is added is at the top level: what a timeline shows is for no group alone."""

    def __init__(self, project: Project, catalogue: Catalogue) -> None:
        self.project = project
        self._catalogue = catalogue

    @property
    def graph(self) -> Graph:
        return self.project.graph

    @property
    def kinds(self) -> Catalogue:
        """The kinds of nodes, the groups of the project as it is now among them."""
        return with_groups(self._catalogue, self.project)

    def kind(self, port: Port) -> str:
        """What an output of a node of the top level gives, such as ``clip``; empty where that is not known."""
        node = self.graph.nodes.get(port.node)
        output = self.kinds[node.kind].output(port.name) if node and node.kind in self.kinds else None
        return output.kind if output else ""

    def add(
        self,
        kind: str,
        values: Mapping[str, Value],
        wires: Mapping[str, Port],
        *,
        id: str = "",  # noqa: A002
        near: Port | None = None,
    ) -> str:
        """Add a node and wire its inputs; the answer is its id. Without wires it stands below the node of `near`."""
        node, made = id or new_id(), self.kinds[kind]
        place = self._place([port.node for port in wires.values()], near)
        self.project = add_node(made, place, id=node, values=values).change(self.project)
        for entry, source in wires.items():
            self.project = connect(source, Port(node, entry), self.kinds).change(self.project)
        return node

    def copy(self, node: Node, *, near: Port | None = None) -> None:
        """Add a node as it is, but for its name and place."""
        made = self.kinds[node.kind]
        self.project = add_node(made, self._place([], near), id=node.id).change(self.project)
        named = self.graph.nodes[node.id]
        same = replace(node, name=named.name, position=named.position)
        graph = replace(self.graph, nodes={**self.graph.nodes, node.id: same})
        self.project = replace(self.project, graph=graph)

    def _place(self, sources: list[str], near: Port | None) -> tuple[float, float]:
        feeding = [self.graph.nodes[node].position for node in dict.fromkeys(sources)]
        beside = self.graph.nodes.get(near.node) if near else None
        if feeding:
            across, down = max(x for x, _ in feeding) + _STEP, round(sum(y for _, y in feeding) / len(feeding))
        elif beside:
            across, down = beside.position
        else:
            places = [node.position for node in self.graph.nodes.values()]
            across = min((x for x, _ in places), default=0.0)
            down = max((y + _ROOM[1] for _, y in places), default=0.0)
        column = sorted(y for x, y in (one.position for one in self.graph.nodes.values()) if abs(x - across) < _ROOM[0])
        for y in column:
            if abs(y - down) < _ROOM[1]:
                down = y + _ROOM[1]
        return across, down


def bounds(kind: NodeType, entry: str) -> tuple[float, float]:
    """The least and the greatest number that an input takes."""
    found = kind.input(entry)
    assert found is not None
    assert isinstance(found.control, Slider)
    return found.control.minimum, found.control.maximum
