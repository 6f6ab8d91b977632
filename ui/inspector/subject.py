"""What an inspector is about: one node, or several with the inputs that they have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from soraapp.engine.provider import Models
from soraapp.models.base import Capabilities
from soraapp.nodekit import File, Input, NodeType, Value
from soraapp.project.edits import Edit, reset_value, set_value, together
from soraapp.project.graph import Graph, Node, Wire
from soraapp.project.seed_edits import loosen
from ui.limits import Limits, common_limits, limits_of, model_of
from ui.texts import node_name


@dataclass(frozen=True)
class Entry:
    """What there is to show of an input."""

    value: Value
    changed: bool
    """It is set to something else than its default."""
    wires: Sequence[tuple[Wire, str]] = ()
    """The wires into it, with the names of the nodes that they come from."""
    limits: Limits = field(default_factory=Limits)
    model: Capabilities | None = None
    """What the model of the node can do, if that is known."""
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """The values by the ids of the nodes; without those that a wire feeds, where there are several nodes."""
    loose: bool = False
    """A seed that is thrown anew before every run."""
    wired: int = 0
    """How many of several nodes a wire feeds here."""

    @property
    def mixed(self) -> bool:
        """Whether the nodes differ in it."""
        first = next(iter(self.values.values()), None)
        return any(value != first or type(value) is not type(first) for value in self.values.values())


class Subject:
    """The nodes with some ids, as they are in a graph; those that are not there are left out."""

    def __init__(
        self, ids: Sequence[str], graph: Graph, kind_of: Callable[[Node], NodeType | None], models: Models
    ) -> None:
        self.nodes = tuple(graph.nodes[one] for one in ids if one in graph.nodes)
        self.kinds = tuple(kind_of(node) for node in self.nodes)
        self._graph, self._kind_of, self._models = graph, kind_of, models
        self._asked: dict[str, Capabilities | None] = {}
        """What the models of nodes can do that were asked already."""

    @property
    def pairs(self) -> list[tuple[Node, NodeType | None]]:
        """Each node with its kind, None where that is not known."""
        return list(zip(self.nodes, self.kinds, strict=True))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(node.id for node in self.nodes)

    @property
    def only(self) -> Node | None:
        """The node, where there is just one."""
        return self.nodes[0] if len(self.nodes) == 1 else None

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """All inputs of the only node; of several, those that a person can set on each of them."""
        if not self.kinds or None in self.kinds:
            return ()
        ports = [kind.inputs for kind in self.kinds if kind]
        if len(ports) == 1:
            return ports[0]
        return tuple(port for port in ports[0] if port.control and all(_alike(port, other) for other in ports[1:]))

    def entry(self, name: str) -> Entry:
        """What there is to show of one of the inputs."""
        if self.only:
            return self._own(self.only, self.kinds[0], name)
        own = [self._own(node, kind, name) for node, kind in self.pairs]
        free = [entry for entry in own if not entry.wires]
        return Entry(
            value=free[0].value if free else None,
            changed=any(entry.changed for entry in free),
            limits=common_limits([entry.limits for entry in own]),
            model=own[0].model if len({entry.model for entry in own}) == 1 else None,
            values={node: value for entry in free for node, value in entry.values.items()},
            loose=bool(free) and all(entry.loose for entry in free),
            wired=len(own) - len(free),
        )

    def name_of(self, node: str) -> str:
        return node_name(self._graph.nodes[node].name)

    # What a person changes: one step of undo for all nodes

    def set(self, name: str, value: Value, burst: str = "") -> Edit:
        """Set an input of every node that no wire feeds there."""
        merge = ".".join((*self.ids, name, burst)) if burst else ""
        edits = [set_value(node, name, value) for node in self.entry(name).values]
        return together("Change value", edits, merge)

    def reset(self, name: str) -> Edit:
        return together("Reset value", [reset_value(node, name) for node in self.entry(name).values])

    def loosen(self, name: str, loose: bool) -> Edit:
        """Let a seed be thrown anew before every run, or keep it."""
        edits = [loosen(node, name, loose=loose) for node in self.entry(name).values]
        return together("Unlock seed" if loose else "Lock seed", edits)

    def having(self, port: Input) -> list[str]:
        """The ids of the nodes that have such an input, where no wire feeds it."""
        return [node.id for node, kind in self.pairs if self._has(node, kind, port)]

    # Inside

    def _has(self, node: Node, kind: NodeType | None, port: Input) -> bool:
        own = kind.input(port.name) if kind else None
        return own is not None and alike(own, port) and not self._wires(node, port.name)

    def _wires(self, node: Node, name: str) -> list[Wire]:
        return [wire for wire in self._graph.incoming.get(node.id, ()) if wire.target.name == name]

    def _own(self, node: Node, kind: NodeType | None, name: str) -> Entry:
        port = kind.input(name) if kind else None
        assert port is not None, "only the inputs of a node are asked for"
        wires = self._wires(node, name)
        value, model = node.values.get(name, port.default), self._model(node)
        return Entry(
            value=value,
            changed=name in node.values and value != port.default,
            wires=[(wire, self._source(wire)) for wire in wires],
            limits=limits_of(port, model),
            model=model,
            values={node.id: value},
            loose=name in node.loose,
        )

    def _source(self, wire: Wire) -> str:
        source = self._graph.nodes.get(wire.source.node)
        return node_name(source.name) if source else wire.source.node

    def _model(self, node: Node) -> Capabilities | None:
        """What the model of a node can do, asked for once."""
        if node.id not in self._asked:
            self._asked[node.id] = model_of(node, self._graph, self._kind_of, self._models)
        return self._asked[node.id]


def alike(one: Input, other: Input) -> bool:
    """Whether a value of one input means the same for the other."""
    return _meaning(one) == _meaning(other)


def _meaning(port: Input) -> tuple[object, ...]:
    media = port.control.media if isinstance(port.control, File) else ""
    return port.name, port.type, type(port.control), port.optional, media


def _alike(port: Input, others: Sequence[Input]) -> bool:
    return any(alike(port, other) for other in others)
