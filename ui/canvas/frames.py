"""The frames of a scene: which there are, what lies inside them, and which are selected."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from soraapp.project.graph import Frame
from ui.canvas.frame_item import Edges, FrameItem
from ui.canvas.look import Look

if TYPE_CHECKING:
    from ui.canvas.scene import GraphScene

EDGE = 5.0
"""Pixels from an edge within which it is under the pointer."""


class Frames:
    """Items by id. A node lies in a frame when its middle does; a frame, when all of it does."""

    def __init__(self, scene: GraphScene) -> None:
        self._scene = scene
        self.items: dict[str, FrameItem] = {}
        self.selected: tuple[str, ...] = ()
        self.zoom = 1.0
        """Pixels a canvas unit: titles grow when the view looks from far away."""

    def show(self, frames: Mapping[str, Frame]) -> None:
        """Show these frames, touching only what differs."""
        for gone in self.items.keys() - frames.keys():
            self._scene.removeItem(self.items.pop(gone))
        for name, frame in frames.items():
            item = self.items.get(name)
            if item is None:
                item = self.items[name] = FrameItem(frame, self._scene.look)
                self._scene.addItem(item)
            elif item.frame is not frame:
                item.show_frame(frame)

    def show_look(self, look: Look) -> None:
        for item in self.items.values():
            item.show_look(look)

    def set_zoom(self, zoom: float) -> None:
        self.zoom = zoom

    def known(self, frames: Collection[str]) -> tuple[str, ...]:
        return tuple(name for name in dict.fromkeys(frames) if name in self.items)

    def mark(self, frames: tuple[str, ...]) -> None:
        """Show these as selected, and no others."""
        for name in set(self.selected) ^ set(frames):
            if name in self.items:
                self.items[name].mark(selected=name in frames)
        self.selected = frames

    def place(self, rects: Mapping[str, QRectF]) -> None:
        """Move frames on the canvas alone; the document does not know."""
        for name, rect in rects.items():
            self.items[name].place(rect)

    # Where things are

    def at(self, point: QPointF) -> tuple[FrameItem, Edges | None] | None:
        """The frame whose edge or title is at a scene point, and the edges; the foremost one."""
        reach = EDGE / self.zoom
        for item in self._near(QRectF(point, point).adjusted(-reach, -reach, reach, reach)):
            if edges := item.edges_at(point, reach):
                return item, edges
            if item.title(self.zoom).contains(point):
                return item, None
        return None

    def around(self, point: QPointF) -> FrameItem | None:
        """The foremost frame that a scene point lies in."""
        near = self._near(QRectF(point, point).adjusted(-1, -1, 1, 1))
        return next((item for item in near if item.rect.contains(point)), None)

    def within(self, rect: QRectF) -> list[str]:
        """The frames that lie in a rectangle as a whole."""
        return [item.frame.id for item in self._near(rect) if rect.contains(item.rect)]

    def nodes_inside(self, frame: str) -> list[str]:
        rect, scene = self.items[frame].rect, self._scene
        return [node for node in scene.nodes_in(rect) if rect.contains(scene.bounds([node]).center())]

    def carried(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The nodes and frames that go where the selection goes: what is selected, and what lies in selected frames."""
        frames, nodes = dict.fromkeys(self.selected), dict.fromkeys(self._scene.selected_nodes)
        for name in self.selected:
            frames |= dict.fromkeys(self.within(self.items[name].rect))
            nodes |= dict.fromkeys(self.nodes_inside(name))
        return tuple(nodes), tuple(frames)

    def bounds(self, frames: Collection[str] | None = None) -> QRectF:
        """The rectangle around the given frames, or around all."""
        found = QRectF()
        for name in self.items if frames is None else frames:
            found |= self.items[name].rect
        return found

    def welcome(self, point: QPointF | None) -> None:
        """Show which frame a node would lie in whose middle is at a scene point; None for no node."""
        host = self.around(point) if point is not None else None
        for item in self.items.values():
            if item.welcoming != (item is host):
                item.mark(welcoming=item is host)

    def _near(self, rect: QRectF) -> Iterator[FrameItem]:
        mode, order = Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.DescendingOrder
        return (item for item in self._scene.items(rect, mode, order) if isinstance(item, FrameItem))
