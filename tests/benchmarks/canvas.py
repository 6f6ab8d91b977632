"""The canvas with 1,000 nodes and 1,500 wires: to build it, to paint all of it, to drag a node with many wires, to pan.

The alternative is the same canvas without care: antialiasing always on, the whole viewport repainted at every change,
nodes in full detail from any distance, all texts worded and elided when it is opened. Times are of the thread's CPU.
"""

from __future__ import annotations

import os
import random
import statistics
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import thread_time
from typing import cast

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView

import ui.canvas.camera as camera
import ui.canvas.graph_view as graph_view
import ui.canvas.node_painting as node_painting
from soraapp.catalogue import Catalogue
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.benchmarks.measure import Measure
from ui.canvas.view import Canvas
from ui.document import Document
from ui.jobs import Jobs
from ui.node_state import NodeState
from ui.theme import load_theme

NODES, WIRES, HUB_WIRES = 1000, 1500, 100
RUNS = 7


class _Idle(Jobs):
    """Jobs of a project that was never run, without an engine."""

    def __init__(self) -> None:
        super(Jobs, self).__init__()

    def state(self, node_id: str) -> NodeState:
        return NodeState()

    def result(self, node_id: str) -> None:
        return None


def large_project(catalogue: Catalogue) -> Project:
    """A grid of nodes; one prompt in the middle feeds 100 of them, the other wires go to neighbours at random."""
    chance = random.Random(1)
    kinds = ["text.prompt", "generate.text_to_video", "generate.text_to_video", "output.export"]
    nodes: dict[str, Node] = {}
    for index in range(NODES):
        kind = kinds[index % 4]
        place = (index % 40 * 280.0, index // 40 * 360.0)
        nodes[f"n{index}"] = Node(f"n{index}", kind, catalogue[kind].version, f"Node {index}", {}, place)
    wires: dict[Wire, None] = {}
    videos = [index for index in range(NODES) if kinds[index % 4] == "generate.text_to_video"]
    for index in chance.sample(videos, HUB_WIRES):
        wires[Wire(Port("n500", "text"), Port(f"n{index}", "prompt"))] = None
    while len(wires) < WIRES:
        source, target = chance.choice(videos), chance.randrange(NODES // 4) * 4 + 3
        if abs(source - target) < 45:
            wires[Wire(Port(f"n{source}", "clip"), Port(f"n{target}", "clips"))] = None
    return Project(Graph(nodes, tuple(wires)))


@contextmanager
def _careless() -> Generator[None]:
    """Full detail from any distance, antialiasing always, wires that scale."""
    kept = node_painting.FAR, node_painting.NEAR, graph_view.FAR, camera.SLOW
    node_painting.FAR = node_painting.NEAR = graph_view.FAR = 0.0
    camera.SLOW = float("inf")
    try:
        yield
    finally:
        node_painting.FAR, node_painting.NEAR, graph_view.FAR, camera.SLOW = kept


def _opened(project: Project, catalogue: Catalogue, *, careless: bool) -> tuple[Canvas, float]:
    """A canvas over the project, shown as a whole, and the seconds until it stood."""
    document = Document(catalogue)
    document.replace(project, None)
    began = thread_time()
    canvas = Canvas(document, cast("Jobs", _Idle()), load_theme("dark"))
    if careless:
        for item in canvas.graph_scene.nodes.values():
            assert item.texts.rows
    built = thread_time() - began
    if careless:
        canvas.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
    canvas.resize(1600, 1000)
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    canvas.fit()
    QTest.qWait(300)
    return canvas, built


def _frame(canvas: Canvas) -> float:
    began = thread_time()
    canvas.viewport().repaint()
    return thread_time() - began


def _drag(canvas: Canvas) -> float:
    """Seconds a mouse move with its frame, while the node with 100 wires is dragged."""
    item = canvas.graph_scene.nodes["n500"]
    start = canvas.viewportTransform().map(item.pos() + item.layout.title.center()).toPoint()
    viewport = canvas.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    times: list[float] = []
    for step in range(2, 16):
        began = thread_time()
        QTest.mouseMove(viewport, start + QPoint(6 * step, 4 * step))
        QApplication.processEvents()
        times.append(thread_time() - began)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start)
    return statistics.median(times[2:])


def _pan(canvas: Canvas) -> float:
    """Seconds a pan of 12 pixels with its frame, at 60 %."""
    canvas.camera.set_zoom(0.6, QPointF(800, 500))
    times: list[float] = []
    for _ in range(12):
        began = thread_time()
        canvas.camera.pan(-12, -7)
        QApplication.processEvents()
        times.append(thread_time() - began)
    canvas.fit()
    return statistics.median(times[2:])


def _settled(canvas: Canvas, take: Callable[[Canvas], float]) -> float:
    """Milliseconds: the median of several runs, each after everything is at rest."""
    found: list[float] = []
    for _ in range(RUNS):
        QTest.qWait(250)
        found.append(take(canvas))
    return statistics.median(found) * 1000


def measure() -> list[Measure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["benchmark"])
    catalogue = Catalogue.of("nodes")
    project = large_project(catalogue)
    ours = _take(project, catalogue, careless=False)
    with _careless():
        other = _take(project, catalogue, careless=True)
    del app
    return [Measure(f"canvas: {name}", value, other[name], "ms") for name, value in ours.items()]


def _take(project: Project, catalogue: Catalogue, *, careless: bool) -> dict[str, float]:
    """Milliseconds by the name of the figure."""
    opened = [_opened(project, catalogue, careless=careless) for _ in range(3)]
    canvas = opened[-1][0]
    found = {
        "build 1,000 nodes and 1,500 wires": statistics.median(built for _, built in opened) * 1000,
        "a frame with all in view": _settled(canvas, _frame),
        "a move of a node with 100 wires": _settled(canvas, _drag),
        "a pan at 60 %": _settled(canvas, _pan),
    }
    for shown, _ in opened:
        shown.pictures.close()
        shown.close()
        shown.deleteLater()
    QApplication.processEvents()
    return found
