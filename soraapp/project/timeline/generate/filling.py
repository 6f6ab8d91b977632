"""A gap between items is filled by a model: new frames lead from the one to the other, or to or from the only one."""

from __future__ import annotations

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.media.clip import Clip
from soraapp.project.edits import Edit, new_id
from soraapp.project.project import Project
from soraapp.project.timeline.base import open_track, timeline_of
from soraapp.project.timeline.generate.added import bridge, extension
from soraapp.project.timeline.generate.drawing import Drawing
from soraapp.project.timeline.generate.reaching import Given, shot, title
from soraapp.project.timeline.placing import gap_at, put
from soraapp.project.timeline.timeline import Item, Timeline, Track, TrackKind

TO = " \u2192 "
"""Between the names of two shots in that of what leads from the one to the other."""


def fill_gap(timeline: str, track: str, frame: int, catalogue: Catalogue, given: Given, *, id: str) -> Edit:  # noqa: A002
    """Fill the gap at a frame of a track, to the frame, with what a new node of the id `id` makes of its neighbours.

    They are given to it as they are seen beside the gap. At the beginning of a film there is one neighbour only, and
    the node leads to it. Raises GraphError when there is no gap, when it is too long, and when a neighbour cannot be
    given to a node.
    """

    def change(project: Project) -> Project:
        before = timeline_of(project, timeline)
        home = pictured(before, track)
        gap = gap_at(home, frame)
        if gap is None:
            raise GraphError("There is no gap.", remedy="Choose a place between two items.")
        drawing, seconds = Drawing(project, catalogue), (gap[1] - gap[0]) / before.rate
        previous, following = home.at(gap[0] - 1), home.at(gap[1])
        assert following is not None
        if previous is not None:
            first = shot(drawing, previous, before.rate, given)
            second = shot(drawing, following, before.rate, given, near=first)
            added = bridge(drawing, id, first, second, seconds)
            name = title(project, previous) + TO + title(project, following)
        else:
            clip = shot(drawing, following, before.rate, given)
            media = given(following.source)
            rate = media.rate if isinstance(media, Clip) else None
            added = extension(drawing, id, clip, seconds, forward=False, rate=rate)
            name = title(project, following)
        item = Item(new_id(), added.source, gap[0], gap[1] - gap[0], added.offset, added.speed, name=name)
        return put(timeline, [(track, item)]).change(drawing.project)

    return Edit("Fill gap", change)


def pictured(timeline: Timeline, track: str) -> Track:
    """A track of pictures, by its id. Raises GraphError for another one, and when it is locked."""
    found = open_track(timeline, track)
    if found.kind is not TrackKind.VIDEO:
        raise GraphError(
            "A model makes pictures, and {track} takes none.", remedy="Choose a track of pictures.", track=found.name
        )
    return found
