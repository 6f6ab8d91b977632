"""A long clip whose making was broken off: its finished windows, and what the model needs to go on after them.

START.avi           the frames of a stretch that was given between two keeps, named by its first frame
DONE.safetensors    the state of the model after the first DONE frames
progress.json       names these files with their checksums; it is written last, so that a process that is killed at any
                    moment leaves a past that fits together
lock                held by the process that works on the clip
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from soraapp.engine.cache.files import intact, is_intact, move, read_record, seal, storing, write_record
from soraapp.errors import MediaError
from soraapp.filelock import FileLock
from soraapp.media.clip import Size
from soraapp.media.decode import close_readers
from soraapp.models.base import State
from soraapp.models.state_files import read_state, write_state

PROGRESS = "progress.json"
LOCK = "lock"
_FORMAT = 1


@dataclass(frozen=True)
class _Stretch:
    """Stored frames, and how many."""

    path: Path
    count: int
    seal: dict[str, int]


class Past:
    """The folder of one clip. One process at a time works on it; for any other it is as if there were none."""

    def __init__(self, folder: Path, size: Size, rate: Fraction) -> None:
        self._folder = folder
        self._format: dict[str, Any] = {"format": _FORMAT, "size": list(size), "rate": str(rate)}
        self._lock: FileLock | None = None
        self._foreign = False
        self._stretches: list[_Stretch] = []
        self._state: Path | None = None

    @property
    def done(self) -> int:
        """How many frames are stored."""
        return sum(stretch.count for stretch in self._stretches)

    @property
    def parts(self) -> list[Path]:
        """The files of the stored frames, in order."""
        return [stretch.path for stretch in self._stretches]

    def resume(self) -> tuple[int, State]:
        """How many frames are stored from earlier work, and the state after them; (0, {}) when nothing is there, when
        any of it is damaged, or when another process works on the clip right now."""
        if not (self._folder / PROGRESS).exists() or not self._take():
            return 0, {}
        try:
            record = read_record(self._folder / PROGRESS)
            state = self._restore(record)
        except (OSError, ValueError, TypeError, KeyError):
            self._clear()
            return 0, {}
        self._tidy()
        return self.done, state

    def add(self, part: Path, count: int, state: State) -> int:
        """Take over a stored file of `count` more frames, and the state after them. Gives the bytes that this takes.

        Raises MediaError when the disk is full; what was stored before stays whole.
        """
        target = self._folder / f"{self.done:06}{part.suffix}"
        kept = self._folder / f"{self.done + count:06}.safetensors"
        try:
            with storing(self._folder):
                write_state(kept, state)
                sealed, stretch = seal(kept), _Stretch(target, count, seal(part))
                move(part, target)
            stretches = [*self._stretches, stretch]
            size = write_record(self._folder / PROGRESS, self._record(stretches, kept.name, sealed))
        except MediaError:
            kept.unlink(missing_ok=True)
            target.unlink(missing_ok=True)
            raise
        if self._state is not None:
            self._state.unlink(missing_ok=True)
        self._stretches, self._state = stretches, kept
        return size + sealed["bytes"] + stretch.seal["bytes"]

    def _record(self, stretches: list[_Stretch], state: str, sealed: dict[str, int]) -> dict[str, Any]:
        listed = [[stretch.path.name, stretch.count, stretch.seal] for stretch in stretches]
        return {**self._format, "stretches": listed, "state": [state, sealed]}

    def is_intact(self) -> bool:
        """Whether all stored frames are still as they were stored. Reads only what has changed."""
        try:
            return _all_intact(self._stretches)
        except OSError:
            return False

    def claim(self) -> bool:
        """Whether this process may add to the past: then nobody else may, and what is not resumed is removed."""
        if self._lock is None and self._take():
            self._clear()
        return self._lock is not None

    def discard(self) -> None:
        """Remove what is stored; the clip is made, or cannot be made from it."""
        if self._lock is not None or (self._folder.exists() and self._take()):
            self._clear()
            self.release()

    def release(self) -> None:
        """Let others go on with the clip."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            with suppress(OSError):  # It stays when there is something to go on with.
                self._folder.rmdir()

    def _take(self) -> bool:
        """Hold the lock from now on, unless somebody else does: then this clip is made without a past."""
        if self._foreign:
            return False
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = self._lock or FileLock.take(self._folder / LOCK)
        except OSError:
            self._lock = None  # Not every file system has locks.
        self._foreign = self._lock is None
        return not self._foreign

    def _restore(self, record: dict[str, Any]) -> State:
        if any(record[name] != value for name, value in self._format.items()):
            raise ValueError("of another clip")
        name, sealed = record["state"]
        state = intact(self._folder / name, sealed, read_state)
        stretches = [_Stretch(self._folder / file, count, sealed) for file, count, sealed in record["stretches"]]
        if not _all_intact(stretches):
            raise ValueError("frames are damaged")
        self._stretches, self._state = stretches, self._folder / name
        return state

    def _tidy(self) -> None:
        """Remove what a killed process left half done."""
        known = {*self.parts, self._state, self._folder / PROGRESS, self._folder / LOCK}
        for path in list(self._folder.iterdir()):
            if path not in known:
                path.unlink(missing_ok=True)

    def _clear(self) -> None:
        """Remove everything but the lock, the record first."""
        self._stretches, self._state = [], None
        with suppress(OSError):
            (self._folder / PROGRESS).unlink(missing_ok=True)
            for path in list(self._folder.iterdir()):
                if path.name != LOCK:
                    close_readers(path)
                    path.unlink(missing_ok=True)


def _all_intact(stretches: list[_Stretch]) -> bool:
    return all(is_intact(stretch.path, stretch.seal) for stretch in stretches)
