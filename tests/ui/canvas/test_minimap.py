"""A person sees the whole graph in a corner, and drags the view over it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from soraapp.project import edits
from soraapp.project.frame_edits import add_frame
from tests.ui.canvas.conftest import LEFT, NONE, SHIFT, Desk
from tests.ui.events import turn, wait
from ui.canvas.minimap import Minimap, node_color
from ui.canvas.tints import band

Key = Qt.Key


def wide(desk: Desk) -> Minimap:
    """A graph of which only a part is in view."""
    desk.add("p", "text.prompt", 60, 60)
    desk.add("t", "generate.text_to_video", 5000, 2600)
    desk.settle()
    minimap = desk.canvas.minimap
    wait(minimap.isVisible, "the minimap", 5)
    return minimap


def at(minimap: Minimap, point: QPointF) -> QPoint:
    return minimap.to_map(point).toPoint()


def test_it_is_there_while_a_part_of_the_graph_is_out_of_view(desk: Desk) -> None:
    minimap = desk.canvas.minimap
    assert not minimap.isVisible()
    wide(desk)
    corner = desk.canvas.rect().bottomRight() - minimap.geometry().bottomRight()
    assert (corner.x(), corner.y()) == (10, 10)
    desk.key(Key.Key_Home)
    assert not minimap.isVisible()
    desk.canvas.camera.pan(-3000, 0)
    assert minimap.isVisible()
    desk.canvas.resize(1000, 700)
    turn()
    assert minimap.geometry().bottomRight() == desk.canvas.rect().bottomRight() - corner


def test_it_is_switched_by_key_and_the_setting_is_kept(desk: Desk) -> None:
    minimap = wide(desk)
    desk.key(Key.Key_M, SHIFT)
    assert not minimap.isVisible()
    assert not minimap.on
    desk.canvas.camera.pan(-3000, 0)
    assert not minimap.isVisible()
    desk.key(Key.Key_M, SHIFT)
    assert minimap.isVisible()


def test_nodes_have_the_colour_of_their_kind_and_frames_are_behind(desk: Desk) -> None:
    minimap = wide(desk)
    rect = desk.scene.bounds(["t"])
    desk.document.apply(add_frame((rect.left() - 500, rect.top() - 300, 1500, 900), id="f", color="green"))
    desk.canvas.camera.pan(0, -4000)
    minimap.refresh()
    picture = minimap.grab().toImage()

    def color(point: QPointF) -> str:
        return picture.pixelColor(at(minimap, point)).name()

    look = desk.scene.look
    assert color(rect.center()) == node_color(look, "clip").name()
    assert color(desk.scene.bounds(["p"]).center()) == node_color(look, "text").name()
    assert color(rect.topLeft() - QPointF(300, 150)) == band(look, "green").name()


def test_a_click_looks_there_and_the_rectangle_is_dragged(desk: Desk) -> None:
    minimap = wide(desk)
    target = desk.scene.bounds(["t"]).center()
    QTest.mouseClick(minimap, LEFT, NONE, at(minimap, target))
    assert desk.canvas.camera.visible().contains(desk.scene.bounds(["t"]))
    start = desk.canvas.camera.visible().center()
    held = at(minimap, start) + QPoint(2, 1)
    QTest.mousePress(minimap, LEFT, NONE, held)
    QTest.mouseMove(minimap, held + QPoint(-20, -10))
    QTest.mouseMove(minimap, held + QPoint(-40, -20))
    moved = desk.canvas.camera.visible().center() - start
    scale = minimap.to_scene(QPointF(1, 0)).x() - minimap.to_scene(QPointF(0, 0)).x()
    assert abs(moved.x() + 40 * scale) < 2 * scale
    assert abs(moved.y() + 20 * scale) < 2 * scale
    QTest.mouseRelease(minimap, LEFT, NONE, held)
    assert desk.canvas.selection() == ()


def test_a_change_is_painted_once_it_has_settled_and_not_before(desk: Desk) -> None:
    minimap = wide(desk)
    before = minimap._picture.cacheKey()
    for step in range(5):
        desk.document.apply(edits.move({"p": (float(step), 40.0)}))
        turn()
    desk.canvas.camera.pan(-50, -50)
    turn()
    assert minimap._picture.cacheKey() == before
    wait(lambda: minimap._picture.cacheKey() != before, "the new picture", 5)


def test_where_all_is_in_view_it_says_when_it_will_be_there(desk: Desk) -> None:
    desk.film()
    desk.key(Key.Key_M, SHIFT)
    assert not desk.told
    desk.key(Key.Key_M, SHIFT)
    assert desk.canvas.minimap.on
    assert not desk.canvas.minimap.isVisible()
    assert desk.told == ["The minimap shows when a part of the graph is out of view"]
