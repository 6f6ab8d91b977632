"""Zoom and pan by wheel, pinch, keys and mouse; the menu that tells it; and what is sharp."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.events import wait
from tests.ui.preview.conftest import Shades, rgb
from ui.preview.lens import LEAST, MOST, Lens
from ui.preview.preview import Preview
from ui.preview.reel import LiveClip

LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
WIDE, HIGH = 320, 180


@pytest.fixture
def noise() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (1, HIGH, WIDE, 3), np.uint8)


@pytest.fixture
def zoomed(preview: Preview, noise: np.ndarray) -> Preview:
    preview.pause()
    preview.show_clip(LiveClip(noise, Fraction(1)), "noise")
    wait(lambda: preview.screen_area.image is not None, "the picture")
    return preview


def wheel(preview: Preview, clicks: int, at: QPointF, modifiers: Qt.KeyboardModifier = NONE) -> None:
    screen = preview.screen_area
    event = QWheelEvent(
        at,
        screen.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * clicks),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(screen, event)


def under(preview: Preview, at: QPointF) -> tuple[float, float]:
    """Which pixel of the picture is there."""
    preview.screen_area.frame_rect()
    place = preview.screen_area.lens.pixel(at)
    return place.x(), place.y()


@pytest.mark.parametrize("modifiers", [NONE, CTRL])
def test_the_wheel_zooms_where_the_pointer_is(zoomed: Preview, modifiers: Qt.KeyboardModifier) -> None:
    screen, at = zoomed.screen_area, QPointF(150, 120)
    before, zoom = under(zoomed, at), screen.lens.shown
    wheel(zoomed, 4, at, modifiers)
    assert screen.lens.shown == pytest.approx(zoom * 4)
    assert under(zoomed, at) == pytest.approx(before, abs=1)
    assert zoomed.transport.zoom.text() == f"{round(screen.lens.shown * 100)} %"
    for _ in range(9):
        wheel(zoomed, 4, at)
    assert screen.lens.zoom == MOST
    for _ in range(20):
        wheel(zoomed, -4, at)
    assert screen.lens.zoom == LEAST


def test_two_fingers_pinch_and_move(zoomed: Preview) -> None:
    screen, at = zoomed.screen_area, QPointF(150, 120)
    before = screen.lens.shown
    for kind, value in (
        (Qt.NativeGestureType.BeginNativeGesture, 0.0),
        (Qt.NativeGestureType.ZoomNativeGesture, 1.0),
        (Qt.NativeGestureType.ZoomNativeGesture, 0.5),
        (Qt.NativeGestureType.EndNativeGesture, 0.0),
    ):
        place = screen.mapToGlobal(at)
        gesture = QNativeGestureEvent(
            kind, QPointingDevice.primaryPointingDevice(), 2, at, at, place, value, QPointF(), 1
        )
        QApplication.sendEvent(screen, gesture)
    assert screen.lens.shown == pytest.approx(before * 3)
    offset = screen.lens.offset
    event = QWheelEvent(
        at,
        screen.mapToGlobal(at),
        QPoint(20, -10),
        QPoint(20, -10),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.ScrollUpdate,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(screen, event)
    assert (screen.lens.offset - offset).toPoint() == QPoint(20, -10)
    assert screen.lens.shown == pytest.approx(before * 3)


def test_keys_zoom_fit_and_show_one_to_one(zoomed: Preview) -> None:
    screen = zoomed.screen_area
    zoomed.setFocus()
    fitted = screen.lens.shown
    QTest.keyClick(zoomed, Qt.Key.Key_Plus)
    QTest.keyClick(zoomed, Qt.Key.Key_Plus)
    assert screen.lens.shown == pytest.approx(2 * fitted)
    QTest.keyClick(zoomed, Qt.Key.Key_Minus)
    assert screen.lens.shown == pytest.approx(2**0.5 * fitted)
    QTest.keyClick(zoomed, Qt.Key.Key_Z)
    assert screen.lens.zoom == 1
    QTest.keyClick(zoomed, Qt.Key.Key_F)
    assert screen.fit
    assert screen.lens.shown == fitted


@pytest.mark.parametrize("way", ["middle", "space"])
def test_the_picture_is_moved_and_never_leaves_the_view(zoomed: Preview, way: str) -> None:
    screen = zoomed.screen_area
    zoomed.setFocus()
    screen.set_zoom(8.0)
    button = MIDDLE if way == "middle" else LEFT
    playing = zoomed.player.playing
    if way == "space":
        QTest.keyPress(zoomed, Qt.Key.Key_Space)
        assert screen.cursor().shape() is Qt.CursorShape.OpenHandCursor
    for start, end in (((200, 100), (260, 80)), ((10, 10), (390, 240)), ((10, 10), (390, 240)), ((10, 10), (390, 240))):
        before = screen.lens.offset
        QTest.mousePress(screen, button, NONE, QPoint(*start))
        QTest.mouseMove(screen, QPoint(*end))
        QTest.mouseRelease(screen, button, NONE, QPoint(*end))
        if start == (200, 100):
            assert (screen.lens.offset - before).toPoint() == QPoint(60, -20)
    QTest.mouseMove(screen, QPoint(5, 5))
    frame = screen.frame_rect()
    assert frame.contains(QPointF(1, 1))
    if way == "space":
        QTest.keyRelease(zoomed, Qt.Key.Key_Space)
        assert zoomed.player.playing == playing, "the key has moved the picture: it does not play"
        assert screen.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_from_200_percent_on_pixels_are_squares(zoomed: Preview, noise: np.ndarray) -> None:
    screen = zoomed.screen_area
    zoomed.setFocus()
    screen.set_zoom(8.0)
    wait(lambda: screen.image is not None and screen.image.width() == WIDE, "the picture as it is")
    shown = screen.grab().toImage()
    frame = screen.frame_rect()
    for x, y in ((31, 40), (200, 100), (377, 222)):
        column, row = int((x - frame.left()) // 8), int((y - frame.top()) // 8)
        assert rgb(shown.pixelColor(x, y)) == tuple(noise[0, row, column])


def test_the_menu_tells_and_sets_the_zoom(zoomed: Preview) -> None:
    button, screen = zoomed.transport.zoom, zoomed.screen_area
    menu = button.menu()
    menu.aboutToShow.emit()
    chosen = {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}
    assert chosen["Fit"].isChecked()
    chosen["400 %"].trigger()
    assert screen.lens.zoom == 4
    menu.aboutToShow.emit()
    assert next(action.text() for action in menu.actions() if action.isChecked()) == "400 %"
    assert "400 %" in button.accessibleName()


def test_each_pixel_of_the_screen_is_one_of_the_picture_wherever_it_is_moved() -> None:
    lens = Lens()
    for ratio in (1.0, 1.5, 2.0):
        lens.measure(QSize(401, 301), ratio, QSize(1920, 1080), (1, 1))
        lens.set_zoom(1.0)
        lens.move(QPointF(13.3, -7.9))
        corner = lens.frame().topLeft() * ratio
        assert corner.x() == pytest.approx(round(corner.x()), abs=1e-6)
        assert corner.y() == pytest.approx(round(corner.y()), abs=1e-6)
        assert lens.frame().width() * ratio == pytest.approx(1920)


def test_another_clip_of_the_same_size_is_seen_at_the_same_zoom_and_place(zoomed: Preview) -> None:
    screen = zoomed.screen_area
    screen.set_zoom(8.0, QPointF(50, 50))
    before = screen.frame_rect()
    other = np.zeros((1, HIGH, WIDE, 3), np.uint8)
    zoomed.show_clip(LiveClip(other, Fraction(1)), "other")
    assert screen.frame_rect() == before
    zoomed.show_clip(Shades(), "small")
    assert screen.lens.offset == QPointF(0, 0)
