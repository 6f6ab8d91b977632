"""Clips as numbered pictures, made by several threads; what was cut off by force goes on after the last whole one."""

from __future__ import annotations

import os
import re
import shutil
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from soraapp import __version__
from soraapp.errors import Cancelled, InputError, MediaError
from soraapp.media.clip import Clip, Pixels
from soraapp.media.export.coding import Coding
from soraapp.media.export.picture import picture_bytes
from soraapp.media.files import Finish
from soraapp.media.identity import digest
from soraapp.media.numbered import numbered

_AT_ONCE = min(4, os.cpu_count() or 1)
_ASKED = "asked"


def write_pictures(
    path: Path,
    clip: Clip,
    coding: Coding,
    *,
    first: int = 1,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    finish: Finish | None = None,
) -> None:
    """Writes every frame of a clip as a picture, numbered from `first`. `finish` is called with each complete picture.

    The pictures take their places only when all are there; when that fails or is cancelled, nothing is changed. They
    wait in a folder beside them, and where the program or the process was ended by force, the same request goes on
    after those that are whole. Raises InputError for more than one run of ``#`` or none, Cancelled, and MediaError.
    """
    if len(re.findall("#+", path.name)) != 1:
        raise InputError(
            "{file} does not say where the number stands.", remedy="Write #### for it once.", file=path.name
        )
    parts = path.with_name(path.name.replace("#", "") + ".parts")
    try:
        try:
            _make_ready(parts, digest((clip, coding, first, finish is not None, __version__)))
            _write(parts, path, clip, coding, first, progress, cancelled, finish)
            (parts / _ASKED).unlink()
            for picture in sorted(parts.iterdir()):
                picture.replace(path.with_name(picture.name))
        finally:
            shutil.rmtree(parts, ignore_errors=True)
    except OSError as error:
        raise MediaError(
            "{path} could not be written: {reason}.",
            remedy="Choose another name or folder.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def _make_ready(parts: Path, asked: str) -> None:
    """Keep what an earlier run of the same has left, and nothing else."""
    note = parts / _ASKED
    if not (note.is_file() and note.read_text("utf-8") == asked):
        shutil.rmtree(parts, ignore_errors=True)
        parts.mkdir()
        note.write_text(asked, "utf-8")
    for left in parts.glob("*.part"):
        left.unlink()


def _write(
    parts: Path,
    path: Path,
    clip: Clip,
    coding: Coding,
    first: int,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
    finish: Finish | None,
) -> None:
    under_way: deque[tuple[int, Future[None]]] = deque()

    def settle() -> None:
        number, future = under_way.popleft()
        future.result()
        if progress:
            progress(number + 1, clip.count)

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="pictures") as pool:
        for index in range(clip.count):
            if cancelled and cancelled():
                raise Cancelled
            place = parts / numbered(path, first + index).name
            if place.exists():
                future = pool.submit(_nothing)
            else:
                future = pool.submit(_write_one, place, clip.frames(index, index + 1)[0], coding, finish)
            under_way.append((index, future))
            if len(under_way) > _AT_ONCE:
                settle()
        while under_way:
            settle()


def _write_one(place: Path, pixels: Pixels, coding: Coding, finish: Finish | None) -> None:
    """Under its name there is never but a whole picture."""
    part = place.with_name(place.name + ".part")
    part.write_bytes(picture_bytes(pixels, coding))
    if finish is not None:
        finish(part)
    part.replace(place)


def _nothing() -> None:
    """It is there already."""
