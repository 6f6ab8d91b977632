"""Where media come from: the prompts that models made them from, found in the records of stored clips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast

from soraapp.engine.cache import CachedClip
from soraapp.engine.descriptions import restore
from soraapp.models.request import Cue


def told(media: object) -> tuple[str, ...]:
    """The prompts of all stored clips that media are made of, the earliest first, each once."""
    return tuple(dict.fromkeys(text for clip in _stored(media) for text in _prompts(clip)))


def _stored(value: object) -> Iterator[CachedClip]:
    if isinstance(value, CachedClip):
        yield value
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _stored(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _stored(getattr(value, field.name))


def _prompts(clip: CachedClip) -> Iterator[str]:
    try:
        request = clip.made_by()["request"]["fields"]
        context, cues = (restore(request[name], _nowhere) for name in ("context", "cues"))
    except (KeyError, TypeError, ValueError, AttributeError, ImportError):
        return  # It was made by something else, or by an earlier version.
    yield from cast("tuple[str, ...]", context)
    yield from (cue.text for cue in cast("tuple[Cue, ...]", cues) if cue.text)


def _nowhere(digest: str) -> Any:
    raise KeyError(digest)
