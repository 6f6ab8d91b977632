"""The view of a timeline: ruler and tracks, painted as far as they are seen; what the hand does goes to `pointer`.

Others tell it what to show: `open` a timeline of the document, `select` items, `set_playhead`, and, while a gesture is
under way, `show_draft` with the timeline as it would be and `show_shapes` to paint on top.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Timeline
from ui.document import Document
from ui.settings import Settings
from ui.theme import Theme
from ui.timeline.facts import Facts
from ui.timeline.footage import Footage
from ui.timeline.header import WIDTH
from ui.timeline.headers import Headers
from ui.timeline.lanes import Lanes
from ui.timeline.look import TimelineLook
from ui.timeline.painting import paint
from ui.timeline.picking import Picking
from ui.timeline.pictures import Pictures
from ui.timeline.pointer import Pointer
from ui.timeline.sheet import NOTHING
from ui.timeline.telling import show_tip, tell_selection

BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
SOON = 40
"""Milliseconds between two looks at how sources stand."""


class TimelineView(Picking):
    """One timeline of a document."""

    opened = Signal()
    """Another timeline is shown, or another way leads to it: see `way`."""
    shown_changed = Signal()
    """The timeline that is shown is another one, or not the same any more."""
    edit_asked = Signal(str)
    """An item was double-clicked, or Enter pressed on it."""
    gap_asked = Signal(str, int)
    """The gap at a frame of a track is to be filled."""
    drawn_out = Signal(str, object, int)
    """An Edge of an item was drawn so many frames outwards, further than its source reaches: the rest is to be made."""

    def __init__(
        self,
        document: Document,
        footage: Footage,
        theme: Theme,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.document, self.footage, self.settings = document, footage, settings or Settings()
        self.way: tuple[str, ...] = ()
        """The ids of the timelines that were entered one from the other; the last is shown. Empty for the film."""
        self.ringed = False
        """The keyboard came here by keys."""
        self.look = TimelineLook(theme, self.font())
        self.facts = Facts(document, footage)
        self.pictures, self.lanes = Pictures(self), Lanes()
        self._draft: Timeline | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.refresh)
        self.pointer = Pointer(self)
        self.setObjectName("timeline_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.pictures.changed.connect(self.viewport().update)
        self.headers = Headers(self, theme)
        self.setViewportMargins(WIDTH, 0, 0, 0)
        document.changed.connect(self._project_changed)
        document.replaced.connect(self._begin)
        self.selection_changed.connect(lambda: tell_selection(self))
        self._retell()

    # What is shown

    @property
    def timeline(self) -> Timeline | None:
        """The timeline of the document that is shown; None where there is none."""
        found = self.document.project.timelines.get(self.way[-1]) if self.way else None
        return found or self.document.project.film

    def open(self, *way: str) -> None:
        """Show the timeline at the end of a way from one to the next; without one the film."""
        known = self.document.project.timelines
        film = self.document.project.film
        self.way = tuple(one for one in way if one in known)
        if film and self.way == (film.id,):
            self.way = ()
        self.select(())
        self._retell()
        self._show_all()
        self.opened.emit()

    def show_draft(self, timeline: Timeline | None) -> None:
        """Paint a timeline as a gesture would leave it; None for the real one."""
        self._draft = timeline
        self._retell()

    def set_theme(self, theme: Theme) -> None:
        self.look = TimelineLook(theme, self.font())
        self.headers.set_theme(theme)
        self.viewport().update()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setAccessibleName(self.tr("Tracks of the timeline"))
        self.headers.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """What sources give, or how they stand, is different now."""
        self.facts.forget()
        self.viewport().update()

    def refresh_soon(self) -> None:
        """The same, once for much that changes in a moment."""
        if not self._soon.isActive():
            self._soon.start()

    def fit_selection(self) -> None:
        """The selected items in view, or else the whole film."""
        items = [self.shown.by_id[one] for one in self.selection]
        if items:
            self.look_at(self.geometry_.fitted(min(one.start for one in items), max(one.end for one in items)))
        else:
            self.fit()

    # Inside

    def _ring(self, *, on: bool) -> None:
        if on != self.ringed:
            self.ringed = on
            self.viewport().update()

    def _begin(self) -> None:
        """Another project."""
        self.way, self._draft = (), None
        self.select(())
        self.set_playhead(0)
        self._retell()
        self._show_all()
        self.opened.emit()

    def _show_all(self) -> None:
        self.fit()
        self.show_middle()

    def _project_changed(self, before: Project, after: Project) -> None:
        if before.graph is not after.graph or before.groups is not after.groups:
            self.facts.forget()
        if self.way and not set(self.way) <= set(after.timelines):
            self.open(*self.way[: next(i for i, one in enumerate(self.way) if one not in after.timelines)])
        self._retell()

    def _retell(self) -> None:
        """Show the timeline as it is now."""
        shown = self._draft or self.timeline or NOTHING
        if shown is self.geometry_.timeline:
            return
        before = self.geometry_.timeline
        self.geometry_ = replace(self.geometry_, timeline=shown)
        self._keep_selection()
        self.lanes.forget(shown.tracks)
        self._set_bars()
        self.viewport().update()
        self.shown_changed.emit()
        if before.tracks is not shown.tracks:
            self.geometry_changed.emit()
        if before.id != shown.id:
            self._show_all()

    # Events: the viewport's come here, and go on to the pointer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.headers.setGeometry(0, 0, WIDTH, self.viewport().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint(painter, self, QRectF(event.rect()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointer.double(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.pointer.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pointer.key(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.pointer.menu(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring shows where the keyboard went; a mouse knows where it clicked."""
        self._ring(on=event.reason() in BY_KEYS)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring(on=False)
        super().focusOutEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.pointer.busy:
            show_tip(self, event)
            return True
        return self.pointer.other(event) or super().viewportEvent(event)
