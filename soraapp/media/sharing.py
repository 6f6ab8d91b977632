"""Media as files that any other program reads: a clip as MP4, a picture as PNG, a sound as WAV."""

from __future__ import annotations

import re
import shutil
import time
import wave
from pathlib import Path

import numpy as np

from soraapp.errors import InputError, MediaError
from soraapp.media.audio.sound import Audio, stream
from soraapp.media.clip import Clip, Image
from soraapp.media.export.film import even, write_video
from soraapp.media.export.presets import USUAL
from soraapp.media.fit import FitMode
from soraapp.media.identity import digest
from soraapp.media.image import write_image
from soraapp.media.ops import Fit

_KEPT = 24 * 3600
"""Seconds for which a shared file stays: who took it may read it later."""
_LONGEST = 80
_QUICK = USUAL.quality("small")


def share(media: object, folder: Path, name: str) -> Path:
    """Write media into a folder of its own in `folder` and give its path; what was shared before is there already, and
    what was shared more than a day ago goes. Safe to call on any thread.

    Raises InputError for what is no media, and MediaError when it cannot be read or written.
    """
    if not isinstance(media, Clip | Image | Audio):
        raise InputError("There is nothing that could be a file.", remedy="Choose a clip, a picture or a sound.")
    _forget_old(folder)
    place = folder / digest(media)[:12]
    suffix = ".mp4" if isinstance(media, Clip) else ".png" if isinstance(media, Image) else ".wav"
    path = place / f"{file_name(name)}{suffix}"
    if path.exists():
        path.touch()
        return path
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MediaError("{folder} cannot be made.", remedy="Make room on the disk.", folder=str(place)) from error
    if isinstance(media, Clip):
        size = even(media.size)
        write_video(path, media if media.size == size else Fit(media, size, FitMode.COVER), quality=_QUICK)
    elif isinstance(media, Image):
        write_image(path, media.pixels())
    else:
        _write_sound(path, media)
    return path


def file_name(name: str) -> str:
    """A name that every system takes for a file, without an ending."""
    return re.sub(r"[\W_]+", " ", name).strip()[:_LONGEST] or "Soraapp"


def _write_sound(path: Path, audio: Audio) -> None:
    part = path.with_suffix(".part")
    with wave.open(str(part), "wb") as file:
        file.setnchannels(audio.channels)
        file.setsampwidth(2)
        file.setframerate(audio.rate)
        for block in stream(audio):
            file.writeframes((np.clip(block, -1, 1) * 32767).astype("<i2").tobytes())
    part.replace(path)


def _forget_old(folder: Path) -> None:
    if not folder.is_dir():
        return
    for place in folder.iterdir():
        newest = max(file.stat().st_mtime for file in (place, *place.glob("*")))
        if time.time() - newest > _KEPT:
            shutil.rmtree(place, ignore_errors=True)
