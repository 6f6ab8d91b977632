"""What can be found of a graph: nodes by name, kind and values, frames by title and note, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.nodekit import NodeType, Structured
from soraapp.project.graph import Frame, Graph, Node
from ui.canvas.words import tr, value_text
from ui.texts import node_name, node_title


class Haystack:
    """The words of nodes and frames, made once for each version of one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words: dict[str, tuple[Node | Frame, str]] = {}

    def found(self, graph: Graph, query: str) -> list[str]:
        """The ids of nodes and frames in which every word of a query occurs, from top to bottom. None for no words."""
        words = query.casefold().split()
        if not words:
            return []
        known, self._words = self._words, {}
        places: dict[str, tuple[float, float]] = {}
        for one in (*graph.nodes.values(), *graph.frames.values()):
            before = known.get(one.id)
            text = before[1] if before and before[0] is one else "\n".join(self._told(one)).casefold()
            self._words[one.id] = one, text
            if all(word in text for word in words):
                left, top = one.position if isinstance(one, Node) else one.rect[:2]
                places[one.id] = top, left
        return sorted(places, key=lambda name: (places[name], name))

    def forget(self) -> None:
        """The language is another one."""
        self._words.clear()

    def _told(self, one: Node | Frame) -> Iterator[str]:
        if isinstance(one, Frame):
            yield from (one.title, one.text)
            return
        yield from (one.name, node_name(one.name))
        kind = self._catalogue.get(one.kind)
        if kind:
            yield from (kind.title, node_title(kind), *kind.aliases)
        yield from _values(one, kind)


def _values(node: Node, kind: NodeType | None) -> Iterator[str]:
    """The values that a person has set: texts as they are, files by their names, choices in both languages."""
    for name, value in node.values.items():
        port = kind.input(name) if kind else None
        if isinstance(value, Path):
            yield value.name
        elif isinstance(value, str):
            yield value
            yield tr(value.replace("_", " ")) if port and port.kind == "choice" else ""
        elif isinstance(value, Structured):
            yield str(value.plain())
        elif port is not None and value is not None:
            yield value_text(port, value)
        else:
            yield str(value)
