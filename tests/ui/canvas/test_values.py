"""Numbers on the cards of nodes: dragged sideways, or typed after a double click; the rest of a row moves the node."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from soraapp.nodekit import Structured
from soraapp.project.edits import set_value
from tests.ui.canvas.conftest import LEFT, NONE, Desk
from tests.ui.events import turn
from ui.canvas.node_layout import ROW, WIDTH


def place(desk: Desk, name: str, share: float = 0.75) -> QPointF:
    """A place on a row, by its share of the width of the node, in the viewport."""
    item = desk.canvas.graph_scene.nodes["t"]
    row = next(row for row in item.layout.rows if row.name == name)
    scene = item.pos() + QPointF(WIDTH * share, row.top + ROW / 2)
    return desk.canvas.viewportTransform().map(scene)


def pull(desk: Desk, start: QPointF, by: QPointF) -> None:
    view = desk.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, start.toPoint())
    for step in range(1, 9):
        QTest.mouseMove(view, (start + by * (step / 8)).toPoint())
        turn()
    QTest.mouseRelease(view, LEFT, NONE, (start + by).toPoint())
    turn()


def value(desk: Desk, name: str) -> object:
    node = desk.document.graph.nodes["t"]
    port = desk.document.catalogue[node.kind].input(name)
    assert port is not None
    return node.values.get(name, port.default)


@pytest.fixture
def node(desk: Desk) -> Desk:
    desk.canvas.camera.set_zoom(1.0, QPointF(desk.canvas.viewport().rect().center()))
    desk.add("t", "generate.text_to_video", 200, 60)
    turn()
    return desk


def test_a_drag_sideways_changes_a_number_in_one_step(node: Desk) -> None:
    before = node.document.graph.nodes["t"].position
    pull(node, place(node, "seconds"), QPointF(40, 3))
    assert cast("float", value(node, "seconds")) == pytest.approx(2 + 40 / WIDTH * (10 - 0.125), abs=0.13)
    assert node.document.graph.nodes["t"].position == before
    node.document.undo()
    assert value(node, "seconds") == 2
    pull(node, place(node, "seconds"), QPointF(-190, 0))
    assert value(node, "seconds") == 0.125


def test_other_ways_and_other_places_move_the_node(node: Desk) -> None:
    before = node.document.graph.nodes["t"].position
    pull(node, place(node, "seconds"), QPointF(10, 60))
    assert value(node, "seconds") == 2
    moved = node.document.graph.nodes["t"].position
    assert moved == pytest.approx((before[0] + 10, before[1] + 60), abs=1)
    pull(node, place(node, "seconds", 0.25), QPointF(40, 0))
    assert value(node, "seconds") == 2
    assert node.document.graph.nodes["t"].position != moved


def test_a_double_click_types_it(node: Desk) -> None:
    line = node.canvas.values.line
    QTest.mouseDClick(node.canvas.viewport(), LEFT, NONE, place(node, "seconds").toPoint())
    turn()
    assert line.isVisible()
    assert line.selectedText() == "2"
    QTest.keyClicks(line, "7/2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert value(node, "seconds") == 3.5
    assert not line.isVisible()


def test_what_cannot_be_taken_stays_to_be_mended(node: Desk) -> None:
    told: list[str] = []
    node.canvas.message.connect(told.append)
    QTest.mouseDClick(node.canvas.viewport(), LEFT, NONE, place(node, "seconds").toPoint())
    line = node.canvas.values.line
    QTest.keyClicks(line, "many")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.isVisible()
    assert "not a number" in told[0]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert value(node, "seconds") == 2


def test_escape_takes_a_drag_back(node: Desk) -> None:
    view, start = node.canvas.viewport(), place(node, "seconds")
    QTest.mousePress(view, LEFT, NONE, start.toPoint())
    for step in (10, 20, 30):
        QTest.mouseMove(view, (start + QPointF(step, 0)).toPoint())
    assert value(node, "seconds") != 2
    assert node.canvas.pointer.cancel()
    assert value(node, "seconds") == 2
    QTest.mouseRelease(view, LEFT, NONE, start.toPoint())


def test_structured_values_are_counted_on_their_rows(desk: Desk) -> None:
    stroke = {"radius": 0.05, "spots": [[0.5, 0.5]]}
    desk.add("m", "mask.paint_mask", 60, 60)
    desk.settle()
    for strokes, told in (([], "empty"), ([stroke], "1 stroke"), ([stroke] * 3, "3 strokes"), ([{}], "unreadable")):
        desk.document.apply(set_value("m", "strokes", Structured.of(strokes)))
        item = desk.scene.nodes["m"]
        texts = {row.name: text.value for row, text in zip(item.layout.rows, item.texts.rows, strict=True)}
        assert texts["strokes"] == told
