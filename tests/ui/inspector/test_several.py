"""Several nodes at once: what they have in common is shown once, and set on all of them in one step of undo."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project import edits
from tests.ui.events import turn, wait
from tests.ui.inspector.conftest import Desk, click, drag
from tests.ui.inspector.test_values import choose, open_menu
from ui.inspector.choice_field import ListField, SegmentsField
from ui.inspector.number_field import NumberField
from ui.inspector.prompt_field import PromptField
from ui.inspector.seed_field import SeedField
from ui.inspector.toggle_field import ToggleField


@pytest.fixture
def pair(desk: Desk) -> Desk:
    """Two nodes of one kind that differ in nearly everything."""
    desk.add("show.everything", "a", prompt="a red ball")
    desk.add(
        "show.everything",
        "b",
        prompt="a blue cube",
        strength=0.25,
        seed=8,
        direction="loop",
        curve="sharp",
        expand=False,
        border=3,
    )
    desk.inspector.show_nodes(("a", "b"))
    turn()
    return desk


def values(desk: Desk, name: str) -> list[Value]:
    kinds = desk.document.catalogue
    nodes = [desk.document.graph.nodes[node] for node in desk.inspector.nodes]
    found: list[Value] = []
    for node in nodes:
        port = kinds[node.kind].input(name)
        assert port is not None
        found.append(node.values.get(name, port.default))
    return found


def test_what_is_common_is_shown_once_and_what_differs_is_mixed(pair: Desk) -> None:
    rows = pair.inspector.rows
    assert "clip" not in rows
    assert list(rows)[:3] == ["prompt", "strength", "width"]
    assert pair.inspector.header.name.text() == "2 nodes"
    assert pair.inspector.header.kind.text() == "Everything"
    assert cast("NumberField", pair.field("strength")).text() == "mixed"
    assert cast("NumberField", pair.field("border")).text() == "mixed"
    assert cast("NumberField", pair.field("width")).text() == "96 px"
    assert cast("SeedField", pair.field("seed")).number.text() == "mixed"
    prompt = cast("PromptField", pair.field("prompt")).text
    assert (prompt.toPlainText(), prompt.placeholderText()) == ("", "mixed")
    listed = cast("ListField", pair.field("curve")).list
    assert (listed.currentIndex(), listed.placeholderText()) == (-1, "mixed")
    assert not any(button.isChecked() for button in cast("SegmentsField", pair.field("direction")).buttons.values())
    assert rows["direction"].note.text() == "mixed"
    assert cast("ToggleField", pair.field("expand")).switch.words() == "mixed"
    assert values(pair, "seed") == [7, 8]


def test_a_typed_number_is_set_on_all_in_one_step(pair: Desk) -> None:
    before, field = pair.steps(), cast("NumberField", pair.field("strength"))
    click(field)
    line = field.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.text() == ""
    QTest.keyClicks(line, "3/4")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert values(pair, "strength") == [0.75, 0.75]
    assert field.text() == "0.75"
    assert pair.steps() == before + 1
    pair.document.undo()
    assert values(pair, "strength") == [0.5, 0.25]
    assert field.text() == "mixed"


def test_leaving_a_mixed_number_changes_nothing(pair: Desk) -> None:
    before, field = pair.steps(), cast("NumberField", pair.field("strength"))
    click(field)
    pair.field("prompt").setFocus()
    assert pair.steps() == before
    assert not field.bad
    assert field.text() == "mixed"


def test_a_drag_is_one_step_for_all(pair: Desk) -> None:
    before, field = pair.steps(), cast("NumberField", pair.field("strength"))
    drag(field, QPoint(40, 10), QPoint(90, 10))
    first, second = values(pair, "strength")
    assert first == second
    assert cast("float", first) > 0.5
    assert pair.steps() == before + 1


def test_typing_a_text_is_one_step_for_all(pair: Desk) -> None:
    before, text = pair.steps(), cast("PromptField", pair.field("prompt")).text
    text.setFocus()
    QTest.keyClicks(text, "a green cone")
    assert values(pair, "prompt") == ["a green cone"] * 2
    assert pair.steps() == before + 1
    pair.document.undo()
    assert values(pair, "prompt") == ["a red ball", "a blue cube"]


def test_choices_switches_and_dice_reach_all(pair: Desk) -> None:
    click(cast("SegmentsField", pair.field("direction")).buttons["backward"])
    assert values(pair, "direction") == ["backward"] * 2
    assert not pair.inspector.rows["direction"].note.isVisible()
    listed = cast("ListField", pair.field("curve")).list
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert values(pair, "curve") == ["linear"] * 2
    QTest.keyClick(cast("ToggleField", pair.field("expand")).switch, Qt.Key.Key_Space)
    assert len(set(values(pair, "expand"))) == 1
    click(cast("SeedField", pair.field("seed")).dice)
    assert len(set(values(pair, "seed"))) == 1


def test_reset_brings_all_back(pair: Desk) -> None:
    before = pair.steps()
    click(pair.inspector.rows["seed"].reset_button)
    assert values(pair, "seed") == [7, 7]
    assert pair.steps() == before + 1


def test_the_value_of_one_is_used_for_all(pair: Desk) -> None:
    choose(open_menu(pair.field("strength")), "Use for all")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["0.5 · Everything", "0.25 · Everything 2"]
    choose(menu, "0.25")
    assert values(pair, "strength") == [0.25, 0.25]


def test_nodes_of_other_kinds_share_what_means_the_same(desk: Desk) -> None:
    desk.add("show.everything", "a")
    desk.add("generate.text_to_video", "t")
    desk.inspector.show_nodes(("a", "t"))
    turn()
    assert set(desk.inspector.rows) == {"prompt", "width", "steps", "seed", "model"}
    assert desk.inspector.header.kind.text() == "2 kinds"
    largest = Registry.standard().capabilities("nano").largest.width
    assert cast("NumberField", desk.field("width")).limits.maximum == largest
    desk.add("text.prompt", "p")
    desk.inspector.show_nodes(("a", "p"))
    turn()
    assert desk.inspector.rows == {}
    assert desk.inspector.nothing.isVisible()
    assert "no input in common" in desk.inspector.nothing.text()


def test_a_wire_keeps_its_node_out(pair: Desk) -> None:
    pair.add("text.prompt", "p")
    pair.connect("p.text", "a.prompt")
    row = pair.inspector.rows["prompt"]
    text = cast("PromptField", pair.field("prompt")).text
    assert text.toPlainText() == "a blue cube"
    assert "wire in 1" in row.note.text()
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(text, "so ")
    assert values(pair, "prompt") == ["a red ball", "so a blue cube"]
    pair.connect("p.text", "b.prompt")
    assert not row.isVisible()


def test_problems_of_each_stand_beside_their_input(pair: Desk) -> None:
    pair.document.apply(edits.set_value("b", "strength", 4.0))
    pair.settle()
    row = pair.inspector.rows["strength"]
    wait(lambda: row.problem.isVisible(), "the problem")
    assert "from 0 to 1" in row.problem.text()


def test_one_of_them_alone_is_shown_as_ever(pair: Desk) -> None:
    pair.document.apply(edits.remove(["a"]))
    assert pair.inspector.node == "b"
    assert "clip" in pair.inspector.rows
    assert not pair.inspector.header.name.isReadOnly()
