"""The project file: readable JSON with a format version, saved so that a failure never leaves half of one.

    {"format": "soraapp project", "version": 1, "nodes": [...],
     "wires": [{"from": [node, output], "to": [node, input]}]}

A member that a version does not have is refused rather than dropped in silence; node kinds, inputs and values that are
not known are kept.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import uuid
from collections.abc import Mapping
from pathlib import Path

from soraapp.errors import ProjectError
from soraapp.project.encoding import Part, read_graph, write_graph
from soraapp.project.project import Project
from soraapp.project.text import parsed, written
from soraapp.project.upgrades import UPGRADES, VERSION, Upgrade, upgraded

FORMAT = "soraapp project"
_LARGEST = 64 * 2**20


def to_json(project: Project, base: Path | None) -> str:
    """The text of a project file that stands in the folder `base`: paths inside it are written relative to it."""
    return written({"format": FORMAT, "version": VERSION, **write_graph(project.graph, base)})


def from_json(text: str, base: Path | None, *, upgrades: Mapping[int, Upgrade] = UPGRADES) -> Project:
    """The project that a text holds; relative paths start at the folder `base`. Raises ProjectError."""
    document = parsed(text)
    if document.get("format") != FORMAT:
        raise ProjectError(
            "{file} is not a Soraapp project.",
            remedy="Open a .sora file, or a film that was exported from one.",
            file="This",
        )
    version = Part(document).members().get("version", Part(None, "version")).whole()
    members = Part(upgraded(document, version, upgrades)).members(("format", "version", "nodes", "wires"))
    return Project(read_graph(members["nodes"], members["wires"], base))


def load(path: Path) -> Project:
    """Read a project file. Raises ProjectError that names the file, what is wrong with it, and the remedy."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise _unreadable(path, "it is larger than 64 MB")
        return from_json(data.decode("utf-8-sig"), path.absolute().parent)
    except UnicodeDecodeError:
        raise ProjectError(
            "{file} is not a Soraapp project: it is no text.",
            remedy="Open a .sora file, or a film that was exported from one.",
            file=path.name,
        ) from None
    except ProjectError as error:
        raise ProjectError(error.message, remedy=error.remedy, **{**error.facts, "file": path.name}) from None
    except FileNotFoundError:
        raise _unreadable(path, "there is no such file") from None
    except IsADirectoryError:
        raise _unreadable(path, "it is a folder") from None
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error


def save(project: Project, path: Path) -> None:
    """Write a project file as a whole or not at all: what was there before stays until the new one is complete.

    Raises ProjectError that names the file and the remedy.
    """
    path = Path(os.path.realpath(path))
    data = to_json(project, path.parent).encode()
    part = path.with_name(f".{uuid.uuid4().hex[:12]}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _write(part, data)
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _write(part: Path, data: bytes) -> None:
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a loss of power, where folders can be flushed at all."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unreadable(path: Path, why: str) -> ProjectError:
    return ProjectError(
        "{file} cannot be opened: {why}.",
        remedy="Choose a project file that exists and that you may read.",
        file=path.name,
        why=why,
    )


_REMEDIES: Mapping[int, str] = {
    errno.ENOENT: "Choose a folder that exists.",
    errno.ENOTDIR: "Choose a folder that exists.",
    errno.EISDIR: "Choose another name: a folder has this one.",
    errno.EACCES: "Choose a folder and a file that you may write to.",
    errno.EPERM: "Choose a folder and a file that you may write to.",
    errno.EROFS: "Choose another disk: this one can only be read.",
    errno.ENOSPC: "Make room on the disk, or choose another one.",
    errno.EDQUOT: "Make room on the disk, or choose another one.",
    errno.EFBIG: "Make room on the disk, or choose another one.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


def _unwritable(path: Path, error: OSError) -> ProjectError:
    return ProjectError(
        "{file} cannot be saved: {why}.",
        remedy=_REMEDIES.get(error.errno or 0, "Choose another folder."),
        file=str(path),
        why=(error.strerror or str(error)).lower(),
    )
