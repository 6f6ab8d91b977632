"""The timeline and the film in the preview go together: the same timeline, and one playhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.film import FilmView
    from ui.timeline.view import TimelineView


def follow(view: TimelineView, film: FilmView) -> None:
    """Tie a view to the film."""
    view.seek_asked.connect(film.seek)
    view.item_clicked.connect(film.show)
    film.frame_changed.connect(view.set_playhead)
    film.sources_changed.connect(view.refresh_soon)
    view.opened.connect(lambda: film.open(view.way[-1] if view.way else ""))
    view.set_playhead(film.frame)
