"""Small timelines that tests are about, and what they look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from soraapp.project.edits import Edit
from soraapp.project.graph import Port
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import (
    Item,
    NodeSource,
    Timeline,
    TitleSource,
    Track,
    TrackKind,
    problems,
)

KINDS = {"V": TrackKind.VIDEO, "A": TrackKind.AUDIO, "T": TrackKind.TITLE}
RATE = Fraction(24)


def shot(id: str, start: int, end: int, **more: Any) -> Item:  # noqa: A002
    """Frames from `start` to before `end` of a node called as the item is, from its 10th second on."""
    source = TitleSource(id) if id[0] == "t" else NodeSource(Port(id, "clip"))
    return replace(Item(id, source, start, end - start, Fraction(10)), **more)


def film(*locked: str, **tracks: Sequence[Item]) -> Timeline:
    """A timeline at 24 frames a second with tracks by their names, such as ``V1``, which are also their ids."""
    made = tuple(
        Track(name, KINDS[name[0]], name, tuple(items), locked=name in locked) for name, items in tracks.items()
    )
    return Timeline("film", "Film", rate=RATE, tracks=made)


def done(timeline: Timeline, *edits: Edit) -> Timeline:
    """The timeline after edits, each of which can be undone to what was before it."""
    history = History(Project(timelines={timeline.id: timeline}))
    for edit in edits:
        before = history.project
        after = history.apply(edit)
        assert edit.label
        assert not list(problems(after.timelines[timeline.id]))
        if after is not before:
            assert history.undo() == before
            assert history.redo() is after
    return history.project.timelines[timeline.id]


def seen(timeline: Timeline) -> dict[str, list[tuple[str, int, int]]]:
    """Per track with items: the node or text of each, its first frame, and the one after its last."""
    return {
        track.name: [(_named(item), item.start, item.end) for item in track.items]
        for track in timeline.tracks
        if track.items
    }


def _named(item: Item) -> str:
    return item.source.text if isinstance(item.source, TitleSource) else item.source.port.node  # type: ignore[union-attr]


def moments(timeline: Timeline, track: str) -> dict[int, tuple[str, Fraction]]:
    """What is to be seen at each frame of a track: whose moment, and which."""
    found = timeline.track(track)
    assert found is not None
    return {
        frame: (_named(item), item.moment(frame, timeline.rate))
        for item in found.items
        for frame in range(item.start, item.end)
    }


def linked(item: Item, link: str = "x") -> Item:
    return replace(item, link=link)
