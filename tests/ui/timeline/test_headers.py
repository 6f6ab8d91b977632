"""The headers of tracks: names, switches, heights and how loud they are, with real mouse and key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.project.timeline.timeline import Track
from tests.ui.events import turn
from tests.ui.timeline.conftest import painted
from ui.document import Document
from ui.timeline.geometry import HIGHEST, LOWEST
from ui.timeline.header import Header
from ui.timeline.name_line import NameLine
from ui.timeline.view import TimelineView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def header(view: TimelineView, track: str) -> Header:
    return view.headers.headers[track]


def write(at: Header, place: QPoint, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Double-click a text of a header, write another one, and press a key."""
    QTest.mouseDClick(at, LEFT, NONE, place)
    turn()
    line = at.findChild(NameLine)
    assert isinstance(line, NameLine)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)
    turn()


def track(document: Document, name: str) -> Track:
    found = document.project.timelines["film"].track(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "switch"), [("v1", "hidden"), ("v1", "solo"), ("a1", "muted"), ("a1", "solo"), ("t1", "locked")]
)
def test_a_switch_is_one_step_of_undo_and_shows_how_it_stands(
    view: TimelineView, document: Document, name: str, switch: str
) -> None:
    button = header(view, name).switches[switch]
    off = button.toolTip()
    QTest.mouseClick(button, LEFT)
    assert getattr(track(document, name), switch)
    assert button.isChecked()
    assert button.toolTip() != off
    document.undo()
    assert not getattr(track(document, name), switch)
    assert not button.isChecked()
    assert button.toolTip() == off


def test_what_a_switch_does_is_seen_on_the_lane(view: TimelineView) -> None:
    before = painted(view)
    QTest.mouseClick(header(view, "v1").switches["hidden"], LEFT)
    assert painted(view) != before


def test_switches_are_reached_and_pressed_by_keys(view: TimelineView, document: Document) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(40):
        focus = QApplication.focusWidget()
        if focus is header(view, "v1").switches["locked"]:
            break
        QTest.keyClick(focus or view, Qt.Key.Key_Tab)
    else:
        pytest.fail("Tab does not come to the switches")
    QTest.keyClick(header(view, "v1").switches["locked"], Qt.Key.Key_Space)
    assert track(document, "v1").locked
    assert "V1" in header(view, "v1").switches["locked"].accessibleName()


def test_a_track_is_renamed_by_a_double_click(view: TimelineView, document: Document) -> None:
    write(header(view, "v1"), QPoint(36, 14), "Main")
    assert track(document, "v1").name == "Main"
    assert header(view, "v1").name.text() == "Main"
    write(header(view, "v1"), QPoint(36, 14), "Other", Qt.Key.Key_Escape)
    assert track(document, "v1").name == "Main"


def test_a_name_that_is_taken_is_refused_and_told(view: TimelineView, document: Document) -> None:
    refused: list[object] = []
    document.refused.connect(refused.append)
    write(header(view, "v1"), QPoint(36, 14), "V2")
    assert [str(error) for error in refused] == ["Another track is called V2. Choose another name."]
    assert header(view, "v1").name.text() == "V1"


def test_how_loud_a_track_is_is_written_in_decibels(view: TimelineView, document: Document) -> None:
    level = header(view, "a1").level
    write(header(view, "a1"), level.geometry().center(), "-6 dB")
    assert track(document, "a1").gain == -6
    assert level.text() == "-6.0 dB"
    write(header(view, "a1"), level.geometry().center(), "loud")
    assert track(document, "a1").gain == -6


def drag_edge(view: TimelineView, name: str, by: int, *, give_up: bool = False) -> None:
    """Drag the lower edge of a header."""
    row = view.geometry_.row(name)
    assert row is not None
    start = QPoint(60, round(view.geometry_.y(row) + row.height) - 1)
    QTest.mousePress(view.headers, LEFT, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(view.headers, start + QPoint(0, by * step // 5))
        turn()
    if give_up:
        QTest.keyClick(view.headers, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.headers, LEFT, NONE, start + QPoint(0, by))
    turn()


def test_the_height_of_a_track_is_dragged_at_its_edge(view: TimelineView, document: Document) -> None:
    steps = len(document.steps[0])
    drag_edge(view, "t1", 20)
    assert track(document, "t1").height == 50
    assert len(document.steps[0]) == steps + 1
    drag_edge(view, "t1", -400)
    assert track(document, "t1").height == LOWEST
    drag_edge(view, "t1", 900)
    assert track(document, "t1").height == HIGHEST


def test_escape_leaves_the_height_as_it_was(view: TimelineView, document: Document) -> None:
    before = document.project
    drag_edge(view, "t1", 30, give_up=True)
    assert document.project is before
    row = view.geometry_.row("t1")
    assert row is not None
    assert row.height == 30


def test_headers_stand_beside_their_lanes(view: TimelineView) -> None:
    for row in view.geometry_.rows:
        assert header(view, row.track.id).y() == round(view.geometry_.y(row))
        assert header(view, row.track.id).name.text() == row.track.name
