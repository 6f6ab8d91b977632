"""The strip of takes: what was made is seen, looked at, pinned and deleted, by mouse and by keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from soraapp.errors import SoraError
from soraapp.media.clip import Clip
from soraapp.project import edits
from tests.ui.events import turn, wait
from tests.ui.takes.conftest import clip, pictures, place
from tests.ui.window import CTRL, Maker, click, click_node, film, press
from ui.jobs import Phase
from ui.main_window import MainWindow
from ui.takes.item import Cell


@pytest.fixture
def window(make: Maker) -> MainWindow:
    """A window in which a node has been run for two seeds; it is selected."""
    made = make(film(seed=1))
    click_node(made, "clip")
    for seed in (2, 1):
        made.document.apply(edits.set_value("clip", "seed", seed))
        made.jobs.run()
        wait(lambda: not made.jobs.running and not made.jobs.surveying)
    pictures(made)
    return made


def test_takes_are_there_the_latest_first_and_tell_what_differs(window: MainWindow) -> None:
    strip = window.takes.list
    assert [strip.item(row).text() for row in range(strip.count())] == ["Take 2", "Take 1"]
    assert "Seed: 1\n" in strip.item(0).toolTip()
    assert "Seed: 2 (now 1)\nSample · 32×32 · 8 f · 12 fps\nMade at" in strip.item(1).toolTip()
    assert "Steps" not in strip.item(0).toolTip(), "in which they are the same"
    assert "Made with the values as they are" in strip.item(0).toolTip()
    assert strip.accessibleName() == "Takes"


def test_a_click_shows_a_take_and_another_node_brings_its_own(window: MainWindow) -> None:
    before = window.preview.player.clip
    click(window.takes.list.viewport(), place(window, 1))
    shown = window.preview.player.clip
    assert isinstance(shown, Clip)
    assert shown != before
    assert clip(window).values["seed"] == 1, "looking changes nothing"
    click_node(window, "cut")
    assert window.takes.node is None
    assert window.takes.list.count() == 0


def test_a_double_click_pins_and_the_node_gives_that_take(window: MainWindow) -> None:
    before = window.jobs.result("clip")
    click(window.takes.list.viewport(), place(window, 1))
    QTest.mouseDClick(window.takes.list.viewport(), Qt.MouseButton.LeftButton, pos=place(window, 1))
    turn()
    assert clip(window).pinned == clip(window).takes[0].key
    wait(lambda: not window.jobs.surveying)
    wait(lambda: window.jobs.result("clip") != before)
    assert window.jobs.state("clip").phase is Phase.DONE
    assert "Pinned" in window.takes.list.item(1).toolTip()
    window.document.undo()
    assert clip(window).pinned is None


def test_the_inspector_says_that_a_pinned_take_is_used_and_unpins_it(window: MainWindow) -> None:
    pinned, made = window.inspector.pinned, clip(window).takes[0].key
    assert not pinned.isVisible()
    click(window.takes.list.viewport(), place(window, 1))
    QTest.mouseDClick(window.takes.list.viewport(), Qt.MouseButton.LeftButton, pos=place(window, 1))
    turn()
    assert clip(window).pinned == made
    assert pinned.isVisible()
    assert pinned.words.text() == "Pinned: take 1 is used, whatever the values say."
    first = next(iter(window.inspector.rows.values()))
    assert pinned.mapTo(window, pinned.rect().bottomLeft()).y() < first.mapTo(window, first.rect().topLeft()).y()
    click(pinned.button)
    assert clip(window).pinned is None
    assert not pinned.isVisible()
    press(Qt.Key.Key_Z, CTRL)
    assert pinned.isVisible(), "undo pins it again"


def test_keys_walk_pin_and_delete_and_undo_brings_back(window: MainWindow) -> None:
    strip = window.takes.list
    strip.setFocus()
    strip.setCurrentRow(0)
    press(Qt.Key.Key_Right)
    assert strip.currentRow() == 1
    press(Qt.Key.Key_Return)
    assert clip(window).pinned == clip(window).takes[0].key
    press(Qt.Key.Key_Delete)
    assert [take.values["seed"] for take in clip(window).takes] == [1]
    assert clip(window).pinned is None
    press(Qt.Key.Key_Z, CTRL)
    assert len(clip(window).takes) == 2


def test_a_take_that_is_not_stored_any_more_says_so(window: MainWindow, tmp_path: Path) -> None:
    for folder in ("clips", "results"):
        shutil.rmtree(tmp_path / folder)
    window.takes.pictures._found.clear()
    window.takes.show_node("clip")
    wait(lambda: "No longer stored" in window.takes.list.item(0).toolTip(), "the words", 5)
    assert window.takes.list.item(0).data(Cell.MARKS)[2]
    refused: list[SoraError] = []
    window.document.refused.connect(refused.append)
    window.takes.list.setFocus()
    window.takes.list.setCurrentRow(0)
    press(Qt.Key.Key_Return)
    assert clip(window).pinned is None, "what is lost cannot be pinned"
    assert refused[0].remedy == 'Choose "Use these values" of that take, then run.'


def test_a_node_without_takes_says_what_will_be_there(make: Maker) -> None:
    window = make(film())
    words = window.takes._empty
    assert words.text() == "Choose a node that makes something to see its takes"
    click_node(window, "clip")
    assert words.text() == "Every result of this node will be kept here as a take"
    assert words.isVisible()
    click_node(window, "cut")
    assert words.text() == "Cut keeps no takes: it is made anew at once"
    window.document.apply(edits.rename("cut", "Short"))
    assert words.text() == "Short keeps no takes: it is made anew at once"
    press(Qt.Key.Key_G, CTRL)
    assert words.text() == "Group keeps no takes itself: enter it, and choose a node that does"
    window.canvas.select([])
    assert words.text() == "Choose a node that makes something to see its takes"


def test_variants_by_a_command_are_takes_of_the_node(make: Maker) -> None:
    window = make(film(seed=7))
    assert not window.actions_["variants"].isEnabled()
    click_node(window, "clip")
    assert window.actions_["variants"].isEnabled()
    press(Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.AltModifier)
    wait(lambda: not window.jobs.running)
    assert [take.values["seed"] for take in clip(window).takes] == [8, 9, 10, 11]
    assert window.takes.list.count() == 4


def test_what_a_run_would_do_is_told_before(make: Maker) -> None:
    window = make(film())
    wait(lambda: window.status.forecast.text() == "1 to compute", "the forecast", 5)
    assert "1 to compute" in window.top.run.toolTip()
    press(Qt.Key.Key_F5)
    wait(lambda: window.jobs.state("clip").phase is Phase.DONE)
    wait(lambda: window.status.forecast.text() == "1 stored", "the forecast", 5)
    assert not window.actions_["run_stale"].isEnabled()
    window.document.apply(edits.set_value("clip", "seed", 99))
    wait(lambda: "1 to compute, " in window.status.forecast.text(), "with the time it takes", 5)
