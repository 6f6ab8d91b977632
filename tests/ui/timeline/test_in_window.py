"""The timeline in its window: with the film in the preview, with runs of nodes, and under the keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import Item, NodeSource, Timeline, Track, TrackKind
from tests.ui.events import turn, wait
from tests.ui.timeline.conftest import painted
from tests.ui.window import CTRL, SHIFT, Maker, click, click_node, film, press
from ui.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHOTS = Timeline(
    "film",
    "Film 1",
    tracks=(
        Track(
            "v1",
            TrackKind.VIDEO,
            "V1",
            (
                Item("first", NodeSource(Port("clip", "clip")), 0, 16),
                Item("second", NodeSource(Port("cut", "clip")), 24, 8),
            ),
        ),
    ),
)


@pytest.fixture
def window(make: Maker) -> MainWindow:
    """With a film of the results of two nodes that have not been run."""
    made = make(film(steps=2))
    made.document.amend(lambda project: replace(project, timelines={"film": SHOTS}))
    turn(0.1)
    return made


def said(window: MainWindow, item: str) -> str:
    """How an item stands, in a word; empty where it is as it should be."""
    view = window.timeline.view
    facts = view.facts.of(view.shown.by_id[item], view.shown.homes[item], view.shown.rate)
    return facts.saying.text if facts.saying else ""


def run(window: MainWindow) -> None:
    window.jobs.run()
    wait(lambda: not window.jobs.running, "the run", 30)
    turn(0.2)


def test_an_item_shows_the_result_of_its_node_and_says_when_it_is_stale(window: MainWindow) -> None:
    view = window.timeline.view
    before = painted(view)
    run(window)
    assert said(window, "first") == ""
    assert painted(view) != before
    window.document.apply(edits.set_value("clip", "prompt", "cube"))
    wait(lambda: said(window, "first") == "stale", "the state", 5)
    assert said(window, "second") == "stale"
    window.document.undo()
    wait(lambda: said(window, "first") == "", "the state", 5)


def test_scrubbing_shows_the_film_and_playing_moves_the_playhead(window: MainWindow) -> None:
    run(window)
    view = window.timeline.view
    x = round(view.geometry_.x(10) + view.geometry_.zoom / 2)
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(x, 8))
    assert view.playhead == 10
    wait(lambda: window.film.shown and window.film.frame == 10, "the film", 5)
    window.film.toggle()
    wait(lambda: view.playhead > 12, "the film to play", 10)
    window.film.toggle()
    assert view.playhead == window.film.frame


def test_a_timeline_within_is_what_the_preview_shows(window: MainWindow) -> None:
    other = replace(SHOTS, id="other", name="Opening", tracks=())
    window.document.amend(lambda project: replace(project, timelines={"film": SHOTS, "other": other}))
    window.timeline.view.open("film", "other")
    assert window.film.timeline == other
    window.timeline.view.open()
    assert window.film.timeline == SHOTS


def test_a_key_brings_the_timeline_and_takes_it_away(window: MainWindow) -> None:
    window.canvas.setFocus()
    press(Qt.Key.Key_T, CTRL | SHIFT)
    view = window.timeline.view
    assert view.hasFocus()
    assert view.ringed
    press(Qt.Key.Key_T, CTRL | SHIFT)
    assert not window.docks["timeline"].isVisible()
    assert window.canvas.hasFocus()
    press(Qt.Key.Key_T, CTRL | SHIFT)
    assert window.docks["timeline"].isVisible()
    assert view.hasFocus()


def test_it_speaks_the_language_of_the_window(window: MainWindow) -> None:
    switch = window.timeline.view.headers.headers["v1"].switches["hidden"]
    english = switch.toolTip(), window.timeline.head.zoom.whole.toolTip(), window.timeline.view.accessibleName()
    try:
        window.speak("zh_CN")
        turn()
        chinese = switch.toolTip(), window.timeline.head.zoom.whole.toolTip(), window.timeline.view.accessibleName()
        assert all(one != other for one, other in zip(english, chinese, strict=True))
        assert window.docks["timeline"].windowTitle() == "\u65f6\u95f4\u7ebf"
    finally:
        window.speak("en")


def test_another_project_begins_anew(window: MainWindow) -> None:
    view = window.timeline.view
    view.select(["first"])
    view.seek(12)
    project = window.document.project
    window.document.replace(replace(project, timelines={}), None)
    assert view.selection == ()
    assert view.timeline is None
    assert view.playhead == 0
    window.document.replace(project, None)
    assert view.timeline == SHOTS


def test_a_click_on_an_item_shows_the_film_and_the_takes_of_its_node(window: MainWindow) -> None:
    run(window)
    view = window.timeline.view
    window.film.seek(12)
    click_node(window, "cut")
    assert not window.film.shown
    assert window.takes.node is None
    rect = view.geometry_.rect_of("first")
    assert rect is not None
    for _ in range(2):  # The second time it is selected already, and the takes are those of another node.
        click(view.viewport(), rect.center().toPoint())
        assert view.selection == ("first",)
        assert window.takes.node == "clip"
        assert window.takes.list.count() == 1
        wait(lambda: window.film.shown and window.preview.player.frame == 12, "the film", 5)
        assert view.playhead == window.film.frame == 12
        click_node(window, "cut")
        assert window.takes.node is None


def test_without_an_item_the_takes_are_those_of_the_node_on_the_canvas(window: MainWindow) -> None:
    click_node(window, "clip")
    window.timeline.view.select(["second"])
    assert window.takes.node is None
    window.timeline.view.select(())
    assert window.takes.node == "clip"


def test_the_picture_shows_a_title_while_it_is_typed(window: MainWindow) -> None:
    run(window)
    click_node(window, "clip")
    assert not window.film.shown
    window.timeline.view.setFocus()
    press(Qt.Key.Key_T)
    wait(lambda: window.film.shown and window.preview.player.frame == 0, "the film", 5)
    wait(lambda: window.preview.screen_area.image, "the picture", 5)
    turn(0.3)
    before = window.preview.screen_area.image
    press(Qt.Key.Key_W)
    assert window.timeline.titling.editor.isVisible()
    wait(lambda: window.preview.screen_area.image != before, "the letter in the picture", 5)
