"""A person connects nodes by the keyboard and walks along the wires."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.project.graph import Port, Wire
from tests.ui.canvas.conftest import LEFT, NONE, SHIFT, Desk
from tests.ui.events import turn
from ui.canvas.node_layout import Side

Key = Qt.Key
PROMPT = Wire(Port("p", "text"), Port("t", "prompt"))
FILM = Wire(Port("t", "clip"), Port("x", "clips"))


def test_c_connects_two_selected_nodes_from_left_to_right(desk: Desk) -> None:
    desk.film()
    before = desk.undo_steps()
    desk.click(desk.title("x"))
    desk.click(desk.title("t"), modifiers=SHIFT)
    desk.key(Key.Key_C)
    assert desk.graph.wires == (PROMPT, FILM)
    assert not desk.canvas.adding.popup.isVisible()
    assert desk.undo_steps() == before + 1


def test_c_connects_a_prompt_although_words_are_written_there(desk: Desk) -> None:
    desk.add("p", "text.prompt", 60, 60)
    desk.add("t", "generate.text_to_video", 420, 60, prompt="a red ball")
    desk.canvas.select(["p", "t"])
    desk.key(Key.Key_C)
    assert desk.graph.wires == (PROMPT,)


def test_c_says_why_two_nodes_are_not_connected(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["p", "x"])
    desk.key(Key.Key_C)
    assert desk.graph.wires == (PROMPT,)
    assert "Prompt and Export" in desk.told[0]
    desk.canvas.select([])
    desk.key(Key.Key_C)
    assert "Select" in desk.told[1]


def test_c_offers_what_the_selected_node_can_feed_and_enter_connects(desk: Desk) -> None:
    desk.film()
    desk.add("r", "time.reverse", 800, 500)
    before = desk.undo_steps()
    desk.click(desk.title("t"))
    desk.key(Key.Key_C)
    popup = desk.canvas.adding.popup
    assert popup.titles[:2] == ["Export", "Reverse"]  # The nearer one first.
    desk.key(Key.Key_Down)
    desk.key(Key.Key_Return)
    assert desk.graph.wires == (PROMPT, Wire(Port("t", "clip"), Port("r", "clip")))
    assert desk.canvas.hasFocus()
    assert desk.undo_steps() == before + 1


def test_typing_finds_a_node_and_escape_connects_nothing(desk: Desk) -> None:
    desk.film()
    desk.add("r", "time.reverse", 800, 500)
    desk.click(desk.title("t"))
    desk.key(Key.Key_C)
    desk.type("rev")
    assert desk.canvas.adding.popup.titles == ["Reverse"]
    items = len(desk.scene.items())
    desk.key(Key.Key_Escape)
    assert len(desk.scene.items()) == items - 1  # The wire that would be drawn is gone.
    assert desk.graph.wires == (PROMPT,)
    assert desk.canvas.selection() == ("t",)


def test_the_wires_to_a_node_are_offered_after_those_from_it_without_a_circle(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.add("v", "load.video", 60, 500)
    desk.click(desk.title("x"))
    desk.key(Key.Key_C)
    offers = desk.canvas.connecting.offers("x")
    assert [offer.wire.source.node for offer in offers] == ["v"]
    desk.key(Key.Key_Return)
    assert Wire(Port("v", "clip"), Port("x", "clips")) in desk.graph.wires


def test_a_wire_that_would_go_is_told(desk: Desk) -> None:
    desk.film()
    desk.add("q", "text.prompt", 60, 500)
    offers = desk.canvas.connecting.offers("q")
    told = next(offer.help for offer in offers if offer.wire.target == Port("t", "prompt"))
    assert "Prompt" in told
    assert offers[-1].wire.target == Port("t", "prompt") or "place" not in offers[0].help


def test_shift_and_arrows_select_what_is_on_the_way(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.click(desk.title("p"))
    desk.key(Key.Key_Right, SHIFT)
    desk.key(Key.Key_Right, SHIFT)
    assert desk.canvas.selection() == ("p", "t", "x")
    desk.key(Key.Key_Left, SHIFT)
    assert set(desk.canvas.selection()) == {"p", "t", "x"}
    desk.key(Key.Key_Left)
    assert desk.canvas.selection() == ("p",)


def test_a_node_far_away_is_reached_by_an_arrow(desk: Desk) -> None:
    desk.add("a", "text.prompt", 60, 60)
    desk.add("b", "text.prompt", 60, 9000)
    desk.canvas.select(["a"])
    desk.key(Key.Key_Down)
    assert desk.canvas.selection() == ("b",)
    assert desk.canvas.camera.visible().intersects(desk.scene.bounds(["b"]))


def test_while_a_wire_is_dragged_the_port_is_named_beside_the_pointer(desk: Desk) -> None:
    desk.film()
    start, end = desk.port("t", "clip", Side.OUT), desk.port("x", "clips", Side.IN)
    desk.drag(start, end - QPoint(6, 6), release=False)
    tag = desk.canvas.overlay.tag
    assert tag.isVisible()
    assert tag.text() == "Export \u00b7 clips"
    assert "clip" in desk.canvas.overlay.hint.text()
    QTest.mouseMove(desk.canvas.viewport(), QPoint(600, 700))
    turn()
    assert not tag.isVisible()
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, QPoint(600, 700))
    turn()
    assert "Tab" in desk.canvas.overlay.hint.text()


def test_a_wire_let_go_on_a_node_goes_to_the_input_that_asks_most(desk: Desk) -> None:
    desk.add("p", "text.prompt", 60, 60)
    desk.add("q", "text.prompt", 60, 400)
    desk.add("t", "generate.text_to_video", 420, 60)
    desk.drag(desk.port("p", "text", Side.OUT), desk.title("t"))
    assert desk.graph.wires == (PROMPT,)
    desk.add("a", "load.video", 60, 560)
    desk.add("o", "compose.overlay", 700, 400)
    desk.wire("a", "clip", "o", "clip")
    desk.add("b", "load.video", 420, 560)
    desk.drag(desk.port("b", "clip", Side.OUT), desk.title("o"))
    assert Wire(Port("b", "clip"), Port("o", "over")) in desk.graph.wires
    assert Wire(Port("a", "clip"), Port("o", "clip")) in desk.graph.wires
