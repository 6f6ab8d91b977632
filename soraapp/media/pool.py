"""Readers of files that are kept open for their next use."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Generic, NamedTuple, Protocol, TypeVar


class Closable(Protocol):
    """What can be kept open."""

    def close(self) -> None: ...


R = TypeVar("R", bound=Closable)


class _File(NamedTuple):
    path: Path
    fingerprint: str


class Pool(Generic[R]):
    """Open readers that wait for their next use, the latest last. A reader in use belongs to one thread alone."""

    def __init__(self, most: int) -> None:
        """`most` readers wait at a time; of more, those are closed that were not used for longest."""
        self._most = most
        self._lock = Lock()
        self._waiting: list[tuple[_File, R]] = []

    @contextmanager
    def lent(
        self, path: Path, fingerprint: str, choose: Callable[[Sequence[R]], R | None], make: Callable[[], R]
    ) -> Generator[R]:
        """The reader that `choose` takes of those that wait with this file open, or else a new one. After an error it
        is closed, and else it waits again."""
        file = _File(path, fingerprint)
        reader = self._taken(file, choose) or make()
        try:
            yield reader
        except BaseException:
            reader.close()
            raise
        with self._lock:
            self._waiting.append((file, reader))
            spare = self._waiting[: -self._most]
            self._waiting = self._waiting[-self._most :]
        for _, old in spare:
            old.close()

    def close(self, path: Path | None = None) -> None:
        """Close the readers of a file that wait, or all of them."""
        with self._lock:
            closing = [item for item in self._waiting if path is None or item[0].path == path]
            self._waiting = [item for item in self._waiting if item not in closing]
        for _, reader in closing:
            reader.close()

    def _taken(self, file: _File, choose: Callable[[Sequence[R]], R | None]) -> R | None:
        with self._lock:
            chosen = choose([reader for its, reader in self._waiting if its == file])
            self._waiting = [item for item in self._waiting if item[1] is not chosen]
            return chosen
