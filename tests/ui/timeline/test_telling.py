"""What a timeline tells of its items: in tool tips, and to screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.events import turn
from tests.ui.timeline.conftest import spot
from ui.timeline.geometry import RULER
from ui.timeline.view import TimelineView


def tip_at(view: TimelineView, at: QPoint) -> str:
    """What is told when the pointer rests at a point of the viewport."""
    QToolTip.hideText()
    turn()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    turn()
    return QToolTip.text()


@pytest.mark.parametrize(
    ("track", "frame", "told"),
    [
        ("v1", 290, "city\n00:00:10:00 to 00:00:13:23, 96 frames\nrunning 62 %"),
        ("v2", 140, "bird\n00:00:05:00 to 00:00:06:23, 48 frames\nstale"),
        ("v1", 370, "twice\n00:00:14:04 to 00:00:16:15, 60 frames\n\u25c0 150 %"),
        ("v1", 430, "lost\n00:00:16:20 to 00:00:19:07, 60 frames\nmissing"),
        ("v1", 498, "off\n00:00:19:12 to 00:00:21:23, 60 frames\noff: neither seen nor heard"),
        ("a1", 20, "waves\n00:00:00:00 to 00:00:12:11, 300 frames\n12 frames past the end of its source"),
    ],
)
def test_a_tip_says_what_an_item_is(view: TimelineView, track: str, frame: int, told: str) -> None:
    assert tip_at(view, spot(view, track, frame)) == told


def test_a_tip_names_a_marker_and_a_transition(view: TimelineView) -> None:
    assert tip_at(view, QPoint(round(view.geometry_.x(48)), RULER - 4)) == "Splash\n00:00:02:00"
    assert tip_at(view, spot(view, "v1", 96, 0.8)) == "dissolve, 24 frames"


def test_where_nothing_is_nothing_is_told(view: TimelineView) -> None:
    assert tip_at(view, spot(view, "v1", 200)) == ""


def test_a_screen_reader_is_told_what_is_selected(view: TimelineView) -> None:
    reader = QAccessible.queryAccessibleInterface(view)
    view.select(["bird"])
    assert reader.text(QAccessible.Text.Description) == "bird, V2, stale, 00:00:05:00 to 00:00:06:23, 48 frames"
    view.select(["bird", "ball"])
    assert reader.text(QAccessible.Text.Description).startswith("2 items selected; bird, V2, stale")
    view.select([])
    assert reader.text(QAccessible.Text.Description) == "10 items on 4 tracks"
    assert reader.text(QAccessible.Text.Name) == "Tracks of the timeline"
