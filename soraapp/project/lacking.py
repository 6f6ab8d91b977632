"""Why an item of a timeline cannot be shown: each tells of the track, the time on it, and the name of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from soraapp.errors import GraphError, SoraError
from soraapp.media.lettering import unwritable
from soraapp.media.time import timecode
from soraapp.project.film import film_node, seen_tracks
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import TitleSource

Trouble = Callable[[str, str, str], SoraError]
"""Takes the name of the track, the time on it, and the name of the source."""


class Lack(NamedTuple):
    """An item whose source is not there, or has nothing to show."""

    item: str
    error: SoraError


def unwritable_titles(project: Project) -> Iterator[tuple[str, Lack]]:
    """The titles with characters that no font has, each with the node of its film. Looks at fonts, and takes a while
    the first time."""
    for timeline in project.timelines.values():
        for track in seen_tracks(timeline) if timeline.end else ():
            for item in track.items:
                missing = (
                    unwritable(item.source.text) if isinstance(item.source, TitleSource) and not item.off else None
                )
                if missing is not None:
                    time, letters = timecode(item.start, timeline.rate), str(missing.facts["letters"])
                    error = letterless(track.name, time, letters)
                    yield film_node(project, timeline.id), Lack(item.id, error)


def gone(track: str, time: str, source: str) -> SoraError:
    """It was deleted, or is of another project."""
    return GraphError(
        "{track} at {time} shows {source}, which is not there.",
        remedy="Undo what took it away, or remove the item.",
        track=track,
        time=time,
        source=source,
    )


def silent(track: str, time: str, source: str) -> SoraError:
    """It is only drawn, and nothing comes to it."""
    return GraphError(
        "{track} at {time} shows {source}, which gives nothing.",
        remedy="Unmute it, connect something to it, or remove the item.",
        track=track,
        time=time,
        source=source,
    )


def empty(track: str, time: str, source: str) -> SoraError:
    """It is a timeline without items."""
    return GraphError(
        "{track} at {time} shows {source}, which is empty.",
        remedy="Put something on that timeline, or remove the item.",
        track=track,
        time=time,
        source=source,
    )


def unknown(track: str, time: str, source: str) -> SoraError:
    """It is a file that nothing loads."""
    return GraphError(
        "{track} at {time} shows {source}, which is no picture, video or sound that can be loaded.",
        remedy="Choose another file, or remove the item.",
        track=track,
        time=time,
        source=source,
    )


def pictureless(track: str, time: str, source: str) -> SoraError:
    """It has no picture."""
    return GraphError(
        "{track} at {time} shows {source}, which gives no picture.",
        remedy="Put it on another track, or remove the item.",
        track=track,
        time=time,
        source=source,
    )


def soundless(track: str, time: str, source: str) -> SoraError:
    """It has no sound."""
    return GraphError(
        "{track} at {time} plays {source}, which gives no sound.",
        remedy="Put it on another track, or remove the item.",
        track=track,
        time=time,
        source=source,
    )


def letterless(track: str, time: str, letters: str) -> SoraError:
    """It is a title that cannot be written."""
    return GraphError(
        "{track} at {time} is a title with characters that the fonts do not have: {letters}.",
        remedy="Leave these characters out.",
        track=track,
        time=time,
        letters=letters,
    )
