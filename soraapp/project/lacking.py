"""Why an item of a timeline cannot be shown: each tells of the track, the time on it, and the name of the source."""

from __future__ import annotations

from collections.abc import Callable

from soraapp.errors import GraphError, SoraError

Trouble = Callable[[str, str, str], SoraError]
"""Takes the name of the track, the time on it, and the name of the source."""


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
