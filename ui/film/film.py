"""The film in the preview: made in the window of what there is now, with slates for what is missing.

It is made anew whenever the timeline, a result or a file is different, and keeps its playhead. Putting it together
costs little but for long films, and is done in a thread of its own; its frames are read as those of any clip.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from soraapp.media.clip import Clip, Frames
from soraapp.media.film.cut import Cut
from soraapp.media.film.film import Media, film_of
from soraapp.project.film import cut_of, film_node
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import FIRST_RATE, Source, Timeline
from ui.background import Background
from ui.document import Document
from ui.film.slate import Slate
from ui.film.sources import Sources
from ui.jobs import Jobs, NodeState
from ui.preview import Preview
from ui.texts import node_name
from ui.viewing import Viewing

PAUSE = 40
"""Milliseconds between two makings of the film, so that a drag of an item is not slowed by them."""


class FilmView(QObject):
    """One timeline, played in the preview as long as no node is looked at there."""

    frame_changed = Signal(int)
    """The playhead is on another frame."""
    timeline_changed = Signal()
    """Another timeline is shown, or it is not the same any more."""
    sources_changed = Signal()
    """What some source gives, or how it stands, is different."""
    shown_changed = Signal()
    """Whether the film is seen in the preview."""

    def __init__(
        self, document: Document, jobs: Jobs, preview: Preview, viewing: Viewing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._preview, self._viewing = document, jobs, preview, viewing
        self._sources = Sources(document, jobs, self)
        self._background = Background(self)
        self._chosen = ""
        """The id of the timeline that is shown; empty for the film."""
        self._frame = 0
        self._media: tuple[tuple[Source, ...], list[Media]] | None = None
        """The sources of the timeline that is shown, and what they give; None where that may be different now."""
        self._made: tuple[Cut, Sequence[Media], Clip] | None = None
        """The cut and the sources of the film that was made last, and that film."""
        self._busy = self._again = False
        self._eager = False
        """It is to play as soon as it is there."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._make)
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.timeout.connect(self.sources_changed)
        document.changed.connect(self._edited)
        document.replaced.connect(self._replaced)
        jobs.node_changed.connect(self._node_changed)
        jobs.preview.connect(self._live)
        self._sources.changed.connect(self._sources_changed)
        viewing.film_left.connect(self.shown_changed)
        preview.player.frame_changed.connect(self._played)
        preview.installEventFilter(self)
        self.destroyed.connect(self._background.close)

    # What is shown

    @property
    def timeline(self) -> Timeline | None:
        """The timeline that is shown, or would be: the film unless another one was opened."""
        return self._document.project.timelines.get(self._chosen) or self._document.project.film

    @property
    def shown(self) -> bool:
        """Whether it is seen in the preview."""
        return self._viewing.filming

    @property
    def node(self) -> str:
        """The id of the node that the film is among what runs; empty while it is not seen, or has nothing on it."""
        timeline = self.timeline
        return film_node(self._document.project, timeline.id) if self.shown and timeline and timeline.end else ""

    @property
    def frame(self) -> int:
        """Where the playhead is, also while something else is in the preview."""
        return self._frame

    def open(self, timeline: str = "") -> None:
        """Choose the timeline that is shown, by its id; an empty one for the film."""
        if timeline != self._chosen:
            self._chosen, self._frame, self._made, self._media = timeline, 0, None, None
            self.timeline_changed.emit()
            self.frame_changed.emit(0)
            self._touch()

    def show(self) -> None:
        """Have the film in the preview, paused where its playhead is."""
        if not self.shown:
            self._made, self._eager = None, False
            self._preview.pause()
            self._viewing.show_film(None, self._title())
            self.shown_changed.emit()
            self._make()

    def seek(self, frame: int) -> None:
        """Put the playhead on a frame, and have the film in the preview. Behind the end its last picture is seen."""
        self.show()
        self._frame = max(0, frame)
        if self._made is not None:
            self._preview.seek(self._frame)
        self.frame_changed.emit(self._frame)

    def toggle(self) -> None:
        """Play the film, or pause it."""
        if self.shown and self._made is not None:
            self._preview.toggle()
        else:
            self.show()
            self._eager = not self._eager

    def close(self) -> None:
        self._background.close()
        self._sources.close()

    # What its sources give

    def clip_of(self, source: Source) -> Media | None:
        """What there is to see or hear of a source now; None while there is nothing."""
        return self._sources.clip_of(source, self._rate)

    def made_of(self, source: Source) -> Media | None:
        """What a source gives that is done; None while there is nothing but a sketch."""
        return self._sources.made_of(source, self._rate)

    def state_of(self, source: Source) -> NodeState:
        """How a source stands, as nodes do."""
        return self._sources.state_of(source)

    def length_of(self, source: Source) -> Fraction | None:
        """The seconds of a source; None where it has no end, or that is not known."""
        return self._sources.length_of(source, self._rate)

    @property
    def _rate(self) -> Fraction:
        return self.timeline.rate if self.timeline else FIRST_RATE

    # How it is made

    def _touch(self) -> None:
        """Something is different: make the film soon."""
        if self.shown and not self._timer.isActive():
            self._timer.start()

    def _make(self) -> None:
        timeline = self.timeline
        if not self.shown:
            return
        if timeline is None or not timeline.end:
            self._made = None
            self._viewing.show_film(None, self._title(), self._hint())
            return
        if self._busy:
            self._again = True
            return
        cut, sources = cut_of(timeline)
        if self._media is None or self._media[0] != sources:
            self._media = sources, self._sources.given(sources, timeline)
        media = self._media[1]
        if self._made is not None and self._made[0] is cut and _same(self._made[1], media):
            self._viewing.name_film(self._title())  # Another name, or another language.
            return
        self._busy = True
        self._background.do(lambda: film_of(cut, media), lambda film: self._take(cut, media, film), _raise)

    def _take(self, cut: Cut, media: Sequence[Media], film: Clip) -> None:
        self._busy = False
        if self.shown:
            fresh = self._made is None
            self._viewing.show_film(film, self._title(), keep_place=not fresh)
            self._made = (cut, media, film)
            if fresh:
                self._preview.seek(self._frame)
            if self._eager:
                self._eager = False
                self._preview.play()
        if self._again:
            self._again = False
            self._make()

    def _title(self) -> str:
        timeline = self.timeline
        return node_name(timeline.name) if timeline and timeline.name else self.tr("Film")

    def _hint(self) -> str:
        return self.tr("The timeline is empty: put a node or a file on it")

    # What happens

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In another language slates and titles have other words."""
        if event.type() == QEvent.Type.LanguageChange:
            self._media = None
            self._touch()
        return super().eventFilter(watched, event)

    def _edited(self, before: Project, after: Project) -> None:
        if before.timelines is not after.timelines:
            self.timeline_changed.emit()
        if not (before.graph is after.graph and before.groups is after.groups) or _nested(after):
            self._media = None
        self._touch()

    def _replaced(self) -> None:
        """Another project: its film is seen before anything is chosen."""
        self._chosen, self._frame, self._made, self._media = "", 0, None, None
        self._sources.forget()
        self.timeline_changed.emit()
        self.frame_changed.emit(0)
        timeline = self.timeline
        if timeline is not None and timeline.end:
            self.show()

    def _node_changed(self, node: str) -> None:
        self._sources.settle(node)
        self._sources_changed()

    def _live(self, node: str, frames: Frames, rate: Fraction) -> None:
        self._sources.live(node, frames, rate)
        self._media = None
        self._touch()

    def _sources_changed(self) -> None:
        self._media = None
        if self._document.project.timelines:
            self._news.start()
            self._touch()

    def _played(self, frame: int) -> None:
        clip = self._preview.player.clip
        if not self.shown or self._made is None or clip is None:
            return
        if frame == clip.count - 1 <= self._frame:
            return  # The playhead may stand behind the end, where something is to be put.
        if frame != self._frame:
            self._frame = frame
            self.frame_changed.emit(frame)


def _nested(project: Project) -> bool:
    """Whether an edit of one timeline may change another."""
    return len(project.timelines) > 1


def _same(some: Sequence[Media], others: Sequence[Media]) -> bool:
    return len(some) == len(others) and all(
        one is other or (isinstance(one, Slate) and one == other) for one, other in zip(some, others, strict=True)
    )


def _raise(error: Exception) -> None:
    raise error
