"""The outline shows the nodes in the order of the flow, in step with the canvas, and is worked by keys alone."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from soraapp.catalogue import Catalogue
from soraapp.project import edits
from soraapp.project.graph import Graph, Port
from soraapp.project.project import Project
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, SHIFT, Maker, film, focused, press, type_text
from ui.main_window import MainWindow
from ui.node_state import NodeState
from ui.panels.outline import Outline
from ui.panels.outline.rows import OutlineRows


@pytest.fixture
def window(make: Maker) -> MainWindow:
    made = make(film()("other", "plain.number"))
    made.docks.toggle("outline")
    turn(0.1)
    return made


def names(outline: Outline) -> list[str]:
    return [outline.rows.index(row).data() for row in range(outline.rows.rowCount())]


def chosen(outline: Outline) -> list[str]:
    return sorted(index.data() for index in outline.list.selectionModel().selectedIndexes())


def settle(window: MainWindow) -> None:
    turn(0.1)
    wait(lambda: not window.jobs.surveying)


def test_nodes_stand_in_the_order_of_the_flow(window: MainWindow) -> None:
    assert names(window.outline) == ["Clip", "Cut", "Other"]
    window.document.apply(edits.disconnect(window.document.graph.wires))
    window.document.apply(edits.connect(Port("clip", "clip"), Port("cut", "clip"), CATALOGUE))
    window.document.apply(edits.remove(["clip"]))
    settle(window)
    assert names(window.outline) == ["Cut", "Other"]
    window.document.undo()
    settle(window)
    assert names(window.outline) == ["Clip", "Cut", "Other"]


def test_it_selects_what_the_canvas_selects_and_the_other_way_round(window: MainWindow) -> None:
    window.canvas.select(["other", "cut"])
    assert chosen(window.outline) == ["Cut", "Other"]
    assert window.outline.list.currentIndex().data() == "Cut"
    row = window.outline.list.visualRect(window.outline.rows.index(0)).center()
    QTest.mouseClick(
        window.outline.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(row)
    )
    assert window.canvas.selection() == ("clip",)
    press(Qt.Key.Key_Down, SHIFT)
    assert window.canvas.selection() == ("clip", "cut")
    press(Qt.Key.Key_A, CTRL)
    assert len(window.canvas.selection()) == 3
    window.canvas.select(())
    assert chosen(window.outline) == []


def test_enter_opens_f2_renames_and_delete_deletes(window: MainWindow) -> None:
    outline = window.outline
    outline.list.setFocus()
    window.canvas.select(["cut"])
    press(Qt.Key.Key_F2)
    assert isinstance(focused(), QLineEdit)
    press(Qt.Key.Key_A, CTRL)
    type_text("Short cut")
    press(Qt.Key.Key_Return)
    assert window.document.graph.nodes["cut"].name == "Short cut"
    settle(window)
    assert names(outline) == ["Clip", "Short cut", "Other"]
    assert focused() is outline.list
    window.docks["inspector"].close()
    press(Qt.Key.Key_Return)
    assert window.docks["inspector"].isVisible()
    assert window.canvas.hasFocus()
    outline.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert "cut" not in window.document.graph.nodes
    settle(window)
    assert names(outline) == ["Clip", "Other"]


def test_a_name_that_is_taken_is_refused_and_told(window: MainWindow) -> None:
    window.outline.list.setFocus()
    window.canvas.select(["cut"])
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    type_text("Clip")
    press(Qt.Key.Key_Return)
    assert window.document.graph.nodes["cut"].name == "Cut"
    assert "Another node is called Clip" in window.status.text.text()


def test_the_filter_finds_by_name_and_state(window: MainWindow) -> None:
    outline = window.outline
    window.jobs.run(["other"])
    wait(lambda: not window.jobs.running)
    settle(window)
    window.canvas.select(["cut"])
    outline.filter.setFocus()
    type_text("don")
    assert names(outline) == ["Other"]
    assert chosen(outline) == []
    assert window.canvas.selection() == ("cut",), "filtering selects nothing else"
    press(Qt.Key.Key_A, CTRL)
    type_text("cu")
    assert names(outline) == ["Cut"]
    assert chosen(outline) == ["Cut"]
    type_text("x")
    assert outline.empty.isVisible()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Down)
    assert outline.list.hasFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert outline.filter.hasFocus()


def test_rows_say_state_and_kind_to_a_screen_reader(window: MainWindow) -> None:
    row = window.outline.rows.index(1)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Cut"
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Cut, fed by Clip"
    window.jobs.run(["cut"])
    wait(lambda: not window.jobs.running)
    assert window.outline.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Cut, done"


def test_a_hidden_outline_does_nothing(make: Maker) -> None:
    window = make(film())
    assert window.outline.rows.rowCount() == 0
    window.canvas.select(["cut"])
    window.docks.toggle("outline")
    turn(0.1)
    assert names(window.outline) == ["Clip", "Cut"]
    assert chosen(window.outline) == ["Cut"]


def test_changes_touch_only_what_differs(app: object) -> None:
    """Qt's own tester watches the model through random changes."""
    catalogue = Catalogue.of("nodes")
    chance = random.Random(8)
    parent = QObject()
    rows = OutlineRows(catalogue, lambda _: NodeState(), lambda *_: False, parent)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, parent)
    resets: list[int] = []
    rows.modelReset.connect(lambda: resets.append(1))
    project = Project()
    kind = catalogue["output.export"]
    for turns in range(150):
        ids = list(project.graph.nodes)
        if chance.random() < 0.6 or not ids:
            edit = edits.add_node(kind, (chance.random(), chance.random()), id=f"n{turns}")
        elif chance.random() < 0.5:
            edit = edits.remove(chance.sample(ids, min(len(ids), 3)))
        else:
            edit = edits.move({chance.choice(ids): (chance.random(), 0.0)})
        project = edit.change(project)
        rows.show_graph(project.graph)
        assert sorted(rows.id_at(row) for row in range(rows.rowCount())) == sorted(project.graph.nodes)
        if turns % 20 == 0:
            rows.filter(chance.choice(["", "2", "1"]))
            rows.filter("")
    rows.show_graph(Graph())
    assert rows.rowCount() == 0
    assert not resets
