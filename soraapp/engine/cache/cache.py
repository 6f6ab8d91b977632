"""The cache: what was ever computed, found by digest and by key."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from soraapp.engine.cache.clip import CachedClip, drop, read_clip, record_of, touch
from soraapp.engine.cache.files import prefix, read_record, write_record
from soraapp.engine.cache.growing import Growing
from soraapp.engine.cache.protection import Protection
from soraapp.engine.cache.room import ABANDONED, Room, Usage, clear
from soraapp.engine.cache.sound import Heard
from soraapp.engine.cache.unfinished import Past
from soraapp.engine.descriptions import describe, restore
from soraapp.filelock import FileLock, is_held
from soraapp.media.clip import Frames, Size
from soraapp.models.base import State

_FORMAT = 2
_LOOK = 0.05
"""Seconds between two looks whether another instance is done."""


class Cache:
    """A folder of results. Several processes may use one: entries appear whole, by renaming, or not at all.

    It takes at most `limit` bytes, or else what a person has set or the disk allows; what was least recently used makes
    room first, and what an open project shows last.
    """

    def __init__(self, folder: Path, limit: int | None = None) -> None:
        self.folder = folder
        self._room = Room(folder, limit)
        self._protection = Protection(folder)
        self._used: set[str] = set()
        """What was read or written in this run: it never makes room."""

    def begin_run(self) -> None:
        """From now on, what earlier runs have used may make room."""
        self._used.clear()

    def clip(self, digest: str) -> CachedClip | None:
        """The stored clip of a request, or None. A damaged entry is dropped."""
        path = self._clip(digest)
        try:
            clip = read_clip(path)
        except OSError:
            return None
        except (ValueError, TypeError, KeyError):
            drop(path)
            return None
        self._use(f"clips/{digest}", record_of(path))
        return clip

    def begin(self, digest: str, size: Size, rate: Fraction) -> Growing:
        """A clip that is stored while it is made, and goes on where earlier work on it was broken off."""
        self._used.add(f"clips/{digest}")
        past = Past(self.folder / "unfinished" / digest, size, rate)
        return Growing(self._clip(digest), past, size, rate, self._wrote)

    @contextmanager
    def alone(self, digest: str, patience: Callable[[], None]) -> Generator[None]:
        """Be the only one, of all instances, that makes the clip of a request: look for it inside, it may be there now.

        While another instance makes it, `patience` is called again and again; what it raises passes through.
        """
        lock = self._turn(digest)
        while lock is None:
            patience()
            time.sleep(_LOOK)
            lock = self._turn(digest)
        try:
            yield
        finally:
            if isinstance(lock, FileLock):
                lock.release()

    def write(
        self,
        digest: str,
        frames: Iterable[Frames],
        size: Size,
        rate: Fraction,
        made_by: Mapping[str, Any],
        latents: State | None = None,
        heard: Heard | None = None,
    ) -> CachedClip:
        """Store frames as they come. Whatever `frames` raises passes through and leaves nothing visible.

        Raises MediaError when the disk is full or the folder cannot be written.
        """
        with self.begin(digest, size, rate) as growing:
            for chunk in frames:
                growing.add(chunk)
            return growing.finish(made_by, latents, heard)

    def result(self, key: str) -> dict[str, object] | None:
        """The outputs of the step with that key, or None when it never ran or a clip among them is gone or damaged."""
        outputs = self._outputs(key, self._need)
        if outputs is not None:
            self._use(f"results/{key}", self._result(key))
        return outputs

    def holds(self, key: str) -> bool:
        """Whether `result` will most likely give the outputs of the step with that key. Reads no frames."""
        return self._outputs(key, lambda digest: read_clip(self._clip(digest), thorough=False)) is not None

    def keep_result(self, key: str, outputs: Mapping[str, object]) -> bool:
        """Keep the outputs of a step. False when one of them is of a kind that cannot outlive the process."""
        try:
            described = {name: describe(value, _entry) for name, value in outputs.items()}
        except TypeError:
            return False
        written = write_record(self._result(key), {"format": _FORMAT, "outputs": described})
        self._used.add(f"results/{key}")
        self._wrote(written)
        return True

    def protect(self, names: Iterable[str], dear: Iterable[str] = ()) -> None:
        """Let the results with these keys, the clips in them, and the clips with these digests make room last of all,
        in place of those named before, and the dear ones after these. It holds for all instances, until this process
        ends."""
        self._protection.set(names, dear)

    def trim(self) -> int:
        """Make room now if there is too much; gives the bytes that were freed. `write` does so by itself."""
        return self._room.trim(self._used)

    def usage(self) -> Usage:
        """How much the cache holds, and how much it may."""
        return self._room.usage()

    def clear(self) -> int:
        """Remove everything but what a running instance works on; gives the bytes that were freed."""
        return clear(self.folder)

    def sweep(self, dead: Iterable[int] = ()) -> None:
        """Remove the temporary files of the processes with these ids, and of any that stopped writing long ago."""
        prefixes = tuple(prefix(process) for process in dead)
        for partial in _partials(self.folder):
            try:
                if partial.name.startswith(prefixes) or time.time() - partial.stat().st_mtime > ABANDONED:
                    partial.unlink()
            except FileNotFoundError:
                continue  # Its owner finished meanwhile.
        for lock in self._making.glob("*"):
            is_held(lock)  # Which removes those of the dead.

    @property
    def _making(self) -> Path:
        return self.folder / "making"

    def _turn(self, digest: str) -> FileLock | Literal["unlocked"] | None:
        try:
            self._making.mkdir(parents=True, exist_ok=True)
            return FileLock.take(self._making / digest)
        except OSError:  # The file system has no locks, or is full: two may make the same, and one is thrown away.
            return "unlocked"

    def _outputs(self, key: str, find: Callable[[str], CachedClip]) -> dict[str, object] | None:
        try:
            data = read_record(self._result(key))
            return {name: restore(value, find) for name, value in data["outputs"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, ImportError, RecursionError):
            return None

    def _need(self, digest: str) -> CachedClip:
        clip = self.clip(digest)
        if clip is None:
            raise KeyError(digest)
        return clip

    def _use(self, name: str, record: Path) -> None:
        self._used.add(name)
        touch(record)

    def _wrote(self, count: int) -> None:
        self._room.wrote(count, self._used)

    def _clip(self, digest: str) -> Path:
        return self.folder / "clips" / f"{digest}.avi"

    def _result(self, key: str) -> Path:
        return self.folder / "results" / f"{key}.json"


def _entry(value: object) -> str | None:
    return value.digest if isinstance(value, CachedClip) else None


def _partials(folder: Path) -> Iterator[Path]:
    for place in ("clips", "results", "protected", "unfinished/*"):
        yield from folder.glob(f"{place}/tmp-*")
