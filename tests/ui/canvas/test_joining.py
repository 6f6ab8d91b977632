"""A person adds nodes that join what is there: the selection, or a wire."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.project import edits
from soraapp.project.graph import Port, Wire
from tests.ui.canvas.conftest import LEFT, NONE, RIGHT, Desk
from tests.ui.events import turn, wait
from ui.canvas.node_layout import Side
from ui.canvas.offers import NODE_MIME
from ui.canvas.view import Canvas
from ui.settings import JOIN
from ui.theme import load_theme

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
PROMPT = Wire(Port("p", "text"), Port("t", "prompt"))
FILM = Wire(Port("t", "clip"), Port("x", "clips"))


def add(desk: Desk, title: str, modifiers: Qt.KeyboardModifier = NONE) -> str:
    """Add a node by the keyboard alone; its id."""
    desk.key(Key.Key_Tab)
    desk.type(title)
    assert desk.canvas.adding.popup.titles[0] == title
    desk.key(Key.Key_Return, modifiers)
    (node,) = desk.canvas.selection()
    return node


def middle(desk: Desk, wire: Wire) -> QPoint:
    points = desk.scene.lines[wire].points
    return desk.canvas.viewportTransform().map(points[len(points) // 2]).toPoint()


def test_a_new_node_is_fed_by_the_selected_one_and_stands_at_its_right(desk: Desk) -> None:
    desk.add("t", "generate.text_to_video", 60, 60)
    before = desk.undo_steps()
    desk.click(desk.title("t"))
    node = add(desk, "Reverse")
    assert desk.graph.wires == (Wire(Port("t", "clip"), Port(node, "clip")),)
    assert desk.scene.bounds([node]).left() > desk.scene.bounds(["t"]).right()
    assert desk.graph.nodes[node].position[1] == desk.graph.nodes["t"].position[1]
    assert desk.undo_steps() == before + 1


def test_what_goes_on_with_the_selected_node_is_offered_first(desk: Desk) -> None:
    desk.add("p", "text.prompt", 60, 60)
    desk.click(desk.title("p"))
    desk.key(Key.Key_Tab)
    titles = desk.canvas.adding.popup.titles
    assert titles.index("Text to video") < titles.index("Reverse")
    assert len(titles) == len(desk.document.catalogue)


def test_what_was_added_lately_is_first_also_at_the_next_start(desk: Desk) -> None:
    desk.key(Key.Key_Tab)
    desk.type("Freeze")
    desk.key(Key.Key_Return)
    again = Canvas(desk.document, desk.jobs, load_theme("dark"), desk.canvas.settings)
    again.add_popup()
    assert again.adding.popup.titles[0] == "Freeze"
    again.pictures.close()
    again.close()
    again.deleteLater()
    turn()


def test_two_selected_clips_feed_the_two_ends_of_a_transition(desk: Desk) -> None:
    desk.add("a", "load.video", 60, 60)
    desk.add("b", "load.video", 60, 420)
    desk.canvas.select(["a", "b"])
    node = add(desk, "Transition")
    assert desk.graph.wires == (
        Wire(Port("a", "clip"), Port(node, "first")),
        Wire(Port("b", "clip"), Port(node, "second")),
    )


def test_a_node_that_the_selected_one_waits_for_is_put_at_its_left(desk: Desk) -> None:
    desk.add("v", "generate.image_to_video", 600, 60)
    desk.click(desk.title("v"))
    node = add(desk, "Load image")
    assert desk.graph.wires == (Wire(Port(node, "image"), Port("v", "image")),)
    assert desk.scene.bounds([node]).right() < desk.scene.bounds(["v"]).left()


def test_nothing_is_joined_that_is_not_obvious(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    wires = desk.graph.wires
    desk.click(desk.title("t"))  # Its clip goes somewhere already.
    add(desk, "Crop")
    desk.click(desk.title("p"))  # A prompt is in use as well, and a model is not chosen by words that are at hand.
    add(desk, "Load video")
    assert desk.graph.wires == wires


def test_a_prompt_that_is_written_keeps_its_words(desk: Desk) -> None:
    desk.add("t", "generate.text_to_video", 600, 60, prompt="a blue cube")
    desk.click(desk.title("t"))
    add(desk, "Prompt")
    assert desk.graph.wires == ()


def test_alt_and_the_setting_inhibit_it(desk: Desk) -> None:
    desk.add("t", "generate.text_to_video", 60, 60)
    desk.click(desk.title("t"))
    add(desk, "Reverse", ALT)
    assert desk.graph.wires == ()
    desk.click(desk.title("t"))
    desk.actions["join"].trigger()
    assert not desk.canvas.settings.get(JOIN)
    assert not desk.actions["join"].isChecked()
    add(desk, "Crop")
    assert desk.graph.wires == ()
    desk.actions["join"].trigger()
    desk.click(desk.title("t"))
    add(desk, "Crop")
    assert len(desk.graph.wires) == 1


def test_a_new_node_is_put_below_one_that_stands_there(desk: Desk) -> None:
    desk.add("t", "generate.text_to_video", 60, 60)
    desk.add("in the way", "time.reverse", 345, 60)
    desk.click(desk.title("t"))
    node = add(desk, "Reverse")
    assert not desk.scene.bounds([node]).intersects(desk.scene.bounds(["in the way"]))


def test_a_node_dropped_on_a_wire_goes_into_it_after_a_moment(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.add("r", "time.reverse", 560, 500)
    before = desk.undo_steps()
    target = middle(desk, FILM) - (desk.scene.bounds(["r"]).center() - desk.scene.nodes["r"].pos()).toPoint()
    start = desk.title("r")
    corner = desk.canvas.viewportTransform().map(desk.scene.nodes["r"].pos()).toPoint()
    desk.drag(start, start + target - corner, release=False)
    wait(lambda: desk.canvas.carrying.wire == FILM, "the wire to light up", 2)
    assert "insert" in desk.canvas.overlay.hint.text()
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, start + target - corner)
    turn()
    assert desk.graph.wires == (
        PROMPT,
        Wire(Port("t", "clip"), Port("r", "clip")),
        Wire(Port("r", "clip"), Port("x", "clips")),
    )
    assert desk.undo_steps() == before + 1
    assert "insert" not in desk.canvas.overlay.hint.text()
    desk.document.undo()
    assert FILM in desk.graph.wires
    assert desk.title("r") == start


def drag_onto(desk: Desk, node: str, wire: Wire) -> QPoint:
    """Drag a node so that its middle is on a wire, without letting go; where the pointer is."""
    start = desk.title(node)
    item = desk.canvas.viewportTransform().map(desk.scene.bounds([node]).center()).toPoint()
    end = start + middle(desk, wire) - item
    desk.drag(start, end, release=False)
    return end


def test_alt_leaves_the_wire_alone(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.add("r", "time.reverse", 560, 500)
    wires = desk.graph.wires
    end = drag_onto(desk, "r", FILM)
    wait(lambda: desk.canvas.carrying.wire, "the wire to light up", 2)
    QTest.keyPress(desk.canvas, Key.Key_Alt, ALT)
    assert desk.canvas.carrying.wire is None
    QTest.keyRelease(desk.canvas, Key.Key_Alt)
    wait(lambda: desk.canvas.carrying.wire, "the wire to light up again", 2)
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, ALT, end)
    turn()
    assert desk.graph.wires == wires


def test_a_node_that_is_let_go_at_once_stays_beside_the_wire(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.add("r", "time.reverse", 560, 500)
    wires = desk.graph.wires
    start = desk.title("r")
    item = desk.canvas.viewportTransform().map(desk.scene.bounds(["r"]).center()).toPoint()
    end = start + middle(desk, FILM) - item
    view = desk.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, start)
    for point in (start + QPoint(0, 30), end):
        QTest.mouseMove(view, point)
    QTest.mouseRelease(view, LEFT, NONE, end)
    turn()
    assert desk.graph.wires == wires


def test_a_node_without_ports_that_fit_or_with_wires_there_lights_nothing(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.add("i", "edit.edit_image", 560, 500)
    desk.add("r", "time.reverse", 900, 500)
    desk.add("c", "frame.crop", 1150, 500)
    desk.wire("r", "clip", "c", "clip")
    wires = desk.graph.wires
    for node in ("i", "r"):
        end = drag_onto(desk, node, FILM)
        turn(0.4)
        assert desk.canvas.carrying.wire is None
        QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, end)
    assert desk.graph.wires == wires


def place(desk: Desk, node: str) -> tuple[float, float]:
    return desk.graph.nodes[node].position


def test_what_comes_after_an_inserted_node_makes_way_for_it(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.add("r", "time.reverse", 560, 500)
    before, steps = {node: place(desk, node) for node in "ptxr"}, desk.undo_steps()
    end = drag_onto(desk, "r", FILM)
    wait(lambda: desk.canvas.carrying.wire == FILM, "the wire to light up", 2)
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, end)
    turn()
    left, middle_one, right = (desk.scene.bounds([node]) for node in "trx")
    assert left.right() < middle_one.left()
    assert middle_one.right() < right.left()
    assert (place(desk, "p"), place(desk, "t")) == (before["p"], before["t"])
    assert place(desk, "x")[1] == before["x"][1]
    assert desk.undo_steps() == steps + 1
    desk.document.undo()
    assert {node: place(desk, node) for node in "ptxr"} == before


def test_where_there_is_room_nothing_makes_way(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    far = (place(desk, "x")[0] + 600, place(desk, "x")[1])
    desk.document.apply(edits.move({"x": far}))
    desk.canvas.camera.set_zoom(0.6, QPointF(0, 0))
    desk.add("r", "time.reverse", 300, 500)
    end = drag_onto(desk, "r", FILM)
    wait(lambda: desk.canvas.carrying.wire == FILM, "the wire to light up", 2)
    QTest.mouseRelease(desk.canvas.viewport(), LEFT, NONE, end)
    turn()
    assert Wire(Port("r", "clip"), Port("x", "clips")) in desk.graph.wires
    assert place(desk, "x") == far


def test_a_kind_dropped_from_the_library_on_a_wire_goes_into_it(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    before = desk.undo_steps()
    data = QMimeData()
    data.setData(NODE_MIME, QByteArray(b"time.reverse"))
    view, copy, point = desk.canvas.viewport(), Qt.DropAction.CopyAction, middle(desk, FILM)
    QApplication.sendEvent(view, QDragEnterEvent(point, copy, data, LEFT, NONE))
    QApplication.sendEvent(view, QDragMoveEvent(point, copy, data, LEFT, NONE))
    wait(lambda: desk.canvas.dropping.insertion.wire == FILM, "the wire to light up", 2)
    QApplication.sendEvent(view, QDropEvent(QPointF(point), copy, data, LEFT, NONE))
    (node,) = desk.canvas.selection()
    assert Wire(Port("t", "clip"), Port(node, "clip")) in desk.graph.wires
    assert Wire(Port(node, "clip"), Port("x", "clips")) in desk.graph.wires
    assert desk.scene.bounds(["t"]).right() < desk.scene.bounds([node]).left()
    assert desk.scene.bounds([node]).right() < desk.scene.bounds(["x"]).left()
    assert desk.undo_steps() == before + 1


def test_tab_on_a_selected_wire_offers_what_goes_into_it(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.click(middle(desk, FILM))
    assert desk.scene.selected_wires == {FILM}
    desk.key(Key.Key_Tab)
    titles = desk.canvas.adding.popup.titles
    assert "Reverse" in titles
    assert "Prompt" not in titles
    assert "Load video" not in titles
    desk.type("rever")
    desk.key(Key.Key_Return)
    (node,) = desk.canvas.selection()
    assert FILM not in desk.graph.wires
    assert desk.graph.wires[1:] == (
        Wire(Port("t", "clip"), Port(node, "clip")),
        Wire(Port(node, "clip"), Port("x", "clips")),
    )


def test_a_node_that_goes_into_a_wire_keeps_its_place_among_several(desk: Desk) -> None:
    desk.film()
    desk.add("b", "load.video", 420, 500)
    first, second = desk.wire("t", "clip", "x", "clips"), desk.wire("b", "clip", "x", "clips")
    desk.click(middle(desk, first), RIGHT)
    menu = desk.canvas.menu
    assert menu is not None
    next(action for action in menu.actions() if action.text().startswith("Insert a node")).trigger()
    menu.close()
    desk.type("rever")
    desk.key(Key.Key_Return)
    (node,) = desk.canvas.selection()
    into = [wire for wire in desk.graph.wires if wire.target == Port("x", "clips")]
    assert into == [Wire(Port(node, "clip"), Port("x", "clips")), second]


def test_a_wire_let_go_on_nothing_offers_best_first_and_escape_leaves_all_as_it_was(desk: Desk) -> None:
    desk.film()
    wires = desk.graph.wires
    desk.drag(desk.port("t", "clip", Side.OUT), QPoint(700, 600))
    titles = desk.canvas.adding.popup.titles
    assert titles.index("Reverse") < titles.index("Sound of a clip")  # What goes on with a clip is before what ends it,
    assert titles.index("Sound of a clip") < titles.index("Mask shape")  # what needs a clip before what can do without.
    desk.key(Key.Key_Escape)
    assert desk.graph.wires == wires
    assert len(desk.graph.nodes) == 3
