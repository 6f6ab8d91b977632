"""What the markers on some items say."""

from __future__ import annotations

from collections.abc import Collection

from soraapp.media.time import timecode
from soraapp.project.timeline.timeline import Item, Marker, Timeline


def marks(timeline: Timeline, items: Collection[Item]) -> str:
    """A line a marker: when it is, what it is called, and its note."""
    return "\n".join(_told(one, timeline) for one in timeline.markers if any(_on(one, item) for item in items))


def _on(marker: Marker, item: Item) -> bool:
    return marker.at < item.end and item.start < marker.at + max(1, marker.length)


def _told(marker: Marker, timeline: Timeline) -> str:
    words = ": ".join(filter(None, (marker.name, marker.note)))
    return " · ".join(filter(None, (timecode(marker.at, timeline.rate), words)))
