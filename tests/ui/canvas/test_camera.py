"""A person looks around: wheel, middle button, space bar, touchpad, keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.project.project import Project
from tests.ui.canvas.conftest import CTRL, LEFT, MIDDLE, NONE, SHIFT, Desk
from tests.ui.events import turn
from ui.settings import TOUCHPAD, WHEEL

Key = Qt.Key


def turn_wheel(
    desk: Desk, point: QPointF, angle: QPoint, pixels: QPoint, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    view, phase = desk.canvas.viewport(), Qt.ScrollPhase.NoScrollPhase
    where = QPointF(view.mapToGlobal(point))
    event = QWheelEvent(point, where, pixels, angle, Qt.MouseButton.NoButton, modifiers, phase, False)  # noqa: FBT003
    QApplication.sendEvent(view, event)
    turn()


def test_the_wheel_zooms_and_what_is_under_the_pointer_stays(desk: Desk) -> None:
    desk.film()
    point = QPointF(desk.title("t"))
    below = desk.canvas.camera.to_scene(point)
    for angle, larger in ((120, True), (-360, False)):
        before = desk.canvas.camera.zoom
        turn_wheel(desk, point, QPoint(0, angle), QPoint())
        assert (desk.canvas.camera.zoom > before) is larger
        now = desk.canvas.viewportTransform().map(below)
        assert (now - point).manhattanLength() < 3
    assert f"{desk.canvas.camera.zoom * 100:.0f} %" in desk.canvas.overlay.hint.text()


def test_a_wheel_can_be_set_to_pan_and_ctrl_zooms_then(desk: Desk) -> None:
    desk.film()
    point, zoom = QPointF(300, 300), desk.canvas.camera.zoom
    desk.canvas.settings.set(WHEEL, "pan")
    before = desk.title("t")
    turn_wheel(desk, point, QPoint(0, -120), QPoint())
    assert desk.title("t") == before + QPoint(0, -64)
    turn_wheel(desk, point, QPoint(0, -120), QPoint(), SHIFT)
    assert desk.title("t") == before + QPoint(-64, -64)
    assert desk.canvas.camera.zoom == zoom
    turn_wheel(desk, point, QPoint(0, 120), QPoint(), CTRL)
    assert desk.canvas.camera.zoom > zoom


def test_a_wheel_that_zooms_pans_with_shift_and_when_it_is_tilted(desk: Desk) -> None:
    desk.film()
    before, zoom = desk.title("t"), desk.canvas.camera.zoom
    turn_wheel(desk, QPointF(300, 300), QPoint(0, 120), QPoint(), SHIFT)
    assert desk.title("t") == before + QPoint(0, 64)
    turn_wheel(desk, QPointF(300, 300), QPoint(120, 0), QPoint())
    assert desk.title("t") == before + QPoint(64, 64)
    assert desk.canvas.camera.zoom == zoom


def test_two_fingers_can_be_set_to_zoom(desk: Desk) -> None:
    desk.film()
    zoom = desk.canvas.camera.zoom
    desk.canvas.settings.set(TOUCHPAD, "zoom")
    turn_wheel(desk, QPointF(300, 300), QPoint(0, 0), QPoint(0, 20))
    assert desk.canvas.camera.zoom > zoom
    before = desk.title("t")
    turn_wheel(desk, QPointF(300, 300), QPoint(0, 0), QPoint(5, 20), SHIFT)
    assert desk.title("t") == before + QPoint(5, 20)


def test_zoom_has_ends(desk: Desk) -> None:
    for angle in (120, -120):
        for _ in range(60):
            turn_wheel(desk, QPointF(400, 300), QPoint(0, angle), QPoint())
        assert 0.04 < desk.canvas.camera.zoom <= 3.0


def test_two_fingers_pan_with_ctrl_they_zoom_and_a_pinch_zooms(desk: Desk) -> None:
    desk.film()
    before, zoom = desk.title("t"), desk.canvas.camera.zoom
    turn_wheel(desk, QPointF(300, 300), QPoint(0, 0), QPoint(-30, 20))
    assert desk.title("t") == before + QPoint(-30, 20)
    assert desk.canvas.camera.zoom == zoom
    turn_wheel(desk, QPointF(300, 300), QPoint(0, 40), QPoint(0, 20), CTRL)
    assert desk.canvas.camera.zoom > zoom
    zoom, point = desk.canvas.camera.zoom, QPointF(300, 300)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        point,
        point,
        point,
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(desk.canvas.viewport(), pinch)
    assert desk.canvas.camera.zoom == pytest.approx(zoom * 1.25)


def test_the_middle_button_and_the_space_bar_pan(desk: Desk) -> None:
    desk.film()
    before = desk.title("t")
    desk.drag(QPoint(600, 600), QPoint(640, 560), MIDDLE)
    assert desk.title("t") == before + QPoint(40, -40)
    asked: list[bool] = []
    desk.canvas.play_asked.connect(lambda: asked.append(True))
    QTest.keyPress(desk.canvas, Key.Key_Space)
    desk.drag(desk.title("t"), desk.title("t") + QPoint(25, 25), LEFT)
    QTest.keyRelease(desk.canvas, Key.Key_Space)
    assert desk.title("t") == before + QPoint(65, -15)
    assert not desk.canvas.selection()
    assert not asked
    QTest.keyClick(desk.canvas, Key.Key_Space)
    assert asked == [True]


def test_home_shows_all_and_f_the_selection(desk: Desk) -> None:
    desk.film()
    desk.add("far", "text.prompt", 4000, 3000)
    desk.key(Key.Key_Home)
    assert desk.canvas.camera.visible().contains(desk.scene.bounds())
    small = desk.canvas.camera.zoom
    desk.canvas.select(["t"])
    desk.key(Key.Key_F)
    assert desk.canvas.camera.zoom > small
    center = desk.canvas.viewportTransform().map(desk.scene.bounds(["t"]).center())
    assert (center - QPointF(desk.canvas.viewport().rect().center())).manhattanLength() < 4


def test_walking_brings_a_node_into_view(desk: Desk) -> None:
    desk.film()
    desk.add("far", "output.export", 3000, 60)
    desk.wire("t", "clip", "far", "clips")
    desk.canvas.select(["t"])
    desk.key(Key.Key_Right)
    assert desk.canvas.selection() == ("far",)
    assert desk.canvas.camera.visible().contains(desk.scene.bounds(["far"]))


def opened(desk: Desk, width: int, height: int, *places: tuple[float, float]) -> None:
    """Open a project with nodes at these places in a view of that size."""
    for index, (x, y) in enumerate(places):
        desk.add(f"n{index}", "text.prompt", x, y)
    desk.canvas.resize(width, height)
    desk.document.replace(desk.document.project, None)
    turn()


def test_an_opened_project_is_framed_again_in_a_larger_window_until_somebody_steers(desk: Desk) -> None:
    opened(desk, 640, 400, (0, 0), (500, 300))
    small = desk.canvas.camera.zoom
    assert 0.4 <= small < 1
    assert desk.canvas.camera.visible().contains(desk.scene.bounds())
    desk.canvas.resize(1400, 900)
    turn()
    assert desk.canvas.camera.zoom == 1
    desk.canvas.resize(640, 400)
    turn()
    assert desk.canvas.camera.zoom == small
    turn_wheel(desk, QPointF(300, 300), QPoint(0, 0), QPoint(-3, 2))
    desk.canvas.resize(1400, 900)
    turn()
    assert desk.canvas.camera.zoom == small


def test_an_edit_ends_the_framing(desk: Desk) -> None:
    opened(desk, 640, 400, (0, 0), (500, 300))
    before = desk.canvas.camera.zoom
    desk.add("new", "text.prompt", 50, 50)
    desk.canvas.resize(1400, 900)
    turn()
    assert desk.canvas.camera.zoom == before


def test_an_opened_project_that_is_too_large_begins_at_its_left_and_can_be_read(desk: Desk) -> None:
    opened(desk, 640, 400, (0, 0), (3000, 40))
    assert desk.canvas.camera.zoom == pytest.approx(0.4)
    assert desk.canvas.camera.visible().contains(desk.scene.bounds(["n0"]))
    assert not desk.canvas.camera.visible().intersects(desk.scene.bounds(["n1"]))


def test_an_opened_project_is_never_empty_space(desk: Desk) -> None:
    opened(desk, 640, 400, (0, 3000), (3000, 0))
    assert desk.canvas.camera.visible().contains(desk.scene.bounds())


def test_an_opened_project_is_seen_as_a_whole_where_its_texts_can_still_be_made_out(desk: Desk) -> None:
    opened(desk, 800, 400, (0, 0), (1200, 40))
    assert 0.4 < desk.canvas.camera.zoom < 0.6
    assert desk.canvas.camera.visible().contains(desk.scene.bounds())


def test_a_new_project_begins_at_its_own_size(desk: Desk) -> None:
    opened(desk, 640, 400, (0, 0), (3000, 40))
    assert desk.canvas.camera.zoom < 1
    desk.document.replace(Project(), None)
    turn()
    assert desk.canvas.camera.zoom == 1
    desk.add("first", "text.prompt", 0, 0)
    assert desk.canvas.camera.zoom == 1
