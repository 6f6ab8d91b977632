"""The form as a whole: choices, files, wires, resets, names, problems, and what is selected."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from soraapp.errors import SoraError
from soraapp.media.image import write_image
from soraapp.models.registry import Registry
from soraapp.project import edits
from soraapp.project.graph import Graph, Node
from soraapp.project.project import Project
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.ui.events import turn, wait
from tests.ui.inspector.conftest import Desk, click
from ui.inspector.choice_field import ListField, SegmentsField
from ui.inspector.file_field import FileField
from ui.inspector.toggle_field import ToggleField
from ui.theme import load_theme


@pytest.fixture
def everything(desk: Desk) -> Desk:
    desk.add("show.everything", "a")
    desk.open("a")
    return desk


def test_every_input_of_every_node_has_a_row(desk: Desk) -> None:
    for name, kind in desk.document.catalogue.items():
        desk.add(name, name)
        desk.open(name)
        assert list(desk.inspector.rows) == [port.name for port in kind.inputs]
        assert desk.document.graph.nodes[name].values == {}


def test_buttons_choose(everything: Desk) -> None:
    field = cast("SegmentsField", everything.field("direction"))
    click(field.buttons["loop"])
    assert everything.value("direction") == "loop"
    QTest.keyClick(field.buttons["loop"], Qt.Key.Key_Left)
    assert everything.value("direction") == "backward"
    everything.document.undo()
    everything.document.undo()
    assert [value for value, button in field.buttons.items() if button.isChecked()] == ["forward"]


def test_a_list_chooses_by_keys(everything: Desk) -> None:
    field = cast("ListField", everything.field("curve"))
    field.list.setFocus()
    QTest.keyClick(field.list, Qt.Key.Key_Down)
    assert everything.value("curve") == "ease_in_out"
    assert field.list.currentText() == "ease in out"
    everything.document.undo()
    assert field.list.currentText() == "linear"


def test_a_list_has_an_arrow(everything: Desk) -> None:
    field = cast("ListField", everything.field("curve"))
    picture = field.list.grab().toImage()
    corner = {
        picture.pixel(x, picture.height() // 2 + dy)
        for x in range(picture.width() - 20, picture.width() - 8)
        for dy in (-2, 0, 2)
    }
    assert len(corner) > 1


def test_a_model_that_is_not_there_is_shown_as_missing(everything: Desk) -> None:
    field = cast("ListField", everything.field("model"))
    assert field.list.currentData() == "nano"
    everything.document.apply(edits.set_value("a", "model", "giant"))
    assert field.list.currentText() == "giant (missing)"
    everything.settle()
    assert "giant" in everything.inspector.rows["model"].problem.text()
    everything.document.undo()
    assert field.list.findData("giant") < 0


def test_what_the_model_cannot_do_stands_below_its_field(everything: Desk) -> None:
    row = everything.inspector.rows["model"]
    assert row.note.text() == Registry.standard().capabilities("nano").note
    assert row.note.isVisible()
    assert row.note.y() > everything.field("model").y()
    assert not everything.inspector.rows["label"].note.isVisible()
    everything.document.apply(edits.set_value("a", "model", "giant"))
    assert not row.note.isVisible()


def test_a_model_that_makes_sound_is_told_as_such(
    everything: Desk,
    folders: Folders,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(everything.registry, "folders", (*everything.registry.folders, folders("ltx2")))
    everything.document.apply(edits.set_value("a", "model", "ltx2"))
    note = everything.inspector.rows["model"].note
    assert note.text() == "Makes the sound of its clips as well."
    assert note.isVisible()


def test_a_switch_turns_by_mouse_and_by_space(everything: Desk) -> None:
    field = cast("ToggleField", everything.field("expand"))
    QTest.mouseClick(field.switch, Qt.MouseButton.LeftButton)
    assert everything.value("expand") is False
    QTest.keyClick(field.switch, Qt.Key.Key_Space)
    assert everything.value("expand") is True
    everything.document.undo()
    assert not field.switch.isChecked()


def test_a_file_is_typed_and_its_picture_is_shown(everything: Desk, tmp_path: Path) -> None:
    path = tmp_path / "green.png"
    write_image(path, np.full((40, 60, 3), (0, 200, 0), np.uint8))
    field = cast("FileField", everything.field("file"))
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, str(path))
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert everything.value("file") == path
    wait(lambda: field.picture.isVisible(), "the picture")
    assert field.picture.pixmap().toImage().pixelColor(30, 20).green() == 200
    assert field.facts.text() == "60×40"
    everything.field("prompt").setFocus()
    assert field.line.text() == "green.png"
    assert everything.value("file") == path


def test_a_missing_file_is_told_in_words(everything: Desk, tmp_path: Path) -> None:
    everything.document.apply(edits.set_value("a", "file", tmp_path / "gone.png"))
    everything.settle()
    row = everything.inspector.rows["file"]
    assert row.problem.isVisible()
    assert "gone" in row.problem.text()
    assert everything.field("file").bad
    everything.document.undo()
    everything.settle()
    assert "gone" not in row.problem.text()


def test_a_broken_file_is_told_in_words(everything: Desk, tmp_path: Path) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"no picture")
    everything.document.apply(edits.set_value("a", "file", path))
    row = everything.inspector.rows["file"]
    wait(lambda: "damaged" in row.problem.text(), "the reason")


def test_a_wired_input_names_its_source_and_cannot_be_edited(everything: Desk) -> None:
    everything.add("text.prompt", "p")
    everything.connect("p.text", "a.prompt")
    row = everything.inspector.rows["prompt"]
    assert row.wired
    assert row.sources.texts() == ["from Prompt"]
    assert not everything.field("prompt").isVisible()
    everything.document.apply(edits.rename("p", "Opening"))
    assert row.sources.texts() == ["from Opening"]
    remove = row.sources.findChild(QToolButton)
    assert isinstance(remove, QToolButton)
    click(remove)
    assert everything.document.graph.wires == ()
    assert everything.field("prompt").isVisible()


def test_an_input_for_several_wires_names_each(everything: Desk) -> None:
    everything.add("load.image", "one")
    everything.add("load.image", "two")
    assert everything.inspector.rows["more"].sources.texts() == ["not wired"]
    everything.connect("one.image", "a.more")
    everything.connect("two.image", "a.more")
    names = [everything.document.graph.nodes[node].name for node in ("one", "two")]
    assert everything.inspector.rows["more"].sources.texts() == [f"from {name}" for name in names]


def sources_in_order(desk: Desk) -> Desk:
    for node in ("one", "two", "three"):
        desk.add("load.image", node)
        desk.connect(f"{node}.image", "a.more")
    turn()
    return desk


def order(desk: Desk) -> list[str]:
    return [wire.source.node for wire in desk.document.graph.incoming["a"]]


def test_the_wires_of_an_input_change_their_order(everything: Desk) -> None:
    desk = sources_in_order(everything)
    sources = desk.inspector.rows["more"].sources
    assert [button.isEnabled() for button in sources.ups()] == [False, True, True]
    assert [button.isEnabled() for button in sources.downs()] == [True, True, False]
    before, texts = desk.steps(), sources.texts()
    click(sources.ups()[1])
    assert order(desk) == ["two", "one", "three"]
    assert sources.texts() == [texts[1], texts[0], texts[2]]
    assert desk.steps() == before + 1
    click(sources.downs()[1])
    assert order(desk) == ["two", "three", "one"]
    desk.document.undo()
    desk.document.undo()
    assert order(desk) == ["one", "two", "three"]
    assert sources.texts() == texts


def test_the_keyboard_carries_a_wire_all_the_way(everything: Desk) -> None:
    desk = sources_in_order(everything)
    sources = desk.inspector.rows["more"].sources
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in (*sources.ups(), *sources.downs()))
    sources.ups()[2].setFocus()
    for _ in range(3):
        QTest.keyClick(desk.inspector.focusWidget(), Qt.Key.Key_Space)
        if order(desk)[0] == "three":
            break
    assert order(desk) == ["three", "one", "two"]
    assert desk.inspector.focusWidget() is sources.downs()[0]


def test_one_wire_has_no_order(everything: Desk) -> None:
    everything.add("load.image", "one")
    everything.connect("one.image", "a.more")
    sources = everything.inspector.rows["more"].sources
    assert sources.ups() == sources.downs() == []


def test_reset_is_offered_only_for_what_is_changed(everything: Desk) -> None:
    row = everything.inspector.rows["strength"]
    assert not row.reset_button.isVisible()
    everything.document.apply(edits.set_value("a", "strength", 0.9))
    assert row.reset_button.isVisible()
    click(row.reset_button)
    assert everything.value("strength") == 0.5
    assert not row.reset_button.isVisible()
    assert everything.document.undo_label == "Reset value"


def type_name(desk: Desk, name: str) -> QLineEdit:
    line = desk.inspector.header.name
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return line


def test_a_node_is_renamed(everything: Desk) -> None:
    type_name(everything, "Dive")
    assert everything.document.graph.nodes["a"].name == "Dive"
    everything.document.undo()
    assert everything.inspector.header.name.text() == "Everything"


def test_a_name_that_is_taken_is_refused(everything: Desk) -> None:
    everything.add("text.prompt", "p")
    refusals: list[SoraError] = []
    everything.document.refused.connect(refusals.append)
    line = type_name(everything, "Prompt")
    assert everything.document.graph.nodes["a"].name == line.text() == "Everything"
    assert "Prompt" in str(refusals[0])


def test_problems_of_a_node_as_a_whole_stand_on_top(desk: Desk) -> None:
    desk.add("generate.text_to_video", "t", prompt="a ball", width=76)
    desk.open("t")
    desk.settle()
    wait(lambda: desk.inspector.notice.isVisible(), "the notice")
    assert "76" in desk.inspector.notice.reason.text()
    assert desk.inspector.notice.remedy.text()
    desk.document.apply(edits.set_value("t", "width", 96))
    wait(lambda: not desk.inspector.notice.isVisible(), "the notice to go")


def test_a_value_out_of_range_has_a_red_frame_and_words(everything: Desk) -> None:
    everything.document.apply(edits.set_value("a", "strength", 4.0))
    everything.settle()
    row = everything.inspector.rows["strength"]
    assert everything.field("strength").bad
    assert "from 0 to 1" in row.problem.text()
    everything.document.undo()
    everything.settle()
    assert not everything.field("strength").bad
    assert not row.problem.isVisible()


def test_nothing_and_what_is_deleted(everything: Desk) -> None:
    inspector = everything.inspector
    everything.add("text.prompt", "p")
    inspector.show_node(None)
    assert inspector.hint.isVisible()
    assert "Nothing is selected" in inspector.hint.text()
    inspector.show_nodes(("a", "p"))
    everything.document.apply(edits.remove(["a"]))
    assert inspector.node == "p"
    everything.document.apply(edits.remove(["p"]))
    assert inspector.hint.isVisible()


def test_a_node_of_an_unknown_kind_is_told_to_be_missing(desk: Desk) -> None:
    node = Node("x", "magic.wand", 1, "Wand", {"power": 3})
    desk.document.replace(Project(Graph({"x": node})), None)
    desk.open("x")
    assert "does not know" in desk.inspector.header.help.text()
    assert desk.inspector.header.state.text() == "missing"
    assert desk.inspector.rows == {}
    assert desk.document.graph.nodes["x"].values == {"power": 3}


def test_help_opens(everything: Desk) -> None:
    header = everything.inspector.header
    assert header.help.text() == "Shows every control."
    click(header.more)
    assert header.help.text() == "Shows every control.\n\nAnd says more about itself.\n\nAs much as there is to say."
    click(header.more)
    assert header.help.text() == "Shows every control."


def test_every_control_is_reached_by_tab(everything: Desk) -> None:
    inspector = everything.inspector
    inspector.header.name.setFocus()
    reached: set[str] = set()
    for _ in range(60):
        focus = inspector.focusWidget()
        reached |= {name for name, row in inspector.rows.items() if focus and row.isAncestorOf(focus)}
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert reached >= {name for name, row in inspector.rows.items() if row.field is not None}


def test_themes_switch_while_a_form_is_open(everything: Desk) -> None:
    dark = everything.inspector.grab().toImage()
    everything.inspector.set_theme(load_theme("light"))
    turn()
    assert everything.inspector.grab().toImage() != dark
