"""The window is closed while runs are not over: it asks, and the next one offers to go on with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from soraapp.project import edits, storage
from soraapp.project.rescue import read_work
from tests.ui.events import turn, wait
from tests.ui.killed import answer, offered
from tests.ui.window import CTRL, Maker, click, come_back, dialog, film, press
from ui.jobs import Phase
from ui.main_window import MainWindow


def choose(title: str) -> None:
    """Click a button of the question about runs."""
    question = dialog(QMessageBox, "runs_left")
    click(next(button for button in question.buttons() if button.text() == title))


@pytest.fixture
def busy(make: Maker, home: Path, tmp_path: Path) -> MainWindow:
    """A window with a project from a file, of which a run is under way and another waits."""
    storage.save(film(steps=10000).project, tmp_path / "rain.sora")
    window = make(None)
    window.document.open(tmp_path / "rain.sora")
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.state("clip").phase is Phase.RUNNING, "the run")
    window.jobs.export("cut", tmp_path / "rain.mp4")
    return window


def test_who_stays_loses_nothing(busy: MainWindow) -> None:
    press(Qt.Key.Key_Q, CTRL)
    question = dialog(QMessageBox, "runs_left")
    assert question.text() == "2 runs are not over."
    press(Qt.Key.Key_Escape)
    turn(0.1)
    assert busy.isVisible()
    assert len(busy.jobs.queue.runs) == 2
    assert busy.jobs.state("clip").phase is Phase.RUNNING


def test_the_question_in_chinese(busy: MainWindow) -> None:
    busy.speak("zh_CN")
    try:
        press(Qt.Key.Key_Q, CTRL)
        question = dialog(QMessageBox, "runs_left")
        assert question.text() == "有 2 个运行尚未完成。"
        assert {button.text() for button in question.buttons()} == {"退出", "留下"}
        choose("留下")
        assert busy.isVisible()
    finally:
        busy.speak("en")


def test_what_was_not_over_is_offered_by_the_next_window(busy: MainWindow, make: Maker, tmp_path: Path) -> None:
    press(Qt.Key.Key_Q, CTRL)
    choose("Quit")
    wait(lambda: not busy.isVisible(), "the window to close", 5)
    window = make(None)
    window.recovery.look()
    offered(window, "rain has runs")
    answer(window, "Restore")
    offered(window, "2 runs were waiting")
    assert not window.document.modified
    answer(window, "Run them")
    wait(lambda: window.jobs.state("clip").phase is Phase.RUNNING, "the first run")
    assert [asked.film for asked in window.jobs.asked] == [None, tmp_path / "rain.mp4"]
    assert not any(run.away for run in window.jobs.queue.runs)


def test_unsaved_work_that_was_discarded_does_not_come_back_with_the_runs(
    busy: MainWindow, home: Path, tmp_path: Path
) -> None:
    busy.document.apply(edits.set_value("clip", "seed", 77))
    press(Qt.Key.Key_Q, CTRL)
    click(dialog(QMessageBox, "unsaved").button(QMessageBox.StandardButton.Discard))
    choose("Quit")
    wait(lambda: not busy.isVisible(), "the window to close", 5)
    [kept] = tmp_path.glob(".rain.sora.*.rescue")
    work = read_work(kept)
    assert work.project == storage.load(tmp_path / "rain.sora")
    assert len(work.waiting) == 2


def test_runs_that_cannot_be_left_keep_the_window_open(busy: MainWindow, home: Path, tmp_path: Path) -> None:
    wait(lambda: list(tmp_path.glob(".rain.sora.*.rescue")), "the autosave")
    [kept] = tmp_path.glob(".rain.sora.*.rescue")
    kept.unlink()
    kept.mkdir()
    (home / "in the way").touch()
    for place in home.glob("*.place"):
        place.unlink()
        place.mkdir()
    press(Qt.Key.Key_Q, CTRL)
    choose("Quit")
    message = dialog(QMessageBox, "error_message")
    assert "cannot be kept" in message.text()
    assert "cannot be written" in message.informativeText()
    press(Qt.Key.Key_Return)
    come_back(busy)
    assert len(busy.jobs.queue.runs) == 2
    busy.jobs.cancel_all()
    wait(lambda: not busy.jobs.queue.runs, "no run", 5)
    press(Qt.Key.Key_Q, CTRL)
    wait(lambda: not busy.isVisible(), "the window to close", 5)


def test_runs_nobody_decided_upon_are_offered_again(busy: MainWindow, make: Maker) -> None:
    press(Qt.Key.Key_Q, CTRL)
    choose("Quit")
    wait(lambda: not busy.isVisible(), "the window to close", 5)
    second = make(None)
    second.recovery.look()
    offered(second, "rain has runs")
    answer(second, "Restore")
    offered(second, "2 runs were waiting")
    press(Qt.Key.Key_Q, CTRL)
    wait(lambda: not second.isVisible(), "the second window to close", 5)
    third = make(None)
    third.recovery.look()
    offered(third, "rain has runs")
