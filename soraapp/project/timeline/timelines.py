"""Timelines as a whole: made, renamed, removed, and given another size and rate."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from soraapp.errors import GraphError
from soraapp.media.clip import Size
from soraapp.project.edits import Edit, new_id
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.timeline.base import timeline_edit, timeline_of, unlocked
from soraapp.project.timeline.rates import at_rate
from soraapp.project.timeline.timeline import (
    FIRST_RATE,
    FIRST_SIZE,
    Timeline,
    TimelineSource,
    Track,
    TrackKind,
)

FILM_NAME = "Film"
LARGEST_SIDE = 16384
FASTEST_RATE = 1000


def new_timeline(id: str, name: str, size: Size = FIRST_SIZE, rate: Fraction = FIRST_RATE) -> Edit:  # noqa: A002
    """Add a timeline with a track of pictures and one of sounds; the first one of a project is its film. Where the name
    is taken, it has a number."""

    def change(project: Project) -> Project:
        if id in project.timelines:
            raise GraphError("There is already a timeline with the id {id}.", id=id)
        _check(size, rate)
        free = free_name(_tidy(name), {one.name for one in project.timelines.values()})
        tracks = Track(new_id(), TrackKind.VIDEO, "V1"), Track(new_id(), TrackKind.AUDIO, "A1")
        return replace(project, timelines={**project.timelines, id: Timeline(id, free, size, rate, tracks)})

    return Edit("New timeline", change)


def ensure_film(project: Project) -> Edit | None:
    """What gives a project a film; None where it has one."""
    return None if project.film else new_timeline(new_id(), FILM_NAME)


def rename_timeline(timeline: str, name: str) -> Edit:
    """Give a timeline another name. Raises GraphError when it is empty or taken."""
    tidy = " ".join(name.split())

    def change(project: Project) -> Project:
        old = timeline_of(project, timeline)
        _tidy(tidy)
        if any(one.name == tidy and one is not old for one in project.timelines.values()):
            raise GraphError("Another timeline is called {name}.", remedy="Choose another name.", name=tidy)
        return replace(project, timelines={**project.timelines, timeline: replace(old, name=tidy)})

    return Edit("Rename timeline", change)


def remove_timeline(timeline: str) -> Edit:
    """Remove a timeline. Raises GraphError when it is part of another one, or the film beside others."""

    def change(project: Project) -> Project:
        gone = timeline_of(project, timeline)
        for other in project.timelines.values():
            if any(item.source == TimelineSource(timeline) for item in other.items()):
                raise GraphError(
                    "{timeline} is part of {other}.",
                    remedy="Remove it there first.",
                    timeline=gone.name,
                    other=other.name,
                )
        if project.film is gone and len(project.timelines) > 1:
            raise GraphError("{film} is the film of this project.", remedy="Remove another one.", film=gone.name)
        return replace(project, timelines={name: one for name, one in project.timelines.items() if one is not gone})

    return Edit("Remove timeline", change)


def set_timeline(timeline: str, *, size: Size | None = None, rate: Fraction | None = None, merge: str = "") -> Edit:
    """Give a timeline another size of its pictures, or another rate: then all stays at its seconds, to the nearest
    frame. Raises GraphError when a track is locked and the rate changes, and for a size or rate that cannot be."""

    def change(before: Timeline) -> Timeline:
        new_size, new_rate = size or before.size, rate or before.rate
        _check(new_size, new_rate)
        if (new_size, new_rate) == (before.size, before.rate):
            return before
        if new_rate != before.rate:
            for track in before.tracks:
                unlocked(track)
        return replace(at_rate(before, new_rate), size=new_size)

    return timeline_edit("Change timeline", timeline, change, merge)


def fitted(timeline: str, size: Size, rate: Fraction) -> Edit:
    """Let a timeline that is empty have the size and the rate of what comes on it first."""

    def change(before: Timeline) -> Timeline:
        return (
            replace(before, size=size, rate=rate)
            if before.end == 0 and (size, rate) != (before.size, before.rate)
            else before
        )

    return timeline_edit("Change timeline", timeline, change)


def _tidy(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise GraphError("A timeline needs a name.", remedy="Type a name.")
    return tidy


def _check(size: Size, rate: Fraction) -> None:
    if not (min(size) >= 2 and max(size) <= LARGEST_SIDE and 1 <= rate <= FASTEST_RATE):
        raise GraphError(
            "A timeline cannot have this size or rate.",
            remedy="Choose sides from 2 to {side} pixels, and 1 to {rate} frames a second.",
            side=LARGEST_SIDE,
            rate=FASTEST_RATE,
        )
