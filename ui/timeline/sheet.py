"""The part of a timeline that is seen: how near and which place of it, with the scroll bars that go there; and the
playhead in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from soraapp.project.timeline.timeline import Timeline, TrackKind
from ui.timeline.geometry import RULER, Geometry
from ui.timeline.overlay import Shape

NOTHING = Timeline("", "")
"""Stands in where the project has no timeline."""
PLAYHEAD = 8
"""Half of the width of the playhead's grip, in pixels."""
NARROW = 60
"""Pixels up to which a view has not been laid out yet."""
NEARER = 1.5
"""How much a step of zooming does."""


class Sheet(QAbstractScrollArea):
    """A timeline that can be scrolled and zoomed, and nothing else."""

    geometry_changed = Signal()
    """Zoomed, scrolled, resized, or with other tracks."""
    playhead_changed = Signal(int)
    """The playhead is on another frame, whoever moved it."""
    seek_asked = Signal(int)
    """A person put the playhead on a frame here: the preview is to follow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.geometry_ = Geometry(NOTHING, 1, 1)
        self.playhead = 0
        self.shapes: Sequence[Shape] = ()
        self.hint: Shape | None = None
        """What can be done under the pointer, painted below the shapes."""
        self._scrolling = False
        self._fresh = True
        """The whole film is to be in view as soon as the size of the view is known."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @property
    def shown(self) -> Timeline:
        """What is painted: the draft of a gesture, or else the timeline; an empty one where there is none."""
        return self.geometry_.timeline

    def show_shapes(self, *shapes: Shape) -> None:
        """Paint these on top of all, in place of those that were there."""
        self.shapes = shapes
        self.viewport().update()

    def show_hint(self, hint: Shape | None) -> None:
        """Paint what can be done under the pointer; None for nothing."""
        if hint != self.hint:
            self.hint = hint
            self.viewport().update()

    def look_at(self, geometry: Geometry) -> None:
        """Show the place and zoom of a geometry, as far as makes sense."""
        here = replace(geometry, timeline=self.geometry_.timeline)
        here = replace(here, left=max(0.0, min(here.left, here.rightmost)), top=max(0.0, min(here.top, here.lowest)))
        if here == self.geometry_:
            return
        self.geometry_ = here
        self._set_bars()
        self.viewport().update()
        self.geometry_changed.emit()

    def zoom_to(self, zoom: float, x: float | None = None) -> None:
        """Zoom to so many pixels a frame, around a pixel, or else around the playhead where it is seen."""
        if x is None:
            x = self.geometry_.x(self.playhead)
            x = x if 0 <= x <= self.geometry_.width else self.geometry_.width / 2
        self.look_at(self.geometry_.zoomed(zoom, x))

    def zoom_in(self) -> None:
        self.zoom_to(self.geometry_.zoom * NEARER)

    def zoom_out(self) -> None:
        self.zoom_to(self.geometry_.zoom / NEARER)

    def fit(self) -> None:
        """The whole film in view."""
        self._fresh = self.geometry_.width <= NARROW
        self.look_at(self.geometry_.fitted() if self.shown.end else replace(self.geometry_, zoom=4.0, left=0.0))

    def show_middle(self) -> None:
        """Where there are more tracks than fit, bring those into view where pictures and sounds meet."""
        heard = [row for row in self.geometry_.rows if row.track.kind is TrackKind.AUDIO]
        meeting = heard[0].top if heard else self.geometry_.full_height
        self.look_at(replace(self.geometry_, top=meeting - (self.geometry_.height - RULER) * 0.62))

    def pan(self, across: float, down: float) -> None:
        """Move what is shown by so many pixels."""
        here = self.geometry_
        self.look_at(replace(here, left=here.left - across / here.zoom, top=here.top - down))

    def reveal(self, first: int, last: int | None = None) -> None:
        """Scroll just so far that some frames are in view."""
        here, last = self.geometry_, first if last is None else last
        start, end = here.left, here.place(here.width)
        if first < start or last - first > end - start:
            self.look_at(replace(here, left=max(0.0, first - 24 / here.zoom)))
        elif last > end:
            self.look_at(replace(here, left=last + 24 / here.zoom - here.width / here.zoom))

    # The playhead

    def set_playhead(self, frame: int, *, follow: bool = True) -> None:
        """Put the playhead on a frame; with `follow`, what is seen goes on by pages so that it is in view."""
        frame = max(0, frame)
        if frame == self.playhead:
            return
        self._update_playhead()
        self.playhead = frame
        self._update_playhead()
        self.playhead_changed.emit(frame)
        if follow:
            self._turn_page()

    def seek(self, frame: int, *, follow: bool = False) -> None:
        """Put the playhead on a frame as a person who asks for it: the preview follows."""
        self.set_playhead(frame, follow=follow)
        self.seek_asked.emit(self.playhead)

    def _turn_page(self) -> None:
        x, width = self.geometry_.x(self.playhead), self.geometry_.width
        if width > 1 and not 0 <= x < width:
            self.look_at(replace(self.geometry_, left=max(0.0, self.playhead - width * 0.06 / self.geometry_.zoom)))

    def _update_playhead(self) -> None:
        x = self.geometry_.x(self.playhead)
        if -PLAYHEAD <= x <= self.geometry_.width + PLAYHEAD:
            self.viewport().update(QRectF(x - PLAYHEAD, 0, 2 * PLAYHEAD + 1, self.geometry_.height).toAlignedRect())

    # The scroll bars

    def _set_bars(self) -> None:
        here = self.geometry_
        self._scrolling = True
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, round(max(here.rightmost, here.left) * here.zoom))
        across.setPageStep(max(1, round(here.width)))
        across.setSingleStep(48)
        across.setValue(round(here.left * here.zoom))
        down.setRange(0, round(here.lowest))
        down.setPageStep(max(1, round(here.height - RULER)))
        down.setSingleStep(24)
        down.setValue(round(here.top))
        self._scrolling = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002
        if self._scrolling:
            return
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.look_at(replace(self.geometry_, left=across / self.geometry_.zoom, top=float(down)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.viewport().size()
        self.look_at(replace(self.geometry_, width=float(size.width()), height=float(size.height())))
        self._set_bars()
        if self._fresh:
            self.fit()
            self.show_middle()
