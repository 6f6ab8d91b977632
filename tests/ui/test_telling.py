"""What the window tells of runs, problems and files: it is true now, it is seen, and it goes when it is no news."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QMenu, QMessageBox, QStyle, QToolButton

from soraapp.project import edits, storage
from soraapp.project.graph import Port
from soraapp.project.project import Project
from tests.engine.conftest import CATALOGUE, Draft
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, Maker, click_node, come_back, dialog, film, press
from ui.dialogs.export import ExportDialog
from ui.jobs import Phase
from ui.main_window import MainWindow
from ui.theme import RESOURCES


def run(window: MainWindow) -> None:
    window.commands.run()
    wait(lambda: not window.jobs.running, "the run to end")


# The preview


def test_a_film_of_an_earlier_session_is_seen_at_once(make: Maker) -> None:
    run(make(film()))
    again = make(film())
    wait(lambda: again.preview.player.clip is not None, "the film")
    assert again.viewing.node == "cut"
    assert not again.jobs.running
    assert again.top.run.text() == "Run"


def test_a_node_that_is_deleted_and_comes_back_is_seen_again(make: Maker) -> None:
    window = make(film())
    run(window)
    click_node(window, "cut")
    press(Qt.Key.Key_Delete)
    assert window.preview.player.clip is None
    press(Qt.Key.Key_Z, CTRL)
    wait(lambda: window.preview.player.clip is not None, "the clip", 5)
    assert window.viewing.node == "cut"


def test_a_running_node_that_is_deleted_is_told_so_and_undo_leads_to_the_film(make: Maker) -> None:
    window = make(film(steps=60))
    window.commands.run()
    wait(lambda: window.jobs.running_node == "clip", "the node to run")
    click_node(window, "clip")
    press(Qt.Key.Key_Delete)
    wait(lambda: "deleted" in window.status.text.text(), "the status", 5)
    assert "deleted" in window.preview.screen_area.words()
    press(Qt.Key.Key_Z, CTRL)
    wait(lambda: not window.jobs.running, "the run to end")
    wait(lambda: window.preview.player.clip is not None, "the film", 5)
    assert window.jobs.state("cut").phase is Phase.DONE


def test_the_preview_follows_the_runs_that_wait_until_a_node_is_chosen(make: Maker) -> None:
    window = make(film(steps=60)("other", "making.clip", prompt="new", steps=60)("ramp", "plain.ramp"))
    window.jobs.run(["clip"])
    window.jobs.run(["other"])
    wait(lambda: window.viewing.node == "clip", "the first run in the preview")
    wait(lambda: window.viewing.node == "other", "the second one")
    wait(lambda: not window.jobs.running, "the end of both")
    window.document.apply(edits.set_value("other", "steps", 50))
    window.jobs.run(["other"])
    window.jobs.run(["ramp"])
    wait(lambda: window.jobs.running_node == "other", "the other node to run")
    click_node(window, "clip")
    wait(lambda: not window.jobs.running, "the end of both")
    assert window.viewing.node == "clip"


def test_a_run_leaves_the_view_on_the_node_that_is_selected(make: Maker) -> None:
    window = make(film(seed=1))
    click_node(window, "clip")
    run(window)
    assert window.viewing.node == "clip"
    window.document.apply(edits.set_value("clip", "seed", 2))
    run(window)
    assert window.viewing.node == window.takes.node == "clip"
    result = window.jobs.result("clip")
    assert result is not None
    assert window.preview.player.clip in result.values(), "the new result"
    assert window.takes.list.count() == 2
    first = next(iter(result.values()))
    window.takes.pick_number(1)
    wait(lambda: window.takes.pick_number(1) or window.preview.player.clip != first, "the other take", 10)
    click_node(window, "clip")
    assert window.preview.player.clip == first, "a click on the selected node shows it"


def test_a_failure_is_told_although_another_run_waits(make: Maker) -> None:
    window = make(film(steps=300)("one", "plain.number")("bad", "plain.refuses", {"number": "one"}))
    window.jobs.run(["bad"])
    window.jobs.run(["clip"])
    wait(lambda: window.jobs.running_node == "clip", "the second run")
    assert window.status.text.text().startswith("Bad: The number")
    window.status.settle()
    assert window.status.text.text().startswith("Clip: ")


def test_without_a_picture_the_preview_tells_the_problem_of_the_node(make: Maker) -> None:
    window = make(Draft()("picture", "plain.picture", file="/nowhere/at/all.png"))
    wait(lambda: window.jobs.problems, "the problem", 5)
    click_node(window, "picture")
    assert "all.png" in window.preview.screen_area.words()


# The status bar


def test_a_refusal_is_no_news_after_an_edit_that_was_accepted(make: Maker) -> None:
    window = make(film())
    assert not window.document.attempt(edits.connect(Port("cut", "clip"), Port("clip", "seed"), CATALOGUE))
    assert window.status.text.text() != "Ready"
    window.document.apply(edits.set_value("cut", "end", 3))
    assert window.status.text.text() == "Ready"


def test_a_new_project_begins_without_the_news_of_the_last(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    window.document.save(tmp_path / "film.sora")
    window.files.saved.emit(tmp_path / "film.sora")
    assert "film.sora" in window.status.text.text()
    window.commands.run()
    wait(lambda: "Done" in window.status.text.text(), "the end of the run")
    window.document.save()
    window.files.new()
    turn()
    assert window.status.text.text() == "Ready"


# The export


def test_after_an_error_enter_tries_again_instead_of_giving_up(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    click_node(window, "cut")
    press(Qt.Key.Key_E, CTRL)
    export = dialog(ExportDialog)
    export.file.setText(str(tmp_path / "no" / "folder" / "film.mp4"))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert export.isVisible(), "a second Enter while it is written"
    wait(lambda: not window.jobs.running)
    assert export.focusWidget() is export.file
    assert export.start.isDefault()
    export.file.setText(str(tmp_path / "film.mp4"))
    press(Qt.Key.Key_Return)
    wait(lambda: (tmp_path / "film.mp4").exists(), "the film")
    wait(lambda: not window.jobs.running)
    export.reject()


# Titles and commands


def test_a_project_is_called_the_same_wherever_it_comes_from(make: Maker, tmp_path: Path) -> None:
    window = make(None)
    storage.save(Project(), tmp_path / "film.v2.sora")
    window.files.load(tmp_path / "film.v2.sora")
    wait(lambda: window.document.path, "the project", 5)
    assert window.top.title.text() == "film.v2"
    window.files.load(tmp_path / "film.v2.sora", example=True)
    wait(lambda: not window.document.path, "the example", 5)
    assert window.top.title.text() == "film.v2"


def test_delete_needs_a_selection(make: Maker) -> None:
    window = make(film())
    assert not window.actions_["delete"].isEnabled()
    click_node(window, "cut")
    assert window.actions_["delete"].isEnabled()
    window.canvas.graph_scene.select((), window.document.graph.wires)
    assert window.actions_["delete"].isEnabled()
    window.canvas.graph_scene.select(())
    assert not window.actions_["delete"].isEnabled()


def test_every_example_is_in_the_menu_and_opens_under_its_name(make: Maker) -> None:
    window = make(film())
    [menu] = (entry.menu() for entry in window.top.menus.actions() if entry.text() == "File")
    assert isinstance(menu, QMenu)
    examples = next(entry.menu() for entry in menu.actions() if entry.text() == "Examples")
    assert isinstance(examples, QMenu)
    names = sorted(file.stem for file in (RESOURCES / "examples").glob("*.sora"))
    assert [entry.text() for entry in examples.actions()] == [name.replace("_", " ").capitalize() for name in names]
    for name, entry in zip(names[:3], examples.actions(), strict=False):
        entry.trigger()
        wait(lambda name=name: window.top.title.text() == name, "the example", 5)
        assert window.document.path is None


def test_the_bar_tells_what_the_model_can_do(make: Maker) -> None:
    window = make(film())
    assert "frames at most" in window.top.model.toolTip()


def test_dialogs_show_the_signs_of_this_program_and_no_others(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    window.files.open(tmp_path / "missing.sora")
    box = dialog(QMessageBox, "error_message")
    assert not box.iconPixmap().isNull()
    hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
    [buttons] = box.findChildren(QDialogButtonBox)
    assert not buttons.style().styleHint(hint, None, buttons)
    box.accept()
    come_back(window)
    window.files.save_as()
    chooser = dialog(QFileDialog)
    up = chooser.findChild(QToolButton, "toParentButton")
    assert up is not None
    text = chooser.palette().color(QPalette.ColorRole.ButtonText)
    picture = up.icon().pixmap(16, 16).toImage()
    colors = {picture.pixelColor(x, y).rgb() for x in range(16) for y in range(16)}
    assert text.rgb() in colors
    chooser.reject()


def test_the_labels_of_the_file_dialog_are_translated(make: Maker) -> None:
    window = make(film())
    window.speak("zh_CN")
    try:
        window.files.choose()
        chooser = dialog(QFileDialog)
        labels = {label.text() for label in chooser.findChildren(QLabel) if label.isVisible()}
        assert {"查找范围：", "文件类型："} <= labels
        assert not any(text.isascii() for text in labels if text), labels
        chooser.reject()
        come_back(window)
    finally:
        window.speak("en")
