"""Our canvas as the drive of the editors wants it."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.models.registry import Registry
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.ui.canvas.conftest import PlayedEngine
from ui.canvas.node_item import NodeItem
from ui.canvas.view import Canvas
from ui.document import Document
from ui.jobs import Jobs
from ui.theme import apply, load_theme

CATALOGUE = Catalogue.of("nodes")
KINDS = ("text.prompt", "generate.text_to_video", "generate.text_to_video", "output.export")


def project(places: list[tuple[float, float]], wires: list[tuple[int, int, int]]) -> Project:
    """Every fourth node is a prompt, every fourth an export, those between make videos."""
    nodes = {
        f"n{index}": Node(f"n{index}", kind, CATALOGUE[kind].version, f"Node {index}", {}, (place[0], place[1]))
        for index, place in enumerate(places)
        for kind in (KINDS[index % 4],)
    }
    return Project(Graph(nodes, tuple(_wire(source, target) for source, target, _ in wires)))


def _wire(source: int, target: int) -> Wire:
    prompted = source % 4 == 0
    output, entry = ("text", "prompt") if prompted else ("clip", "clips")
    return Wire(Port(f"n{source}", output), Port(f"n{target}", entry))


def shown(
    places: list[tuple[float, float]], wires: list[tuple[int, int, int]], hub: int
) -> tuple[Canvas, NodeItem, QPointF]:
    """A canvas over the graph, its hub, and where that has its title."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = load_theme("dark")
    apply(app, theme)
    document = Document(CATALOGUE)
    jobs = Jobs(document, Registry.standard(), lambda listener: cast("Any", PlayedEngine(listener)))
    document.replace(project(places, wires), None)
    canvas = Canvas(document, jobs, theme)
    item = canvas.graph_scene.nodes[f"n{hub}"]
    return canvas, item, item.layout.title.center()
