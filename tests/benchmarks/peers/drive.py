"""Drives one node editor over one graph, in a process of its own: ``drive.py NAME GRAPH.json``.

Each figure is printed as a line of JSON as soon as it is known, so that what was measured before a time limit is kept.
It runs in the environment of the other editors as well, and imports nothing of this project for them.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsView, QWidget

WIDTH, HEIGHT = 1600, 1000
FRAMES, PATIENCE = 16, 8.0
"""How many frames are taken of each kind at the most, and the seconds after which no more are."""
REST = 1.5
"""Seconds for which an editor is left alone before it is measured."""
FIT = 0.05


class Editor(NamedTuple):
    """An editor that shows the graph."""

    window: QWidget
    view: QGraphicsView
    hub: QGraphicsItem
    grip: QPointF
    """Where the hub is taken to drag it, from its own origin."""
    zoom: Callable[[float], None]
    """Show the hub in the middle, at so many pixels a unit."""
    pan: Callable[[int, int], None]


class Drawn(NamedTuple):
    """The graph that all show."""

    places: list[tuple[float, float]]
    wires: list[tuple[int, int, int]]
    """The node that gives, the node that takes, and which of the wires into that one it is."""
    hub: int
    fit: float
    """The zoom at which all of it is in view."""


def soraapp(drawn: Drawn) -> Editor:
    """Our own canvas, over a document, with real jobs of an engine that is never started."""
    ours = import_module("tests.benchmarks.peers.ours")
    canvas, hub, title = ours.shown(drawn.places, drawn.wires, drawn.hub)

    def zoom(value: float) -> None:
        canvas.camera.set_zoom(value, QPointF())
        middle = canvas.camera.to_scene(QPointF(canvas.viewport().rect().center()))
        step = (hub.sceneBoundingRect().center() - middle) * value
        canvas.camera.pan(-step.x(), -step.y())

    return Editor(canvas, canvas, hub, title, zoom, canvas.camera.pan)


def node_graph_qt(drawn: Drawn) -> Editor:
    """NodeGraphQt, without its check for circles, which takes most of the time to build."""
    module = import_module("NodeGraphQt")

    def init(self: Any) -> None:
        module.BaseNode.__init__(self)
        for index in range(4):
            self.add_input(f"in {index}", multi_input=True)
        self.add_output("out")

    kind = type("Kind", (module.BaseNode,), {"__identifier__": "bench", "NODE_NAME": "node", "__init__": init})
    graph = module.NodeGraph()
    graph.register_node(kind)
    graph.set_acyclic(False)
    nodes = [
        graph.create_node("bench.Kind", name=f"Node {index}", pos=list(place), selected=False, push_undo=False)
        for index, place in enumerate(drawn.places)
    ]
    for source, target, entry in drawn.wires:
        nodes[source].output(0).connect_to(nodes[target].input(entry % 4), push_undo=False)
    view, hub = graph.viewer(), nodes[drawn.hub].view

    shown = QRectF()

    def show() -> None:
        view.set_scene_rect([shown.x(), shown.y(), shown.width(), shown.height()])

    def zoom(value: float) -> None:
        shown.setSize(QSizeF(view.viewport().size()) / value)
        shown.moveCenter(hub.sceneBoundingRect().center())
        show()

    def pan(right: int, down: int) -> None:
        size = shown.width() / view.viewport().width()
        shown.translate(-right * size, -down * size)
        show()

    return Editor(view, view, hub, QPointF(60, 12), zoom, pan)


def qt_py_node_editor(drawn: Drawn) -> Editor:
    """qtpynodeeditor, in which an input takes one wire: nodes have as many inputs as they need."""
    module = import_module("qtpynodeeditor")
    ends, kind_of_data = module.PortType, module.NodeDataType(id="clip", name="Clip")
    registry = module.DataModelRegistry()

    def kind(count: int) -> Any:
        facts = {
            "name": f"Kind {count}",
            "caption": "Node",
            "caption_visible": True,
            "num_ports": {ends.input: count, ends.output: 1},
            "data_type": {ends.input: dict.fromkeys(range(count), kind_of_data), ends.output: {0: kind_of_data}},
            "out_data": lambda self, port: None,
            "set_in_data": lambda self, data, port: None,
            "embedded_widget": lambda self: None,
        }
        made = type("Kind", (module.NodeDataModel,), facts)
        registry.register_model(made, category="bench")
        return made

    most = [4] * len(drawn.places)
    for _, target, entry in drawn.wires:
        most[target] = max(most[target], entry + 1)
    kinds = {count: kind(count) for count in set(most)}
    scene = module.FlowScene(registry=registry)
    nodes = [scene.create_node(kinds[count]) for count in most]
    for node, place in zip(nodes, drawn.places, strict=True):
        node.position = place
    for source, target, entry in drawn.wires:
        scene.create_connection(nodes[source][ends.output][0], nodes[target][ends.input][entry])
    view, hub = module.FlowView(scene), nodes[drawn.hub].graphics_object

    def zoom(value: float) -> None:
        view.setTransform(view.transform().fromScale(value, value))
        shown = QRectF(QPointF(), QSizeF(view.viewport().size()) / value)
        shown.moveCenter(hub.sceneBoundingRect().center())
        view.setSceneRect(shown)

    def pan(right: int, down: int) -> None:
        size = view.transform().m11()
        view.setSceneRect(view.sceneRect().translated(-right / size, -down / size))

    return Editor(view, view, hub, QPointF(40, 12), zoom, pan)


def node_editor_qt_py(drawn: Drawn) -> Editor:
    """nodeeditor-qtpy."""
    widget = import_module("nodeeditor.node_editor_widget").NodeEditorWidget()
    node_type = import_module("nodeeditor.node_node").Node
    edge_type = import_module("nodeeditor.node_edge").Edge
    scene = widget.scene
    nodes = [node_type(scene, f"Node {index}", [0, 0, 0, 0], [0]) for index in range(len(drawn.places))]
    for node, place in zip(nodes, drawn.places, strict=True):
        node.setPos(*place)
    for source, target, entry in drawn.wires:
        edge_type(scene, nodes[source].outputs[0], nodes[target].inputs[entry % 4])
    view, hub = widget.view, nodes[drawn.hub].grNode

    def zoom(value: float) -> None:
        view.setTransform(view.transform().fromScale(value, value))
        view.centerOn(hub)

    def pan(right: int, down: int) -> None:
        across, along = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() - right)
        along.setValue(along.value() - down)

    return Editor(widget, view, hub, QPointF(60, 10), zoom, pan)


EDITORS: dict[str, Callable[[Drawn], Editor]] = {
    "Soraapp": soraapp,
    "NodeGraphQt": node_graph_qt,
    "qtpynodeeditor": qt_py_node_editor,
    "nodeeditor-qtpy": node_editor_qt_py,
}


def _frames(step: Callable[[int], None]) -> float:
    """Milliseconds of the thread's CPU that a step takes with its frame: the median."""
    times: list[float] = []
    until = perf_counter() + PATIENCE
    for index in range(FRAMES):
        began = thread_time()
        step(index)
        QApplication.processEvents()
        times.append(thread_time() - began)
        if perf_counter() > until:
            break
    return statistics.median(times[1:] or times) * 1000


