"""What a screen reader finds on the canvas: nodes with their states, ports, wires, and what it can do with them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from soraapp.errors import GraphError
from soraapp.project import edits
from soraapp.project.graph import Port, Wire
from tests.ui.canvas.conftest import CATALOGUE, Desk
from tests.ui.events import turn
from ui.node_state import NodeState, Phase

NAME, DESCRIPTION, VALUE = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value
FLOWS = QAccessible.RelationFlag


def reader(desk: Desk) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(desk.canvas)


def nodes(desk: Desk) -> list[QAccessibleInterface]:
    return children(reader(desk))[: len(desk.graph.nodes)]


def children(of: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [of.child(index) for index in range(of.childCount())]


def named(found: list[QAccessibleInterface], start: str) -> QAccessibleInterface:
    return next(one for one in found if one.text(NAME).startswith(start))


def do(interface: QAccessibleInterface, deed: str) -> None:
    acting = interface.actionInterface()
    assert deed in acting.actionNames()
    assert acting.localizedActionName(deed)
    acting.doAction(deed)
    turn()


def walk(interface: QAccessibleInterface) -> int:
    """Ask everything of an interface and of all below it; how many there were."""
    for text in QAccessible.Text:
        interface.text(text)
    interface.rect()
    interface.state()
    interface.role()
    interface.relations(FLOWS.AllRelations)
    interface.focusChild()
    assert repr(interface)  # By way of Qt, as a reader asks.
    for kind in ("action", "selection", "attributes", "value", "text", "editableText", "tableCell"):
        getattr(interface, f"{kind}Interface")()
    for index, child in enumerate(below := children(interface)):
        assert interface.indexOfChild(child) == index
        assert child.parent() is not None
    return 1 + sum(walk(child) for child in below)


@pytest.fixture
def active() -> Iterator[None]:
    """A screen reader listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_nodes_are_told_with_their_state_values_and_wires(desk: Desk) -> None:
    desk.film()
    canvas = reader(desk)
    assert canvas.role() is QAccessible.Role.List
    assert canvas.text(NAME)
    prompt, video, film = nodes(desk)
    assert [one.text(NAME) for one in (prompt, video)] == ["Prompt", "Text to video"]
    assert film.text(NAME) == "Export, not ready"
    assert "a red ball" in prompt.text(DESCRIPTION)
    assert "Text to Text to video, Prompt" in prompt.text(DESCRIPTION)
    assert "Prompt from Prompt, Text" in video.text(DESCRIPTION)
    assert "not connected" in film.text(DESCRIPTION)
    assert "Nothing is connected" in film.text(DESCRIPTION)
    assert {one.role() for one in nodes(desk)} == {QAccessible.Role.ListItem}
    assert prompt.relations(FLOWS.AllRelations) == [(video, FLOWS.FlowsTo)]
    assert video.relations(FLOWS.FlowsFrom) == [(prompt, FLOWS.FlowsFrom)]


def test_a_node_is_where_it_is_seen(desk: Desk) -> None:
    desk.film()
    prompt = nodes(desk)[0]
    middle = desk.canvas.viewport().mapToGlobal(desk.title("p"))
    assert prompt.rect().contains(middle)
    assert reader(desk).childAt(middle.x(), middle.y()) is prompt
    assert not prompt.state().offscreen
    desk.canvas.camera.pan(5000, 0)
    assert prompt.state().offscreen


def test_a_failure_and_its_reason_are_told(desk: Desk) -> None:
    desk.film()
    item = desk.scene.nodes["t"]
    item.show_state(NodeState(Phase.RUNNING, 3, 8))
    video = nodes(desk)[1]
    assert video.text(NAME) == "Text to video, running, step 3 of 8"
    assert video.state().busy
    item.show_state(NodeState(Phase.FAILED, error=GraphError("There is no node with the id {id}.", id="q")))
    assert video.text(NAME) == "Text to video, failed"
    assert "There is no node with the id q" in video.text(DESCRIPTION)


def test_ports_and_wires_are_told(desk: Desk) -> None:
    desk.film()
    prompt, video, _ = nodes(desk)
    output = named(children(prompt), "Text, output")
    entry = named(children(video), "Prompt, input")
    assert output.text(NAME) == "Text, output, text"
    assert entry.text(DESCRIPTION) == "connected with Prompt, Text"
    assert output.text(DESCRIPTION) == "connected with Text to video, Prompt"
    assert output.relations(FLOWS.AllRelations) == [(entry, FLOWS.FlowsTo)]
    assert entry.relations(FLOWS.AllRelations) == [(output, FLOWS.FlowsFrom)]
    (wire,) = children(entry)
    assert wire.text(NAME) == "wire from Prompt, Text"
    steps = named(children(video), "Steps, input")
    assert steps.text(VALUE) == "auto"
    assert steps.text(DESCRIPTION) == "not connected"


