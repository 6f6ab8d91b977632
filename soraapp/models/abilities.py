"""What a model can do, in words for window and terminal: English, to be translated."""

from __future__ import annotations

from collections.abc import Iterator

from soraapp.models.base import Capabilities

_PERFORMS = "a character that moves as an actor does"
_VIDEO, _PICTURES = "video from text", "pictures from text"
_NEEDS_FIRST = "video from a picture to begin with, which it needs"
_KEEPS, _FIRST = "pictures and clips kept at any frame", "a picture to begin with"
_FROM_VIDEO, _FROM_PICTURE = "video to video", "picture to picture"
_MASKS, _SOUND, _STEERS = "masks", "sound with the clip", "steering the camera and a player"
TEXTS = (
    *(_PERFORMS, _VIDEO, _PICTURES, _NEEDS_FIRST, _KEEPS, _FIRST, _FROM_VIDEO, _FROM_PICTURE),
    *(_MASKS, _SOUND, _STEERS),
)
"""All that may be said."""


def abilities(able: Capabilities) -> tuple[str, ...]:
    """What a model can do, one after the other."""
    return (_PERFORMS,) if able.performs else tuple(_abilities(able))


def _abilities(able: Capabilities) -> Iterator[str]:
    clips = able.largest_count > 1
    if able.needs_first:
        yield _NEEDS_FIRST
    else:
        yield _VIDEO if clips else _PICTURES
        if clips:
            yield _KEEPS if able.keeps_anywhere else _FIRST
    if able.sources:
        yield _FROM_VIDEO if clips else _FROM_PICTURE
    if able.masks:
        yield _MASKS
    if able.sound:
        yield _SOUND
    if able.steers:
        yield _STEERS
