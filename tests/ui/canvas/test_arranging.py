"""A person puts nodes in order: in line, at equal distances, laid out by the flow, and snapping while they drag."""

from __future__ import annotations

import random
from itertools import combinations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from soraapp.project import edits
from soraapp.project.frame_edits import add_frame
from tests.ui.canvas.conftest import NONE, SHIFT, Desk
from tests.ui.events import turn, wait
from ui.canvas.layered import Box, Link, layered
from ui.canvas.nested import Nest, nested
from ui.canvas.node_layout import Side
from ui.settings import SNAP

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def rects(desk: Desk) -> dict[str, QRectF]:
    return {node: desk.scene.bounds([node]) for node in desk.graph.nodes}


def three(desk: Desk) -> None:
    """Three nodes in disorder, all selected."""
    desk.add("a", "text.prompt", 90, 60)
    desk.add("b", "generate.text_to_video", 400, 133)
    desk.add("c", "text.prompt", 871, 20)
    desk.settle()
    choose(desk)


def choose(desk: Desk) -> None:
    desk.canvas.select(["a", "b", "c"])


def test_keys_align_edges_as_one_step_each(desk: Desk) -> None:
    three(desk)
    before = desk.undo_steps()
    start = rects(desk)
    around = desk.scene.bounds()
    sides = {Key.Key_Left: "left", Key.Key_Right: "right", Key.Key_Up: "top", Key.Key_Down: "bottom"}
    for key, side in sides.items():
        choose(desk)  # Counting steps undid even that they were added.
        desk.key(key, ALT)
        assert {getattr(rect, side)() for rect in rects(desk).values()} == {getattr(around, side)()}
        assert desk.undo_steps() == before + 1
        assert desk.document.undo_label == "Align"
        desk.document.undo()
        assert rects(desk) == start


def test_middles_are_aligned_beneath_and_beside_each_other(desk: Desk) -> None:
    three(desk)
    desk.actions["align_centers"].trigger()
    assert len({rect.center().x() for rect in rects(desk).values()}) == 1
    desk.actions["align_middles"].trigger()
    assert max(rect.center().y() for rect in rects(desk).values()) - desk.scene.bounds().center().y() <= 1


def test_gaps_are_made_equal_between_the_outermost(desk: Desk) -> None:
    three(desk)
    outer = rects(desk)
    desk.actions["distribute_across"].trigger()
    found = rects(desk)
    assert (found["a"], found["c"]) == (outer["a"], outer["c"])
    gaps = found["b"].left() - found["a"].right(), found["c"].left() - found["b"].right()
    assert abs(gaps[0] - gaps[1]) <= 1
    assert found["b"].top() == outer["b"].top()
    assert desk.document.undo_label == "Distribute"


def test_what_is_in_order_already_is_no_step(desk: Desk) -> None:
    three(desk)
    desk.actions["align_left"].trigger()
    before = desk.undo_steps()
    choose(desk)
    desk.actions["align_left"].trigger()
    assert desk.undo_steps() == before


def test_too_few_nodes_are_told_and_nothing_moves(desk: Desk) -> None:
    three(desk)
    start = rects(desk)
    desk.canvas.select(["a", "b"])
    desk.actions["distribute_down"].trigger()
    desk.canvas.select(["a"])
    desk.key(Key.Key_Left, ALT)
    assert [text.split(". ")[1] for text in desk.told] == ["Select 3 nodes or more.", "Select 2 nodes or more."]
    assert rects(desk) == start


def chain(desk: Desk) -> None:
    """A prompt that feeds two videos, which an export joins, in disorder on top of each other."""
    desk.add("x", "output.export", 300, 200)
    desk.add("t", "generate.text_to_video", 310, 210)
    desk.add("u", "generate.text_to_video", 320, 220)
    desk.add("p", "text.prompt", 330, 230)
    for video in ("t", "u"):
        desk.wire("p", "text", video, "prompt")
        desk.wire(video, "clip", "x", "clips")
    desk.settle()


