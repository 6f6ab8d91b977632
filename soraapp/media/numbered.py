"""Clips as numbered pictures: a run of ``#`` in the name of a file stands for the number of the frame."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from soraapp.errors import Cancelled, InputError, MediaError
from soraapp.media.clip import Clip
from soraapp.media.files import Finish, check_suffix
from soraapp.media.image import IMAGE_SUFFIXES, write_image


def is_numbered(path: Path) -> bool:
    """Whether a path stands for many files."""
    return "#" in path.name


def numbered(path: Path, number: int) -> Path:
    """The file of a frame, such as ``frame_0007.png`` of ``frame_####.png``."""
    return path.with_name(re.sub("#+", lambda run: f"{number:0{len(run.group())}d}", path.name))


def write_pictures(
    path: Path,
    clip: Clip,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    finish: Finish | None = None,
) -> None:
    """Writes every frame of a clip as a picture, numbered from 1; the ending of `path` chooses the format.
    `finish` is called with each complete picture.

    The pictures take their places only when all are there; when that fails or is cancelled, nothing is changed.
    Raises InputError for another ending or more than one run of ``#``, Cancelled, and MediaError.
    """
    check_suffix(path, IMAGE_SUFFIXES)
    if len(re.findall("#+", path.name)) != 1:
        raise InputError(
            "{file} does not say where the number stands.", remedy="Write #### for it once.", file=path.name
        )
    parts = path.with_name(path.name.replace("#", "") + ".parts")
    try:
        shutil.rmtree(parts, ignore_errors=True)  # A run that was killed left it.
        parts.mkdir()
        for index in range(clip.count):
            if cancelled and cancelled():
                raise Cancelled
            write_image(parts / numbered(path, index + 1).name, clip.frames(index, index + 1)[0], finish)
            if progress:
                progress(index + 1, clip.count)
        for picture in sorted(parts.iterdir()):
            picture.replace(path.with_name(picture.name))
    except OSError as error:
        raise MediaError(
            "{path} could not be written: {reason}.",
            remedy="Choose another name or folder.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
    finally:
        shutil.rmtree(parts, ignore_errors=True)
