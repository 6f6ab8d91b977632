"""What is done to frames. Which nodes lie inside of one only a canvas knows, which knows how large nodes are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from soraapp.errors import GraphError
from soraapp.project.edits import Edit, graph_edit, node_of, placed
from soraapp.project.encoding import is_color
from soraapp.project.graph import Frame, Graph

Rect = tuple[float, float, float, float]
SMALLEST = 16.0
"""The least width and height of a frame, in canvas units."""


def add_frame(rect: Rect, *, id: str, title: str = "", text: str = "", color: str = "") -> Edit:  # noqa: A002
    """Draw a frame behind the nodes, above the frames that are there. Raises GraphError."""

    def change(graph: Graph) -> Graph:
        if id in graph.frames:
            raise GraphError("There is already a frame with the id {id}.", id=id)
        frame = _sound(Frame(id, title, rect, text, color))
        return replace(graph, frames={**graph.frames, id: frame})

    return graph_edit("Add frame", change)


def remove_frames(ids: Collection[str]) -> Edit:
    """Remove frames; what lies inside stays."""
    gone = frozenset(ids)

    def change(graph: Graph) -> Graph:
        return replace(graph, frames={name: frame for name, frame in graph.frames.items() if name not in gone})

    return graph_edit("Delete frame", change)


def change_frame(
    frame: str,
    *,
    title: str | None = None,
    text: str | None = None,
    color: str | None = None,
    rect: Rect | None = None,
    merge: str = "",
) -> Edit:
    """Give a frame what is not None. Raises GraphError."""

    def change(graph: Graph) -> Graph:
        old = frame_of(graph, frame)
        new = Frame(
            old.id,
            old.title if title is None else title,
            old.rect if rect is None else rect,
            old.text if text is None else text,
            old.color if color is None else color,
        )
        return replace(graph, frames={**graph.frames, frame: _sound(new)})

    return graph_edit("Change frame", change, merge)


def move_frame(frame: str, corner: tuple[float, float], nodes: Collection[str] = (), merge: str = "") -> Edit:
    """Bring the top left corner of a frame somewhere, and with it the frames that lie wholly inside, and some nodes."""

    def change(graph: Graph) -> Graph:
        moved = frame_of(graph, frame)
        right, down = corner[0] - moved.rect[0], corner[1] - moved.rect[1]
        frames = {
            name: _moved(other, right, down) if name == frame or _inside(other.rect, moved.rect) else other
            for name, other in graph.frames.items()
        }
        places = {node: node_of(graph, node) for node in nodes}
        taken = {
            name: replace(node, position=placed((node.position[0] + right, node.position[1] + down)))
            for name, node in places.items()
        }
        return replace(graph, nodes={**graph.nodes, **taken} if taken else graph.nodes, frames=frames)

    return graph_edit("Move frame", change, merge)


def frame_of(graph: Graph, frame: str) -> Frame:
    """The frame of that id. Raises GraphError when there is none."""
    if frame not in graph.frames:
        raise GraphError("There is no frame with the id {id}.", id=frame)
    return graph.frames[frame]


def _moved(frame: Frame, right: float, down: float) -> Frame:
    left, top = placed((frame.rect[0] + right, frame.rect[1] + down))
    return replace(frame, rect=(left, top, *frame.rect[2:]))


def _inside(inner: Rect, outer: Rect) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[0] + inner[2] <= outer[0] + outer[2]
        and inner[1] + inner[3] <= outer[1] + outer[3]
    )


def _sound(frame: Frame) -> Frame:
    """The frame with a rectangle and a colour that can be kept. Raises GraphError."""
    left, top = placed((frame.rect[0], frame.rect[1]))
    width, height = (max(float(side), SMALLEST) for side in frame.rect[2:])
    if not (width < 1e9 and height < 1e9):
        raise GraphError("A frame cannot be so large.")
    checked_color(frame.color)
    return replace(frame, title=" ".join(frame.title.split()), rect=(left, top, width, height))


def checked_color(color: str) -> str:
    """The colour itself. Raises GraphError when it is none; an empty one is no colour of its own."""
    if color and not is_color(color):
        raise GraphError("{color} is no colour.", remedy="Give one such as #ff8a3d.", color=color)
    return color
