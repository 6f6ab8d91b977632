"""Sound in files, films included: any samples by number, exactly, from a few decoders that the process keeps open."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from soraapp.errors import Soundless
from soraapp.media.audio.reader import AudioReader, soundless
from soraapp.media.audio.sound import Samples, silent
from soraapp.media.files import check_unchanged, fingerprint
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
            with _pool.reader(Path(self.path), self.fingerprint, start) as reader:
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
    with _pool.reader(path, identity, 0) as reader:
        count = reader.end()
        if count < 1:
            raise soundless(path)
        return FileAudio(str(path), identity, reader.rate, reader.channels, count)


class _Pool:
    """Open readers that wait for their next use, the latest last. A reader in use belongs to one thread alone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[tuple[str, AudioReader]] = []

    @contextmanager
    def reader(self, path: Path, identity: str, start: int) -> Generator[AudioReader]:
        key = f"{path}\0{identity}"
        reader = self._take(key, start) or AudioReader(path)
        try:
            yield reader
        except BaseException:
            reader.close()
            raise
        with self._lock:
            self._waiting.append((key, reader))
            spare = self._waiting[:-_OPEN_FILES]
            self._waiting = self._waiting[-_OPEN_FILES:]
        for _, old in spare:
            old.close()

    def _take(self, key: str, start: int) -> AudioReader | None:
        """The reader that stands at `start`; else one to reuse, once there are enough of a file."""
        with self._lock:
            same = [item for item in self._waiting if item[0] == key]
            standing = [item for item in same if item[1].position == start]
            for item in (standing or (same if len(same) >= _OF_ONE_FILE else []))[:1]:
                self._waiting.remove(item)
                return item[1]
        return None

    def close(self) -> None:
        with self._lock:
            closing, self._waiting = self._waiting, []
        for _, reader in closing:
            reader.close()


_pool = _Pool()
