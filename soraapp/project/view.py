"""How a person looks at a project: bookmarked places of its canvas, and nodes bound to the preview. It is kept with the
project and changed outside of undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SLOTS = range(1, 10)
"""The keys that bookmarks and viewers are called by."""


@dataclass(frozen=True)
class Bookmark:
    """A part of a canvas."""

    center: tuple[float, float]
    """The middle of what is seen, in canvas units."""
    zoom: float
    """Pixels a canvas unit."""
    place: tuple[str, ...] = ()
    """The level that it is of, as in `levels.py`."""


@dataclass(frozen=True)
class View:
    """By the slots, which are from 1 to 9."""

    bookmarks: Mapping[int, Bookmark] = field(default_factory=dict[int, Bookmark])
    viewers: Mapping[int, str] = field(default_factory=dict[int, str])
    """Nodes by their paths. One that is not there now may come back by undo."""

    def with_bookmark(self, slot: int, bookmark: Bookmark) -> View:
        return replace(self, bookmarks={**self.bookmarks, slot: bookmark})

    def with_viewer(self, slot: int, node: str) -> View:
        return replace(self, viewers={**self.viewers, slot: node})
