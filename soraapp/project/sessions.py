"""Who keeps which unsaved work: every open window has a session, whose lock the system lets go when the program dies.

FOLDER/TOKEN.lock       held by the window as long as it lives
FOLDER/TOKEN.place      where its unsaved work lies: beside the project's file, or else in FOLDER itself. While it
                        moves, and when it could not, the place before comes second
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from soraapp.errors import MediaError
from soraapp.filelock import FileLock
from soraapp.media.files import discard_part, replacing
from soraapp.media.identity import digest
from soraapp.project.rescue import Work, write_work

SUFFIX = ".rescue"
_ELSEWHERE = 3600.0
"""Seconds without a write after which work of another computer belongs to no living window."""
_BESIDE = re.compile(r"\.(?P<file>.+)\.(?P<token>[0-9a-f]{12})\.rescue")


class Session:
    """The unsaved work of one window. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """A session in a folder, which is made once there is something to keep."""
        self._folder = folder
        self._token = ""
        self._lock: FileLock | None = None
        self._guard = Lock()
        self._kept: Path | None = None
        self._over = False

    def keep(self, work: Work) -> None:
        """Write unsaved work beside its file, or here where that is not possible. Raises MediaError."""
        with self._guard:
            if self._over:
                return
            self._begin()
            beside = self._beside(work.file)
            try:
                self._write(work, beside)
            except MediaError:
                if beside.parent == self._folder:
                    raise
                self._write(work, self._beside(None))

    def clear(self) -> None:
        """There is no unsaved work any more."""
        with self._guard:
            self._clear()

    def end(self, *, leave: bool = False) -> None:
        """The window closes in peace; what is kept afterwards is dropped. What was kept before may be left to the next
        window, as if this one had died."""
        with self._guard:
            if not self._over:
                if not leave:
                    self._clear()
                self._over = True
                if self._lock is not None:
                    self._lock.release(keep=leave)

    def _begin(self) -> None:
        if self._lock is not None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            while self._lock is None:  # A window that looks for work left behind may be faster at holding a new file.
                self._token = uuid.uuid4().hex[:12]
                self._lock = FileLock.take(self._folder / f"{self._token}.lock")
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def _beside(self, file: Path | None) -> Path:
        return (
            file.with_name(f".{file.name}.{self._token}{SUFFIX}") if file else self._folder / f"{self._token}{SUFFIX}"
        )

    def _write(self, work: Work, path: Path) -> None:
        if path != self._kept:
            # The place is told first: work that nobody knows of would be lost.
            _tell(self._folder / f"{self._token}.place", [path, *([self._kept] if self._kept else [])])
        write_work(work, path)
        before, self._kept = self._kept, path
        if before is not None and before != path:
            _remove(before)

    def _clear(self) -> None:
        if self._kept is not None:
            _remove(self._kept)
            _remove(self._folder / f"{self._token}.place")
            self._kept = None


class Left:
    """The unsaved work of a window that died, held so that no other window takes it as well."""

    def __init__(self, paths: list[Path], place: Path, lock: FileLock) -> None:
        self.path = paths[0]
        """The rescue file."""
        self._older = paths[1:]
        self._place, self._lock = place, lock

    def discard(self) -> None:
        """The work is seen to: remove it."""
        for path in (self.path, *self._older):
            _remove(path)
        self.let_go(forget=True)

    def set_aside(self) -> Path:
        """Rename a damaged file, so that it is offered no more and can still be looked into. Gives its new path. Older
        work that was not removed yet is found the next time."""
        aside = self.path.with_name(self.path.name + ".damaged")
        self.path.replace(aside)
        self.let_go(forget=not self._older)
        return aside

    def let_go(self, *, forget: bool = False) -> None:
        """Leave it to the next window that looks, or forget where it was."""
        if forget:
            _remove(self._place)
            self._lock.release()
        else:
            self._lock.release(keep=True)


def left_behind(folder: Path) -> list[Left]:
    """The work of all windows that died, claimed for the caller. Sessions that left nothing are tidied away."""
    found: list[Left] = []
    for lock_file in sorted(folder.glob("*.lock")):
        lock = _hold(lock_file)
        if lock is None:
            continue
        place = lock_file.with_suffix(".place")
        told = _told(place)
        paths = told or [lock_file.with_suffix(SUFFIX)]
        for path in paths:
            discard_part(path)
        paths = [path for path in paths if path.is_file()]
        if paths:
            found.append(Left(paths, place, lock))
        elif told is None and place.exists():
            lock.release(keep=True)  # Damaged: the work is found once the file is opened that it lies beside.
        else:
            _remove(place)
            lock.release()
    return found


def left_beside(file: Path, folder: Path) -> list[Left]:
    """The work beside a project's file that `left_behind` does not find: of another computer or another account, or of
    this one where it is not known any more where it lies.

    Claimed for the caller. What was written elsewhere, and lately, may be of a window that lives: it is left.
    """
    found: list[Left] = []
    for path, token in _candidates(file):
        lock_file = folder / f"{token}.lock"
        if not lock_file.exists() and not _old(path):
            continue
        lock = _hold(lock_file)
        if lock is not None:
            found.append(Left([path], lock_file.with_suffix(".place"), lock))
    return found


def _hold(lock_file: Path) -> FileLock | None:
    """The lock of a window that died. None while it is held, and where this folder cannot be written."""
    try:
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        return FileLock.take(lock_file)
    except OSError:
        return None


def _candidates(file: Path) -> Iterator[tuple[Path, str]]:
    """Rescue files beside a project's file, with their tokens."""
    try:
        paths = sorted(file.parent.iterdir())
    except OSError:
        return
    for path in paths:
        match = _BESIDE.fullmatch(path.name)
        if match and match["file"] == file.name:
            yield path, match["token"]


def _old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _ELSEWHERE
    except OSError:
        return False


def _tell(place: Path, paths: list[Path]) -> None:
    """Write where work lies. Raises MediaError, and then what was written before stays."""
    told = [str(path.absolute()) for path in paths]
    with replacing(place) as part:
        part.write_text(json.dumps({"paths": told, "digest": digest(told)}), "utf-8")


def _told(place: Path) -> list[Path] | None:
    """Where work lies, the latest first; None when that is not known, or not as it was written."""
    try:
        facts = json.loads(place.read_text("utf-8"))
        if facts["digest"] == digest(facts["paths"]):
            return [Path(path) for path in facts["paths"]]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return None


def _unwritable(folder: Path, error: OSError) -> MediaError:
    return MediaError(
        "{path} could not be written: {reason}.",
        remedy="Choose another name or folder.",
        path=str(folder),
        reason=error.strerror or str(error),
    )


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # Of no use and in nobody's way.
