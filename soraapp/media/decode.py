"""Clips in video files: any frames by number, exactly, from a small pool of decoders that the process keeps open."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

import numpy as np

from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.files import check_unchanged, fingerprint
from soraapp.media.probe import Kind, probe
from soraapp.media.reader import Reader

_OPEN_FILES = 12
_STREAMS_OF_ONE_FILE = 3
_IN_A_ROW = 4
"""From how many frames on a request is taken to be part of a stream."""
_in_use = WeakValueDictionary[tuple[str, str, int, int], Frames]()
"""Decoded frames that somebody still holds: where a film goes two ways that meet again, it is decoded once."""


@dataclass(frozen=True)
class FileClip:
    """A clip in a video file, decoded when asked for. Files of a variable frame rate are read frame by frame at their
    average rate."""

    path: str
    fingerprint: str
    size: Size
    rate: Fraction
    count: int

    def frames(self, start: int, stop: int) -> Frames:
        """The frames start <= i < stop, read-only. Raises MediaError when the file vanished, changed, or is damaged."""
        check_unchanged(self.path, self.fingerprint)
        key = (self.path, self.fingerprint, start, stop)
        shared = _in_use.get(key)
        if shared is not None:
            return shared
        target = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        if start < stop:
            with _pool.reader(Path(self.path), self.fingerprint, start, stop - start >= _IN_A_ROW) as reader:
                reader.read(start, target)
        target.flags.writeable = False
        _in_use[key] = target
        return target


def open_clip(path: str | Path) -> FileClip:
    """The clip in a video file. Raises MediaError when it is missing, damaged, or holds no moving pictures."""
    path = Path(path).absolute()
    identity = fingerprint(path)
    facts = probe(path)
    if facts.kind is not Kind.VIDEO or facts.size is None or facts.rate is None or facts.count is None:
        raise MediaError("{file} is not a video.", remedy="Choose an MP4, MOV, MKV or WebM file.", file=path.name)
    return FileClip(str(path), identity, facts.size, facts.rate, facts.count)


def close_readers(path: str | Path | None = None) -> None:
    """Closes the decoders that are kept open for a file, or all: some systems cannot delete a file that is open."""
    _pool.close(Path(path).absolute() if path is not None else None)


class _Pool:
    """Open readers that wait for their next use, the latest last. A reader in use belongs to one thread alone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[tuple[str, Reader]] = []

    @contextmanager
    def reader(self, path: Path, identity: str, start: int, streaming: bool) -> Generator[Reader]:
        key = f"{path}\0{identity}"
        reader = self._take(key, start, streaming) or Reader(path, streaming)
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

    def _take(self, key: str, start: int, streaming: bool) -> Reader | None:
        """The reader that stands at `start`, or has just read it; else one to reuse, once as many wait as may stream a
        file side by side."""
        with self._lock:
            same = [item for item in self._waiting if item[0] == key]
            standing = [item for item in same if item[1].position == start]
            usable = [item for item in same if item[1].streaming == streaming]
            last = [item for item in usable if item[1].position == start + 1]
            full = len(usable) >= (_STREAMS_OF_ONE_FILE if streaming else 1)
            chosen = standing[:1] or last[:1] or (usable[:1] if full else [])
            for item in chosen:
                self._waiting.remove(item)
                return item[1]
        return None

    def close(self, path: Path | None) -> None:
        with self._lock:
            closing = [item for item in self._waiting if path is None or item[1].path == path]
            self._waiting = [item for item in self._waiting if item not in closing]
        for _, reader in closing:
            reader.close()


_pool = _Pool()
