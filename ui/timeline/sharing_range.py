"""The part of a film that is marked is one, on the timeline and in the preview: who marks it there marks it here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from soraapp.project.timeline.markers import set_range

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def share_range(window: MainWindow) -> None:
    """Let both follow each other while the film is in the preview."""
    window.timeline.view.shown_changed.connect(partial(_to_preview, window))
    window.preview.player.loaded.connect(partial(_to_preview, window))
    window.preview.player.course_changed.connect(partial(_to_timeline, window))


def _to_preview(window: MainWindow) -> None:
    span, player = _span(window), window.preview.player
    if span is not None:
        player.follow(replace(player.course, start=span[0], stop=span[1]))


def _to_timeline(window: MainWindow) -> None:
    span, player, timeline = _span(window), window.preview.player, window.film.timeline
    if span is None or timeline is None or player.clip is None:
        return
    start, stop = player.course.start, player.course.stop
    if (start, stop) != span:
        last = stop - 1 if stop < player.clip.count else None
        window.document.attempt(set_range(timeline.id, start or None, last))


def _span(window: MainWindow) -> tuple[int, int] | None:
    """The first frame that is to be played of the film, and the one after the last; None while the preview shows
    something else."""
    timeline, clip = window.film.timeline, window.preview.player.clip
    if not window.film.shown or timeline is None or clip is None or clip.count != timeline.end:
        return None
    first, last = timeline.first or 0, timeline.last
    stop = clip.count if last is None else min(last + 1, clip.count)
    return (first, stop) if first < stop else (0, clip.count)
