"""A person at the timeline asks for frames that are not there, by mouse, by keys and by the menu."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from soraapp.media.clip import Clip
from soraapp.project.edits import set_value, together
from soraapp.project.graph import Port
from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.timeline import Item, NodeSource, Timeline, TitleSource, TrackKind
from tests.ui.events import turn, wait
from tests.ui.making.conftest import settle
from tests.ui.window import CTRL, SHIFT, click, press, type_text
from ui.jobs import Phase
from ui.main_window import MainWindow
from ui.making.gaps import GapHint
from ui.preview.reel import LiveClip
from ui.timeline.view import TimelineView

ALT = Qt.KeyboardModifier.AltModifier


def film(window: MainWindow) -> Timeline:
    found = window.document.project.film
    assert found is not None
    return found


def spans(window: MainWindow) -> list[tuple[int, int]]:
    return [(item.start, item.end) for item in film(window).tracks[0].items]


def point(window: MainWindow, frame: float, track: str = "V1") -> QPoint:
    """The middle of a track, at a frame."""
    geometry = window.timeline.view.geometry_
    row = geometry.row(track)
    assert row is not None
    return QPointF(geometry.x(frame), geometry.y(row) + row.height / 2).toPoint()


def kinds(window: MainWindow) -> list[str]:
    return [node.kind for node in window.document.project.graph.nodes.values() if node.id not in "abc"]


def quicken(window: MainWindow) -> None:
    """Let what a model makes take a few steps only."""
    nodes = window.document.project.graph.nodes.values()
    slow = [node.id for node in nodes if "steps" not in node.values and node.kind.startswith(("extend.", "edit."))]
    window.document.apply(together("Change value", [set_value(node, "steps", 2) for node in slow]), ())
    settle(window)


def render(window: MainWindow) -> None:
    """Press the button that renders what is missing."""
    settle(window)
    click(button(window))
    wait(lambda: window.jobs.running, "the run")
    wait(lambda: not window.jobs.running, "the run to end", 120)
    settle(window)


def button(window: MainWindow) -> QToolButton:
    found = window.findChild(QToolButton, "render_missing_button")
    assert isinstance(found, QToolButton)
    return found


def hover(view: TimelineView, at: QPoint) -> None:
    """The pointer comes to a point, whatever window it was over before."""
    place = QPointF(at), QPointF(view.viewport().mapToGlobal(at))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, *place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def told(window: MainWindow) -> str:
    return window.status.text.text()


def test_a_gap_under_the_pointer_says_so_and_a_double_click_fills_it(window: MainWindow) -> None:
    view, before = window.timeline.view, window.document.project
    hover(view, point(window, 20))
    assert view.hint == GapHint("V1", 12, 24)
    hover(view, point(window, 30))
    assert view.hint is None
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(window, 20))
    assert spans(window) == [(0, 12), (12, 24), (24, 36)]
    assert kinds(window) == ["extend.connect"]
    (new,) = view.selection
    assert film(window).by_id[new].start == 12
    view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert window.document.project == before


def test_nothing_else_than_what_is_missing_is_rendered(window: MainWindow) -> None:
    assert button(window).isVisible()
    assert "(2)" in button(window).text()
    seen: list[object] = []
    facts = window.timeline.view.facts

    def look(*_: object) -> None:
        wait_for = film(window).tracks[0]
        seen.extend(facts.of(item, wait_for, film(window).rate).media for item in wait_for.items)

    window.timeline.view.shown_changed.connect(look)
    window.jobs.preview.connect(lambda *_: (window.timeline.view.refresh(), look()))
    render(window)
    assert not button(window).isVisible()
    assert [window.jobs.state(node).phase for node in "abc"] == [Phase.DONE, Phase.DONE, Phase.IDLE]
    assert any(isinstance(media, LiveClip) for media in seen)  # It is seen in its item while it is made.
    window.making.fill("V1", 15)
    quicken(window)
    assert window.missing.nodes == tuple(node for node in window.document.project.graph.nodes if node not in "abc")
    press(Qt.Key.Key_F5, SHIFT)
    wait(lambda: window.jobs.running, "the run")
    settle(window)
    assert not button(window).isEnabled()
    wait(lambda: not window.jobs.running, "the run to end", 120)
    settle(window)
    source = film(window).tracks[0].items[1].source
    made = window.film.clip_of(source)
    assert isinstance(made, Clip)
    assert made.count / made.rate == 0.5
    press(Qt.Key.Key_F5, SHIFT)
    assert "Nothing of the film is missing" in told(window)


def test_the_gap_at_the_playhead_is_filled_by_keys(window: MainWindow) -> None:
    press(Qt.Key.Key_F, CTRL | ALT)
    assert "no gap at the playhead" in told(window)
    window.timeline.view.seek(18)
    press(Qt.Key.Key_F, CTRL | ALT)
    assert spans(window) == [(0, 12), (12, 24), (24, 36)]


def test_an_item_is_extended_by_keys_and_by_its_edge(window: MainWindow) -> None:
    window.timeline.view.select(["item-a"])
    press(Qt.Key.Key_E, CTRL | ALT)  # As far as the gap.
    assert spans(window) == [(0, 12), (12, 24), (24, 36)]
    window.timeline.view.select(["item-b"])
    press(Qt.Key.Key_E, CTRL | ALT | SHIFT)  # There is no room before it: what comes later makes way.
    assert spans(window) == [(0, 12), (12, 24), (24, 72), (72, 84)]
    window.timeline.view.drawn_out.emit("item-b", Edge.TAIL, 6)
    assert spans(window)[-2:] == [(72, 84), (84, 90)]
    assert kinds(window) == ["extend.extend"] * 3


def test_an_edge_that_is_dragged_beyond_its_source_is_continued(window: MainWindow) -> None:
    render(window)
    viewport = window.timeline.view.viewport()
    start, end = point(window, 12) - QPoint(3, 0), point(window, 20)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(viewport, start + (end - start) * step / 8)
        turn()
    assert window.timeline.view.hint is None
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    (item, new, _) = film(window).tracks[0].items
    assert (item.end, new.start) == (12, 12)
    assert abs(new.end - 20) <= 1
    assert kinds(window) == ["extend.extend"]


def test_the_menu_of_an_item_offers_what_can_be_made_of_it_and_its_takes(window: MainWindow) -> None:
    view = window.timeline.view
    view.pointer.menu_wanted(QPointF(point(window, 5)))
    menu = window.timeline.menus.menu
    assert menu is not None
    making = next(action for action in menu.actions() if action.text() == "Make").menu()
    assert isinstance(making, QMenu)
    texts = [action.text() for action in making.actions()]
    assert texts == [
        "Render this item",
        "Extend forward",
        "Extend backward",
        "Retake the marked part",
        "Make it a loop",
    ]
    takes = next(action for action in menu.actions() if action.text() == "Take").menu()
    assert isinstance(takes, QMenu)
    assert [action.text() for action in takes.actions() if action.isChecked()] == ["What the node gives"]
    menu.close()


def test_the_marked_part_is_made_again_and_the_original_comes_back(window: MainWindow) -> None:
    render(window)
    before = film(window)
    marked = replace(before, first=6, last=20)
    window.document.amend(lambda project: replace(project, timelines={"film": marked}))
    window.timeline.view.select(["item-a"])
    press(Qt.Key.Key_R, CTRL | ALT)
    (node,) = [one for one in window.document.project.graph.nodes.values() if one.kind == "edit.edit"]
    assert (node.values["start"], node.values["prompt"]) == (0.25, "a red ball 0")
    assert film(window).by_id["item-a"].source == NodeSource(Port(node.id, "clip"))
    window.actions_["use_original"].trigger()
    assert film(window) == marked
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert node.id not in window.document.project.graph.nodes


def test_a_loop_is_made_of_several_items_in_one_step(window: MainWindow) -> None:
    before = window.document.project
    window.timeline.view.select(["item-a", "item-b"])
    press(Qt.Key.Key_L, CTRL | ALT)
    assert kinds(window).count("extend.loop") == 2
    press(Qt.Key.Key_Z, CTRL)
    assert window.document.project == before


def test_a_new_take_is_rendered_and_takes_come_by_turns(window: MainWindow) -> None:
    render(window)
    window.timeline.view.select(["item-a"])
    press(Qt.Key.Key_N, CTRL | ALT)
    wait(lambda: window.jobs.running, "the run")
    wait(lambda: not window.jobs.running, "the run to end", 60)
    settle(window)
    takes = window.making.takes(film(window).by_id["item-a"])
    assert [take.number for take in takes] == [1, 2]
    press(Qt.Key.Key_Right, CTRL | ALT)
    assert film(window).by_id["item-a"].source == NodeSource(Port("a", "clip"), takes[0].key)
    settle(window)
    assert not button(window).isVisible()
    press(Qt.Key.Key_Left, CTRL | ALT)
    assert film(window).by_id["item-a"].source == NodeSource(Port("a", "clip"), takes[1].key)


def test_cards_become_a_storyboard_and_come_back(window: MainWindow) -> None:
    window.actions_["storyboard"].trigger()
    assert "Nothing is written for a storyboard" in told(window)
    window.timeline.view.seek(12)
    press(Qt.Key.Key_K, CTRL | ALT)
    lane = film(window).tracks[-1]
    assert (lane.kind, lane.hidden) == (TrackKind.TITLE, True)
    (card,) = lane.items
    assert window.timeline.view.selection == (card.id,)
    type_text("a fox")  # Its words are asked for at once.
    press(Qt.Key.Key_Return, CTRL)
    assert film(window).by_id[card.id].source == TitleSource("a fox")
    window.timeline.view.select(())
    window.actions_["storyboard"].trigger()
    assert kinds(window) == ["generate.storyboard"]
    board = next(item for item in film(window).items() if shows_board(window, item))
    assert (board.start, board.end) == (12, 60)
    window.timeline.view.select([board.id])
    window.actions_["cards"].trigger()
    assert [(one.start, one.end) for one in film(window).tracks[-1].items] == [(12, 60)]


def shows_board(window: MainWindow, item: Item) -> bool:
    node = window.document.project.graph.nodes.get(getattr(item.source, "port", Port("", "")).node)
    return node is not None and node.kind == "generate.storyboard"


@pytest.mark.parametrize("command", ["retake", "loop_item", "next_take", "extend_forward"])
def test_without_an_item_a_command_says_what_it_needs(window: MainWindow, command: str) -> None:
    window.timeline.view.seek(18)
    before = window.document.project
    window.actions_[command].trigger()
    turn()
    assert "Select a picture on the timeline first" in told(window)
    assert window.document.project is before
