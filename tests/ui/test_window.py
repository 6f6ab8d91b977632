"""The window: commands by keys and menus, questions before work is lost, states of a run, look and layout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QMessageBox

from soraapp import __version__
from soraapp.project import edits, storage
from tests.engine.conftest import CATALOGUE, Draft
from tests.ui.events import turn, wait
from tests.ui.window import (
    CTRL,
    SHIFT,
    Maker,
    click,
    click_node,
    dialog,
    dismiss,
    film,
    press,
    type_text,
)
from ui.app import open_window
from ui.dialogs.export import ExportDialog
from ui.jobs import Phase
from ui.main_window import FIRST_SIZE, FRAME, MainWindow
from ui.project_files import EXAMPLE, RECENT

ROOT = Path(__file__).resolve().parents[2]


def add(window: MainWindow, node: str = "new") -> None:
    window.document.apply(edits.add_node(CATALOGUE["plain.number"], (0, 0), id=node))


def answer(button: QMessageBox.StandardButton) -> None:
    click(dialog(QMessageBox, "unsaved").button(button))


# Unsaved work


def test_closing_with_unsaved_work_asks_and_cancel_keeps_the_window(make: Maker) -> None:
    window = make(None)
    add(window)
    window.close()
    assert window.isVisible()
    answer(QMessageBox.StandardButton.Cancel)
    assert window.isVisible()
    assert "new" in window.document.graph.nodes


def test_closing_and_discarding_closes(make: Maker) -> None:
    window = make(None)
    add(window)
    press(Qt.Key.Key_Q, CTRL)
    answer(QMessageBox.StandardButton.Discard)
    wait(lambda: not window.isVisible(), "the window to close", 5)


def test_closing_and_saving_saves_first(make: Maker, tmp_path: Path) -> None:
    window = make(None)
    add(window)
    window.close()
    answer(QMessageBox.StandardButton.Save)
    chooser = dialog(QFileDialog)
    name = chooser.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(tmp_path / "kept.sora"))
    name.setFocus()
    press(Qt.Key.Key_Return)
    wait(lambda: not window.isVisible(), "the window to close", 5)
    assert "new" in storage.load(tmp_path / "kept.sora").graph.nodes


def test_closing_without_unsaved_work_closes_at_once(make: Maker) -> None:
    window = make(film())
    window.close()
    assert not window.isVisible()


def test_closing_ends_a_run(make: Maker) -> None:
    window = make(film(steps=10000))
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.state("clip").phase is Phase.RUNNING)
    window.close()
    assert not window.isVisible()


# Undo, redo, edit


def test_undo_and_redo_by_keys_name_the_step(make: Maker) -> None:
    window = make(None)
    window.canvas.setFocus()
    add(window)
    undo = window.actions_["undo"]
    assert window.document.undo_label
    assert window.document.undo_label in undo.text()
    press(Qt.Key.Key_Z, CTRL)
    assert not window.document.graph.nodes
    assert not undo.isEnabled()
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert "new" in window.document.graph.nodes
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Y, CTRL)
    assert "new" in window.document.graph.nodes


def test_nodes_are_copied_pasted_and_deleted_by_keys(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    press(Qt.Key.Key_C, CTRL)
    press(Qt.Key.Key_V, CTRL)
    assert len(window.document.graph.nodes) == 3
    press(Qt.Key.Key_Delete)
    assert set(window.document.graph.nodes) == {"clip", "cut"}
    press(Qt.Key.Key_A, CTRL)
    assert set(window.canvas.selection()) == {"clip", "cut"}
    press(Qt.Key.Key_D, CTRL)
    assert len(window.document.graph.nodes) == 4


def test_a_letter_in_a_field_is_text_and_no_command(make: Maker) -> None:
    window = make(film())
    window.library.filter.setFocus()
    type_text("f clip")
    press(Qt.Key.Key_Backspace)
    assert window.library.filter.text() == "f cli"
    assert set(window.document.graph.nodes) == {"clip", "cut"}


# Files


def test_saving_by_keys_keeps_the_file_and_the_dot_goes(make: Maker, tmp_path: Path) -> None:
    window = make(None)
    window.document.save(tmp_path / "film.sora")
    add(window)
    assert window.top.dot.isVisible()
    turn()
    middle = window.top.workspaces.pos()
    assert window.isWindowModified()
    press(Qt.Key.Key_S, CTRL)
    assert not window.top.dot.isVisible()
    turn()
    assert window.top.workspaces.pos() == middle, "nothing makes way for it"
    assert "new" in storage.load(tmp_path / "film.sora").graph.nodes
    assert window.files.recent() == [tmp_path / "film.sora"]


def test_a_project_is_opened_remembered_and_dropped(make: Maker, tmp_path: Path) -> None:
    storage.save(film().project, tmp_path / "one.sora")
    window = make(None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.sora"))])
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(30, 300), actions, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(30, 300), actions, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, drop)
    wait(lambda: window.document.path == tmp_path / "one.sora", "the project", 5)
    assert set(window.document.graph.nodes) == {"clip", "cut"}
    turn()
    assert [action.text() for action in window.menus.recent.actions()] == ["one.sora"]


def test_a_broken_file_is_told_and_nothing_is_lost(make: Maker, tmp_path: Path) -> None:
    (tmp_path / "broken.sora").write_text("{", "utf-8")
    window = make(film())
    project = window.document.project
    window.files.open(tmp_path / "broken.sora")
    box = dialog(QMessageBox, "error_message")
    assert "broken.sora" in box.text()
    assert box.informativeText()
    box.accept()
    assert window.document.project is project


def test_saving_where_nothing_can_be_written_is_told(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    add(window)
    window.files._write(tmp_path / "no" / "such" / "folder.sora", lambda: pytest.fail("not saved"))
    box = dialog(QMessageBox, "error_message")
    assert box.informativeText()
    box.accept()
    assert window.document.modified


# Runs


def test_cancel_stands_beside_run_while_a_run_is_under_way(make: Maker) -> None:
    window = make(film(steps=10000))
    assert not window.top.cancel.isVisible()
    middle = window.top.workspaces.pos()
    click(window.top.run)
    wait(lambda: window.jobs.state("clip").phase is Phase.RUNNING)
    turn()
    assert window.top.cancel.isVisible()
    assert window.top.workspaces.pos() == middle, "nothing makes way for it"
    assert window.top.cancel.text() == "Cancel"
    wait(lambda: "step" in window.status.text.text(), "the progress")
    assert window.status.progress.isVisible()
    click(window.top.cancel)
    wait(lambda: not window.jobs.running, seconds=5)
    assert not window.top.cancel.isVisible()
    assert window.status.text.text() == "Cancelled"
    assert not window.status.progress.isVisible()


def test_escape_cancels_with_the_canvas_in_focus(make: Maker) -> None:
    window = make(film(steps=10000))
    window.canvas.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.state("clip").phase is Phase.RUNNING)
    press(Qt.Key.Key_Escape)
    wait(lambda: not window.jobs.running, seconds=5)


def test_a_run_to_the_selected_node_leaves_out_the_rest(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    wait(lambda: not window.jobs.running)
    assert window.jobs.state("clip").phase is Phase.DONE
    assert window.jobs.state("cut").phase is Phase.IDLE
    assert window.preview.player.clip is not None


def test_a_failure_is_told_in_preview_and_status_with_its_node(make: Maker) -> None:
    window = make(Draft()("one", "plain.number")("bad", "plain.refuses", {"number": "one"}))
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: not window.jobs.running)
    assert window.status.text.text().startswith("Bad: The number")
    assert window.jobs.state("bad").phase is Phase.FAILED


def test_a_followed_run_that_fails_ends_at_the_reason(make: Maker) -> None:
    window = make(Draft()("bad", "making.clip", count=100)("ramp", "plain.ramp"))
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: not window.jobs.running)
    assert window.viewing.node == "bad"
    assert window.preview.player.clip is None


def test_the_preview_shows_the_node_that_was_clicked_last(make: Maker) -> None:
    window = make(film())
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: not window.jobs.running)
    result = window.jobs.result("cut")
    assert result
    assert window.preview.player.clip == result["clip"], "the end of the run"
    click_node(window, "clip")
    result = window.jobs.result("clip")
    assert result
    assert window.preview.player.clip == result["clip"]
    press(Qt.Key.Key_Space)
    assert not window.preview.player.playing


def test_problems_are_counted_and_lead_to_their_node(make: Maker) -> None:
    window = make(film(count=100))
    wait(lambda: window.status.problems.text() == "1 problem", window.status.problems.text(), 5)
    click(window.status.problems)
    assert window.problems.isVisible()
    item = window.problems.rows()[0]
    click(window.problems.list.viewport(), window.problems.list.visualItemRect(item).center())
    assert window.canvas.selection() == ("clip",)
    assert window.inspector.node == "clip"
    window.document.apply(edits.set_value("clip", "count", 9))
    wait(lambda: window.status.problems.text() == "No problems", seconds=5)


def test_an_export_that_cannot_be_written_is_told_and_can_be_tried_again(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    click_node(window, "cut")
    press(Qt.Key.Key_E, CTRL)
    export = dialog(ExportDialog)
    assert export.clip.currentData() == "cut"
    export.file.setText(str(tmp_path / "no" / "folder" / "film.mp4"))
    press(Qt.Key.Key_Return)
    wait(lambda: not window.jobs.running)
    assert export.note.property("role") == "bad"
    export.file.setText(str(tmp_path / "film.mp4"))
    click(export.start)
    wait(lambda: not window.jobs.running)
    assert (tmp_path / "film.mp4").exists()
    assert export.start.text() == "Show in folder"
    export.reject()


# Library, look, layout, help


def test_a_double_click_in_the_library_adds_a_node(make: Maker) -> None:
    window = make(None)
    window.library.filter.setFocus()
    type_text("ramp")
    items = window.library.list.findItems("Ramp", Qt.MatchFlag.MatchExactly)
    place = window.library.list.visualItemRect(items[0]).center()
    click(window.library.list.viewport(), place)
    QTest.mouseDClick(window.library.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    turn()
    [node] = window.document.graph.nodes.values()
    assert node.kind == "plain.ramp"
    assert window.canvas.selection() == (node.id,)
    press(Qt.Key.Key_Space)


def test_what_is_dragged_from_the_library_names_the_kind(make: Maker) -> None:
    window = make(None)
    [item] = window.library.list.findItems("Ramp", Qt.MatchFlag.MatchExactly)
    data = window.library.list.mimeData([item])
    assert bytes(data.data("application/x-soraapp-node").data()) == b"plain.ramp"


def test_dark_and_light_repaint_the_whole_window_and_the_choice_is_kept(make: Maker) -> None:
    window = make(film())
    dark = window.grab().toImage()
    press(Qt.Key.Key_L, CTRL | SHIFT)
    light = window.grab().toImage()
    for part in (window.library, window.canvas, window.inspector, window.status, window.top):
        at = part.mapTo(window, QPoint(part.width() - 3, part.height() // 2))
        assert light.pixelColor(at).lightnessF() > 0.6 > 0.4 > dark.pixelColor(at).lightnessF(), part
    window.close()
    assert window._settings.value("window/theme") == "light"


def test_the_first_window_takes_the_room_there_is_up_to_a_good_size(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    window = open_window(None)
    room = FIRST_SIZE.boundedTo(window.screen().availableSize() - FRAME)
    assert window.size() == room.expandedTo(window.minimumSize())
    dismiss(window)


def test_the_project_that_was_open_last_opens_again_or_else_the_example(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    mine = tmp_path / "mine.sora"

    def opened() -> str:
        window = open_window(None)
        wait(lambda: window.document.graph.nodes, "a project")
        name = window.files.name()
        if name == EXAMPLE.stem:
            window.document.save(mine)
            window.files.load(mine)
            wait(lambda: window.files.recent() == [mine], "the project of one's own")
        dismiss(window)
        return name

    assert opened() == EXAMPLE.stem
    assert opened() == "mine"
    mine.unlink()
    assert opened() == EXAMPLE.stem


def test_a_layout_of_ones_own_comes_back(make: Maker) -> None:
    window = make(film())
    window.docks["library"].close()
    window.close()
    again = make(film())
    assert not again.docks["library"].isVisible()
    again.actions_["layout"].trigger()
    assert again.docks["library"].isVisible()


def test_the_program_tells_what_it_is(make: Maker) -> None:
    make(None).actions_["about"].trigger()
    told = [label.text() for label in dialog(QDialog).findChildren(QLabel)]
    assert f"Version {__version__}" in told
    dialog(QDialog).reject()


def test_the_example_asks_for_a_place_when_it_is_saved(make: Maker, tmp_path: Path) -> None:
    storage.save(film().project, tmp_path / "example.sora")
    window = make(None)
    window.files.load(tmp_path / "example.sora", example=True)
    wait(lambda: window.document.graph.nodes, seconds=5)
    assert window.top.title.text() == "example"
    assert window._settings.value(RECENT) is None
    press(Qt.Key.Key_S, CTRL)
    dialog(QFileDialog).reject()
    assert storage.load(tmp_path / "example.sora") == film().project


def test_a_file_of_an_example_is_an_example_however_it_was_opened(make: Maker) -> None:
    window, before = make(None), EXAMPLE.read_bytes()
    window.files.open(EXAMPLE.parent / ".." / EXAMPLE.parent.name / EXAMPLE.name)
    wait(lambda: window.document.graph.nodes, seconds=5)
    assert window.top.title.text() == EXAMPLE.stem
    assert window.document.path is None
    press(Qt.Key.Key_S, CTRL)
    dialog(QFileDialog).reject()
    assert EXAMPLE.read_bytes() == before


def test_the_window_never_imports_torch(tmp_path: Path) -> None:
    script = """
