"""Where the credentials of a file lie that cannot hold them: beside it, as ``film.c2pa``, where other programs look."""

from __future__ import annotations

from pathlib import Path

from soraapp.media.credentials.library import CARRYING, media_type
from soraapp.media.files import reading

SUFFIX = ".c2pa"
_OURS = b"Soraapp"
_BESIDE = (".mkv", ".webm", ".ogg", ".oga", ".opus", ".aac", ".bmp", ".exr")
"""Endings of files that have their credentials beside them, when this program writes them."""


def sidecar_for(path: Path) -> Path:
    """Where to put the credentials of a file: ``film.c2pa``, or ``film.mkv.c2pa`` where the short name may be that of
    another file, such as ``film.webm``."""
    return path.with_name(path.name + SUFFIX) if _rivals(path) else path.with_suffix(SUFFIX)


def sidecar_of(path: Path) -> Path | None:
    """The credentials that lie beside a file, if any do."""
    for place in (path.with_name(path.name + SUFFIX), path.with_suffix(SUFFIX)):
        if place.is_file() and place != path:
            return place
    return None


def file_of(sidecar: Path) -> Path | None:
    """The file whose credentials these are, where it lies beside them."""
    named = sidecar.with_suffix("")
    if named.suffix and named.is_file():
        return named
    found = [place for ending in (*_BESIDE, *CARRYING) if (place := sidecar.with_suffix(ending)).is_file()]
    return next(iter(found), None)


def drop_sidecar(path: Path) -> None:
    """Take away the credentials that this program put beside a file, now that the file is another: they would call it
    a forgery."""
    found = sidecar_of(path)
    if media_type(path) is None and found is not None and not (_rivals(path) and found == path.with_suffix(SUFFIX)):
        with reading(found):
            ours = _OURS in found.read_bytes()
        if ours:
            found.unlink(missing_ok=True)


def _rivals(path: Path) -> bool:
    """Whether there are other files that the short name could be meant for."""
    return any(
        place != path and place.is_file() for place in (path.with_suffix(ending) for ending in (*_BESIDE, path.suffix))
    )
