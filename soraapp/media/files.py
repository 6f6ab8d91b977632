"""Files on disk: which content a path holds, and how a new file takes an old one's place, whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import NoReturn

from soraapp.errors import InputError, MediaError

Finish = Callable[[Path], None]
"""What is done last to a file that is complete and not yet in its place: it may write it anew under the same name."""

_SAMPLE = 64 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def fingerprint(path: str | Path) -> str:
    """The identity of a file's content: its size, its time of change, and a BLAKE2b of its first and last 64 KiB.

    Cheap for files of any length. Two different contents share it only if somebody rewrites the middle of a file,
    keeps its length and sets back its clock. Raises MediaError when the file is missing or unreadable.
    """
    path = Path(path)
    with reading(path), path.open("rb") as file:
        facts = os.fstat(file.fileno())
        state = blake2b(file.read(_SAMPLE), digest_size=16)
        if facts.st_size > _SAMPLE:
            file.seek(max(_SAMPLE, facts.st_size - _SAMPLE))
            state.update(file.read(_SAMPLE))
    return f"{_stamp(facts)}-{state.hexdigest()}"


def check_unchanged(path: str | Path, known: str) -> None:
    """Raises MediaError unless the file is what it was when `known`, its fingerprint, was taken. Reads no content."""
    path = Path(path)
    with reading(path):
        facts = path.stat()
    if not known.startswith(_stamp(facts) + "-"):
        raise MediaError(
            "{file} has changed since it was opened.", remedy="Run again to use it as it is now.", file=path.name
        )


def _stamp(facts: os.stat_result) -> str:
    return f"{facts.st_size:x}-{facts.st_mtime_ns:x}"


@contextmanager
def reading(path: Path) -> Generator[None]:
    """Turns the operating system's errors while a file is read into a MediaError with the file and the remedy."""
    try:
        yield
    except FileNotFoundError as error:
        raise MediaError(
            "{file} does not exist.",
            remedy="Check the path {path}, or choose another file.",
            file=path.name,
            path=str(path),
        ) from error
    except IsADirectoryError as error:
        raise MediaError("{file} is a folder.", remedy="Choose a file in it.", file=path.name) from error
    except OSError as error:
        raise MediaError(
            "{file} cannot be read: {reason}.",
            remedy="Check that the file may be read, or choose another.",
            file=path.name,
            reason=error.strerror or str(error),
        ) from error


@contextmanager
def replacing(path: Path, finish: Finish | None = None) -> Generator[Path]:
    """Gives a path ending in ``.part`` to write; it takes the place of `path` only once all of it is safely on disk.

    `finish` is called with it when it is complete, before it takes the place. When the block fails or is cancelled, the
    part is removed and what stood at `path` is left untouched. Trouble with the folder or the disk becomes a MediaError
    that names the path and the remedy.
    """
    part = path.with_name(path.name + ".part")
    try:
        _check_target(path)
        try:
            yield part
            if finish is not None:
                finish(part)
            _to_disk(part)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        _refuse(path, error)


def discard_part(path: Path) -> None:
    """Removes what a process that was ended by force has left half written for `path`."""
    for part in (path.name + ".part", path.name + ".part.part"):
        path.with_name(part).unlink(missing_ok=True)


def _check_target(path: Path) -> None:
    if not path.parent.is_dir():
        raise MediaError(
            "The folder {folder} does not exist, so {file} cannot be written.",
            remedy="Make the folder, or choose another.",
            folder=str(path.parent),
            file=path.name,
        )
    if path.is_dir():
        raise MediaError(
            "{path} is a folder, so it cannot be written as a file.", remedy="Choose another name.", path=str(path)
        )
    discard_part(path)
    path.with_name(path.name + ".part").open("wb").close()


def _to_disk(part: Path) -> None:
    with part.open("r+b") as file:
        os.fsync(file.fileno())


def _refuse(path: Path, error: OSError) -> NoReturn:
    if error.errno in _FULL:
        message, remedy = "The disk is full: {path} could not be written.", "Free some space, or choose another disk."
    elif error.errno in _DENIED:
        message, remedy = "{path} may not be written.", "Choose a folder that you may write to."
    else:
        message, remedy = "{path} could not be written: {reason}.", "Choose another name or folder."
    reason = error.strerror or str(error)
    raise MediaError(message, remedy=remedy, path=str(path), reason=reason) from error


def check_suffix(path: Path, allowed: tuple[str, ...]) -> str:
    """The suffix of `path` in lower case. Raises InputError that names what is `allowed` for any other."""
    suffix = path.suffix.lower()
    if suffix not in allowed:
        raise InputError(
            "{file} has no ending that can be written here.",
            remedy="Use one of: {allowed}.",
            file=path.name,
            allowed=", ".join(allowed),
        )
    return suffix
