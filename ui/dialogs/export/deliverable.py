"""What of a project can be written to a file, and what kind of file suits it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from soraapp.media.image import IMAGE_SUFFIXES
from soraapp.media.numbered import is_numbered
from soraapp.nodekit import NodeType
from soraapp.project.film import is_hidden
from soraapp.project.filming import KIND as FILM_KIND
from ui.document import Document
from ui.texts import node_name

SUFFIX, PICTURE_SUFFIX = ".mp4", ".png"
EXPORTS = (FILM_KIND, "output.export", "output.export_images", "output.export_image")
"""The kinds of nodes that are there to be exported, those for films first."""
IMAGES = "output.export_images"
"""The kind of node that stands for all frames as pictures."""


def deliverable(document: Document) -> list[tuple[str, str]]:
    """The ids and names of the nodes that give a clip or a picture: outputs first, then those that feed nothing. Films
    of timelines are outputs."""
    graph, catalogue = document.flat.graph, document.catalogue
    found = [
        node
        for node in graph.nodes.values()
        if (node.kind == FILM_KIND or not is_hidden(node.id))
        and node.kind in catalogue
        and any(port.kind in ("clip", "image") for port in catalogue[node.kind].outputs)
    ]
    found.sort(key=lambda node: (catalogue[node.kind].category != "Output", graph.links.out_degree(node.id) > 0))
    return [(node.id, node_name(node.name)) for node in found]


def offered_first(document: Document, chosen: Sequence[str], shown: str | None) -> str:
    """The id of the node whose clip is offered; empty where no node gives any. `chosen` are the nodes that are
    selected, the latest last, `shown` is the one in the preview.

    A node that is there to be exported goes first: the selected one, the one that is seen, the first. Without any it is
    what is seen, and then what is selected.
    """
    nodes = document.flat.graph.nodes
    offered = [node for node, _ in deliverable(document)]
    candidates = [
        node for one in (*reversed(chosen), shown) if one for node in _behind(document, one) if node in offered
    ]
    exports = sorted(
        (node for node in offered if nodes[node].kind in EXPORTS), key=lambda n: EXPORTS.index(nodes[n].kind)
    )
    seen = [shown] if shown in offered else []
    wanted = [node for node in candidates if node in exports] + exports + seen + candidates + offered
    return next(filter(None, wanted), "")


def _behind(document: Document, node: str) -> tuple[str, ...]:
    """The nodes that run for a node on the canvas."""
    return document.flat.behind(node) if node in document.flat.drawn.nodes else ()


def suited(path: Path, kind: NodeType | None) -> Path:
    """The path with the ending and, for one of many pictures, the number that such a node is for."""
    seen = {port.kind for port in kind.outputs} if kind else {"clip"}
    picture = path.suffix.lower() in IMAGE_SUFFIXES
    if kind is not None and kind.name == IMAGES:
        path = path if is_numbered(path) else path.with_name(f"{path.stem}_####{path.suffix}")
        return path if picture else path.with_suffix(PICTURE_SUFFIX)
    path = path.with_name(path.name.replace("_#", "#").replace("#", "")) if is_numbered(path) else path
    if "clip" in seen:
        return path.with_suffix(SUFFIX) if picture or not path.suffix else path
    return path if picture else path.with_suffix(PICTURE_SUFFIX)
