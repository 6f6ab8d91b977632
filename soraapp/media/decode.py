"""Clips in video files: any frames by number, exactly, from a small pool of decoders that the process keeps open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np

from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.files import check_unchanged, fingerprint
from soraapp.media.pool import Pool
from soraapp.media.probe import Kind, probe
from soraapp.media.reader import Reader

VIDEO_SUFFIXES = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".gif")
"""The usual endings of video files."""

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
            path, streaming = Path(self.path), stop - start >= _IN_A_ROW
            choose = partial(_chosen, start=start, streaming=streaming)
            with _pool.lent(path, self.fingerprint, choose, partial(Reader, path, streaming)) as reader:
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


def _chosen(readers: Sequence[Reader], start: int, streaming: bool) -> Reader | None:
    """The reader that stands at `start`, or has just read it; else one to reuse, once as many wait as may stream a file
    side by side."""
    standing = [reader for reader in readers if reader.position == start]
    usable = [reader for reader in readers if reader.streaming == streaming]
    last = [reader for reader in usable if reader.position == start + 1]
    full = len(usable) >= (_STREAMS_OF_ONE_FILE if streaming else 1)
    return next(iter(standing or last or (usable if full else ())), None)


_pool = Pool[Reader](_OPEN_FILES)