def _rest() -> None:
    QTest.qWait(round(REST * 1000))


def _pan(editor: Editor, zoom: float) -> float:
    editor.zoom(zoom)
    _rest()
    places: list[QPointF] = []

    def step(_: int) -> None:
        editor.pan(-12, -7)
        places.append(editor.view.mapToScene(QPoint()))

    taken = _frames(step)
    if len({place.toTuple() for place in places}) < len(places):
        raise RuntimeError("the view was not panned")
    return taken


def _drag(editor: Editor, zoom: float) -> float:
    editor.zoom(zoom)
    _rest()
    view = editor.view.viewport()
    start = editor.view.mapFromScene(editor.hub.mapToScene(editor.grip))
    before = editor.hub.scenePos()
    QTest.mouseMove(view, start)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    taken = _frames(lambda index: QTest.mouseMove(view, start + QPoint(6 * index + 6, 4 * index + 4)))
    moved = editor.hub.scenePos() != before
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 40))
    if not moved:
        raise RuntimeError("the node was not dragged")
    return taken


def _memory() -> float:
    """MB that the process takes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) if sys.platform == "linux" else 0
    return pages * 4096 / 1e6


def _tell(name: str, value: float) -> None:
    print(json.dumps([name, value]), flush=True)


def main() -> None:
    name, graph = sys.argv[1:]
    read = json.loads(Path(graph).read_text("utf-8"))
    drawn = Drawn(read["places"], read["wires"], read["hub"], read["fit"])
    app = QApplication([name])
    if name == "Soraapp":
        import_module("tests.benchmarks.peers.ours")
    before, began = _memory(), thread_time()
    editor = EDITORS[name](drawn)
    editor.window.resize(WIDTH, HEIGHT)
    editor.window.show()
    QTest.qWaitForWindowExposed(editor.view)
    app.processEvents()
    _tell("open", (thread_time() - began) * 1000)
    _tell("pan at 1:1", _pan(editor, 1.0))
    _tell("pan at fit", _pan(editor, drawn.fit))
    _tell("drag the hub at 1:1", _drag(editor, 1.0))
    _tell("drag the hub at fit", _drag(editor, drawn.fit))
    _tell("memory", _memory() - before)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    import os

    os._exit(0)
