"""What the open projects of all running instances show: it makes room last of all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from soraapp.engine.cache.files import read_record, write_record
from soraapp.errors import MediaError
from soraapp.filelock import FileLock, is_held


class Protection:
    """What this process protects, told to others by a file that is void once the process has ended."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "protected" / f"{os.getpid()}-{secrets.token_hex(4)}.json"
        self._lock: FileLock | None = None
        self._names: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()

    def set(self, names: Iterable[str], dear: Iterable[str] = ()) -> None:
        """Protect the results with these keys, the clips in them, and the clips with these digests; no others. Those
        that are dear to a person go after all the rest.

        Where the file cannot be written, nothing is protected: making room early is no failure.
        """
        wished = frozenset(names), frozenset(dear)
        if wished == self._names:
            return
        with suppress(OSError, MediaError):
            if self._lock is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._lock = FileLock.take(self._path.with_suffix(".lock"))
            write_record(self._path, {"names": sorted(wished[0]), "dear": sorted(wished[1])})
            self._names = wished


def protected(folder: Path) -> dict[str, int]:
    """The keys and digests that living processes protect: 2 for those that go after all others, else 1. The files of
    dead processes are removed."""
    found: dict[str, int] = {}
    for path in (folder / "protected").glob("*.json"):
        try:
            if is_held(path.with_suffix(".lock")):
                record = read_record(path)
                for rank, names in ((1, record["names"]), (2, record.get("dear", []))):
                    found.update({name: max(rank, found.get(name, 0)) for name in names})
            else:
                path.unlink(missing_ok=True)
        except (OSError, ValueError, TypeError, KeyError):
            continue
    for key, rank in tuple(found.items()):
        with suppress(OSError, ValueError, KeyError):
            for entry in _entries(read_record(folder / "results" / f"{key}.json")["outputs"]):
                found[entry] = max(rank, found.get(entry, 0))
    return found


def _entries(described: Any) -> Iterator[str]:
    """The digests in a description."""
    waiting = [described]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            values = cast("dict[str, Any]", item)
            if isinstance(values.get("entry"), str):
                yield values["entry"]
            waiting.extend(values.values())
        elif isinstance(item, list):
            waiting.extend(cast("list[Any]", item))
