"""What a group is to those who only know kinds of nodes: derived from its definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from soraapp.catalogue import Catalogue
from soraapp.nodekit import DOTS, Input, NodeType, Output, never_called
from soraapp.nodekit.ports import KINDS
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.groups import ENTRY, ENTRY_TITLE, EXIT, EXIT_TITLE, GROUP, INPUTS, OUTPUTS, Group, Promoted
from soraapp.project.project import Project
from soraapp.project.remembered import remembered

_TYPES: Mapping[str, type] = {kind: type_ for type_, kind in KINDS.items()} | {"choice": Enum}


def with_groups(catalogue: Catalogue, project: Project) -> Catalogue:
    """The catalogue with the groups of a project among its kinds, and what stands at the ends of these."""
    return _with(catalogue.base, project.groups) if project.groups else catalogue.base


class LiveCatalogue(Catalogue):
    """A catalogue with the groups of a project that changes: whoever holds it knows the groups that there are now."""

    def __init__(self, base: Catalogue, project: Callable[[], Project]) -> None:
        """`project` gives the project as it is."""
        super().__init__(base.packages, base.types, base.made)
        object.__setattr__(self, "_now", lambda: with_groups(base, project()))
        object.__setattr__(self, "_base", base)

    @property
    def base(self) -> Catalogue:
        return self.__dict__["_base"]

    @property
    def now(self) -> Catalogue:
        return self.__dict__["_now"]()

    def __getitem__(self, name: str) -> NodeType:
        return self.now[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.now)

    def __len__(self) -> int:
        return len(self.now)


@remembered(4)
def _with(catalogue: Catalogue, groups: Mapping[str, Group]) -> Catalogue:
    types: dict[str, NodeType] = {}
    for group in groups.values():
        _derive(group, groups, catalogue, types)
    ends = {end.name: end for group in groups.values() for end in _ends(group)}
    return replace(catalogue, types={**catalogue.types, **types}, made={**catalogue.made, **ends})


def _derive(group: Group, groups: Mapping[str, Group], catalogue: Catalogue, types: dict[str, NodeType]) -> None:
    """Add the type of a group, after those of the groups that it contains."""
    if GROUP + group.id in types:
        return
    for node in group.graph.nodes.values():
        inner = groups.get(node.kind.removeprefix(GROUP)) if node.kind.startswith(GROUP) else None
        if inner is not None:
            _derive(inner, groups, catalogue, types)

    def kind_of(node: Node) -> NodeType | None:
        return types.get(node.kind) or catalogue.get(node.kind)

    fed: dict[str, list[Input]] = {}
    for wire in group.graph.wires:
        if wire.source.node == ENTRY:
            fed.setdefault(wire.source.name, []).extend(_targets(group.graph, wire.target, kind_of))
    types[GROUP + group.id] = NodeType(
        name=GROUP + group.id,
        version=1,
        function=never_called,
        title=group.name,
        help="",
        inputs=tuple(_input(promoted, fed.get(promoted.name, [])) for promoted in group.inputs),
        outputs=tuple(Output(promoted.name, promoted.kind, promoted.title) for promoted in group.outputs),
        heavy=False,
    )


def _targets(graph: Graph, port: Port, kind_of: Callable[[Node], NodeType | None]) -> Iterator[Input]:
    """The inputs that something which is led to a port arrives at, past dots; their defaults are what is set there."""
    waiting, seen = [port], set[Port]()
    while waiting:
        port = waiting.pop(0)
        node = graph.nodes.get(port.node)
        kind = kind_of(node) if node else None
        if node is not None and node.id == EXIT and port not in seen:
            yield Input(port.name, "", object, None, None, optional=True, many=False)
        if node is None or kind is None or port in seen:
            continue
        seen.add(port)
        if kind.name in DOTS:
            waiting += [wire.target for wire in graph.wires if wire.source.node == node.id]
            continue
        entry = kind.input(port.name)
        if entry is not None:
            yield replace(entry, default=node.values.get(port.name, entry.default))


def _input(promoted: Promoted, fed: Sequence[Input]) -> Input:
    """An input of a group, from the inputs inside that it feeds."""
    inside = [entry for entry in fed if entry.type is not object]
    if not inside:
        type_ = _TYPES.get(promoted.kind, object)
        return Input(promoted.name, promoted.kind, type_, None, None, optional=True, many=False, label=promoted.title)
    first = inside[0]
    return replace(
        first,
        name=promoted.name,
        kind=promoted.kind,
        label=promoted.title,
        optional=all(entry.optional for entry in fed),
        many=all(entry.many for entry in fed),
    )


def _ends(group: Group) -> tuple[NodeType, NodeType]:
    """What stands inside for what the group takes, and for what it gives."""
    gives = tuple(Output(promoted.name, promoted.kind, promoted.title) for promoted in group.inputs)
    takes = tuple(_input(promoted, ()) for promoted in group.outputs)
    return _end(INPUTS + group.id, ENTRY_TITLE, (), gives), _end(OUTPUTS + group.id, EXIT_TITLE, takes, ())


def _end(name: str, title: str, inputs: tuple[Input, ...], outputs: tuple[Output, ...]) -> NodeType:
    return NodeType(name, 1, never_called, title, "", inputs, outputs, heavy=False)
