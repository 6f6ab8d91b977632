"""A person draws, refuses, picks up, cuts and deletes wires."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from soraapp.project.graph import Port, Wire
from tests.ui.canvas.conftest import CTRL, LEFT, NONE, RIGHT, Desk
from ui.canvas.node_layout import Side

Key = Qt.Key
FILM = Wire(Port("t", "clip"), Port("x", "clips"))
PROMPT = Wire(Port("p", "text"), Port("t", "prompt"))


def test_dragging_from_an_output_to_an_input_connects_them(desk: Desk) -> None:
    desk.film()
    desk.drag(desk.port("t", "clip", Side.OUT), desk.port("x", "clips", Side.IN))
    assert desk.graph.wires == (PROMPT, FILM)
    desk.document.undo()
    assert desk.graph.wires == (PROMPT,)
    assert set(desk.scene.lines) == {PROMPT}


def test_dragging_backwards_connects_too_and_snaps_from_nearby(desk: Desk) -> None:
    desk.film()
    near = desk.port("t", "clip", Side.OUT) + QPoint(14, 12)
    desk.drag(desk.port("x", "clips", Side.IN), near)
    assert FILM in desk.graph.wires


def test_compatible_ports_light_up_and_nodes_without_one_are_dimmed(desk: Desk) -> None:
    desk.film()
    desk.drag(desk.port("t", "clip", Side.OUT), QPoint(700, 500), release=False)
    assert desk.scene.nodes["x"].offering == {(Side.IN, "clips")}
    assert desk.scene.nodes["p"].offering == frozenset()
    desk.key(Key.Key_Escape)
    assert desk.scene.nodes["x"].offering is None
    assert desk.graph.wires == (PROMPT,)


def test_a_wrong_port_is_refused_with_the_reason_beside_the_pointer(desk: Desk) -> None:
    desk.film()
    wrong = desk.port("x", "width", Side.IN)
    desk.drag(desk.port("t", "clip", Side.OUT), wrong)
    assert desk.graph.wires == (PROMPT,)
    assert len(desk.told) == 1
    assert "number" in desk.told[0]
    assert "clip" in desk.told[0]
    assert desk.canvas.overlay.bubble.isVisible()
    assert (desk.canvas.overlay.bubble.pos() - wrong).manhattanLength() < 60
    desk.click(QPoint(600, 600))
    assert not desk.canvas.overlay.bubble.isVisible()


def test_a_circle_is_refused(desk: Desk) -> None:
    desk.film()
    desk.add("p2", "text.prompt", 60, 400)
    desk.wire("p", "text", "p2", "text")
    wires = desk.graph.wires
    desk.drag(desk.port("p2", "text", Side.OUT), desk.port("p", "text", Side.IN))
    assert desk.graph.wires == wires
    assert "circle" in desk.told[0]


def test_releasing_on_empty_space_offers_what_fits_and_connects_it(desk: Desk) -> None:
    desk.film()
    before = desk.undo_steps()
    desk.drag(desk.port("t", "clip", Side.OUT), QPoint(700, 550))
    assert "Prompt" not in desk.canvas.adding.popup.titles
    desk.canvas.adding.popup.field.setText("Export")
    assert desk.canvas.adding.popup.titles[0] == "Export"
    desk.key(Key.Key_Return)
    (node,) = desk.canvas.selection()
    assert Wire(Port("t", "clip"), Port(node, "clips")) in desk.graph.wires
    assert desk.undo_steps() == before + 1


def test_releasing_a_wire_from_an_input_offers_what_gives_it(desk: Desk) -> None:
    desk.film()
    desk.drag(desk.port("x", "clips", Side.IN), QPoint(650, 550))
    assert {"Text to video", "Image to video"} <= set(desk.canvas.adding.popup.titles)
    assert "Prompt" not in desk.canvas.adding.popup.titles


def test_dragging_from_a_connected_input_picks_the_wire_up(desk: Desk) -> None:
    desk.film()
    desk.add("v", "generate.image_to_video", 420, 420)
    before = desk.undo_steps()
    desk.drag(desk.port("t", "prompt", Side.IN), desk.port("v", "prompt", Side.IN))
    assert desk.graph.wires == (Wire(Port("p", "text"), Port("v", "prompt")),)
    assert desk.undo_steps() == before + 1
    desk.drag(desk.port("v", "prompt", Side.IN), QPoint(300, 700))
    assert desk.graph.wires == ()


def test_putting_a_wire_back_changes_nothing(desk: Desk) -> None:
    desk.film()
    before, start = desk.undo_steps(), desk.port("t", "prompt", Side.IN)
    desk.drag(start, start + QPoint(-60, 80), release=False)
    desk.drag(start, start)
    assert desk.graph.wires == (PROMPT,)
    assert desk.undo_steps() == before
    assert desk.scene.lines[PROMPT].visible


def test_a_wire_held_over_the_folded_inputs_unfolds_them(desk: Desk) -> None:
    desk.film()
    item = desk.scene.nodes["t"]
    more = desk.canvas.viewportTransform().map(item.pos() + item.layout.more.center()).toPoint()
    desk.drag(desk.port("p", "text", Side.OUT), more, release=False)
    assert item.unfolded
    desk.key(Key.Key_Escape)
    desk.drag(desk.port("p", "text", Side.OUT), desk.port("t", "negative", Side.IN))
    assert Wire(Port("p", "text"), Port("t", "negative")) in desk.graph.wires


def test_ctrl_right_drag_cuts_the_wires_that_it_crosses(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    before = desk.undo_steps()
    middle = (desk.port("p", "text", Side.OUT) + desk.port("t", "prompt", Side.IN)) / 2
    desk.drag(middle - QPoint(4, 80), middle + QPoint(4, 80), RIGHT, CTRL)
    assert desk.graph.wires == (FILM,)
    assert desk.undo_steps() == before + 1
    assert not desk.canvas.adding.popup.isVisible()


def test_a_selected_wire_is_deleted(desk: Desk) -> None:
    desk.film()
    points = desk.scene.lines[PROMPT].points
    desk.click(desk.canvas.viewportTransform().map(points[len(points) // 2]).toPoint())
    assert desk.scene.selected_wires == {PROMPT}
    desk.key(Key.Key_Delete)
    assert desk.graph.wires == ()


def test_a_click_on_a_port_does_nothing(desk: Desk) -> None:
    desk.film()
    before = desk.undo_steps()
    desk.click(desk.port("t", "clip", Side.OUT), LEFT, NONE)
    desk.click(desk.port("t", "prompt", Side.IN), LEFT, NONE)
    assert desk.undo_steps() == before
    assert not desk.canvas.adding.popup.isVisible()


def test_ctrl_drag_hangs_all_wires_of_an_output_on_another_one_or_takes_them_off(desk: Desk) -> None:
    desk.film()
    desk.add("v", "load.video", 60, 420)
    desk.add("r", "time.reverse", 800, 420)
    desk.wire("t", "clip", "x", "clips")
    desk.wire("t", "clip", "r", "clip")
    before = desk.undo_steps()
    desk.drag(desk.port("t", "clip", Side.OUT), desk.port("v", "clip", Side.OUT), modifiers=CTRL)
    new = Port("v", "clip")
    assert desk.graph.wires == (PROMPT, Wire(new, Port("x", "clips")), Wire(new, Port("r", "clip")))
    assert desk.undo_steps() == before + 1
    desk.drag(desk.port("v", "clip", Side.OUT), QPoint(500, 720), modifiers=CTRL)
    assert desk.graph.wires == (PROMPT,)
    assert not desk.canvas.adding.popup.isVisible()
    desk.drag(desk.port("v", "clip", Side.OUT), desk.port("r", "clip", Side.IN), modifiers=CTRL)
    assert Wire(new, Port("r", "clip")) in desk.graph.wires  # Without wires it is a new one, as ever.


def test_a_wire_from_a_mask_offers_what_makes_masks_first(desk: Desk) -> None:
    desk.add("o", "compose.overlay", 420, 60)
    desk.settle()
    for name, first in (("mask", {"Paint mask", "Mask shape"}), ("moving_mask", {"Track mask"})):
        desk.canvas.graph_scene.unfold("o", unfolded=True)
        desk.drag(desk.port("o", name, Side.IN), QPoint(150, 550))
        offered = desk.canvas.adding.popup.titles
        assert set(offered[: len(first)]) == first
        assert len(offered) > len(first)
        desk.key(Qt.Key.Key_Escape)
