"""Folders of weights that wait on the disk, each held by a process: those of the dead are of no use to anybody."""

from __future__ import annotations

import shutil
import uuid
import weakref
from collections.abc import Iterator
from pathlib import Path

from soraapp import places
from soraapp.filelock import FileLock, is_held
from soraapp.models.planning import offload_folder

_NAMES = "model-*"


def held_folder(holder: object) -> Path:
    """A folder that is there as long as its holder, or as its process."""
    remove_left(places.cache_folder())
    root = offload_folder(places.cache_folder())
    root.mkdir(parents=True, exist_ok=True)
    folder = root / f"model-{uuid.uuid4().hex}"
    lock = FileLock.take(_lock(folder))  # First: what nobody holds may be removed.
    folder.mkdir()
    weakref.finalize(holder, _leave, folder, lock)
    return folder


def waiting(cache: Path) -> tuple[int, int]:
    """The bytes of weights that wait for a process that lives, and of those that were left behind."""
    held = left = 0
    for folder in _folders(cache):
        size = _size(folder)
        if is_held(_lock(folder)):
            held += size
        else:
            left += size
    return held, left


def remove_left(cache: Path) -> int:
    """Remove what dead processes left behind; gives the bytes that were freed."""
    freed = 0
    for folder in _folders(cache):
        try:
            lock = FileLock.take(_lock(folder))
        except OSError:  # Who knows whether it is held?
            continue
        if lock is not None:
            before = _size(folder)
            _leave(folder, lock)
            freed += before - _size(folder)
    return freed


def _folders(cache: Path) -> Iterator[Path]:
    root = offload_folder(cache)
    named = {one.with_suffix("") for one in root.glob(_NAMES)}
    yield from sorted(named)


def _lock(folder: Path) -> Path:
    return folder.with_suffix(".lock")


def _leave(folder: Path, lock: FileLock | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        lock.release()


def _size(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        try:
            size += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue  # It is gone meanwhile.
    return size
