"""Ports become those of the group when a wire is dropped on what stands for its inputs or outputs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF

from soraapp.project.graph import Port, Wire
from tests.ui.canvas.conftest import Desk
from tests.ui.canvas.test_groups import entered
from ui.canvas.node_layout import Side


def body(desk: Desk, node: str) -> QPoint:
    """The middle of a node, away from its ports."""
    item = desk.scene.nodes[node]
    return desk.canvas.viewportTransform().map(item.pos() + item.layout.rect.center() + QPointF(0, 6)).toPoint()


def test_a_wire_from_an_input_to_the_inputs_promotes_it(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    video, inputs = f"{instance}/t", f"{instance}/inputs"
    assert " ".join(desk.scene.nodes[inputs].texts.hint) == "Drag a wire here to promote an input"
    desk.drag(desk.port(video, "seconds", Side.IN), body(desk, inputs), release=False)
    assert desk.canvas.overlay.tag.text() == "Promote Seconds"
    desk.drag(body(desk, inputs) + QPoint(4, 0), body(desk, inputs))
    assert not desk.told
    assert Wire(Port(inputs, "seconds"), Port(video, "seconds")) in desk.graph.wires
    assert desk.document.undo_label == "Promote to the group"
    assert not desk.scene.nodes[inputs].texts.hint
    desk.drag(desk.port(video, "width", Side.IN), body(desk, inputs))
    (definition,) = desk.document.project.groups.values()
    assert [port.name for port in definition.inputs] == ["seconds", "width"], "also where there is a port of its kind"
    desk.drag(desk.port(video, "height", Side.IN), desk.port(inputs, "width", Side.OUT))
    assert Wire(Port(inputs, "width"), Port(video, "height")) in desk.graph.wires, "a port itself is taken as it is"
    assert not desk.told


def test_a_wire_from_an_output_to_the_outputs_promotes_it(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    prompt, video, outputs = (f"{instance}/{name}" for name in ("p", "t", "outputs"))
    desk.drag(desk.port(prompt, "text", Side.OUT), body(desk, outputs))
    assert Wire(Port(prompt, "text"), Port(outputs, "text")) in desk.graph.wires
    assert not desk.told
    before = desk.undo_steps()
    desk.drag(desk.port(video, "prompt", Side.IN), body(desk, outputs))
    (definition,) = desk.document.project.groups.values()
    assert [port.name for port in definition.outputs] == ["clip", "text", "text_2"]
    assert not [wire for wire in desk.graph.wires if wire.target == Port(video, "prompt")], "the wire was picked up"
    assert desk.undo_steps() == before + 1


def test_what_is_dropped_on_the_wrong_end_is_refused(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    before = desk.graph
    desk.drag(desk.port(f"{instance}/p", "text", Side.OUT), body(desk, f"{instance}/inputs"))
    assert "Inputs takes no text from here" in desk.told[-1]
    assert desk.graph is before


def test_the_last_port_that_is_taken_away_leaves_the_hint(desk: Desk) -> None:
    desk.film()
    instance = entered(desk, "p", "t")
    outputs = f"{instance}/outputs"
    assert not desk.scene.nodes[outputs].texts.hint
    desk.canvas.grouping.unpromote(Port(outputs, "clip"))
    assert " ".join(desk.scene.nodes[outputs].texts.hint) == "Drag a wire here to promote an output"
