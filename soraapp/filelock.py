"""Lock files: the system frees them when their process ends, however it ends, so that nothing is held by the dead.

Needs nothing but Python, since it keeps two set-ups of one clone apart before any dependency is there.
"""

from __future__ import annotations

import os
import sys
import weakref
from contextlib import suppress
from pathlib import Path
from typing import IO, Self


class FileLock:
    """A file that this process holds until it releases it, forgets this object, or ends."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._close = weakref.finalize(self, file.close)

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Hold a file, which is made if need be. None when somebody holds it, this process included.

        Raises OSError when it cannot be made, or when its file system has no locks.
        """
        while True:
            file = path.open("ab")
            try:
                if not _locked(file):
                    file.close()
                    return None
                if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                    return cls(path, file)
            except FileNotFoundError:
                pass  # It was removed between opening and locking: a new one counts.
            except BaseException:
                file.close()
                raise
            file.close()

    def release(self, *, keep: bool = False) -> None:
        """Let others have it, and remove the file unless it is to be kept. Does nothing the second time."""
        if not self._close.alive:
            return
        if not keep and sys.platform != "win32":
            self._path.unlink(missing_ok=True)  # While it is held, or another process could take it meanwhile.
        self._close()
        if not keep and sys.platform == "win32":
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock file; one that nobody holds is removed."""
    if not path.exists():
        return False
    try:
        lock = FileLock.take(path)
    except OSError:
        return False
    if lock is not None:
        lock.release()
    return lock is None


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
