"""A graph as JSON values and back. A file is a stranger's data: every part is checked, and named by its place.

Nothing is lost on the way: a node kind, a value or an input that this program does not know is kept as it is.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from os.path import normpath
from pathlib import Path
from typing import cast

from soraapp.errors import ProjectError
from soraapp.nodekit import Structured, Value
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.takes import STARS, Take, is_digest


@dataclass(frozen=True)
class Part:
    """One value of a JSON document, and its place there, such as ``nodes.3.kind``."""

    value: object
    place: str = ""

    def wrong(self, message: str) -> ProjectError:
        """The error that says what is wrong here: `message` goes on from the place, such as ``is missing``."""
        return ProjectError(
            "{file} is damaged: {place} " + message + ".",
            remedy="Open an earlier copy of it, or mend that place in a text editor.",
            file="The project",
            place=self.place or "all of it",
        )

    def members(self, required: Collection[str] | None = None, optional: Collection[str] = ()) -> dict[str, Part]:
        """The members of an object: all those required are there, and no others than those named, if any are named."""
        if not isinstance(self.value, dict):
            raise self.wrong("is not an object")
        found = {key: Part(value, self._inner(key)) for key, value in cast("dict[str, object]", self.value).items()}
        if required is not None:
            for key in required:
                if key not in found:
                    raise Part(None, self._inner(key)).wrong("is missing")
            for key, part in found.items():
                if key not in required and key not in optional:
                    raise part.wrong("is not known")
        return found

    def items(self) -> list[Part]:
        if not isinstance(self.value, list):
            raise self.wrong("is not a list")
        return [Part(value, self._inner(str(index))) for index, value in enumerate(cast("list[object]", self.value))]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong("is not a text")
        return self.value

    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong("is not a whole number")
        return self.value

    def number(self) -> float:
        if not isinstance(self.value, int | float) or isinstance(self.value, bool) or not abs(self.value) < 1e9:
            raise self.wrong("is not a number below 10^9")
        return float(self.value)

    def _inner(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def write_graph(graph: Graph, base: Path | None) -> dict[str, list[object]]:
    """The graph as JSON values. Files inside the folder `base` are written relative to it."""
    return {
        "nodes": [_write_node(node, base) for node in graph.nodes.values()],
        "wires": [{"from": list(wire.source), "to": list(wire.target)} for wire in graph.wires],
    }


def read_graph(nodes: Part, wires: Part, base: Path | None) -> Graph:
    """The graph that `write_graph` wrote. Raises ProjectError that names the place of what cannot be understood."""
    found: dict[str, Node] = {}
    names: set[str] = set()
    for part in nodes.items():
        node = _read_node(part, base)
        if node.id in found or node.name in names:
            twice = "id" if node.id in found else "name"
            raise part.members()[twice].wrong("belongs to two nodes")
        found[node.id] = node
        names.add(node.name)
    read = [_read_wire(part, found) for part in wires.items()]
    if len(set(read)) < len(read):
        raise wires.wrong("holds a wire twice")
    return Graph(found, tuple(read))


def _write_node(node: Node, base: Path | None) -> dict[str, object]:
    return {
        "id": node.id,
        "kind": node.kind,
        "version": node.version,
        "name": node.name,
        "position": list(node.position),
        "values": {name: write_value(value, base) for name, value in node.values.items()},
        **({"takes": [_write_take(take, base) for take in node.takes]} if node.takes else {}),
        **({"pinned": node.pinned} if node.pinned else {}),
    }


def _write_take(take: Take, base: Path | None) -> dict[str, object]:
    """A take as JSON values; what is not known of it is left out."""
    return {
        "key": take.key,
        "number": take.number,
        "at": take.at.isoformat(),
        "values": {name: write_value(value, base) for name, value in take.values.items()},
        **({} if take.seconds is None else {"seconds": round(take.seconds, 3)}),
        **({"clip": take.clip} if take.clip else {}),
        **({"name": take.name} if take.name else {}),
        **({"stars": take.stars} if take.stars else {}),
    }


def _read_node(part: Part, base: Path | None) -> Node:
    members = part.members(("id", "kind", "version", "name"), ("position", "values", "takes", "pinned"))
    values = members["values"].members() if "values" in members else {}
    return Node(
        id=members["id"].text(),
        kind=members["kind"].text(),
        version=members["version"].whole(),
        name=members["name"].text(),
        values={name: read_value(value, base) for name, value in values.items()},
        position=_read_position(members["position"]) if "position" in members else (0.0, 0.0),
        takes=_read_takes(members["takes"], base) if "takes" in members else (),
        pinned=_read_digest(members["pinned"]) if "pinned" in members else None,
    )


def _read_takes(part: Part, base: Path | None) -> tuple[Take, ...]:
    takes = tuple(_read_take(item, base, place) for place, item in enumerate(part.items(), 1))
    if len({take.key for take in takes}) < len(takes):
        raise part.wrong("holds a take twice")
    if len({take.number for take in takes}) < len(takes):
        raise part.wrong("holds two takes with the same number")
    return takes


def _read_take(part: Part, base: Path | None, place: int) -> Take:
    """Without a number it has that of its place."""
    members = part.members(("key", "at"), ("number", "values", "seconds", "clip", "name", "stars"))
    try:
        at = datetime.fromisoformat(members["at"].text())
    except ValueError:
        raise members["at"].wrong("is not a time") from None
    stars = members["stars"].whole() if "stars" in members else 0
    if not 0 <= stars <= STARS:
        raise members["stars"].wrong("is not from 0 to 5")
    number = members["number"].whole() if "number" in members else place
    if number < 1:
        raise members["number"].wrong("is not at least 1")
    values = members["values"].members() if "values" in members else {}
    return Take(
        key=_read_digest(members["key"]),
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        values={name: read_value(value, base) for name, value in values.items()},
        seconds=members["seconds"].number() if "seconds" in members else None,
        clip=_read_digest(members["clip"]) if "clip" in members else None,
        name=members["name"].text() if "name" in members else "",
        stars=stars,
        number=number,
    )


def _read_digest(part: Part) -> str:
    """A key, which becomes the name of a file: a stranger's file must not make it anything else."""
    if not is_digest(part.text()):
        raise part.wrong("is not a key of the cache")
    return part.text()


