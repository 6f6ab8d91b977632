"""A person frames nodes and writes notes: by mouse and by keys, one step of undo each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from soraapp.project import storage
from soraapp.project.frame_edits import change_frame
from soraapp.project.graph import Frame
from tests.ui.canvas.conftest import CTRL, NONE, RIGHT, SHIFT, Desk
from tests.ui.events import turn, wait
from ui.canvas.look import Look
from ui.canvas.tints import TINTS, band, fill
from ui.theme import load_theme, theme_names

Key = Qt.Key


def framed(desk: Desk, *nodes: str) -> str:
    """A frame around nodes, its title as it is; its id."""
    desk.canvas.setFocus()
    desk.canvas.select(nodes)
    desk.key(Key.Key_J, CTRL)
    desk.key(Key.Key_Escape)
    return list(desk.graph.frames)[-1]


def frame(desk: Desk, frame: str) -> Frame:
    return desk.graph.frames[frame]


def handle(desk: Desk, name: str, *, right: bool = True, bottom: bool = True) -> QPoint:
    """A corner of a frame in the viewport."""
    rect = desk.scene.frames.items[name].rect
    corner = QPointF(rect.right() if right else rect.left(), rect.bottom() if bottom else rect.top())
    return desk.canvas.viewportTransform().map(corner).toPoint()


def bar(desk: Desk, name: str) -> QPoint:
    """The middle of a title bar in the viewport."""
    item = desk.scene.frames.items[name]
    return desk.canvas.viewportTransform().map(item.title(desk.canvas.camera.zoom).center()).toPoint()


def test_ctrl_j_frames_the_selection_and_asks_for_a_title(desk: Desk) -> None:
    desk.film()
    before = desk.undo_steps()
    desk.canvas.select(["p", "t"])
    desk.key(Key.Key_J, CTRL)
    desk.type("Opening")
    desk.key(Key.Key_Return)
    [made] = desk.graph.frames.values()
    assert made.title == "Opening"
    assert QRectF(*made.rect).contains(desk.scene.bounds(["p", "t"]))
    assert not QRectF(*made.rect).intersects(desk.scene.bounds(["x"]))
    assert desk.scene.frames.selected == (made.id,)
    assert desk.undo_steps() == before + 2
    desk.document.undo()
    assert desk.document.redo_label == "Rename frame"
    assert frame(desk, made.id).title == "Frame"
    desk.document.undo()
    assert not desk.graph.frames
    assert not desk.scene.frames.items
    assert desk.scene.frames.selected == ()


def test_ctrl_j_with_nothing_selected_makes_a_note_to_write_in(desk: Desk) -> None:
    QTest.mouseMove(desk.canvas.viewport(), QPoint(500, 300))
    desk.key(Key.Key_J, CTRL)
    desk.type("Try a slower pan")
    desk.key(Key.Key_Return, CTRL)
    [made] = desk.graph.frames.values()
    assert made.text == "Try a slower pan"
    assert QRectF(*made.rect).contains(desk.canvas.camera.to_scene(QPointF(500, 300)))
    assert not desk.canvas.overlay.empty.isVisible()


def test_dragging_the_title_carries_what_is_inside_in_one_step(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p", "t")
    before = desk.undo_steps()
    rect = frame(desk, made).rect
    places = {node: value.position for node, value in desk.graph.nodes.items()}
    start = bar(desk, made)
    desk.drag(start, start + QPoint(40, 60), release=False)
    assert desk.scene.nodes["p"].x() == places["p"][0] + 40
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, start + QPoint(40, 60))
    turn()
    assert frame(desk, made).rect == (rect[0] + 40, rect[1] + 60, *rect[2:])
    for node, moved in {"p": True, "t": True, "x": False}.items():
        right, down = (40, 60) if moved else (0, 0)
        assert desk.graph.nodes[node].position == (places[node][0] + right, places[node][1] + down)
    assert desk.document.undo_label == "Move frame"
    assert desk.undo_steps() == before + 1
    desk.document.undo()
    assert frame(desk, made).rect == rect
    assert {node: value.position for node, value in desk.graph.nodes.items()} == places


def test_escape_leaves_a_dragged_frame_and_its_nodes_where_they_were(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    before, place = desk.scene.frames.items[made].rect, desk.scene.nodes["p"].pos()
    start = bar(desk, made)
    desk.drag(start, start + QPoint(90, 50), release=False)
    assert desk.scene.frames.items[made].rect != before
    desk.key(Key.Key_Escape)
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, start)
    assert (desk.scene.frames.items[made].rect, desk.scene.nodes["p"].pos()) == (before, place)


def test_corners_and_edges_resize_it_down_to_its_title(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    left, top, width, height = frame(desk, made).rect
    corner = handle(desk, made)
    desk.drag(corner, corner + QPoint(50, 70))
    assert frame(desk, made).rect == (left, top, width + 50, height + 70)
    assert desk.document.undo_label == "Resize frame"
    edge = handle(desk, made, right=False) - QPoint(0, 40)
    desk.drag(edge, edge + QPoint(30, 55))
    assert frame(desk, made).rect == (left + 30, top, width + 20, height + 70)
    corner = handle(desk, made)
    desk.drag(corner, corner - QPoint(2000, 2000))
    assert frame(desk, made).rect == (left + 30, top, 96, 48)
    assert desk.graph.nodes["p"].position == desk.scene.nodes["p"].node.position


def test_a_node_dropped_in_joins_and_is_carried(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    desk.drag(handle(desk, made), handle(desk, made) + QPoint(40, 330))
    start, inside = desk.title("x"), desk.title("p") + QPoint(0, 260)
    desk.drag(start, inside, release=False)
    assert desk.scene.frames.items[made].welcoming
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, inside)
    turn()
    assert not desk.scene.frames.items[made].welcoming
    place = desk.graph.nodes["x"].position
    desk.drag(bar(desk, made), bar(desk, made) + QPoint(20, 12))
    assert desk.graph.nodes["x"].position == (place[0] + 20, place[1] + 12)


def test_deleting_a_frame_keeps_the_nodes(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p", "t")
    desk.click(bar(desk, made))
    assert desk.canvas.selection() == ()
    desk.key(Key.Key_Delete)
    assert not desk.graph.frames
    assert set(desk.graph.nodes) == {"p", "t", "x"}
    desk.document.undo()
    assert set(desk.graph.frames) == {made}


def test_duplicates_copies_and_what_is_cut_hold_what_is_inside(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p", "t")
    before = desk.undo_steps()
    desk.click(bar(desk, made))
    desk.key(Key.Key_D, CTRL)
    assert (len(desk.graph.frames), len(desk.graph.nodes), len(desk.graph.wires)) == (2, 5, 2)
    [copy] = set(desk.graph.frames) - {made}
    assert desk.scene.frames.selected == (copy,)
    assert desk.undo_steps() == before + 1
    desk.document.undo()
    desk.click(bar(desk, made))
    desk.key(Key.Key_X, CTRL)
    assert (len(desk.graph.frames), set(desk.graph.nodes)) == (0, {"x"})
    assert '"frames"' in QGuiApplication.clipboard().text()
    desk.key(Key.Key_V, CTRL)
    assert (len(desk.graph.frames), len(desk.graph.nodes), len(desk.graph.wires)) == (1, 3, 1)
    assert desk.document.undo_label == "Paste"
    assert storage.from_json(storage.to_json(desk.document.project, None), None) == desk.document.project


def test_titles_and_notes_are_edited_in_place_by_mouse_and_keys(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    desk.double_click(bar(desk, made))
    desk.type("Scene 1")
    desk.key(Key.Key_Return)
    assert frame(desk, made).title == "Scene 1"
    desk.key(Key.Key_F2)
    desk.type("Scene 2")
    desk.key(Key.Key_Return)
    assert frame(desk, made).title == "Scene 2"
    desk.key(Key.Key_Return)
    desk.type("\u6162\u4e00\u70b9")
    desk.key(Key.Key_Return, CTRL)
    assert frame(desk, made).text == "\u6162\u4e00\u70b9"
    assert desk.document.undo_label == "Change note"


def test_a_double_click_in_a_note_writes_and_beside_nodes_in_a_frame_adds(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    desk.double_click(handle(desk, made) - QPoint(12, 9))
    assert desk.canvas.adding.popup.isVisible()
    desk.key(Key.Key_Escape)
    desk.canvas.select([])
    QTest.mouseMove(desk.canvas.viewport(), QPoint(600, 600))
    desk.key(Key.Key_J, CTRL)
    desk.key(Key.Key_Escape)
    desk.double_click(QPoint(600, 640))
    desk.type("later")
    desk.key(Key.Key_Return, CTRL)
    assert "later" in [one.text for one in desk.graph.frames.values()]


def test_its_menu_gives_it_a_colour_and_fits_it(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    snug = frame(desk, made).rect
    desk.drag(handle(desk, made), handle(desk, made) + QPoint(90, 90))
    desk.canvas.select([])
    desk.click(bar(desk, made), RIGHT)
    wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu", 5)
    menu = desk.canvas.menu
    assert menu is not None
    colors = next(action.menu() for action in menu.actions() if action.text() == "Colour")
    assert isinstance(colors, QMenu)
    assert [action.text() for action in colors.actions() if action.font().bold()] == ["None"]
    next(action for action in colors.actions() if action.text() == "Green").trigger()
    assert frame(desk, made).color == "green"
    assert desk.document.undo_label == "Change colour"
    next(action for action in menu.actions() if action.text() == "Fit to what is inside").trigger()
    assert frame(desk, made).rect == snug
    menu.close()


def test_frames_and_nodes_are_selected_and_dragged_together(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    desk.click(bar(desk, made))
    desk.click(desk.title("x"), modifiers=SHIFT)
    assert (desk.canvas.selection(), desk.scene.frames.selected) == (("x",), (made,))
    places = {node: value.position for node, value in desk.graph.nodes.items()}
    before = desk.undo_steps()
    desk.canvas.graph_scene.select(("x",), (), (made,))
    desk.drag(desk.title("x"), desk.title("x") + QPoint(-16, 24))
    for node in ("p", "x"):
        assert desk.graph.nodes[node].position == (places[node][0] - 16, places[node][1] + 24)
    assert desk.graph.nodes["t"].position == places["t"]
    assert desk.undo_steps() == before + 1


def test_a_rubber_band_takes_frames_that_it_encloses(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "t")
    desk.canvas.select([])
    desk.drag(QPoint(1190, 790), handle(desk, made, right=False, bottom=False) - QPoint(8, 8))
    assert desk.scene.frames.selected == (made,)
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_A, CTRL)
    assert desk.scene.frames.selected == (made,)
    assert len(desk.canvas.selection()) == 3


def test_arrows_nudge_a_frame_with_what_is_inside(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    before = desk.undo_steps()
    rect, place = frame(desk, made).rect, desk.graph.nodes["p"].position
    desk.canvas.graph_scene.select((), (), (made,))
    for _ in range(3):
        desk.key(Key.Key_Right, CTRL)
    assert frame(desk, made).rect[0] == rect[0] + 24
    assert desk.graph.nodes["p"].position == (place[0] + 24, place[1])
    assert desk.undo_steps() == before + 1


def test_a_frame_in_a_frame_is_in_front_and_is_carried(desk: Desk) -> None:
    desk.film()
    inner = framed(desk, "p")
    desk.canvas.graph_scene.select(("t",), (), (inner,))
    desk.key(Key.Key_J, CTRL)
    desk.key(Key.Key_Escape)
    [outer] = set(desk.graph.frames) - {inner}
    assert desk.scene.frames.items[inner].zValue() > desk.scene.frames.items[outer].zValue()
    rect = frame(desk, inner).rect
    desk.drag(bar(desk, outer), bar(desk, outer) + QPoint(30, 18))
    assert frame(desk, inner).rect == (rect[0] + 30, rect[1] + 18, *rect[2:])
    desk.drag(bar(desk, inner), bar(desk, inner) + QPoint(-9, 6))
    assert frame(desk, inner).rect == (rect[0] + 21, rect[1] + 24, *rect[2:])


def test_a_screen_reader_is_told_of_the_frame_that_is_selected(desk: Desk) -> None:
    desk.film()
    made = framed(desk, "p")
    desk.document.apply(change_frame(made, title="Opening", text="slower"))
    desk.click(bar(desk, made))
    assert desk.canvas.accessibleDescription() == "frame Opening, slower"


def contrast(one: float, two: float) -> float:
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


def channels(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()


def test_titles_and_notes_can_be_read_on_every_colour_in_every_theme(desk: Desk) -> None:
    def light(color: QColor) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(color)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for theme in theme_names():
        look = Look(load_theme(theme), desk.canvas.font())
        for name in TINTS:
            for back in (band(look, name), fill(look, name)):
                assert contrast(light(look.color("text")), light(back)) >= 4.5, (theme, name)
