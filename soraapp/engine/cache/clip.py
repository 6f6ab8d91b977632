"""A clip in the cache: its files, its record, and frames that are never other than those that were stored."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from soraapp.engine.cache.files import (
    Stamp,
    forget,
    intact,
    is_intact,
    known,
    read_record,
    seal,
    stamp,
    write_record,
)
from soraapp.engine.cache.sound import CachedSound, Voice, changed, sound_of
from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.decode import FileClip, close_readers, open_clip
from soraapp.models.base import State
from soraapp.models.state_files import read_state

_FORMAT = 2


@dataclass(frozen=True)
class CachedClip:
    """A clip in the cache. It is the same clip wherever the cache lies, so that digests hold on every machine."""

    digest: str
    path: str = field(compare=False)
    size: Size
    rate: Fraction
    count: int
    voice: Voice | None = field(default=None, compare=False)
    """Of the sound that was made with it."""

    @property
    def own_sound(self) -> CachedSound | None:
        """What the model made to be heard with the frames, from the first on; None for a silent clip."""
        return CachedSound(self) if self.voice is not None else None

    def frames(self, start: int, stop: int) -> Frames:
        """The frames start <= i < stop. Raises MediaError when the entry is gone or damaged, and drops it."""
        try:
            try:
                return self._frames(start, stop)
            except MediaError:  # Another instance may have put the same clip in its place just now.
                forget(Path(self.path))
                return self._frames(start, stop)
        except (MediaError, OSError, ValueError, TypeError, KeyError) as error:
            if not isinstance(error, OSError) and not isinstance(error.__cause__, OSError):
                drop(Path(self.path))
            raise changed() from error

    def latents(self) -> State | None:
        """What the model had beside the frames, arrays by name; None when it left nothing, or that is damaged."""
        path = Path(self.path)
        try:
            record = read_record(record_of(path))
            if record["latents"]:
                return intact(latents_of(path), record["latents"], read_state)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return None

    def made_by(self) -> Mapping[str, Any]:
        """What was noted of its making; nothing where the entry is gone or damaged."""
        try:
            return read_record(record_of(Path(self.path)))["made_by"]
        except (OSError, ValueError, TypeError, KeyError):
            return {}

    def _frames(self, start: int, stop: int) -> Frames:
        path = Path(self.path)
        proven = known(path)
        if proven is None:
            read_clip(path)
            proven = known(path) or stamp(path)
        frames = _opened(self.path, proven).frames(start, stop)
        if stamp(path) != proven:
            raise changed()
        return frames


def record_of(path: Path) -> Path:
    return path.with_suffix(".json")


def latents_of(path: Path) -> Path:
    return path.with_suffix(".safetensors")


def write_clip_record(
    clip: CachedClip, frames: Mapping[str, int], latents: Mapping[str, int] | None, made_by: Mapping[str, Any]
) -> int:
    """What makes an entry of a clip's files; they are sealed and in their places. Gives the bytes of the entry."""
    voice = clip.voice
    record = {
        "format": _FORMAT,
        "size": list(clip.size),
        "rate": str(clip.rate),
        "count": clip.count,
        "frames": frames,
        "latents": latents,
        "sound": None if voice is None else {"rate": voice.rate, "channels": voice.channels, **voice.sealed},
        "made_by": made_by,
    }
    written = write_record(record_of(Path(clip.path)), record)
    beside = (latents, voice.sealed if voice is not None else None)
    return written + frames["bytes"] + sum(one["bytes"] for one in beside if one)


def read_clip(path: Path, *, thorough: bool = True) -> CachedClip:
    """The clip whose frames lie at `path`. Unless `thorough`, only their length is looked at.

    Raises ValueError, TypeError or KeyError when anything of it is damaged, and OSError when it is gone or unreadable.
    """
    record = read_record(record_of(path))
    if record["format"] != _FORMAT:
        raise ValueError("of another version")
    beside = {latents_of(path): record["latents"], sound_of(path): record.get("sound")}
    parts = {path: record["frames"]} | {file: sealed for file, sealed in beside.items() if sealed}
    for file, sealed in parts.items():
        if not (is_intact(file, sealed) if thorough else file.stat().st_size == sealed["bytes"]):
            raise ValueError(f"{file.name} is damaged")
    voice = Voice.read(record["sound"]) if record.get("sound") else None
    size, rate = Size(*record["size"]), Fraction(record["rate"])
    return CachedClip(path.stem, str(path), size, rate, int(record["count"]), voice)


def touch(record: Path) -> None:
    """Note that an entry was used: the least recently used make room first."""
    with suppress(OSError):
        os.utime(record)


def drop(path: Path) -> None:
    """Remove what there is of the clip at `path`."""
    close_readers(path)
    for file in (record_of(path), path, latents_of(path), sound_of(path)):
        with suppress(OSError):  # Another instance reads it still.
            file.unlink(missing_ok=True)
        forget(file)


@lru_cache(maxsize=64)
def _opened(path: str, proven: Stamp) -> FileClip:  # noqa: ARG001 - with another stamp it is another file
    return open_clip(path)


def sealed(path: Path) -> dict[str, int] | None:
    """The seal of a file that need not be there."""
    return seal(path) if path.exists() else None