def _read_position(part: Part) -> tuple[float, float]:
    items = part.items()
    if len(items) != 2:
        raise part.wrong("is not a pair of numbers")
    return items[0].number(), items[1].number()


def _read_wire(part: Part, nodes: Mapping[str, Node]) -> Wire:
    members = part.members(("from", "to"))
    return Wire(_read_port(members["from"], nodes), _read_port(members["to"], nodes))


def _read_port(part: Part, nodes: Mapping[str, Node]) -> Port:
    items = part.items()
    if len(items) != 2:
        raise part.wrong("is not a node and the name of its port")
    port = Port(items[0].text(), items[1].text())
    if port.node not in nodes:
        raise items[0].wrong("is no node of this project")
    return port


def write_value(value: Value, base: Path | None) -> object:
    """The value of an input as a JSON value."""
    if isinstance(value, Path):
        return {"file": _write_path(value, base)}
    return value.plain() if isinstance(value, Structured) else value


def _write_path(path: Path, base: Path | None) -> str:
    if path == Path():
        return ""
    return (path.relative_to(base) if base and path.is_relative_to(base) else path).as_posix()


def read_value(part: Part, base: Path | None) -> Value:
    """The value that `write_value` wrote. Raises ProjectError."""
    value = part.value
    if isinstance(value, float) and not math.isfinite(value):
        raise part.wrong("is not a finite number")
    if isinstance(value, int) and abs(value) >= 2**63:
        raise part.wrong("is too large a number")
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        file = members.get("file")
        if len(members) == 1 and isinstance(file, str):
            return _read_path(file, base)
    return Structured.of(value)


def _read_path(text: str, base: Path | None) -> Path:
    if not text or base is None or Path(text).is_absolute():
        return Path(text)
    return Path(normpath(base / text))
