"""The film of the project in the preview, while some of it may be missing."""

from ui.film.film import FilmView

__all__ = ["FilmView"]
