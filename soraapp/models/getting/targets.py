"""Where a model goes: into the cache of Hugging Face, which other programs share, or into a folder of its own.

The cache is the usual place, so that what is there is never fetched twice, whichever program fetched it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from soraapp.errors import ModelError
from soraapp.filelock import FileLock

_PART = ".incomplete"
_BEGUN = ".getting.json"
_SPARE = 2**28
"""Bytes that stay free on the disk."""


@dataclass(frozen=True)
class Piece:
    """A file of a repository."""

    path: str
    bytes: int
    sum: str
    """By which its content is known: the SHA-256 of a large file, that of Git for a small one."""


class Target(Protocol):
    """A place for the files of one version of a repository."""

    @property
    def folder(self) -> Path:
        """Where the model is found once it is whole."""
        ...

    def place(self, piece: Piece) -> Path:
        """Where a file is found."""
        ...

    def part(self, piece: Piece) -> Path:
        """What was fetched of a file that is not whole."""
        ...

    def kept(self, piece: Piece) -> bool:
        """Whether its content is here whole, perhaps without being in its place."""
        ...

    def settle(self, piece: Piece) -> None:
        """What was fetched is whole, or was kept, and takes its place."""
        ...

    def begin(self) -> None:
        """Raises ModelError when something else is in the way."""
        ...

    def finish(self) -> None:
        """All files are there."""
        ...


@dataclass(frozen=True)
class Cached:
    """The cache of Hugging Face, in its own layout: contents by their sums, and a folder of links for each version."""

    cache: Path
    repository: str
    commit: str
    revision: str
    """The name by which a person asked for this version; empty where it was asked for by its commit."""

    @property
    def _home(self) -> Path:
        return self.cache / f"models--{self.repository.replace('/', '--')}"

    @property
    def folder(self) -> Path:
        return self._home / "snapshots" / self.commit

    def place(self, piece: Piece) -> Path:
        return self.folder / piece.path

    def part(self, piece: Piece) -> Path:
        return self._home / "blobs" / f"{piece.sum}{_PART}"

    def kept(self, piece: Piece) -> bool:
        return is_whole(self._content(piece), piece)

    def settle(self, piece: Piece) -> None:
        content, place = self._content(piece), self.place(piece)
        if not self.kept(piece):
            self.part(piece).replace(content)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        try:
            place.symlink_to(os.path.relpath(content, place.parent))
        except OSError:  # Windows allows links to some only; there the file itself lies in the folder.
            content.replace(place)

    def _content(self, piece: Piece) -> Path:
        return self._home / "blobs" / piece.sum

    def begin(self) -> None:
        (self._home / "blobs").mkdir(parents=True, exist_ok=True)

    def finish(self) -> None:
        if self.revision:
            name = self._home / "refs" / self.revision
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(self.commit, "utf-8")


@dataclass(frozen=True)
class Plain:
    """A folder that holds the files as they are."""

    folder: Path
    repository: str
    commit: str
    filling: bool = False
    """Whether it is a model already, which lacks files."""

    def place(self, piece: Piece) -> Path:
        return self.folder / piece.path

    @property
    def _parts(self) -> Path:
        """Beside the model, which is judged by all that is in its folder."""
        return self.folder.with_name(f".{self.folder.name}.parts")

    def part(self, piece: Piece) -> Path:
        return self._parts / f"{piece.path}{_PART}"

    def kept(self, piece: Piece) -> bool:
        return is_whole(self.place(piece), piece)

    def settle(self, piece: Piece) -> None:
        shutil.move(self.part(piece), self.place(piece))

    def begin(self) -> None:
        if self.filling:
            return
        if self.folder.exists() and begun(self.folder) is None and any(self.folder.iterdir()):
            raise ModelError(
                "{folder} is there already, and holds something else.",
                remedy="Choose another folder, or remove that one.",
                folder=self.folder,
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / _BEGUN).write_text(json.dumps([self.repository, self.commit]), "utf-8")

    def finish(self) -> None:
        (self.folder / _BEGUN).unlink(missing_ok=True)
        shutil.rmtree(self._parts, ignore_errors=True)


def begun(folder: Path) -> tuple[str, str] | None:
    """Repository and version of what was begun to be put into a folder, and is not whole."""
    with suppress(OSError, ValueError):
        told = json.loads((folder / _BEGUN).read_text("utf-8"))
        if isinstance(told, list) and len(told) == 2:  # pyright: ignore[reportUnknownArgumentType]
            return str(told[0]), str(told[1])  # pyright: ignore[reportUnknownArgumentType]
    return None


def is_whole(file: Path, piece: Piece) -> bool:
    """Whether a file has the size that it should have."""
    return file.is_file() and file.stat().st_size == piece.bytes


def fetched(target: Target, piece: Piece) -> int:
    """How many bytes of a file need not be fetched any more."""
    if is_whole(target.place(piece), piece) or target.kept(piece):
        return piece.bytes
    part = target.part(piece)
    return min(part.stat().st_size, piece.bytes) if part.is_file() else 0


def free(folder: Path) -> int:
    """Bytes that can be written into a folder that need not be there yet."""
    there = next(place for place in (folder, *folder.parents) if place.is_dir())
    return max(0, shutil.disk_usage(there).free - _SPARE)


@contextmanager
def held(target: Target, repository: str) -> Generator[None]:
    """Nobody else gets the same model meanwhile. Raises ModelError when somebody does."""
    folder = target.folder.parent if isinstance(target, Plain) else target.folder.parents[1]
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock.take(folder / f".{target.folder.name}.getting")
    if lock is None:
        raise ModelError(
            "{repository} is being fetched already.", remedy="Wait for that, or cancel it.", repository=repository
        )
    try:
        yield
    finally:
        lock.release()
