"""The main states of the canvas, each arranged on a real canvas so that it can be compared with a picture on file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from soraapp.errors import MediaError
from soraapp.project.graph import Frame, Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.ui.canvas.conftest import CATALOGUE, Desk
from tests.ui.events import turn, wait
from ui.canvas.node_layout import Side
from ui.canvas.picture import Picture
from ui.node_state import NodeState, Phase
from ui.theme import apply, install_fonts, load_theme

FOLDER = Path(__file__).parent / "snapshots"
THEMES = ("dark", "light", "high_contrast")
VIDEO, PROMPT = "generate.text_to_video", "text.prompt"
REASON = MediaError("{file} is not a picture.", remedy="Choose a PNG or a JPEG.", file="a.txt")
STATES = {
    "idle": NodeState(),
    "not ready": NodeState(error=REASON),
    "stale": NodeState(Phase.STALE),
    "queued": NodeState(Phase.QUEUED),
    "running": NodeState(Phase.RUNNING, done=5, total=8, seconds_left=12.0),
    "done": NodeState(Phase.DONE),
    "stored": NodeState(Phase.DONE, cached=True),
    "pinned": NodeState(Phase.DONE, pinned=True),
    "failed": NodeState(Phase.FAILED, error=REASON),
    "blocked": NodeState(Phase.BLOCKED),
}
PICTURED = ("stale", "running", "done", "stored", "pinned", "selected", "muted")
"""The nodes that have a result to look at."""
ACROSS, STEP = 5, (228.0, 330.0)


def node(name: str, kind: str, x: float, y: float, **facts: object) -> Node:
    version = CATALOGUE[kind].version if kind in CATALOGUE.types else 1
    return replace(Node(name, kind, version, name.capitalize(), {}, (x, y)), **facts)  # type: ignore[arg-type]


def show(desk: Desk, nodes: list[Node], wires: tuple[Wire, ...] = (), frames: tuple[Frame, ...] = ()) -> None:
    """Show these at 100 %, the origin of the scene near the corner of the view."""
    graph = Graph({one.id: one for one in nodes}, wires, {frame.id: frame for frame in frames})
    desk.document.replace(Project(graph), None)
    desk.settle()
    look(desk, 1.0)


def look(desk: Desk, zoom: float) -> None:
    desk.canvas.camera.set_zoom(zoom, QPointF())
    corner = desk.canvas.viewportTransform().map(QPointF())
    desk.canvas.camera.pan(24 - corner.x(), 24 - corner.y())


def still() -> QPixmap:
    """A result to look at."""
    picture = QPixmap(184, 104)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor("#35507a"))
    painter.fillRect(QRect(0, 70, 184, 34), QColor("#4d7d52"))
    painter.fillRect(QRect(80, 50, 30, 30), QColor("#e04a3a"))
    painter.end()
    return picture


def states(desk: Desk) -> None:
    """A node that makes videos in each state."""
    places = [(index % ACROSS * STEP[0], index // ACROSS * STEP[1]) for index in range(len(STATES))]
    show(desk, [node(name, VIDEO, *place) for name, place in zip(STATES, places, strict=True)])
    for name, state in STATES.items():
        desk.scene.nodes[name].show_state(state)


def marks(desk: Desk) -> None:
    """What else a node can look like: chosen, under the pointer, unfolded, folded, muted, coloured, of a lost kind."""
    nodes = [
        node("selected", VIDEO, 0, 0),
        node("hovered", VIDEO, 228, 0),
        node("unfolded", VIDEO, 456, 0),
        node("muted", VIDEO, 684, 0, muted=True),
        node("coloured", VIDEO, 912, 0, color="violet"),
        node("collapsed", VIDEO, 0, 320, collapsed=True),
        node("missing", "gone.kind", 0, 380),
        node("failed", PROMPT, 228, 320),
        node("written", PROMPT, 684, 380, values={"text": "A red ball rolls over a green meadow.\nIt is noon."}),
        node("dot", "dot.clip", 960, 360),
    ]
    frame = Frame("frame", "A frame", (660.0, 305.0, 280.0, 270.0), "With a note", "")
    show(desk, nodes, frames=(frame,))
    desk.scene.nodes["failed"].show_state(STATES["failed"])
    desk.scene.unfold("unfolded", unfolded=True)
    desk.scene.select(["selected"])
    desk.canvas.hovering.show_node("hovered")


def wires(desk: Desk) -> None:
    """Wires of several kinds, one of them chosen, and one that is being dragged to ports that fit."""
    nodes = [
        node("words", PROMPT, 0, 0),
        node("first", VIDEO, 300, 0),
        node("second", VIDEO, 300, 330),
        node("film", "output.export", 640, 60),
    ]
    clip = Wire(Port("first", "clip"), Port("film", "clips"))
    show(desk, nodes, (Wire(Port("words", "text"), Port("first", "prompt")), clip))
    desk.scene.select((), [clip])
    start = desk.port("second", "clip", Side.OUT)
    desk.drag(start, start + QPoint(120, 40), release=False)


def far(desk: Desk) -> None:
    """All states from far away, where nodes are blocks."""
    states(desk)
    desk.scene.select(["idle", "failed"])
    look(desk, 0.2)


def middling(desk: Desk) -> None:
    """All states from where values cannot be read any more."""
    states(desk)
    look(desk, 0.4)


SHEETS: dict[str, tuple[Callable[[Desk], None], QSize]] = {
    "states": (states, QSize(1180, 690)),
    "marks": (marks, QSize(1180, 640)),
    "wires": (wires, QSize(880, 800)),
    "middling": (middling, QSize(490, 290)),
    "far": (far, QSize(260, 160)),
}


def painted(app: QApplication, sheet: str, theme: str) -> QImage:
    """The picture of a sheet in a theme, with the bundled fonts; the application is afterwards as it was."""
    arrange, size = SHEETS[sheet]
    font, palette, style = app.font(), app.palette(), app.styleSheet()
    install_fonts()
    apply(app, load_theme(theme))
    desk = Desk()
    try:
        desk.canvas.set_theme(load_theme(theme))
        desk.canvas.resize(size)
        arrange(desk)
        wait(lambda: not desk.canvas.camera.moving, "the canvas to be at rest")
        turn(0.1)
        for name in set(PICTURED) & desk.scene.nodes.keys():
            desk.scene.nodes[name].picture = Picture(poster=still())
        return desk.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    finally:
        desk.canvas.pointer.cancel()
        desk.close()
        app.setStyleSheet(style)
        app.setPalette(palette)
        app.setFont(font)
