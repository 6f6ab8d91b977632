"""Edits that keep a chain of nodes together: put a node into a wire or out of its wires, replace its kind, copy it with
what feeds it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, SoraError
from soraapp.nodekit import Input, NodeType, Value
from soraapp.project.copying import duplicate
from soraapp.project.edits import Edit, graph_edit, node_of
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.naming import free_name
from soraapp.project.tidy_edits import extract
from soraapp.project.wiring import refusal


def splice(wire: Wire, entry: Port, output: Port, catalogue: Catalogue) -> Edit:
    """Put a node into a wire: the wire goes to its input `entry`, and from its `output` on to where the wire went, in
    the same place among several. Raises GraphError when the kinds differ or the nodes would feed each other."""

    def change(graph: Graph) -> Graph:
        if wire not in graph.wires:
            raise GraphError("There is no such wire.", remedy="Choose a wire that is there.")
        place = graph.wires.index(wire)
        before, after = graph.wires[:place], graph.wires[place + 1 :]
        opened = replace(graph, wires=(*before, *after))
        for ends in ((wire.source, entry), (output, wire.target)):
            if error := refusal(opened, catalogue, *ends):
                raise error
        many = _takes_several(graph, catalogue, entry)
        kept_before, kept_after = (
            tuple(other for other in part if many or other.target != entry) for part in (before, after)
        )
        wires = (*kept_before, Wire(wire.source, entry), Wire(output, wire.target), *kept_after)
        return replace(graph, wires=wires)

    return graph_edit("Insert node", change)


def loosen(ids: Collection[str], catalogue: Catalogue) -> Edit:
    """Take nodes out of all their wires, and join what fed them to what they fed, where the kinds match."""
    out = extract(ids, catalogue)
    return Edit(
        "Disconnect",
        lambda project: replace(project, graph=replace(project.graph, wires=out.change(project).graph.wires)),
    )


def rehang(wires: Collection[Wire], source: Port, catalogue: Catalogue) -> Edit:
    """Let wires come from another output, each to where it goes. Raises GraphError when one of them cannot."""

    def change(graph: Graph) -> Graph:
        loose = replace(graph, wires=tuple(wire for wire in graph.wires if wire not in wires))
        for wire in wires:
            known = Wire(source, wire.target) in loose.wires
            if not known and (error := refusal(loose, catalogue, source, wire.target)):
                raise error
        moved = (Wire(source, wire.target) if wire in wires else wire for wire in graph.wires)
        return replace(graph, wires=tuple(dict.fromkeys(moved)))

    return graph_edit("Connect", change)


def replace_kind(node: str, kind: NodeType, catalogue: Catalogue) -> Edit:
    """Make a node one of another kind, in its place. Values stay where an input of the same name can hold them; wires
    stay at a port of the same name or else at the next free one of their kind; others go. A name of one's own stays."""

    def change(graph: Graph) -> Graph:
        old = node_of(graph, node)
        known = catalogue.get(old.kind)
        name = old.name
        if known is not None and _is_given(name, known.title):
            name = free_name(kind.title, {other.name for other in graph.nodes.values() if other.id != node})
        values = {key: value for key, value in old.values.items() if _holds(kind.input(key), value)}
        made = replace(old, kind=kind.name, version=kind.version, name=name, values=values, takes=(), pinned=None)
        changed = replace(graph, nodes={**graph.nodes, node: made})
        return replace(changed, wires=_moved(changed, node, known, kind))

    return graph_edit("Replace node", change)


def duplicate_fed(ids: Mapping[str, str], offset: tuple[float, float] = (40, 40)) -> Edit:
    """Copy nodes to new ids (old to new), each fed by what feeds the node that it is a copy of."""
    plain = duplicate(ids, offset)

    def change(graph: Graph, copies: Graph) -> Graph:
        copied = {old: new for old, new in ids.items() if new in copies.nodes}  # The ends of a group are not.
        made = (
            Wire(Port(copied.get(wire.source.node, wire.source.node), wire.source.name), Port(new, wire.target.name))
            for old, new in copied.items()
            for wire in graph.incoming.get(old, ())
        )
        return replace(copies, wires=(*graph.wires, *made))

    return Edit("Duplicate", lambda project: replace(project, graph=change(project.graph, plain.change(project).graph)))


def fit(old: NodeType | None, new: NodeType, wires_in: Sequence[Wire], wires_out: Sequence[Wire]) -> int:
    """How many of a node's wires stay when its kind is replaced."""
    return len(_inputs(old, new, wires_in)) + len(_outputs(old, new, wires_out))


def _moved(graph: Graph, node: str, old: NodeType | None, new: NodeType) -> tuple[Wire, ...]:
    """All wires of a graph, with those of a node at the ports of its new kind."""
    ends = _inputs(old, new, [wire for wire in graph.wires if wire.target.node == node])
    starts = _outputs(old, new, [wire for wire in graph.wires if wire.source.node == node])
    moved: list[Wire] = []
    for wire in graph.wires:
        if wire.target.node == node:
            if wire in ends:
                moved.append(Wire(wire.source, Port(node, ends[wire])))
        elif wire.source.node == node:
            if wire in starts:
                moved.append(Wire(Port(node, starts[wire]), wire.target))
        else:
            moved.append(wire)
    return tuple(dict.fromkeys(moved))


def _inputs(old: NodeType | None, new: NodeType, wires: Sequence[Wire]) -> dict[Wire, str]:
    """The input of the new kind for each wire that finds one."""
    taken: dict[Wire, str] = {}
    for same_name in (True, False):
        for wire in wires:
            kind = port.kind if old and (port := old.input(wire.target.name)) else ""
            for entry in new.inputs if wire not in taken else ():
                free = entry.many or entry.name not in taken.values()
                fits = entry.name == wire.target.name if same_name else not entry.control or entry.kind == "text"
                if free and fits and entry.kind == kind:
                    taken[wire] = entry.name
                    break
    return taken


def _outputs(old: NodeType | None, new: NodeType, wires: Sequence[Wire]) -> dict[Wire, str]:
    """The output of the new kind for each wire that finds one."""
    found: dict[Wire, str] = {}
    for wire in wires:
        kind = port.kind if old and (port := old.output(wire.source.name)) else ""
        same = new.output(wire.source.name)
        output = same if same and same.kind == kind else next((port for port in new.outputs if port.kind == kind), None)
        if output:
            found[wire] = output.name
    return found


def _holds(entry: Input | None, value: Value) -> bool:
    """Whether an input can be set to a value."""
    if entry is None:
        return False
    try:
        entry.read(value)
    except SoraError:
        return False
    return True


def _is_given(name: str, title: str) -> bool:
    """Whether a name is the title that a node gets by itself, perhaps with a number."""
    return name == title or (name.startswith(f"{title} ") and name[len(title) + 1 :].isdecimal())


def _takes_several(graph: Graph, catalogue: Catalogue, port: Port) -> bool:
    node: Node = graph.nodes[port.node]
    kind = catalogue.get(node.kind)
    entry = kind.input(port.name) if kind else None
    return entry is not None and entry.many
