"""What is dragged over a timeline and dropped there: shown as it would be, put when it is let go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent

from soraapp.errors import SoraError
from soraapp.project.timeline.bringing import Footage, bring, length_of
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.timeline import FIRST_RATE
from ui.settings import TIMELINE_SNAP
from ui.texts import error_text
from ui.timeline.bringing import Bringing
from ui.timeline.drag import ALT, CTRL
from ui.timeline.overlay import DropMark, Ghost, Note, Shape, SnapLine
from ui.timeline.snapping import REACH, Caught, caught, rests

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

Keys = Qt.KeyboardModifier


class Dropping(QObject):
    """Takes drops on the viewport, and nodes that are dragged off the canvas. With Ctrl what is there makes way."""

    def __init__(self, view: TimelineView, bringing: Bringing) -> None:
        super().__init__(view)
        self._view, self._bringing = view, bringing
        self._footage: Sequence[Footage] = ()
        view.setAcceptDrops(True)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self.leave()
            return True
        if not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        data = event.mimeData()
        if event.type() == QEvent.Type.DragEnter:
            self._footage = self._bringing.known(data) or ()
        if not self._footage:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            frame, track, placing = self._target(event.position(), event.modifiers())
            self.leave()
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            self._bringing.drop(data, frame, track, placing)
        else:
            self._show(event.position(), event.modifiers())
        return True

    # Nodes from the canvas

    def over(self, nodes: Sequence[str], place: QPoint, keys: Keys) -> bool:
        """Nodes are dragged to a place of the screen; whether that is here, and they can be put."""
        point = self._view.viewport().mapFromGlobal(place)
        if not self._view.viewport().isVisible() or not self._view.viewport().rect().contains(point):
            self.leave()
            return False
        self._footage = self._bringing.nodes(nodes)
        if self._footage:
            self._show(QPointF(point), keys)
        return bool(self._footage)

    def drop(self, nodes: Sequence[str], place: QPoint, keys: Keys) -> bool:
        """They are let go there; whether they were put."""
        if not self.over(nodes, place, keys):
            return False
        footage = self._footage
        frame, track, placing = self._target(QPointF(self._view.viewport().mapFromGlobal(place)), keys)
        self.leave()
        return self._bringing.put(footage, frame, track, placing)

    def take(self, nodes: Sequence[str]) -> bool:
        """Put nodes behind what is there; whether they were put."""
        return self._bringing.put_nodes(nodes)

    def leave(self) -> None:
        """What was dragged is elsewhere now."""
        if self._footage:
            self._footage = ()
            self._view.show_draft(None)
            self._view.show_shapes()

    # Where

    def _target(self, point: QPointF, keys: Keys) -> tuple[int, str | None, Placing]:
        here = self._view.geometry_.track_at(point.y())
        placing = Placing.INSERT if keys & CTRL else Placing.OVERWRITE
        return self._caught(point, keys).frames, here.id if here else None, placing

    def _caught(self, point: QPointF, keys: Keys) -> Caught:
        """The frame at which the first one begins, and what holds it or the end of the last."""
        view = self._view
        frame, timeline = view.geometry_.border(point.x()), view.timeline
        if timeline is None or not timeline.end:
            return Caught(0, None)
        if keys & ALT or not view.settings.get(TIMELINE_SNAP):
            return Caught(frame, None)
        length = sum(length_of(one, timeline.rate) for one in self._footage)
        found = caught(rests(timeline, view.playhead), (0, length), frame, view.geometry_.frames(REACH))
        return found if found.frames >= 0 else Caught(frame, None)

    def _show(self, point: QPointF, keys: Keys) -> None:
        view = self._view
        frame, track, placing = self._target(point, keys)
        timeline = view.timeline
        rate = timeline.rate if timeline else FIRST_RATE
        edit = bring(timeline.id if timeline else "", self._footage, frame, track, placing)
        shapes: list[Shape] = []
        try:
            after = edit.change(view.document.project)
        except SoraError as error:
            view.show_draft(None)
            length = sum(length_of(one, rate) for one in self._footage)
            shapes = [Ghost(track or "", frame, frame + length, fits=False), Note(point, error_text(error))]
        else:
            draft = after.timelines.get(timeline.id) if timeline else after.film
            view.show_draft(draft)
            before = timeline.by_id if timeline else {}
            sources = {one.source for one in self._footage}
            for row in draft.tracks if draft else ():
                new = (one for one in row.items if one.id not in before and one.source in sources)
                shapes += [Ghost(row.id, one.start, one.end) for one in new]
            line = self._caught(point, keys).line
            shapes += [SnapLine(line)] if line is not None else []
            shapes += [DropMark(frame)] if placing is Placing.INSERT else []
        view.show_shapes(*shapes)