import gc
import sys
from PySide6.QtWidgets import QApplication
from tests.ui.events import turn, wait
from ui.app import open_window
app = QApplication([])
window = open_window(None)
window.show()
wait(lambda: window.document.graph.nodes)
window.canvas.select(list(window.document.graph.nodes)[:1])
turn(0.3)
window.close()
assert not gc.isenabled(), "garbage is collected by the window's own clock"
heavy = {"torch", "diffusers", "transformers"} & sys.modules.keys()
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=120)


def test_another_language_renames_everything_and_keeps_the_state(make: Maker) -> None:
    class Shouting(QTranslator):
        def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
            return f"{text}!"

        def isEmpty(self) -> bool:
            return False

    window = make(film())
    click_node(window, "clip")
    shouting = Shouting()
    QApplication.installTranslator(shouting)
    try:
        turn()
        assert window.top.run.text() == "Run!"
        assert [action.text() for action in window.top.menus.actions()][:2] == ["File!", "Edit!"]
        assert window.docks["library"].windowTitle() == "Library!"
        assert window.library.filter.placeholderText() == "Find a node!"
        assert window.library.list.findItems("Ramp!", Qt.MatchFlag.MatchExactly)
        assert window.inspector.node == "clip"
    finally:
        QApplication.removeTranslator(shouting)
        turn()
    assert window.top.run.text() == "Run"


