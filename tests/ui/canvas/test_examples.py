"""The example projects as they lie on the canvas: every node is seen whole."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from soraapp.project.graph import Graph
from soraapp.project.opening import read_project
from tests.ui.canvas.conftest import CATALOGUE
from ui.canvas.node_layout import Layouts, Ports
from ui.project_files import EXAMPLES


@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_the_nodes_of_an_example_lie_apart(name: str) -> None:
    [graph] = [read_project(file).graph for file in EXAMPLES if file.stem == name]
    places = {node.name: _place(graph, key) for key, node in graph.nodes.items()}
    assert not [pair for pair in combinations(places, 2) if places[pair[0]].intersects(places[pair[1]])]


def _place(graph: Graph, node: str) -> QRectF:
    wired = Ports(
        frozenset(wire.target.name for wire in graph.wires if wire.target.node == node),
        frozenset(wire.source.name for wire in graph.wires if wire.source.node == node),
    )
    layout = Layouts(CATALOGUE).of(graph.nodes[node], wired, unfolded=False, failed=False)
    return layout.rect.translated(*graph.nodes[node].position).adjusted(*_APART)


_APART = (-10, -10, 10, 10)
