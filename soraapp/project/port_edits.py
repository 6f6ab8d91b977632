"""What is done to a group as such: which of its ports are promoted, how they are called, and whose definition it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.project.edits import Edit, node_of
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.group_types import with_groups
from soraapp.project.groups import GROUP, INPUTS, OUTPUTS, Group, Promoted, group_of, is_boundary
from soraapp.project.naming import free_name
from soraapp.project.project import Project


def promote_input(group: str, port: Port, catalogue: Catalogue) -> Edit:
    """Make an input of a node inside of a group one of the group, whose graph it is. Raises GraphError."""

    def change(project: Project) -> Project:
        kind = with_groups(catalogue, project).get(node_of(project.graph, port.node).kind)
        entry = kind.input(port.name) if kind else None
        if entry is None or is_boundary(project.graph.nodes[port.node]):
            raise GraphError("There is no such input to promote.", remedy="Choose another one.")
        if not entry.many and any(wire.target == port for wire in project.graph.wires):
            raise GraphError(
                "{input} is fed by a wire already.", remedy="Remove the wire, then promote it.", input=entry.title
            )
        owner = _group(project, group)
        new = Promoted(free_port(port.name, owner.inputs), entry.kind, port_title(entry.label, port.name, owner.inputs))
        wires = (*project.graph.wires, Wire(Port(_end(project.graph, INPUTS + group), new.name), port))
        changed = replace(owner, inputs=(*owner.inputs, new))
        return _with(replace(project, graph=replace(project.graph, wires=wires)), changed)

    return Edit("Promote to the group", change)


def promote_output(group: str, port: Port, catalogue: Catalogue) -> Edit:
    """Make an output of a node inside of a group one of the group, whose graph it is. Raises GraphError."""

    def change(project: Project) -> Project:
        kind = with_groups(catalogue, project).get(node_of(project.graph, port.node).kind)
        output = kind.output(port.name) if kind else None
        if output is None or is_boundary(project.graph.nodes[port.node]):
            raise GraphError("There is no such output to promote.", remedy="Choose another one.")
        owner = _group(project, group)
        new = Promoted(
            free_port(port.name, owner.outputs), output.kind, port_title(output.label, port.name, owner.outputs)
        )
        wires = (*project.graph.wires, Wire(port, Port(_end(project.graph, OUTPUTS + group), new.name)))
        changed = replace(owner, outputs=(*owner.outputs, new))
        return _with(replace(project, graph=replace(project.graph, wires=wires)), changed)

    return Edit("Promote to the group", change)


def unpromote(group: str, name: str, *, output: bool = False) -> Edit:
    """Take a port away from a group; wires at it go, inside and outside. Raises GraphError when it has none such."""

    def change(project: Project) -> Project:
        owner = _group(project, group)
        kept = tuple(port for port in _ports(owner, output) if port is not _port(owner, name, output))
        return _with(project, _with_ports(owner, kept, output))

    return Edit("Take away from the group", change)


def rename_port(group: str, name: str, title: str, *, output: bool = False) -> Edit:
    """Call a port of a group something else; an empty title gives it the name back that it had. Raises GraphError."""
    tidy = " ".join(title.split())

    def change(project: Project) -> Project:
        owner = _group(project, group)
        old = _port(owner, name, output)
        ports = tuple(replace(port, title=tidy) if port is old else port for port in _ports(owner, output))
        return _with(project, _with_ports(owner, ports, output))

    return Edit("Rename port", change)


def reorder_ports(group: str, order: Sequence[str], *, output: bool = False) -> Edit:
    """Bring the ports of a group into another order, which names each once. Raises GraphError."""

    def change(project: Project) -> Project:
        owner = _group(project, group)
        ports = {port.name: port for port in _ports(owner, output)}
        if len(order) != len(ports) or set(order) != ports.keys():
            raise GraphError("The new order leaves out a port, or names one that is not there.")
        return _with(project, _with_ports(owner, tuple(ports[name] for name in order), output))

    return Edit("Change order", change)


def rename_group(group: str, name: str) -> Edit:
    """Give a group another name. Raises GraphError when it is empty."""
    tidy = " ".join(name.split())

    def change(project: Project) -> Project:
        if not tidy:
            raise GraphError("A group needs a name.", remedy="Type a name.")
        return _with(project, replace(_group(project, group), name=tidy))

    return Edit("Rename group", change)


def make_unique(node: str, *, group: str) -> Edit:
    """Give an instance a definition of its own, with the id `group`: the others no longer change with it."""

    def change(project: Project) -> Project:
        instance = node_of(project.graph, node)
        old = group_of(instance, project.groups)
        if old is None:
            raise GraphError("{node} is no group.", remedy="Choose a group.", node=instance.name)
        if group in project.groups:
            raise GraphError("There is already a group with the id {id}.", id=group)
        name = free_name(old.name, {other.name for other in project.groups.values()})
        own = replace(with_id(old, group), name=name)
        nodes = {**project.graph.nodes, node: replace(instance, kind=GROUP + group)}
        return _with(replace(project, graph=replace(project.graph, nodes=nodes)), own)

    return Edit("Make unique", change)


def with_id(group: Group, id: str, kinds: Callable[[str], str] = str) -> Group:  # noqa: A002
    """A group under another id; `kinds` gives the kind for that of each other node in it."""
    ends = {INPUTS + group.id: INPUTS + id, OUTPUTS + group.id: OUTPUTS + id}

    def renamed(node: Node) -> Node:
        kind = ends.get(node.kind) or kinds(node.kind)
        return node if kind == node.kind else replace(node, kind=kind)

    nodes = {node.id: renamed(node) for node in group.graph.nodes.values()}
    return replace(group, id=id, graph=replace(group.graph, nodes=nodes))


def free_port(wish: str, taken: Collection[Promoted]) -> str:
    """The name itself, or the first free one of ``clip_2``, ``clip_3``, ..."""
    names, name, number = {port.name for port in taken}, wish, 2
    while name in names:
        name, number = f"{wish}_{number}", number + 1
    return name


def port_title(label: str, name: str, taken: Collection[Promoted]) -> str:
    """The title of a port that is to be told from others."""
    plain = label or name.replace("_", " ").capitalize()
    title = free_name(plain, {port.title or port.name.replace("_", " ").capitalize() for port in taken})
    return title if label or title != plain else ""


def _group(project: Project, group: str) -> Group:
    if group not in project.groups:
        raise GraphError("There is no such group.", remedy="Go to another one.")
    return project.groups[group]


def _end(graph: Graph, kind: str) -> str:
    """The id of what stands for the inputs or outputs of the group whose graph this is."""
    found = next((node.id for node in graph.nodes.values() if node.kind == kind), None)
    if found is None:
        raise GraphError("This is done inside of a group.", remedy="Enter the group first.")
    return found


def _port(group: Group, name: str, output: bool) -> Promoted:
    found = next((port for port in _ports(group, output) if port.name == name), None)
    if found is None:
        side = "output" if output else "input"
        raise GraphError("{node} has no {side} called {port}.", node=group.name, side=side, port=name)
    return found


def _ports(group: Group, output: bool) -> tuple[Promoted, ...]:
    return group.outputs if output else group.inputs


def _with_ports(group: Group, ports: tuple[Promoted, ...], output: bool) -> Group:
    return replace(group, outputs=ports) if output else replace(group, inputs=ports)


def _with(project: Project, group: Group) -> Project:
    return replace(project, groups={**project.groups, group.id: group})