def test_a_window_opens_with_the_keyboard_on_the_canvas(make: Maker) -> None:
    window = make(film())
    assert window.canvas.hasFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    press(Qt.Key.Key_V, CTRL)
    assert len(window.document.graph.nodes) == 4


def test_commands_without_anything_to_do_them_to_are_grey(make: Maker) -> None:
    window = make(film())
    about = ("vary", "mute", "collapse", "take_out", "rename", "open_node", "duplicate")

    def ready() -> list[str]:
        return [command for command in about if window.actions_[command].isEnabled()]

    assert ready() == []
    click_node(window, "clip")
    assert ready() == list(about)
    click_node(window, "cut")
    assert ready() == list(about[1:]), "a cut makes nothing anew"
    press(Qt.Key.Key_J, CTRL)
    window.canvas.graph_scene.select((), (), list(window.canvas.graph_scene.frames.items))
    assert ready() == ["rename", "open_node", "duplicate"]
    assert window.actions_["delete"].isEnabled()


def test_a_prompt_written_on_its_card_is_run_by_ctrl_return(make: Maker) -> None:
    window = make(Draft()("note", "plain.note", text="ball"))
    canvas, item = window.canvas, window.canvas.graph_scene.nodes["note"]
    assert item.layout.text is not None
    words = canvas.viewportTransform().map(item.pos() + item.layout.text.center()).toPoint()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, words)
    assert canvas.writing.text.hasFocus()
    type_text(" mX")
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.state("note").phase is Phase.DONE, "the run")
    node = window.document.graph.nodes["note"]
    assert not node.muted
    assert sorted(str(node.values["text"])) == sorted("ball mX")
    assert window.jobs.state("note").text == node.values["text"]
