"""Titles are added and written where they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QPlainTextEdit

from soraapp.project import edits
from soraapp.project.edits import new_id
from soraapp.project.timeline.placing import put
from soraapp.project.timeline.properties import set_title
from soraapp.project.timeline.timeline import Item, Timeline, TitleSource, Track, TrackKind
from soraapp.project.timeline.tracks import add_track
from ui.canvas.in_place import InPlace
from ui.timeline.geometry import RULER
from ui.timeline.words import tr

if TYPE_CHECKING:
    from ui.timeline.editing import Editing
    from ui.timeline.view import TimelineView

SECONDS = 3
"""How long a new title is seen."""
LEAST = QSize(180, 52)
"""The size of the field in which a title is written, in pixels."""


class Titling(QObject):
    """A new title comes on the first track of titles that has room at the playhead; its words are asked for at once.
    While they are typed they are seen in the film; all of that is one step."""

    def __init__(self, view: TimelineView, editing: Editing) -> None:
        super().__init__(view)
        self._view, self._editing = view, editing
        self.editor = QPlainTextEdit(view.viewport())
        self.editor.setObjectName("title")
        self._place = InPlace(self.editor, view, by_return=True)
        self._item = self._before = self._merge = ""
        """The title that is written, its words before, and the merge key of all that is typed."""
        self._telling = False
        view.pointer.title_wanted = self.write
        view.geometry_changed.connect(lambda: None if self._telling else self._place.finish())
        self.editor.textChanged.connect(self._tell)
        self._place.given_up.connect(lambda: self._take(self._item, self._before))

    def add(self) -> None:
        """Put a title at the playhead, as long as there is room up to three seconds."""
        made = new_id()
        if self._editing.attempt(lambda timeline: self._added(timeline, made)):
            self._view.select([made])
            self._view.seek(self._view.playhead)
            self.write(made)

    def _added(self, timeline: Timeline, made: str) -> edits.Edit:
        at = self._view.playhead
        length, left = max(1, round(SECONDS * timeline.rate)), timeline.end - at
        if left >= timeline.rate:  # The film does not become longer by a title near its end.
            length = min(length, left)
        item = Item(made, TitleSource(tr("Title")), at, length)
        for track in timeline.tracks:
            room = _room(track, at)
            if track.kind is TrackKind.TITLE and not track.locked and not track.hidden and room:
                return put(timeline.id, [(track.id, replace(item, length=min(length, room)))])
        track = new_id()
        steps = [add_track(timeline.id, TrackKind.TITLE, id=track), put(timeline.id, [(track, item)])]
        return edits.together("Add title", steps)

    def write(self, item: str) -> None:
        """Let a person write the words of a title where it stands."""
        view = self._view
        source = view.shown.by_id[item].source
        view.reveal(view.shown.by_id[item].start)
        row = view.geometry_.row(view.shown.homes[item].id)
        if row is not None and row.top < view.geometry_.top:
            view.look_at(replace(view.geometry_, top=row.top))
        rect = view.geometry_.rect_of(item)
        if rect is None or not isinstance(source, TitleSource):
            return
        box = rect.toAlignedRect()
        box.setSize(box.size().expandedTo(LEAST))
        box.moveRight(min(box.right(), view.viewport().width() - 2))
        box.moveLeft(max(2, box.left()))
        box.moveBottom(min(box.bottom(), view.viewport().height() - 2))
        box.moveTop(max(RULER, box.top()))
        self.editor.setAccessibleName(tr("Words of the title"))
        self._item = ""
        self._place.open_at(box, source.text, lambda text: self._take(item, text.strip()))
        self._item, self._before, self._merge = item, source.text, f"title {new_id()}"

    def _tell(self) -> None:
        """The film shows what is typed. What is refused is said once."""
        if self._item and self.editor.isVisible():
            self._telling = True
            if not self._take(self._item, self.editor.toPlainText().strip()):
                self._item = ""
            self._telling = False

    def _take(self, item: str, text: str) -> bool:
        timeline = self._view.timeline
        found = timeline.by_id.get(item) if timeline else None
        if timeline is None or found is None or not isinstance(found.source, TitleSource):
            return True
        title = replace(found.source, text=text)
        return self._view.document.attempt(set_title(timeline.id, item, title, merge=self._merge))


def _room(track: Track, frame: int) -> int:
    """The frames of a track that are empty from a frame on; 0 where an item is."""
    if track.at(frame):
        return 0
    later = (item.start for item in track.items if item.start > frame)
    return next(later, 10**8) - frame
