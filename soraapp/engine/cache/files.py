"""How the files of the cache are written whole and known again: temporary names, checksums, and records that hold both.

Nothing waits for the disk: what a power cut damages is found by its checksum and only costs computing again. A file
that was read is not read again until its length, time of change or number differs. Damage that changes none of them,
within the disk itself, is found by the next process that reads the file.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import time
import zlib
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from soraapp.errors import MediaError

_BLOCK = 2**20
_numbers = itertools.count(1)
_FRESH = 3 * 10**9
"""Nanoseconds: clocks of file systems advance in steps of up to two seconds, so that two changes within one look like
one. A file that has not changed for longer shows its next change for certain."""
_BACK = 60 * 10**9, 1800 * 10**9
"""By how many nanoseconds, at least and at most, the time of change of a fresh file is put back, so that it need not be
waited for: never by the same number, or a change would look like the file before it."""


class Stamp(NamedTuple):
    """By what a change of a file is noticed without reading it: length, time of change, number."""

    bytes: int
    changed: int
    number: int


_known: dict[Path, tuple[Stamp, int]] = {}
"""Files that this process has read, with their checksums."""
_checking = Lock()

_T = TypeVar("_T")


def prefix(process: int) -> str:
    """How the temporary files of a process begin."""
    return f"tmp-{process}-"


def temporary(path: Path) -> Path:
    """A name beside `path` that nobody else uses."""
    return path.with_name(f"{prefix(os.getpid())}{next(_numbers)}-{path.name}")


def seal(path: Path) -> dict[str, int]:
    """The length and the CRC-32 of a file, for its record. Raises OSError when it cannot be read."""
    length, checksum = _read(path)
    return {"bytes": length, "checksum": checksum}


def is_intact(path: Path, sealed: Mapping[str, Any]) -> bool:
    """Whether a file is as it was sealed. Its content is read once, until it changes. Raises OSError and KeyError."""
    if path.stat().st_size != sealed["bytes"]:
        return False
    return _read(path) == (sealed["bytes"], sealed["checksum"])


def intact(path: Path, sealed: Mapping[str, Any], read: Callable[[Path], _T]) -> _T:
    """What `read` makes of a file that is as it was sealed, and was so all the while. Raises ValueError when it is not,
    OSError, KeyError, and what `read` raises."""
    if not is_intact(path, sealed):
        raise ValueError(f"{path.name} is damaged")
    made = read(path)
    if not is_intact(path, sealed):
        raise ValueError(f"{path.name} was damaged while it was read")
    return made


def stamp(path: Path) -> Stamp:
    """What a file looks like now. Raises OSError when it is gone."""
    return _stamp(path.stat())


def known(path: Path) -> Stamp | None:
    """What a file looks like, if this process has read it and it has not changed since. Raises OSError when gone."""
    now, then = stamp(path), _known.get(path)
    return now if then is not None and then[0] == now else None


def move(source: Path, target: Path) -> None:
    """Rename a file, in the place of another if need be; what is known of its content goes with it."""
    source.replace(target)
    found = _known.pop(source, None)
    if found is not None:
        _known[target] = found


def forget(path: Path) -> None:
    """Read the content of a file anew next time."""
    _known.pop(path, None)


def _stamp(facts: os.stat_result) -> Stamp:
    return Stamp(facts.st_size, facts.st_mtime_ns, facts.st_ino)


def _read(path: Path) -> tuple[int, int]:
    """The length and the checksum of a file, from memory where it is known."""
    with _checking:
        if (found := known(path)) is not None:
            return found.bytes, _known[path][1]
        now, settled = _settled(path)
        length = checksum = 0
        with path.open("rb", buffering=0) as file:
            block = bytearray(_BLOCK)
            while read := file.readinto(block):
                checksum = zlib.crc32(memoryview(block)[:read], checksum)
                length += read
        if settled:
            _known[path] = now, checksum
        return length, checksum


def _settled(path: Path) -> tuple[Stamp, bool]:
    """What a file looks like, and whether its next change will show in that: its time of change is put back if need be.

    The content is to be read afterwards, so that a change that came before is found there.
    """
    facts, now = path.stat(), time.time_ns()
    if now - facts.st_mtime_ns < _FRESH:
        with suppress(OSError):  # One of another account is read anew for some seconds.
            os.utime(path, ns=(facts.st_atime_ns, now - random.randrange(*_BACK)))
        facts = path.stat()
    return _stamp(facts), now - facts.st_mtime_ns >= _FRESH


def write_record(path: Path, record: Mapping[str, Any]) -> int:
    """Write a small JSON file with a checksum of itself, and give its length. Raises MediaError when that fails."""
    data = _encoded({**record, "checksum": zlib.crc32(_encoded(record))})
    with storing(path.parent) as part_of:
        part = part_of(path)
        part.write_bytes(data)
        part.replace(path)
    return len(data)


def read_record(path: Path) -> dict[str, Any]:
    """Raises OSError when there is none, and ValueError when it is not as it was written."""
    try:
        record = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        if record.pop("checksum") == zlib.crc32(_encoded(record)):
            return record
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{path.name} is no record") from error
    raise ValueError(f"{path.name} is damaged")


def _encoded(record: Mapping[str, Any]) -> bytes:
    """Names of files may hold bytes that are no valid text."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


class _Parts:
    """The temporary files of one write."""

    def __init__(self) -> None:
        self.made: list[Path] = []

    def __call__(self, path: Path) -> Path:
        part = temporary(path)
        self.made.append(part)
        return part


@contextmanager
def storing(folder: Path) -> Generator[_Parts]:
    """Makes the folder, gives temporary names, and leaves no temporary file behind. What the operating system refuses
    becomes a MediaError that names the folder and the remedy."""
    parts = _Parts()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            yield parts
        finally:
            for part in parts.made:
                part.unlink(missing_ok=True)
                forget(part)
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> MediaError:
    return MediaError(
        "Results cannot be stored in {folder}: {reason}.",
        remedy="Free some space on the disk, or choose another place with SORAAPP_HOME.",
        folder=str(folder),
        reason=error.strerror or str(error),
    )
