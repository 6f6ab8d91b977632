"""A time is typed under the picture."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades, wait_for
from tests.ui.window import click
from ui.preview.preview import Preview


@pytest.fixture
def long(preview: Preview) -> Preview:
    preview.resize(560, 400)
    preview.pause()
    preview.show_clip(Shades(count=250, rate=Fraction(24)), "A")
    wait_for(preview, 0)
    return preview


def type_time(preview: Preview, text: str) -> None:
    click(preview.transport.time)
    field = preview.transport.time.typed
    assert field is not None
    assert field.hasFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    turn()


@pytest.mark.parametrize(
    ("text", "frame"),
    [("1:12", 36), ("100", 100), ("2.5s", 60), ("00:00:04:00", 96), ("+10", 30), ("-1:00", 0), ("9999", 249)],
)
def test_the_playhead_goes_where_it_is_told(long: Preview, text: str, frame: int) -> None:
    long.seek(20)
    type_time(long, text)
    assert long.player.frame == frame
    assert long.transport.time.typed is None
    assert long.hasFocus(), "the keys of the preview hold again"


def test_what_is_no_time_is_told_and_can_be_mended(long: Preview) -> None:
    type_time(long, "soon")
    field = long.transport.time.typed
    assert field is not None
    assert "is not a time" in QToolTip.text()
    assert long.player.frame == 0
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert long.player.frame == 12


def test_by_a_key_and_escape_leaves_it(long: Preview) -> None:
    long.seek(5)
    long.setFocus()
    QTest.keyClick(long, Qt.Key.Key_T)
    field = long.transport.time.typed
    assert field is not None
    assert field.selectedText() == "00:00:00:05"
    QTest.keyClicks(field, "77")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert long.transport.time.typed is None
    assert long.player.frame == 5
    assert long.hasFocus()
    QTest.keyClick(long, Qt.Key.Key_T)
    click(long.screen_area)
    wait(lambda: long.transport.time.typed is None, "the field to go")
    assert long.player.frame == 5


def test_a_still_picture_has_no_time(preview: Preview) -> None:
    preview.show_clip(Shades(count=1), "A")
    wait_for(preview, 0)
    preview.transport.time.edit()
    assert preview.transport.time.typed is None
