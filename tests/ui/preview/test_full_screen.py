"""The preview alone on the screen, and back where it was."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades
from ui.preview.preview import Preview


@pytest.fixture
def housed(preview: Preview) -> Iterator[Preview]:
    """A preview between two other things."""
    house = QWidget()
    column = QVBoxLayout(house)
    for part in (QLabel("above"), preview, QLabel("below")):
        column.addWidget(part)
    house.resize(500, 500)
    house.show()
    preview.pause()
    preview.show_clip(Shades(count=300, rate=Fraction(24)), "A")
    wait(lambda: preview.player.painted == 0, "the picture")
    yield preview
    preview.full_screen.leave()
    preview.setParent(None)
    house.deleteLater()


def move_mouse(preview: Preview, x: int) -> None:
    """On the window itself: the platform without a screen has no order of windows."""
    handle = preview.window().windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, QPoint(x, 200))


def test_it_fills_the_screen_and_escape_puts_it_back(housed: Preview) -> None:
    house = housed.window()
    layout = house.layout()
    assert layout is not None
    housed.full_screen.toggle()
    wait(lambda: housed.size() == housed.screen().size(), "the whole screen")
    assert housed.window().isFullScreen()
    wait(housed.hasFocus, "the keyboard")
    assert housed.screen_area.frame_rect().width() > 500
    QTest.keyClick(housed, Qt.Key.Key_Right)
    assert housed.player.frame == 1
    QTest.keyClick(housed, Qt.Key.Key_Escape)
    assert housed.window() is house
    assert layout.indexOf(housed) == 1
    wait(lambda: housed.width() < 500, "its place")
    assert housed.transport.isVisible()
    assert housed.transport.geometry().bottom() <= housed.height()
    assert not housed.full_screen.on


def test_its_controls_go_while_it_plays_and_come_with_the_mouse(housed: Preview) -> None:
    full = housed.full_screen
    full._rest.setInterval(50)
    full.enter()
    move_mouse(housed, 300)
    turn(0.2)
    assert housed.transport.isVisible(), "while it is paused"
    QTest.keyClick(housed, Qt.Key.Key_Space)
    wait(lambda: not housed.transport.isVisible(), "the controls to go")
    assert housed.screen_area.cursor().shape() is Qt.CursorShape.BlankCursor
    move_mouse(housed, 310)
    wait(lambda: housed.transport.isVisible(), "the controls")
    assert housed.screen_area.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_its_window_closed_by_the_system_gives_it_back(housed: Preview) -> None:
    house = housed.window()
    housed.full_screen.enter()
    housed.window().close()
    turn()
    assert housed.window() is house
    assert QApplication.activeWindow() is not None or not house.isHidden()


def test_there_is_none_without_a_picture(preview: Preview) -> None:
    preview.show_empty()
    preview.full_screen.toggle()
    assert not preview.full_screen.on