def test_l_lays_all_out_from_left_to_right_in_one_step(desk: Desk) -> None:
    chain(desk)
    before = desk.undo_steps()
    places = {node: value.position for node, value in desk.graph.nodes.items()}
    corner = desk.scene.bounds().topLeft()
    desk.key(Key.Key_L)
    wait(lambda: desk.undo_steps() == before + 1, "the layout")
    found = rects(desk)
    assert found["p"].right() < found["t"].left() == found["u"].left() < found["t"].right() < found["x"].left()
    assert not any(one.intersects(two) for one, two in combinations(found.values(), 2))
    assert desk.scene.bounds().topLeft() == corner
    assert desk.document.undo_label == "Lay out"
    desk.document.undo()
    assert {node: value.position for node, value in desk.graph.nodes.items()} == places


def test_only_what_is_selected_is_laid_out(desk: Desk) -> None:
    chain(desk)
    before = desk.undo_steps()
    desk.canvas.select(["p", "t"])
    still = {node: desk.graph.nodes[node].position for node in ("x", "u")}
    desk.key(Key.Key_L)
    wait(lambda: desk.undo_steps() == before + 1, "the layout")
    assert {node: desk.graph.nodes[node].position for node in ("x", "u")} == still
    assert rects(desk)["p"].right() < rects(desk)["t"].left()


def test_what_is_in_a_frame_stays_together_and_nothing_else_comes_in(desk: Desk) -> None:
    chain(desk)
    desk.add("q", "text.prompt", 700, 600)
    for node, place in {"t": (600, 100), "u": (300, 500), "x": (-400, 900)}.items():
        desk.document.apply(edits.move({node: place}))
    around = desk.scene.bounds(["t", "u"])
    rect = (around.left() - 20, around.top() - 60, around.width() + 40, around.height() + 80)
    desk.document.apply(add_frame(rect, id="f"))
    desk.document.apply(edits.move({"p": (5000, 0), "q": (6000, 0), "x": (7000, 0)}))
    steps = desk.undo_steps()
    desk.canvas.select([])
    desk.key(Key.Key_L)
    wait(lambda: desk.document.undo_label == "Lay out", "the layout")
    assert desk.undo_steps() == steps + 1
    found, frame = rects(desk), QRectF(*desk.graph.frames["f"].rect)
    assert frame.contains(found["t"] | found["u"])
    assert not any(frame.intersects(found[node]) for node in "pqx")
    assert found["p"].right() < frame.left() < frame.right() < found["x"].left()
    desk.document.undo()
    assert desk.graph.frames["f"].rect == rect


def test_frames_in_frames_are_laid_out_from_within() -> None:
    boxes = {name: Box(0, 0, 200, 100) for name in ("a", "b", "c", "d", "inner", "outer")}
    links = [Link("a", "b", 50, 50), Link("b", "c", 50, 50), Link("c", "d", 50, 50), Link("d", "a", 50, 50)]
    hosts = {"b": "inner", "c": "inner", "inner": "outer", "d": "outer"}
    found = {name: QRectF(*box) for name, box in nested(Nest(boxes, links, hosts, 24, 28)).items()}
    assert found["outer"].contains(found["inner"] | found["d"])
    assert found["inner"].contains(found["b"] | found["c"])
    for one, two in combinations(("a", "b", "c", "d"), 2):
        assert not found[one].intersects(found[two])
    assert not found["outer"].intersects(found["a"])
    assert not found["inner"].intersects(found["d"])
    assert found["b"].right() < found["c"].left()


def test_an_edit_while_the_layout_is_made_is_not_lost(desk: Desk) -> None:
    chain(desk)
    desk.canvas.arranging.lay_out()
    desk.add("late", "text.prompt", 340, 240)
    wait(lambda: desk.document.undo_label == "Lay out", "the layout")
    assert not any(one.intersects(two) for one, two in combinations(rects(desk).values(), 2))


def test_a_layout_crosses_no_links_where_none_need_cross_and_leaves_none_on_another() -> None:
    chance = random.Random(4)
    boxes = {f"n{index}": Box(chance.random() * 900, chance.random() * 900, 200, 100) for index in range(31)}
    tree = [Link(f"n{(index - 1) // 2}", f"n{index}", 50, 50) for index in range(1, 31)]
    places = layered(boxes, tree)
    for one, two in combinations(tree, 2):
        if places[one.source][0] == places[two.source][0]:
            sources = places[one.source][1] - places[two.source][1]
            assert sources * (places[one.target][1] - places[two.target][1]) >= 0
    rectangles = [QRectF(*places[name], 200, 100) for name in boxes]
    assert not any(one.intersects(two) for one, two in combinations(rectangles, 2))
    assert places == layered(dict(reversed(boxes.items())), tree)


