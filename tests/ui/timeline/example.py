"""A small film to look at: two pictures tracks, a title and a sound, with all that an item can have."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    Lead,
    Marker,
    Timeline,
    TitleSource,
    Track,
    TrackKind,
)


def shot(id: str, start: int, length: int, **values: object) -> Item:  # noqa: A002
    """An item that shows the file ``ID.mp4``."""
    return Item(id, FileSource(Path(f"{id}.mp4")), start, length, **values)  # pyright: ignore[reportArgumentType]


DISSOLVE = Lead(next(iter(TransitionStyle)), 12, 12)
FILM = Timeline(
    "film",
    "Film 1",
    rate=Fraction(24),
    tracks=(
        Track(
            "v1",
            TrackKind.VIDEO,
            "V1",
            (shot("ball", 0, 96, fade_in=12), shot("dive", 96, 72, lead=DISSOLVE), shot("city", 240, 96)),
        ),
        Track("v2", TrackKind.VIDEO, "V2", (shot("bird", 120, 48),)),
        Track("t1", TrackKind.TITLE, "T1", (Item("name", TitleSource("Dive"), 24, 72),)),
        Track("a1", TrackKind.AUDIO, "A1", (shot("waves", 0, 300),)),
    ),
    markers=(Marker("m1", 48, name="Splash"), Marker("m2", 200)),
)
