"""What the search popup offers, and which node types load a dropped file: both follow from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

from soraapp.catalogue import Catalogue
from soraapp.media.audio.file import SOUND_SUFFIXES
from soraapp.media.decode import VIDEO_SUFFIXES
from soraapp.nodekit import File, Input, NodeType
from soraapp.project.graph import Graph, Wire
from soraapp.project.rewiring import fit
from ui.canvas.fitting import NEEDED, WRITTEN, appeal, through_kind
from ui.canvas.node_layout import Side
from ui.canvas.search import Entry

NODE_MIME = "application/x-soraapp-node"
"""A dragged node type: its name, UTF-8."""
MASK = "mask"
SUFFIXES = {
    "image": frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"}),
    "video": frozenset(VIDEO_SUFFIXES),
    "audio": frozenset(SOUND_SUFFIXES),
}


def all_entries(catalogue: Catalogue) -> list[Entry]:
    return [Entry(kind) for kind in catalogue.values()]


def fitting_entries(catalogue: Catalogue, side: Side, kind: str, name: str = "") -> list[Entry]:
    """The node types that a wire from a port of that side, kind and name can go to, with the port that it takes.

    Best first: those that need such a wire and little else, of these those that go on with the same kind; then those
    that can do without, then those for which a person sets the value. For an input that is named a mask, node types
    that are named so come first.
    """
    masked = side is Side.IN and name.rpartition("_")[2] == MASK
    ranked: list[tuple[tuple[int, ...], Entry]] = []
    for offered in catalogue.values():
        if side is Side.IN:
            output = next((port for port in offered.outputs if port.kind == kind), None)
            if output:
                unlike = masked and MASK not in offered.name
                ranked.append(((unlike, offered.outputs.index(output)), Entry(offered, output.name)))
            continue
        inputs = [port for port in offered.inputs if port.kind == kind]
        if inputs:
            best = min(inputs, key=lambda port: _rank(offered, port))
            needs = sum(1 for port in offered.inputs if appeal(offered, port) == NEEDED)
            goes_on = any(port.kind == kind for port in offered.outputs)
            ranked.append(((_rank(offered, best), needs, not goes_on), Entry(offered, best.name)))
    return [entry for _, entry in sorted(ranked, key=lambda item: item[0])]


def _rank(kind: NodeType, port: Input) -> int:
    rank = appeal(kind, port)
    return WRITTEN + 1 + kind.inputs.index(port) if rank is None else rank


def joining_entries(catalogue: Catalogue, graph: Graph, nodes: Sequence[str]) -> list[Entry]:
    """All node types; those first that can go on with what the first of some nodes gives."""
    giving = catalogue.get(graph.nodes[nodes[0]].kind)
    fitting = fitting_entries(catalogue, Side.OUT, giving.outputs[0].kind) if giving and giving.outputs else []
    first = {entry.kind.name: entry.kind for entry in fitting}
    return [Entry(kind) for kind in {**first, **{kind.name: kind for kind in catalogue.values()}}.values()]


def inserted_entries(catalogue: Catalogue, graph: Graph, wire: Wire) -> list[Entry]:
    """The node types that a wire can be led through, with the ports that it takes."""
    pairs = ((kind, through_kind(catalogue, graph, wire, kind.name)) for kind in catalogue.values())
    return [Entry(kind, *ends) for kind, ends in pairs if ends]


def replacing_entries(catalogue: Catalogue, graph: Graph, node: str) -> list[Entry]:
    """The node types that a node can be replaced by: those first that keep most of its wires, then those that give the
    same, then those of its own category."""
    value = graph.nodes[node]
    old = catalogue.get(value.kind)
    wires_in, wires_out = graph.incoming.get(node, ()), [wire for wire in graph.wires if wire.source.node == node]

    def unlike(kind: NodeType) -> tuple[int, bool, bool]:
        kept = fit(old, kind, wires_in, wires_out)
        given = old is not None and [port.kind for port in kind.outputs] == [port.kind for port in old.outputs]
        return -kept, not given, old is None or kind.category != old.category

    return [Entry(kind) for kind in sorted(catalogue.values(), key=unlike) if kind.name != value.kind]


def loaders(catalogue: Catalogue, paths: Iterable[Path]) -> list[tuple[NodeType, str, Path]]:
    """For each picture, video or sound: the node type that loads it, its input, and the file."""
    return [(*loader, path) for path in paths if (loader := _loader(catalogue.values(), path))]


def dropped_kind(catalogue: Catalogue, data: QMimeData) -> NodeType | None:
    """The node type that is dragged from the library."""
    return catalogue.get(data.data(NODE_MIME).toStdString()) if data.hasFormat(NODE_MIME) else None


def _loader(kinds: Iterable[NodeType], path: Path) -> tuple[NodeType, str] | None:
    for kind in kinds:
        for port in kind.inputs:
            if isinstance(port.control, File) and path.suffix.lower() in SUFFIXES.get(port.control.media, ()):
                return kind, port.name
    return None
