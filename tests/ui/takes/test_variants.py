"""Variants of a node: asked for in a dialog, told beforehand, made in one run, each a take."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from soraapp.project import edits
from soraapp.project.graph import Port
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn, wait
from tests.ui.takes.conftest import clip
from tests.ui.window import CTRL, SHIFT, Maker, click, click_node, come_back, dialog, film, press, type_text
from ui.dialogs.variant_values import LineValues, NumberValues, SeedValues, TickedValues
from ui.dialogs.variants import VariantsDialog
from ui.main_window import MainWindow


@pytest.fixture
def window(make: Maker) -> MainWindow:
    made = make(film(seed=7))
    click_node(made, "clip")
    return made


@pytest.fixture
def asked(window: MainWindow) -> VariantsDialog:
    """The dialog, opened by its keys."""
    press(Qt.Key.Key_V, CTRL | SHIFT)
    return dialog(VariantsDialog)


def vary(asked: VariantsDialog, name: str) -> None:
    asked.input.setCurrentIndex(asked.input.findData(name))


def told(asked: VariantsDialog, text: str) -> None:
    wait(lambda: text in asked.note.text(), f"{text}, not {asked.note.text()}", 10)


def retype(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    type_text(text)


def test_seeds_are_counted_told_and_made(window: MainWindow, asked: VariantsDialog) -> None:
    assert isinstance(asked.editor, SeedValues)
    assert asked.input.currentText() == "Seed", "what is varied most"
    told(asked, "4 to compute")
    asked.editor.count.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert asked.start.text() == "Make variants (2)"
    told(asked, "2 to compute")
    click(asked.start)
    come_back(window)
    wait(lambda: len(clip(window).takes) == 2 and not window.jobs.running)
    assert [take.values["seed"] for take in clip(window).takes] == [8, 9]
    assert clip(window).values["seed"] == 7
    wait(lambda: not window.jobs.surveying)
    press(Qt.Key.Key_V, CTRL | SHIFT)
    again = dialog(VariantsDialog)
    told(again, "2 to compute, ")
    told(again, "2 stored")
    click(again.cancel)


def test_what_was_made_is_seen_at_once_side_by_side_and_one_is_picked(
    window: MainWindow, asked: VariantsDialog
) -> None:
    told(asked, "4 to compute")
    click(asked.start)
    come_back(window)
    wait(lambda: window.preview.comparing, "the variants", 30)
    assert window.preview.bar.names == ("Seed: 8", "Seed: 9", "Seed: 10", "Seed: 11")
    window.preview.setFocus()
    press(Qt.Key.Key_3)
    assert window.takes.list.current() == clip(window).takes[2].key
    assert not window.preview.comparing


def test_variants_of_a_node_that_is_not_looked_at_any_more_do_not_get_in_the_way(window: MainWindow) -> None:
    run = window.jobs.run_variants("clip", "seed", [1, 2])
    click_node(window, "cut")
    wait(lambda: run.outcome is not None and not window.jobs.surveying, "the run", 30)
    turn(0.2)
    assert not window.preview.comparing
    again = window.jobs.run_variants("clip", "steps", [3, 4])
    click_node(window, "clip")
    wait(lambda: again.outcome is not None, "the run", 30)
    wait(lambda: window.preview.comparing, "the variants", 10)


def test_numbers_are_spread_evenly_or_typed_and_refused_in_words(asked: VariantsDialog) -> None:
    vary(asked, "steps")
    editor = asked.editor
    assert isinstance(editor, NumberValues)
    assert editor.values() == [2, 4, 6], "around the present value"
    retype(editor.last, "10")
    assert editor.values() == [2, 6, 10]
    retype(editor.list, "3, 5;8")
    assert asked.start.text() == "Make variants (3)"
    told(asked, "3 to compute")
    retype(editor.list, "3, many")
    assert "'many' is not a number." in asked.note.text()
    assert not asked.start.isEnabled()
    retype(editor.list, "20000")
    assert "20000 is outside the range. Choose a value from 1 to 10000." in asked.note.text()
    retype(editor.list, " ")
    assert asked.note.text() == "There are no values to make variants of. Give at least one value."


def test_a_value_that_the_model_cannot_take_is_told_before_anything_runs(asked: VariantsDialog) -> None:
    vary(asked, "count")
    assert isinstance(asked.editor, NumberValues)
    retype(asked.editor.list, "9 99")
    told(asked, "99 frames are too many.")
    assert not asked.start.isEnabled()


def test_a_text_a_line_takes_the_place_of_what_is_wired(window: MainWindow) -> None:
    window.document.apply(edits.add_node(CATALOGUE["plain.note"], (0, 300), id="words", values={"text": "a fish"}))
    window.document.apply(edits.connect(Port("words", "text"), Port("clip", "prompt"), CATALOGUE))
    window.takes.buttons.variants.click()
    asked = dialog(VariantsDialog)
    vary(asked, "prompt")
    assert isinstance(asked.editor, LineValues)
    assert asked.wired.isVisible()
    assert asked.editor.values() == ["a fish"], "what is wired is where one begins"
    asked.activateWindow()
    asked.editor.text.setFocus()
    wait(asked.editor.text.hasFocus, "the focus", 5)
    press(Qt.Key.Key_Return)
    type_text("a bird")
    press(Qt.Key.Key_Return)
    assert asked.editor.values() == ["a fish", "a bird"]
    assert asked.start.text() == "Make variants (2)"
    press(Qt.Key.Key_Return, CTRL)
    come_back(window)
    wait(lambda: len(clip(window).takes) == 2 and not window.jobs.running)
    assert {take.values["prompt"] for take in clip(window).takes} == {"a fish", "a bird"}
    assert window.document.graph.incoming["clip"], "the wire is still there"


def test_models_are_ticked(asked: VariantsDialog) -> None:
    vary(asked, "model")
    editor = asked.editor
    assert isinstance(editor, TickedValues)
    for box in editor.boxes.values():
        box.setChecked(False)
    assert not asked.start.isEnabled()
    editor.boxes["sample"].setFocus()
    press(Qt.Key.Key_Space)
    assert editor.values() == ["sample"]
    assert asked.start.text() == "Make 1 variant"


def test_the_menu_of_a_node_offers_them_where_there_are_any(window: MainWindow) -> None:
    def offered() -> QAction:
        item = window.canvas.graph_scene.nodes[window.canvas.selection()[0]]
        window.canvas.open_menu(window.canvas.viewportTransform().map(item.pos() + item.layout.title.center()))
        menu = window.canvas.menu
        assert menu is not None
        menu.hide()
        return next(action for action in menu.actions() if action.text().startswith("Variants"))

    offered().trigger()
    dialog(VariantsDialog).reject()
    come_back(window)
    click_node(window, "cut")
    assert not offered().isEnabled()


def test_shift_c_on_the_canvas_compares_what_was_made_and_says_why_it_cannot(window: MainWindow) -> None:
    window.canvas.setFocus()
    press(Qt.Key.Key_C, SHIFT)
    assert "There is no other take to compare." in window.status.text.text()
    press(Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.AltModifier)
    wait(lambda: window.preview.comparing and not window.jobs.running, "the variants side by side", 30)
    assert window.canvas.hasFocus()
    press(Qt.Key.Key_C, SHIFT)
    assert not window.preview.comparing
    press(Qt.Key.Key_C, SHIFT)
    wait(lambda: window.preview.comparing, "two takes", 5)
    assert window.preview.bar.names == ("Take 3", "Take 4")
    press(Qt.Key.Key_C, SHIFT)
    click_node(window, "cut")
    press(Qt.Key.Key_C, SHIFT)
    assert "There are no takes to compare." in window.status.text.text()
