"""The sound that a model made with a clip, beside its frames in the cache: the exact samples, as raw numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from soraapp.engine.cache.files import intact
from soraapp.errors import MediaError
from soraapp.media.audio.sound import LAYOUTS, Samples

if TYPE_CHECKING:
    from soraapp.engine.cache.clip import CachedClip

Heard = tuple[Samples, int]
"""Samples of shape (samples, channels), and how many there are in a second."""
_NUMBER = np.dtype("<f4")


@dataclass(frozen=True)
class Voice:
    """What a record tells of the sound of its clip."""

    rate: int
    channels: int
    count: int
    checksum: int

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Raises KeyError, TypeError or ValueError for what tells of no sound."""
        count, left = divmod(told["bytes"], max(1, told["channels"]) * _NUMBER.itemsize)
        if told["channels"] not in LAYOUTS or left or not count or told["rate"] < 1:
            raise ValueError("no sound")
        return cls(told["rate"], told["channels"], count, told["checksum"])

    @property
    def sealed(self) -> Mapping[str, int]:
        """The seal of the file; see `files.seal`."""
        return {"bytes": self.count * self.channels * _NUMBER.itemsize, "checksum": self.checksum}


@dataclass(frozen=True)
class CachedSound:
    """The sound of a clip in the cache. Make it by `CachedClip.own_sound`, which knows whether there is one."""

    clip: CachedClip

    @property
    def rate(self) -> int:
        return self._voice.rate

    @property
    def channels(self) -> int:
        return self._voice.channels

    @property
    def count(self) -> int:
        return self._voice.count

    def samples(self, start: int, stop: int) -> Samples:
        """The samples start <= i < stop. Raises MediaError when the entry is gone or damaged."""
        voice, first = self._voice, start * self.channels * _NUMBER.itemsize
        count = (stop - start) * voice.channels

        def read(path: Path) -> Samples:
            found = np.fromfile(path, _NUMBER, count, offset=first)
            return found.reshape(-1, voice.channels).astype(np.float32, copy=False)

        try:
            return intact(sound_of(Path(self.clip.path)), voice.sealed, read)
        except (OSError, ValueError) as error:
            raise changed() from error

    @property
    def _voice(self) -> Voice:
        assert self.clip.voice is not None, "a silent clip has no sound"
        return self.clip.voice


def changed() -> MediaError:
    """What is stored is not what it was."""
    return MediaError(
        "A stored result is damaged or gone.",
        remedy='Run again to make it anew; for a take, choose "Use these values" of that take, then run.',
    )


def sound_of(path: Path) -> Path:
    """The file of the sound of the clip whose frames lie at `path`."""
    return path.with_suffix(".f32")


def write_sound(path: Path, samples: Samples) -> None:
    """Samples of shape (samples, channels), as they are. Raises OSError."""
    np.ascontiguousarray(samples, _NUMBER).tofile(path)
