"""Whatever a person may do to a project, as choices that bytes make: a story is a string of bytes, and a shorter string
is a simpler story."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from soraapp.catalogue import Catalogue
from soraapp.errors import SoraError
from soraapp.nodekit import Structured, Value
from soraapp.project.edits import Edit
from soraapp.project.graph import Graph, Port
from soraapp.project.group_files import GroupFile
from soraapp.project.group_types import with_groups
from soraapp.project.groups import GROUP, ensure_sound
from soraapp.project.history import History
from soraapp.project.levels import Place, at, existing, graph_at
from soraapp.project.project import Project

T = TypeVar("T")

CATALOGUE = Catalogue.of("nodes")
KINDS = [
    CATALOGUE[name]
    for name in (
        "text.prompt",
        "generate.text_to_video",
        "generate.text_to_image",
        "generate.image_to_video",
        "extend.extend",
        "compose.join",
        "time.trim",
        "output.export",
    )
    if name in CATALOGUE
]
"""Few kinds, many of whose ports fit each other."""
VALUES: list[Value] = [
    "",
    "a red ball",
    "\u4e00\u4e2a\u7ea2\u7403 \U0001f600 \u0000",
    "x" * 3000,
    0,
    1,
    -7,
    2**62,
    0.5,
    -1e300,
    True,
    False,
    None,
    Path("/media/a b/\u7ea2.png"),
    Structured.of([]),
    Structured.of({"moves": [1, 2.5, None]}),
    "16:9",
]
NAMES = ["", " ", "Prompt", "Prompt 2", "Film", "  two\nlines ", "\u955c\u5934", "a/b:c", "1"]
COLORS = ["", "#ff8a3d", "blue", "#xyz", "no colour"]


class Over(Exception):  # noqa: N818
    """The story has no more bytes."""


class Choices:
    """Choices made by bytes, one after the other."""

    def __init__(self, story: bytes) -> None:
        self._bytes = iter(story)

    def byte(self) -> int:
        for byte in self._bytes:
            return byte
        raise Over

    def chance(self, of: int) -> bool:
        """True once in so many times."""
        return self.byte() % of == 0

    def one(self, of: Sequence[T] | Collection[T]) -> T:
        found = list(of)
        if not found:
            raise IndexError
        return found[self.byte() % len(found)]

    def some(self, of: Collection[T], most: int = 3) -> list[T]:
        """Up to so many different ones."""
        return list(dict.fromkeys(self.one(of) for _ in range(self.byte() % (most + 1))))

    def place(self) -> tuple[float, float]:
        """On a coarse grid, and now and then where nothing can be."""
        number = (self.byte() - 128) * 8.0
        return (1e12, 0.0) if number == 0 else (number, (self.byte() - 128) * 2.5)


class Person:
    """Somebody who edits a project, with its history."""

    def __init__(self, story: bytes, deeds: Mapping[str, Callable[[Person, Choices], Edit | None]]) -> None:
        self.choices = Choices(story)
        self.history = History()
        self.place: Place = ()
        """The group that is open, by the way to it."""
        self._deeds = list(deeds.values())
        self.clipboard = ""
        self.library: list[GroupFile] = []
        """Groups that are kept for other projects."""
        self.refused = self.made = 0
        self._ids = 0

    @property
    def graph(self) -> Graph:
        """What is seen: of the whole project, or of the group that is open."""
        return graph_at(self.history.project, self.place)

    @property
    def catalogue(self) -> Catalogue:
        return with_groups(CATALOGUE, self.history.project)

    def new_id(self) -> str:
        self._ids += 1
        return f"n{self._ids}"

    def nodes(self) -> list[str]:
        """The ids of the nodes, and sometimes one that is not there."""
        return [*self.graph.nodes, "n0"] if self.choices.chance(16) else list(self.graph.nodes)

    def step(self) -> bool:
        """Do one thing; whether the story goes on. What is refused changes nothing."""
        try:
            deed = self.choices.byte()
            if deed < 40:
                self.history.undo() if deed < 24 else self.history.redo()
                return True
            self.place = existing(self.history.project, self.place)
            edit = self._deeds[deed % len(self._deeds)](self, self.choices)
        except Over:
            return False
        except IndexError:
            return True  # Nothing is there of what it takes.
        except SoraError:
            self.refused += 1
            return True
        if edit is not None:
            self._apply(edit)
        return True

    def _apply(self, edit: Edit) -> None:
        before = self.history.project
        try:
            self.history.apply(at(edit, self.place))
            self.made += 1
        except SoraError:
            self.refused += 1
            assert self.history.project is before, f"{edit.label} was refused, and changed something"


def edits_of(modules: Iterable[object]) -> set[str]:
    """The names of all functions of some modules that make an edit, or a change for the history."""
    found: set[str] = set()
    for module in modules:
        for name, thing in vars(module).items():
            if name.startswith("_") or getattr(thing, "__module__", "") != getattr(module, "__name__", None):
                continue
            gives = getattr(thing, "__annotations__", {}).get("return", "")
            if gives in ("Edit", "Callable[[Project], Project]"):
                found.add(name)
    return found


def sound(project: Project) -> None:
    """Everything that a project always is, whatever was done to it."""
    ensure_sound(project.graph, project.groups)
    for key, group in project.groups.items():
        assert key == group.id
        assert group.name
        for ports in (group.inputs, group.outputs):
            assert len({port.name for port in ports}) == len(ports)
    for graph in (project.graph, *(group.graph for group in project.groups.values())):
        _sound_graph(graph, with_groups(CATALOGUE, project))


def _sound_graph(graph: Graph, kinds: Catalogue) -> None:
    assert all(key == node.id for key, node in graph.nodes.items())
    assert all(key == frame.id for key, frame in graph.frames.items())
    assert len({node.name for node in graph.nodes.values()}) == len(graph.nodes)
    assert all(node.name == " ".join(node.name.split()) != "" for node in graph.nodes.values())
    assert len(set(graph.wires)) == len(graph.wires)
    assert len(graph.order()) == len(graph.nodes)
    taken: set[Port] = set()
    instances = {node.id for node in graph.nodes.values() if node.kind.startswith(GROUP)}
    for wire in graph.wires:
        source = kinds[graph.nodes[wire.source.node].kind].output(wire.source.name)
        target = kinds[graph.nodes[wire.target.node].kind].input(wire.target.name)
        assert source is not None
        assert target is not None
        assert source.kind == target.kind
        # What a group takes several of follows from what is inside: after a change there `check` tells of too many.
        assert target.many or wire.target not in taken or wire.target.node in instances
        taken.add(wire.target)
    for node in graph.nodes.values():
        assert all(abs(number) < 1e9 for number in node.position)
        assert node.pinned is None or node.pinned in {take.key for take in node.takes}
        assert len({take.key for take in node.takes}) == len(node.takes)