def test_a_reader_selects_opens_renames_and_deletes(desk: Desk) -> None:
    desk.film()
    opened: list[str] = []
    desk.canvas.activated.connect(opened.append)
    prompt, video, _ = nodes(desk)
    do(video, "Press")
    assert desk.canvas.selection() == ("t",)
    assert video.state().selected
    assert video.state().focused
    assert reader(desk).focusChild() is video
    do(prompt, "Open")
    assert opened == ["p"]
    do(prompt, "Rename")
    desk.type("Words")
    desk.key(Qt.Key.Key_Return)
    assert prompt.text(NAME) == "Words"
    do(prompt, "Delete")
    assert "p" not in desk.graph.nodes
    assert [one.text(NAME) for one in nodes(desk)] == ["Text to video", "Export, not ready"]


def test_a_reader_draws_and_removes_a_wire(desk: Desk) -> None:
    desk.film()
    _, video, film = nodes(desk)
    do(named(children(video), "Clip, output"), "Press")
    do(named(children(film), "Clips, input"), "Press")
    wire = Wire(Port("t", "clip"), Port("x", "clips"))
    assert wire in desk.graph.wires
    (shown,) = children(named(children(film), "Clips, input"))
    do(shown, "Press")
    assert desk.canvas.selection() == ("t",)
    do(shown, "Disconnect")
    assert wire not in desk.graph.wires


def test_a_wire_that_does_not_fit_is_refused_aloud(desk: Desk) -> None:
    desk.film()
    prompt, _, film = nodes(desk)
    do(named(children(film), "Clips, input"), "Press")
    do(named(children(prompt), "Text, output"), "Press")
    assert desk.told == ["Clips takes the kind clip, not text. Connect it to an output of the kind clip."]


def test_a_reader_selects_several(desk: Desk) -> None:
    desk.film()
    choosing = reader(desk).selectionInterface()
    prompt, video, film = nodes(desk)
    assert choosing.select(prompt)
    assert choosing.select(film)
    assert desk.canvas.selection() == ("p", "x")
    assert choosing.selectedItems() == [prompt, film]
    assert choosing.isSelected(film)
    assert not choosing.isSelected(video)
    assert choosing.unselect(prompt)
    assert choosing.selectedItemCount() == 1
    assert choosing.selectAll()
    assert choosing.selectedItemCount() == 3
    assert choosing.clear()
    assert desk.canvas.selection() == ()


def test_nothing_is_made_until_a_reader_asks(desk: Desk) -> None:
    from ui.canvas.accessible import canvas

    before = len(canvas._readable)
    desk.film()
    desk.canvas.select_all()
    assert len(canvas._readable) == before


def test_of_many_nodes_only_those_are_made_that_are_asked_for(desk: Desk) -> None:
    kind = CATALOGUE["text.prompt"]
    steps = [edits.add_node(kind, (index * 10.0, 0), id=f"n{index}") for index in range(300)]
    desk.document.apply(edits.together("Add node", steps))
    canvas = reader(desk)
    assert canvas.child(250).text(NAME) == "Prompt 251"
    assert len(canvas.contents._nodes) == 1  # type: ignore[attr-defined]


@pytest.mark.usefixtures("active")
def test_edits_and_undos_under_a_readers_eyes(desk: Desk) -> None:
    """Interfaces go and come; none that is asked is one that has gone."""
    random = Random(6)
    desk.film()
    kinds = [CATALOGUE[name] for name in ("text.prompt", "generate.text_to_video", "output.export")]
    known: set[int] = set()
    for turns in range(300):
        ids = list(desk.graph.nodes)
        match random.randrange(6):
            case 0 | 1 if len(ids) < 12:
                desk.canvas.commands.add(random.choice(kinds), desk.canvas.camera.visible().center())
            case 2 if ids:
                do(reader(desk).child(random.randrange(len(ids))), "Delete")
            case 3:
                desk.document.undo()
            case 4:
                desk.document.redo()
            case _ if ids:
                do(reader(desk).child(random.randrange(len(ids))), "Press")
            case _:
                pass
        if turns % 10 == 0:
            assert walk(reader(desk)) > len(desk.graph.nodes)
        known.update(QAccessible.uniqueId(node) for node in nodes(desk))
        # A reader remembers numbers, and may ask for any of them at any time.
        for number in list(known):
            if (found := QAccessible.accessibleInterface(number)) is None:
                known.discard(number)
            else:
                assert found.isValid() == bool(found.text(NAME))
        turn()
    assert len(known) <= len(nodes(desk)) + 12
    desk.settle()


@pytest.mark.usefixtures("active")
def test_canvases_come_and_go_while_a_reader_listens(app: object) -> None:
    """What Qt keeps of a canvas lives until Qt itself lets go of it."""
    for _ in range(8):
        made = Desk()
        made.settle()
        made.film()
        assert walk(reader(made)) > 3
        made.close()
        turn()
        gc.collect()
