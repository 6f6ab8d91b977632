"""A graph of many nodes: its picture is what would be painted directly, also after changes; what is dragged floats."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

import ui.canvas.overview as overview
from soraapp.project import edits
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.ui.canvas.conftest import LEFT, NONE, Desk
from tests.ui.events import turn, wait
from ui.canvas.boxes import Boxes
from ui.node_state import NodeState, Phase
from ui.theme import load_theme

COUNT, ACROSS = 120, 12


def many(count: int = COUNT) -> Project:
    """Prompts, each feeding the node beside it and the one a row further down."""
    kinds = ("text.prompt", "generate.text_to_video")
    nodes = {
        f"n{index}": Node(f"n{index}", kind, 1, f"Node {index}", {}, (index % ACROSS * 260.0, index // ACROSS * 340.0))
        for index in range(count)
        for kind in (kinds[index % 2],)
    }
    ends = [(index, other) for index in range(0, count, 2) for other in (index + 1, index + ACROSS + 1)]
    wires = tuple(
        Wire(Port(f"n{first}", "text"), Port(f"n{other}", "prompt" if other == first + 1 else "negative"))
        for first, other in ends
        if other < count
    )
    return Project(Graph(nodes, wires))


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    desk.document.replace(many(), None)
    desk.settle()
    rest(desk)
    return desk


def rest(desk: Desk) -> None:
    turn(0.02)
    wait(lambda: desk.canvas.overview.ready and not desk.canvas.camera.moving, "the picture to be ready")
    turn(0.02)


def shot(desk: Desk) -> np.ndarray:
    """What is seen, of shape (height, width, 3)."""
    image = desk.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, :3].astype(int)


@contextmanager
def direct() -> Generator[None]:
    """Everything is painted directly meanwhile."""
    few, overview.FEW = overview.FEW, 10**9
    try:
        yield
    finally:
        overview.FEW = few


def seen_as_painted(desk: Desk) -> bool:
    """Whether the picture is what is painted directly, but for the rounding of smoothed edges."""
    picture = shot(desk)
    with direct():
        painted = shot(desk)
    off = np.abs(picture - painted).max(axis=2)
    return bool((off > 8).mean() < 0.0005)


@pytest.mark.parametrize("zoom", [0.06, 0.2, 0.5, 1.0, 2.0])
def test_at_rest_it_looks_as_if_painted_directly(crowd: Desk, zoom: float) -> None:
    crowd.canvas.camera.set_zoom(zoom, QPointF(600, 400))
    crowd.canvas.camera.pan(-37, -23)
    rest(crowd)
    assert crowd.canvas.overview.used
    assert seen_as_painted(crowd)


def test_whatever_changes_is_seen(crowd: Desk) -> None:
    scene, apply = crowd.scene, crowd.document.apply
    crowd.canvas.camera.set_zoom(0.5, QPointF(0, 0))
    rest(crowd)
    changes = {
        "a state": lambda: scene.nodes["n13"].show_state(NodeState(Phase.RUNNING, 3, 8)),
        "a place": lambda: apply(edits.move({"n14": (90.0, 70.0)})),
        "a value": lambda: apply(edits.set_value("n0", "text", "a red ball")),
        "a wire": lambda: apply(edits.disconnect([crowd.graph.wires[0]])),
        "a node less": lambda: apply(edits.remove(["n2"])),
        "the selection": lambda: scene.select(["n1", "n15"], [crowd.graph.wires[3]]),
        "all selected": crowd.canvas.select_all,
        "the colours": lambda: crowd.canvas.set_theme(load_theme("light")),
        "undo": crowd.document.undo,
    }
    for name, change in changes.items():
        before = shot(crowd)
        change()
        rest(crowd)
        assert (shot(crowd) != before).any(), name
        assert seen_as_painted(crowd), name


def test_a_dragged_node_and_its_wires_leave_nothing_behind(crowd: Desk) -> None:
    crowd.canvas.camera.set_zoom(0.5, QPointF(0, 0))
    rest(crowd)
    start = crowd.title("n14")
    crowd.drag(start, start + QPoint(55, 90), release=False)
    rest(crowd)
    assert crowd.graph.nodes["n14"].position == (520.0, 340.0)
    node = crowd.canvas.viewportTransform().mapRect(QRectF(520, 340, 60, 20)).toAlignedRect()
    empty = shot(crowd)[node.top() : node.bottom(), node.left() : node.right()]
    QTest.mouseRelease(crowd.canvas.viewport(), LEFT, NONE, start + QPoint(55, 90))
    rest(crowd)
    assert crowd.graph.nodes["n14"].position == (630.0, 520.0)
    assert (shot(crowd)[node.top() : node.bottom(), node.left() : node.right()] == empty).mean() > 0.95
    assert seen_as_painted(crowd)


def test_escape_puts_a_dragged_node_back_into_the_picture(crowd: Desk) -> None:
    crowd.canvas.camera.set_zoom(0.5, QPointF(0, 0))
    crowd.scene.select(["n14"])
    rest(crowd)
    before = shot(crowd)
    start = crowd.title("n14")
    crowd.drag(start, start + QPoint(55, 90), release=False)
    crowd.canvas.step_back()
    QTest.mouseRelease(crowd.canvas.viewport(), LEFT, NONE, start)
    crowd.canvas.hovering.show_node("")
    rest(crowd)
    assert np.abs(shot(crowd) - before).max() <= 8


def test_while_it_zooms_on_something_of_the_graph_is_seen_in_every_frame(crowd: Desk) -> None:
    crowd.canvas.fit()
    rest(crowd)
    for _ in range(14):
        crowd.canvas.camera.zoom_at(1.2, QPointF(600, 400))
        turn()
        assert len(np.unique(shot(crowd)[::5, ::5].sum(axis=2))) > 4
    rest(crowd)
    assert seen_as_painted(crowd)


def test_many_dragged_nodes_move_as_a_shadow_and_arrive_in_one_step(desk: Desk) -> None:
    desk.document.replace(many(200), None)
    desk.settle()
    desk.canvas.camera.set_zoom(0.4, QPointF(0, 0))
    desk.canvas.select_all()
    rest(desk)
    start = desk.title("n14")
    desk.drag(start, start + QPoint(40, 20), release=False)
    assert desk.scene.nodes["n0"].pos() == QPointF(0, 0)
    assert desk.scene.afloat
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, start + QPoint(40, 20))
    rest(desk)
    assert desk.scene.nodes["n0"].pos() == QPointF(100, 50)
    assert desk.graph.nodes["n199"].position == (7 * 260.0 + 100, 16 * 340.0 + 50)
    assert not desk.scene.afloat
    assert seen_as_painted(desk)
    desk.document.undo()
    assert desk.scene.nodes["n0"].pos() == QPointF(0, 0)


def test_boxes_are_found_where_they_are() -> None:
    boxes = Boxes[str]()
    for index in range(100):
        boxes.put(f"b{index}", QRectF(index * 10, 0, 8, 8))
    assert boxes.near(QRectF(11, 2, 12, 2)) == ["b1", "b2"]
    boxes.put("b1", QRectF(0, 500, 8, 8))
    boxes.drop("b2")
    boxes.drop("b2")
    assert boxes.near(QRectF(11, 2, 12, 2)) == []
    assert boxes.near(QRectF(-5, 490, 20, 20)) == ["b1"]
    assert boxes.near(QRectF(989, 1, 20, 2)) == ["b99"]
    assert boxes.whole() == QRectF(0, 0, 998, 508)
    assert Boxes[str]().whole() == QRectF()
