"""Groups by mouse and keys: made and opened up, entered and left, and ports that are promoted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QGraphicsPathItem, QLineEdit, QMenu

from soraapp.project.graph import Port, Wire
from tests.ui.canvas.conftest import CTRL, NONE, RIGHT, Desk
from tests.ui.events import turn, wait
from ui.canvas.node_layout import ROW, Side

ALT = Qt.KeyboardModifier.AltModifier


def group(desk: Desk, *nodes: str) -> str:
    """Group nodes by the key; the id of the instance, which is selected then."""
    desk.canvas.select(nodes)
    desk.key(Qt.Key.Key_G, CTRL)
    desk.settle()
    (instance,) = desk.canvas.selection()
    return instance


def entered(desk: Desk, *nodes: str) -> str:
    """Group nodes and go inside."""
    instance = group(desk, *nodes)
    desk.key(Qt.Key.Key_I)
    desk.settle()
    assert desk.document.place == (instance,)
    return instance


def choose(desk: Desk, point: QPoint, text: str) -> None:
    """Open the context menu at a point and choose an entry."""
    desk.click(point, RIGHT)
    menu = desk.canvas.menu
    assert menu is not None
    found = [action for action in menu.actions() if action.text().partition("\t")[0] == text]
    assert found, [action.text() for action in menu.actions()]
    menu.close()
    found[0].activate(QAction.ActionEvent.Trigger)
    turn()


def row(desk: Desk, node: str, name: str) -> QPoint:
    """The middle of the row of a port."""
    item = desk.scene.nodes[node]
    top = next(one.top for one in item.layout.rows if one.name == name)
    place = item.pos()
    place += QPoint(70, round(top + ROW / 2))
    return desk.canvas.viewportTransform().map(place).toPoint()


def test_the_key_groups_what_is_selected_and_another_opens_it_up(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    before = desk.graph
    instance = group(desk, "p", "t")
    assert desk.graph.nodes.keys() == {"x", instance}
    assert desk.graph.wires == (Wire(Port(instance, "clip"), Port("x", "clips")),)
    assert desk.scene.nodes.keys() == {"x", instance}
    assert desk.document.undo_label == "Group"
    desk.key(Qt.Key.Key_G, CTRL | ALT)
    assert desk.graph.nodes == before.nodes
    assert set(desk.canvas.selection()) == {"p", "t"}
    desk.document.undo()
    desk.document.undo()
    assert desk.graph == before


def test_a_group_that_is_there_once_has_the_name_of_its_node(desk: Desk) -> None:
    desk.film()
    instance = group(desk, "p", "t")
    assert desk.canvas.commands.rename(instance, "Opening")
    (definition,) = desk.document.project.groups.values()
    assert definition.name == "Opening"
    assert desk.undo_steps() == 6
    desk.canvas.select([instance])
    desk.key(Qt.Key.Key_D, CTRL)
    (copied,) = desk.canvas.selection()
    assert desk.graph.nodes[copied].name == "Opening 2"
    assert desk.canvas.commands.rename(copied, "Ending")
    (definition,) = desk.document.project.groups.values()
    assert definition.name == "Opening"


def test_what_cannot_be_grouped_is_told(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.canvas.select(["p", "x"])
    desk.key(Qt.Key.Key_G, CTRL)
    assert "Text to video lies between" in desk.told[-1]
    desk.canvas.select(["p"])
    desk.key(Qt.Key.Key_G, CTRL | ALT)
    assert "no group" in desk.told[-1]
    desk.key(Qt.Key.Key_I)
    assert "No group is selected" in desk.told[-1]


def test_a_group_is_entered_and_left_and_the_view_comes_back(desk: Desk) -> None:
    desk.film()
    instance = group(desk, "p", "t")
    desk.canvas.zoom_in()
    zoom, middle = desk.canvas.camera.zoom, desk.canvas.camera.visible().center()
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert desk.document.place == (instance,)
    assert desk.scene.nodes.keys() == {f"{instance}/{name}" for name in ("inputs", "p", "t", "outputs")}
    assert desk.canvas.camera.visible().contains(desk.scene.bounds())
    desk.key(Qt.Key.Key_Escape)
    assert desk.document.place == (instance,)
    desk.key(Qt.Key.Key_U)
    assert desk.document.place == ()
    assert desk.canvas.selection() == (instance,)
    assert desk.canvas.camera.zoom == zoom
    assert (desk.canvas.camera.visible().center() - middle).manhattanLength() < 2 / zoom


def test_what_is_done_inside_is_in_the_definition_and_undo_shows_where(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    desk.canvas.select([f"{instance}/p"])
    desk.key(Qt.Key.Key_D, CTRL)
    (copied,) = desk.canvas.selection()
    assert copied.startswith(f"{instance}/")
    assert len(desk.graph.nodes) == 5
    desk.key(Qt.Key.Key_U)
    (definition,) = desk.document.project.groups.values()
    assert len(definition.graph.nodes) == 5
    desk.document.undo()
    assert desk.document.place == (instance,)
    assert len(desk.graph.nodes) == 4
    desk.document.undo()
    assert desk.document.place == ()
    assert desk.graph.nodes.keys() == {"p", "t", "x"}
    desk.document.redo()
    desk.document.redo()
    assert desk.document.place == (instance,)


def test_nodes_are_wired_added_and_deleted_inside(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    text, video = f"{instance}/p", f"{instance}/t"
    desk.canvas.select([text])
    desk.key(Qt.Key.Key_Delete)
    assert text not in desk.graph.nodes
    desk.document.undo()
    start, end = desk.port(video, "clip", Side.OUT), desk.port(f"{instance}/outputs", "clip", Side.IN)
    assert Wire(Port(video, "clip"), Port(f"{instance}/outputs", "clip")) in desk.graph.wires
    desk.drag(end, end + QPoint(-30, 200))
    assert not [wire for wire in desk.graph.wires if wire.source.node == video]
    desk.key(Qt.Key.Key_Escape)
    desk.canvas.setFocus()
    desk.drag(start, end)
    assert Wire(Port(video, "clip"), Port(f"{instance}/outputs", "clip")) in desk.graph.wires
    desk.canvas.select([f"{instance}/inputs", f"{instance}/outputs"])
    desk.key(Qt.Key.Key_Delete)
    assert {f"{instance}/inputs", f"{instance}/outputs"} <= desk.graph.nodes.keys()


def test_an_input_is_promoted_renamed_and_taken_away_by_the_menu(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    choose(desk, row(desk, f"{instance}/t", "seconds"), "Promote Seconds")
    (definition,) = desk.document.project.groups.values()
    assert [port.name for port in definition.inputs] == ["seconds"]
    choose(desk, row(desk, f"{instance}/inputs", "seconds"), "Rename the port…")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    desk.type("Length")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_U)
    item = desk.scene.nodes[instance]
    assert [port.title for port in item.kind.inputs] == ["Length"]
    assert [one.name for one in item.layout.rows] == ["seconds", "clip"]
    desk.key(Qt.Key.Key_I)
    choose(desk, row(desk, f"{instance}/inputs", "seconds"), "Take away from the group")
    desk.key(Qt.Key.Key_U)
    assert [one.name for one in desk.scene.nodes[instance].layout.rows] == ["clip"]


def test_an_output_is_promoted_and_ports_move(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    choose(desk, row(desk, f"{instance}/t", "clip"), "Promote Clip")
    choose(desk, row(desk, f"{instance}/outputs", "clip_2"), "Move the port up")
    (definition,) = desk.document.project.groups.values()
    assert [port.name for port in definition.outputs] == ["clip_2", "clip"]
    desk.key(Qt.Key.Key_U)
    assert [output.title for output in desk.scene.nodes[instance].kind.outputs] == ["Clip 2", "Clip"]


def test_ports_are_promoted_and_moved_by_the_menu_key_alone(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    desk.canvas.select([f"{instance}/t"])
    opened_by_key(desk, "Promote to the group", "Model")
    opened_by_key(desk, "Promote to the group", "Clip (output)")
    (definition,) = desk.document.project.groups.values()
    assert [port.name for port in definition.inputs] == ["model"]
    assert [port.name for port in definition.outputs] == ["clip", "clip_2"]
    desk.canvas.select([f"{instance}/outputs"])
    opened_by_key(desk, "Clip 2", "Move the port up")
    opened_by_key(desk, "Clip", "Take away from the group")
    (definition,) = desk.document.project.groups.values()
    assert [port.name for port in definition.outputs] == ["clip_2"]


def opened_by_key(desk: Desk, title: str, text: str) -> None:
    """Open the menu of the selected node by its key, and choose an entry of a menu in it."""
    desk.canvas.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(desk.canvas, event)
    menu = desk.canvas.menu
    assert menu is not None
    inner = next(found for action in menu.actions() if action.text() == title and (found := action.menu()))
    assert isinstance(inner, QMenu)
    next(action for action in inner.actions() if action.text() == text).trigger()
    menu.close()
    turn()


def menu_texts(desk: Desk, point: QPoint) -> list[str]:
    """The entries of the context menu at a point; a line is an empty text."""
    desk.click(point, RIGHT)
    menu = desk.canvas.menu
    assert menu is not None
    found = [action.text().partition("\t")[0] for action in menu.actions() if action.isVisible()]
    menu.close()
    turn()
    return found


def test_the_menu_of_a_port_begins_with_what_can_be_done_with_it(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    assert menu_texts(desk, row(desk, f"{instance}/t", "seconds"))[:2] == ["Promote Seconds", ""]
    assert menu_texts(desk, desk.port(f"{instance}/t", "clip", Side.OUT))[:2] == ["Promote Clip", ""]
    own = ["Rename the port…", "Move the port up", "Move the port down", "Take away from the group", ""]
    offered = menu_texts(desk, row(desk, f"{instance}/outputs", "clip"))
    assert offered[:5] == own
    never = {"Duplicate", "Copy", "Cut", "Mute", "Replace…", "Take out of the chain", "Delete", "Variants…", "Group"}
    assert not never & set(offered)
    assert {"Disconnect", "Leave the group"} <= set(offered)
    desk.canvas.select([f"{instance}/outputs", f"{instance}/t"])
    assert "Delete" in menu_texts(desk, desk.title(f"{instance}/t"))


def test_a_double_click_on_a_port_of_the_group_and_f2_rename_it(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    spot = row(desk, f"{instance}/outputs", "clip")
    for name, begin in (
        ("Opening", lambda: desk.double_click(spot)),
        ("Ending", lambda: (desk.click(spot), desk.key(Qt.Key.Key_F2))),
    ):
        begin()
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        assert field.hasSelectedText()
        desk.type(name)
        desk.key(Qt.Key.Key_Return)
        (definition,) = desk.document.project.groups.values()
        assert [port.title for port in definition.outputs] == [name]
        assert desk.graph.nodes[f"{instance}/outputs"].name == "Outputs"


def test_groups_lie_in_groups_and_linked_copies_are_made_unique(desk: Desk) -> None:
    desk.film()
    inner = group(desk, "t")
    outer = group(desk, "p", inner)
    desk.key(Qt.Key.Key_I)
    desk.canvas.select([f"{outer}/{inner}"])
    desk.key(Qt.Key.Key_I)
    assert desk.document.place == (outer, inner)
    assert f"{outer}/{inner}/t" in desk.scene.nodes
    desk.key(Qt.Key.Key_U)
    desk.key(Qt.Key.Key_U)
    desk.key(Qt.Key.Key_D, CTRL)
    (copied,) = desk.canvas.selection()
    assert desk.graph.nodes[copied].kind == desk.graph.nodes[outer].kind
    choose(desk, desk.title(copied), "Make unique")
    assert desk.graph.nodes[copied].kind != desk.graph.nodes[outer].kind
    assert len(desk.document.project.groups) == 3


def test_linked_groups_say_how_many_they_are(desk: Desk) -> None:
    desk.film()
    instance = group(desk, "p", "t")
    assert not desk.canvas.linked.texts
    desk.key(Qt.Key.Key_D, CTRL)
    (copied,) = desk.canvas.selection()
    assert desk.canvas.linked.texts == {instance: "2 linked", copied: "2 linked"}
    shown = [item for item in desk.scene.nodes[copied].childItems() if isinstance(item, QGraphicsPathItem)]
    assert shown, "it goes where its node goes"
    desk.key(Qt.Key.Key_D, CTRL)
    assert set(desk.canvas.linked.texts.values()) == {"3 linked"}
    desk.key(Qt.Key.Key_Delete)
    choose(desk, desk.title(copied), "Make unique")
    assert not desk.canvas.linked.texts
    desk.document.undo()
    assert len(desk.canvas.linked.texts) == 2


def test_a_group_tells_of_what_is_inside(desk: Desk) -> None:
    desk.add("x", "output.export", 420, 60)
    instance = group(desk, "x")
    wait(lambda: desk.jobs.problems, "the problem")
    (problem,) = desk.jobs.problems
    assert problem.node == f"{instance}/x"
    assert desk.jobs.state(instance).error is not None
    assert desk.scene.nodes[instance].state.error is problem.error
    desk.canvas.grouping.go_to(f"{instance}/x")
    assert desk.document.place == (instance,)
    assert desk.canvas.selection() == (f"{instance}/x",)


def test_a_copy_brings_its_group_to_another_project(desk: Desk) -> None:
    desk.film()
    group(desk, "p", "t")
    desk.key(Qt.Key.Key_C, CTRL)
    desk.document.replace(type(desk.document.project)(), None)
    assert not desk.document.project.groups
    desk.canvas.setFocus()
    desk.key(Qt.Key.Key_V, CTRL)
    (pasted,) = desk.graph.nodes
    assert desk.canvas.grouping.is_group(pasted)
    desk.key(Qt.Key.Key_I, NONE)
    assert f"{pasted}/t" in desk.graph.nodes
