"""Comparing takes: chosen by mouse and by keys, shown in the preview, and left again."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from soraapp.project import edits
from soraapp.project.take_edits import pin, rate_take
from tests.ui.events import turn, wait
from tests.ui.takes.conftest import clip, place, seed
from tests.ui.window import CTRL, SHIFT, Maker, click, click_node, film, press
from ui.main_window import MainWindow
from ui.preview.comparing import Way
from ui.takes.words import take_name


def names(window: MainWindow) -> tuple[str, ...]:
    return window.preview.bar.names if window.preview.comparing else ()


def test_two_takes_are_chosen_with_the_control_key_and_compared(three: MainWindow) -> None:
    strip = three.takes.list
    click(strip.viewport(), place(three, 2))
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, CTRL, place(three, 0))
    click(three.takes.buttons.compare)
    assert names(three) == ("Take 1", "Take 3"), "the older one is at the left"
    assert three.preview.bar.way is Way.WIPE
    wait(lambda: three.preview.screen_area.image is not None)
    click(three.preview.bar.leave)
    assert names(three) == ()


def test_c_compares_and_escape_leaves(three: MainWindow) -> None:
    strip, latest = three.takes.list, three.preview.player.clip
    click(strip.viewport(), place(three, 2))
    shown = three.preview.player.clip
    assert shown != latest
    press(Qt.Key.Key_C)
    assert names(three) == ("Take 1", "Take 3"), "with the latest other one"
    assert three.preview.hasFocus(), "so that arrows step and move the wipe"
    before = three.preview.screen_area.wipe
    press(Qt.Key.Key_Right, SHIFT)
    assert three.preview.screen_area.wipe > before
    press(Qt.Key.Key_Escape)
    assert names(three) == ()
    assert three.preview.player.clip == shown, "the take that was looked at is there again"
    assert strip.hasFocus()


def test_a_run_leaves_a_comparison_alone_and_escape_leaves_it_before_it_cancels_the_run(three: MainWindow) -> None:
    three.takes.list.setFocus()
    press(Qt.Key.Key_C)
    seed(three, 40)
    three.document.apply(edits.set_value("clip", "steps", 5000))
    three.jobs.run()
    wait(lambda: three.jobs.running_node == "clip")
    turn(0.3)
    assert names(three) == ("Take 2", "Take 3")
    press(Qt.Key.Key_Escape)
    assert names(three) == ()
    assert three.jobs.running, "the run goes on"
    assert not three.jobs.cancelling
    press(Qt.Key.Key_Escape)
    wait(lambda: not three.jobs.running, "now it is cancelled")


def test_escape_leaves_a_comparison_wherever_the_keyboard_is(three: MainWindow) -> None:
    for view in (three.canvas, three.timeline.view):
        three.takes.list.setFocus()
        press(Qt.Key.Key_C)
        assert three.preview.comparing
        view.setFocus()
        press(Qt.Key.Key_Escape)
        assert not three.preview.comparing
        assert view.hasFocus()
        assert three.canvas.selection() == ("clip",), "nothing else is done by it"


def test_escape_leaves_a_comparison_before_the_full_screen(three: MainWindow) -> None:
    three.takes.list.setFocus()
    press(Qt.Key.Key_C)
    three.preview.full_screen.enter()
    three.preview.setFocus()
    QTest.keyClick(three.preview, Qt.Key.Key_Escape)
    assert not three.preview.comparing
    assert three.preview.full_screen.on
    QTest.keyClick(three.preview, Qt.Key.Key_Escape)
    assert not three.preview.full_screen.on


def test_c_again_leaves_and_the_pinned_take_is_the_one_to_beat(three: MainWindow) -> None:
    three.document.apply(pin("clip", clip(three).takes[1].key))
    three.takes.list.setFocus()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_C)
    assert names(three) == ("Take 1", "Take 2")
    press(Qt.Key.Key_C)
    assert names(three) == ()


def test_numbers_pick_takes_in_the_strip_and_in_the_preview(three: MainWindow) -> None:
    clips = []
    three.takes.list.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        press(key)
        clips.append(three.preview.player.clip)
    assert three.takes.list.current() == clip(three).takes[2].key
    three.preview.setFocus()
    press(Qt.Key.Key_2)
    assert three.takes.list.current() == clip(three).takes[1].key
    assert three.preview.player.clip == clips[1]
    assert len({str(one) for one in clips}) == 3
    press(Qt.Key.Key_9)
    assert three.takes.list.current() == clip(three).takes[1].key, "there is no ninth"


def test_all_takes_side_by_side_and_one_is_picked(three: MainWindow) -> None:
    three.takes.list.setFocus()
    press(Qt.Key.Key_G)
    assert names(three) == ("Take 1", "Take 2", "Take 3")
    screen = three.preview.screen_area
    wait(lambda: screen.image is not None)
    frame = screen.frame_rect()
    click(screen, QPointF(frame.left() + 10, frame.bottom() - 10).toPoint())
    assert names(three) == ()
    assert three.takes.list.current() == clip(three).takes[2].key
    for take in clip(three).takes[:2]:
        three.document.apply(rate_take("clip", take.key, 3))
    click(three.takes.buttons.rated)
    assert [three.takes.list.item(row).isHidden() for row in range(3)] == [True, False, False]
    click(three.takes.buttons.grid)
    assert names(three) == ("Take 1", "Take 2"), "only those that are seen"


def test_choosing_another_node_leaves_the_comparison(three: MainWindow) -> None:
    three.takes.list.setFocus()
    press(Qt.Key.Key_C)
    assert names(three)
    click_node(three, "cut")
    assert names(three) == ()


def test_what_cannot_be_compared_is_told(three: MainWindow, tmp_path: Path) -> None:
    for folder in ("clips", "results"):
        shutil.rmtree(tmp_path / folder)
    three.takes.pictures._found.clear()
    three.takes.compare()
    wait(lambda: "no longer stored" in three.status.text.text(), "the reason", 5)
    assert names(three) == ()


def test_one_take_alone_has_nothing_to_be_compared_with(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    window.jobs.run()
    wait(lambda: not window.jobs.running and not window.jobs.surveying)
    assert not window.takes.buttons.compare.isEnabled()
    window.takes.list.setFocus()
    turn()
    press(Qt.Key.Key_C)
    assert "There is no other take to compare." in window.status.text.text()


def test_enter_gives_the_take_that_is_seen_to_the_node(three: MainWindow) -> None:
    strip = three.takes.list
    click(strip.viewport(), place(three, 0))
    press(Qt.Key.Key_C)
    assert names(three) == ("Take 2", "Take 3")
    takes = three.document.graph.nodes["clip"].takes
    press(Qt.Key.Key_Return)
    assert three.document.graph.nodes["clip"].pinned is None, "both are seen"
    for name in ("Take 2", "Take 3", "Take 2"):
        press(Qt.Key.Key_A)
        press(Qt.Key.Key_Return)
        pinned = three.document.graph.nodes["clip"].pinned
        assert pinned == next(take.key for take in takes if take_name(three.document.graph.nodes["clip"], take) == name)
    assert three.preview.comparing
    three.document.undo()
    assert three.document.graph.nodes["clip"].pinned == takes[-1].key
