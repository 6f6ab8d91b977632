"""What is done with frames: drawing one around nodes, its title, note and colour. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from soraapp.project import edits
from soraapp.project.edits import Edit
from soraapp.project.frame_edits import add_frame, change_frame
from ui.canvas.frame_gestures import moved, rect_of
from ui.canvas.frame_item import TITLE, FrameItem
from ui.canvas.tints import TINTS, outline, tint_titles
from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

AROUND = 24.0
"""Between a frame and the nodes that it is drawn around."""
NOTE = (240.0, 120.0)
SWATCH = 14


class Framing:
    """Frames by what is selected and where the pointer is."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def add(self) -> None:
        """A frame around what is selected, whose title is asked for; or else an empty note at the pointer."""
        canvas, scene = self._canvas, self._canvas.graph_scene
        id_ = canvas.document.new_id()
        if scene.selected_nodes or scene.frames.selected:
            around = scene.bounds(scene.selected_nodes) | scene.frames.bounds(scene.frames.selected)
            rect = around.adjusted(-AROUND, -AROUND - TITLE, AROUND, AROUND)
            if canvas.commands.apply(add_frame(rect_of(rect), id=id_, title=tr("Frame"))):
                scene.select((), (), (id_,))
                self.rename(id_)
            return
        here = canvas.pointer.here or QPointF(canvas.viewport().rect().center())
        corner = canvas.camera.to_scene(here) - QPointF(NOTE[0] / 2, TITLE / 2)
        rect = QRectF(round(corner.x()), round(corner.y()), *NOTE)
        if canvas.commands.apply(add_frame(rect_of(rect), id=id_, title=tr("Note"), color="yellow")):
            scene.select((), (), (id_,))
            self.write(id_)

    def rename(self, frame: str) -> None:
        """Edit the title of a frame where it stands."""
        item = self._reveal(frame)

        def accept(title: str) -> bool:
            return self._apply(edits.together("Rename frame", [change_frame(frame, title=title)]))

        self._canvas.writing.name_at(item.title(self._canvas.camera.zoom), item.frame.title, accept)

    def write(self, frame: str) -> None:
        """Edit the note of a frame where it stands."""
        item = self._reveal(frame)

        def accept(text: str) -> bool:
            return self._apply(edits.together("Change note", [change_frame(frame, text=text)]))

        place = item.note(self._canvas.camera.zoom)
        self._canvas.writing.text_at(place, item.frame.text, tr("Write a note"), accept)

    def color(self, name: str) -> None:
        """Give the selected frames a colour."""
        steps = [change_frame(frame, color=name) for frame in self._canvas.graph_scene.frames.selected]
        if steps:
            self._apply(edits.together("Change colour", steps))

    def fit(self) -> None:
        """Draw the selected frames closely around what lies inside them."""
        scene, steps = self._canvas.graph_scene, list[Edit]()
        for frame in scene.frames.selected:
            inner = [name for name in scene.frames.within(scene.frames.items[frame].rect) if name != frame]
            inside = scene.bounds(scene.frames.nodes_inside(frame)) | scene.frames.bounds(inner)
            if not inside.isEmpty():
                rect = inside.adjusted(-AROUND, -AROUND - TITLE, AROUND, AROUND)
                steps.append(change_frame(frame, rect=rect_of(rect)))
        if steps:
            self._apply(edits.together("Resize frame", steps))

    def keep_places(self, nodes: Collection[str], frames: Collection[str]) -> None:
        """Keep where nodes and frames were moved to, as one step."""
        self._apply(moved(self._canvas.graph_scene, nodes, frames))

    def cut(self) -> None:
        """Put the selected frames with all that lies inside on the clipboard, and remove them."""
        nodes, frames = self._canvas.graph_scene.frames.carried()
        if self._canvas.commands.copy():
            self._apply(edits.remove(nodes, frames))

    def note_at(self, point: QPointF) -> str:
        """The frame whose note is at a point of the viewport, or which is nothing but a note; empty for none."""
        place, frames = self._canvas.camera.to_scene(point), self._canvas.graph_scene.frames
        item = frames.around(place)
        if item is None:
            return ""
        alone = not frames.nodes_inside(item.frame.id)
        return item.frame.id if alone or item.written().contains(place) else ""

    def offer_colors(self, menu: QMenu, frame: str) -> None:
        """Fill a menu with the colours; that of a frame is bold."""
        scene = self._canvas.graph_scene
        for name, title in zip(TINTS, tint_titles(), strict=True):
            swatch = QPixmap(SWATCH, SWATCH)
            swatch.fill(outline(scene.look, name))
            added = menu.addAction(QIcon(swatch), title, lambda name=name: self.color(name))
            font = added.font()
            font.setBold(scene.frames.items[frame].frame.color == name)
            added.setFont(font)

    def _apply(self, edit: Edit) -> bool:
        return self._canvas.commands.apply(edit)

    def _reveal(self, frame: str) -> FrameItem:
        item = self._canvas.graph_scene.frames.items[frame]
        self._canvas.camera.reveal(item.title(self._canvas.camera.zoom))
        return item
