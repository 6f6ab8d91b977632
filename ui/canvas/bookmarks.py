"""Places of the canvas that a person comes back to by keys. They are kept with the project, outside of undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from soraapp.errors import GraphError
from soraapp.project.view import Bookmark
from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


class Bookmarks:
    """One for each slot from 1 to 9."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def known(self, slot: int) -> bool:
        """Whether the bookmark is set."""
        return slot in self._canvas.document.project.view.bookmarks

    def set(self, slot: int) -> None:
        """Keep what is seen now."""
        canvas = self._canvas
        seen = canvas.camera.visible().center()
        center = (round(seen.x(), 1), round(seen.y(), 1))
        mark = Bookmark(center, round(canvas.camera.zoom, 4), canvas.document.place)
        canvas.document.amend(lambda project: replace(project, view=project.view.with_bookmark(slot, mark)))
        canvas.message.emit(tr("Bookmark {slot} is set: Shift+{slot} comes back here").format(slot=slot))

    def go(self, slot: int) -> None:
        """Come back to what was seen when the bookmark was set."""
        canvas = self._canvas
        mark = canvas.document.project.view.bookmarks.get(slot)
        if mark is None:
            error = GraphError(
                "Bookmark {slot} is not set.", remedy="Go to a place and press Ctrl+Shift+{slot}.", slot=slot
            )
            canvas.commands.refuse(error)
            return
        canvas.document.go(mark.place)
        canvas.camera.look(QPointF(*mark.center), mark.zoom)
