"""Sound in files, films included: any samples by number, exactly, from a few decoders that the process keeps open."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from soraapp.errors import Soundless
from soraapp.media.audio.reader import AudioReader, soundless
from soraapp.media.audio.sound import Samples, silent
from soraapp.media.files import check_unchanged, fingerprint
from soraapp.media.pool import Pool
from soraapp.media.probe import probe

SOUND_SUFFIXES = (".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".wma")
"""The usual endings of sound files."""

_OPEN_FILES = 8
_OF_ONE_FILE = 2
"""So many positions in one file are kept: a sound is often heard at two places at once."""


@dataclass(frozen=True)
class FileAudio:
    """The sound in a file, decoded when asked for. Mono, stereo and 5.1 come as they are, all else mixed to stereo."""

    path: str
    fingerprint: str
    rate: int
    channels: int
    count: int

    def samples(self, start: int, stop: int) -> Samples:
        """The samples start <= i < stop. Raises MediaError when the file has vanished, changed, or is damaged."""
        check_unchanged(self.path, self.fingerprint)
        target = silent(stop - start, self.channels)
        if start < stop:
            with _reader(Path(self.path), self.fingerprint, start) as reader:
                reader.read(start, target)
        return target


def open_audio(path: str | Path) -> FileAudio:
    """The sound in a file. Raises MediaError when it is missing, damaged, or holds no sound."""
    path = Path(path).absolute()
    return _opened(path, fingerprint(path))


def own_sound(path: str | Path) -> FileAudio | None:
    """The sound of a film; None where it has none, or an empty one. Raises MediaError as `open_audio` does."""
    if probe(path).sound is None:
        return None
    try:
        return open_audio(path)
    except Soundless:
        return None


def close_sounds() -> None:
    """Closes the files that are kept open: some systems cannot delete a file that is open."""
    _pool.close()


@lru_cache(maxsize=64)
def _opened(path: Path, identity: str) -> FileAudio:
    with _reader(path, identity, 0) as reader:
        count = reader.end()
        if count < 1:
            raise soundless(path)
        return FileAudio(str(path), identity, reader.rate, reader.channels, count)


def _reader(path: Path, identity: str, start: int) -> AbstractContextManager[AudioReader]:
    return _pool.lent(path, identity, partial(_chosen, start=start), partial(AudioReader, path))


def _chosen(readers: Sequence[AudioReader], start: int) -> AudioReader | None:
    """The reader that stands at `start`; else one to reuse, once there are enough of a file."""
    standing = [reader for reader in readers if reader.position == start]
    return next(iter(standing or (readers if len(readers) >= _OF_ONE_FILE else ())), None)


_pool = Pool[AudioReader](_OPEN_FILES)