def test_circles_and_boxes_without_links_are_laid_out_too() -> None:
    boxes = {name: Box(0, 0, 200, 100) for name in "abcxyz"}
    places = layered(boxes, [Link("a", "b", 0, 0), Link("b", "c", 0, 0), Link("c", "a", 0, 0), Link("a", "a", 0, 0)])
    rectangles = [QRectF(*places[name], 200, 100) for name in boxes]
    assert not any(one.intersects(two) for one, two in combinations(rectangles, 2))


def drag_to(desk: Desk, start: QPoint, steps: list[QPoint]) -> None:
    view = desk.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for step in steps:
        QTest.mouseMove(view, start + step)
        turn()


def test_a_dragged_node_snaps_to_the_edge_of_a_neighbour_with_a_guide(desk: Desk) -> None:
    desk.add("a", "text.prompt", 100, 60)
    desk.add("b", "text.prompt", 500, 400)
    desk.key(Key.Key_G, SHIFT)
    assert desk.canvas.settings.get(SNAP)
    lines = len(desk.scene.items())
    left = int(desk.graph.nodes["a"].position[0] - desk.graph.nodes["b"].position[0])
    drag_to(desk, desk.title("b"), [QPoint(-100, 10), QPoint(left + 5, 33)])
    assert desk.scene.nodes["b"].x() == desk.graph.nodes["a"].position[0]
    assert len(desk.scene.items()) == lines + 2
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, desk.title("b"))
    turn()
    assert len(desk.scene.items()) == lines


def test_away_from_others_a_dragged_node_snaps_to_the_grid_and_freely_when_it_is_off(desk: Desk) -> None:
    desk.add("a", "text.prompt", 100, 60)
    desk.key(Key.Key_G, SHIFT)
    desk.drag(desk.title("a"), desk.title("a") + QPoint(217, 131))
    x, y = desk.graph.nodes["a"].position
    assert (x % 24, y % 24) == (0, 0)
    desk.key(Key.Key_G, SHIFT)
    desk.drag(desk.title("a"), desk.title("a") + QPoint(29, 31))
    assert desk.graph.nodes["a"].position == (x + 29, y + 31)


def test_the_picture_moves_on_while_a_node_is_held_at_the_border(desk: Desk) -> None:
    desk.film()
    start, place = desk.title("p"), desk.graph.nodes["p"].position
    edge = QPoint(desk.canvas.viewport().width() - 2, start.y())
    before = desk.canvas.camera.visible().left()
    desk.drag(start, edge, release=False)
    wait(lambda: desk.canvas.camera.visible().left() > before + 200, "the picture to move")
    held = desk.canvas.camera.to_scene(QPointF(edge))
    assert abs(desk.scene.nodes["p"].pos().x() + desk.scene.nodes["p"].layout.title.center().x() - held.x()) < 30
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, edge)
    turn()
    after = desk.canvas.camera.visible()
    turn(0.1)
    assert desk.canvas.camera.visible() == after
    assert desk.graph.nodes["p"].position[0] > place[0] + 700
    desk.document.undo()
    assert desk.graph.nodes["p"].position == place


def test_a_wire_is_led_to_a_port_that_is_out_of_view(desk: Desk) -> None:
    desk.add("p", "text.prompt", 500, 60)
    desk.add("t", "generate.text_to_video", 1700, 60)
    desk.settle()
    start = desk.port("p", "text", Side.OUT)
    edge = QPoint(desk.canvas.viewport().width() - 2, start.y())
    desk.drag(start, edge, release=False)
    wait(lambda: desk.port("t", "prompt", Side.IN).x() < 900, "the picture to move")
    QTest.mouseMove(desk.canvas.viewport(), desk.port("t", "prompt", Side.IN))
    turn()
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, desk.port("t", "prompt", Side.IN))
    turn()
    assert [(wire.source.node, wire.target.node) for wire in desk.graph.wires] == [("p", "t")]


def test_a_node_at_the_border_is_picked_up_without_the_picture_moving(desk: Desk) -> None:
    desk.add("a", "text.prompt", 5, 4)
    shown = desk.canvas.camera.visible()
    drag_to(desk, QPoint(12, 14), [QPoint(2, 8), QPoint(4, 10)])
    turn(0.1)
    assert desk.canvas.camera.visible() == shown
    desk.key(Key.Key_Escape)
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(16, 24))
