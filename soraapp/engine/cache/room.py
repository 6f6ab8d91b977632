"""How much the cache holds, and who makes room when that is too much: the least recently used first."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from soraapp.engine.cache.files import forget
from soraapp.engine.cache.limit import limit_for
from soraapp.engine.cache.protection import protected
from soraapp.engine.cache.unfinished import LOCK, PROGRESS
from soraapp.filelock import FileLock
from soraapp.media.decode import close_readers
from soraapp.media.proxy import SUFFIX
from soraapp.models.waiting import remove_left, waiting

PROXIES = "proxies"
"""Small pictures of clips: they are quickly made again, so that they make room first."""
PROMPTS = "prompts"
"""What text encoders made of prompts."""
_RECOUNT = 60.0
"""Seconds after which a write counts anew, since other instances write too."""
_AIM = 9, 10
"""How full the cache is after making room, so that not every write has to."""
_STALE = 14 * 86400.0
"""Seconds after which nobody will go on with unfinished work."""
ABANDONED = 3600.0
"""Seconds without a write after which a file that belongs to no entry belongs to nobody."""


@dataclass(frozen=True)
class Entry:
    """What makes room together."""

    name: str
    """Its folder and its key or digest, such as ``clips/6f0a``."""
    files: tuple[Path, ...]
    """The record first."""
    bytes: int
    used: int
    """When it was last used, the time of its record in nanoseconds."""

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]

    @property
    def key(self) -> str:
        return self.name.partition("/")[2]


@dataclass(frozen=True)
class Usage:
    """What a cache holds: bytes, numbers of entries, and when they were last used, in seconds since 1970."""

    bytes: int
    limit: int
    clips: int
    results: int
    unfinished: int
    prompts: int
    waiting: int
    """Bytes of weights that wait on the disk for a process that lives: beside the limit, since they go with it."""
    oldest: float | None
    newest: float | None


class Room:
    """The room that a cache takes. Several processes may make room at once: what is gone already is no trouble."""

    def __init__(self, folder: Path, limit: int | None) -> None:
        self._folder = folder
        self._limit = limit
        self._size: int | None = None
        """What the cache holds, as far as this process knows."""
        self._counted = 0.0

    def wrote(self, count: int, spared: Collection[str]) -> None:
        """`count` bytes more are stored: make room if that is too much. Entries named in `spared` stay."""
        self._size = None if self._size is None else self._size + count
        late = time.monotonic() - self._counted > _RECOUNT
        if self._size is None or late or self._size > self._most(self._size):
            self.trim(spared)

    def trim(self, spared: Collection[str] = ()) -> int:
        """Make room now; gives the bytes that were freed. Takes time in proportion to the number of entries."""
        left = remove_left(self._folder)
        found = entries(self._folder)
        size = before = sum(entry.bytes for entry in found)
        most = self._most(size)
        aim = most * _AIM[0] // _AIM[1]
        shown = protected(self._folder) if size > most else dict[str, int]()
        stale = time.time_ns() - int(_STALE * 1e9)
        over = size > most
        whole = {entry.key for entry in found if entry.kind == "clips"}
        for entry in sorted(found, key=lambda one: (shown.get(one.key, 0), one.kind != PROXIES, one.used)):
            # Work on a clip that is stored was left by a process that ended between the two.
            old = entry.kind == "unfinished" and (entry.used < stale or entry.key in whole)
            wanted = over and size > (most if entry.key in shown else aim)
            if (old or wanted) and entry.name not in spared and remove(entry):
                size -= entry.bytes
        self._size, self._counted = size, time.monotonic()
        return left + before - size

    def usage(self) -> Usage:
        found = entries(self._folder)
        held, left = waiting(self._folder)
        size = left + sum(entry.bytes for entry in found)
        kinds = [entry.kind for entry in found]
        used = [entry.used / 1e9 for entry in found]
        return Usage(
            bytes=size,
            limit=self._most(size),
            clips=kinds.count("clips"),
            results=kinds.count("results"),
            unfinished=kinds.count("unfinished"),
            prompts=kinds.count(PROMPTS),
            waiting=held,
            oldest=min(used, default=None),
            newest=max(used, default=None),
        )

    def _most(self, size: int) -> int:
        return self._limit if self._limit is not None else limit_for(self._folder, size)


def clear(folder: Path) -> int:
    """Remove all entries that nobody works on; gives the bytes that were freed."""
    return remove_left(folder) + sum(entry.bytes for entry in entries(folder) if remove(entry))


def entries(folder: Path) -> list[Entry]:
    """All that the cache holds. Files of entries that never came to be are removed once nobody can be writing them."""
    groups: dict[str, list[Path]] = {}
    for kind in ("clips", "results", PROXIES, PROMPTS):
        for path in _inside(folder / kind):
            if not path.name.startswith("tmp-"):
                groups.setdefault(f"{kind}/{path.stem}", []).append(path)
    for work in _inside(folder / "unfinished"):
        groups[f"unfinished/{work.name}"] = [path for path in _inside(work) if path.name != LOCK]
    return [entry for name, files in groups.items() if (entry := _entry(name, files)) is not None]


def _entry(name: str, files: list[Path]) -> Entry | None:
    kind, _, key = name.partition("/")
    record = {"unfinished": PROGRESS, PROXIES: key + SUFFIX, PROMPTS: f"{key}.safetensors"}.get(kind, f"{key}.json")
    size, used, latest = 0, None, 0
    for path in files:
        try:
            facts = path.stat()
        except OSError:
            continue  # It has been removed meanwhile.
        size += facts.st_size
        latest = max(latest, facts.st_mtime_ns)
        used = facts.st_mtime_ns if path.name == record else used
    ordered = tuple(sorted(files, key=lambda path: path.name != record))
    if used is None:
        if latest and time.time() - latest / 1e9 > ABANDONED:
            _unlink(ordered)
        return None
    return Entry(name, ordered, size, used)


def remove(entry: Entry) -> bool:
    """Whether an entry could be removed: not when somebody has used it since, works on it, or keeps it open."""
    try:
        if entry.files[0].stat().st_mtime_ns != entry.used:
            return False
        if entry.kind != "unfinished":
            return _unlink(entry.files)
        folder = entry.files[0].parent
        lock = FileLock.take(folder / LOCK)
        if lock is None:
            return False
        done = _unlink(entry.files)
        lock.release()
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return done


def _unlink(files: tuple[Path, ...]) -> bool:
    for path in files:
        close_readers(path)
        forget(path)
        try:
            path.unlink(missing_ok=True)
        except OSError:  # Some systems cannot delete what another process has open.
            return False
    return True


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return
