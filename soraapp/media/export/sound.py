"""Sounds without pictures: what is heard of a clip, in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil
from pathlib import Path

import av

from soraapp.media.audio.sound import Audio
from soraapp.media.export.coding import SoundCoding
from soraapp.media.export.film import checking, writing
from soraapp.media.export.track import SoundTrack
from soraapp.media.files import Finish, replacing

_TOLD = 10
"""Times a second of the sound that progress is told."""
_OPTIONS: Mapping[str, Mapping[str, str]] = {"ipod": {"movflags": "faststart+use_metadata_tags"}}


def write_sound(
    path: Path,
    audio: Audio,
    seconds: Fraction,
    form: str,
    coding: SoundCoding,
    *,
    metadata: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    finish: Finish | None = None,
) -> None:
    """Writes the first `seconds` of a sound at 48 kHz into a container that FFmpeg calls `form`: silence where it is
    shorter. `progress` counts tenths of a second. Raises Cancelled, and MediaError when the file cannot be written."""
    path = path.absolute()
    options = {"fflags": "bitexact", **_OPTIONS.get(form, {})}
    total = max(1, ceil(seconds * _TOLD))
    with (
        replacing(path, finish) as part,
        writing(part),
        av.open(str(part), "w", format=form, options=options) as container,
    ):
        container.metadata.update(metadata or {})
        track = SoundTrack(container, audio, seconds, coding, checking(cancelled))
        for done in range(1, total + 1):
            track.write_until(min(seconds, Fraction(done, _TOLD)))
            if progress:
                progress(done, total)
        track.finish()
