"""Writes a clip as an order asks: the one way from a clip to a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from soraapp.errors import InputError, SoraError
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, seconds
from soraapp.media.export.film import write_video
from soraapp.media.export.gif import write_gif
from soraapp.media.export.hardware import in_hardware
from soraapp.media.export.order import Order
from soraapp.media.export.preset import Family
from soraapp.media.export.sequence import write_pictures
from soraapp.media.export.sound import write_sound
from soraapp.media.files import Finish


def write(
    path: Path,
    clip: Clip,
    order: Order,
    *,
    metadata: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    notice: Callable[[SoraError], None] | None = None,
    finish: Finish | None = None,
) -> None:
    """Writes what the order asks of a clip. `metadata` goes into films, and into sounds other than WAV: the others
    cannot carry it. `progress(done, total)` and `cancelled()` are called again and again; `notice` with what is done
    otherwise than asked; `finish` with each complete file before it takes its place.

    A file appears only when it is whole. Raises InputError where clip, order and ending do not go together, Cancelled,
    and MediaError when the file cannot be written.
    """
    path = path.absolute()
    preset, quality = order.kind, order.chosen
    form = preset.container(path)
    if preset.family is Family.SOUND:
        part = order.of(clip)
        audio = sound_of(part)
        if audio is None or quality.sound is None:
            raise InputError(
                "There is nothing to be heard in this clip.", remedy="Add a sound to it, or choose another format."
            )
        write_sound(
            path,
            audio,
            seconds(part),
            form,
            quality.sound,
            metadata=metadata,
            progress=progress,
            cancelled=cancelled,
            finish=finish,
        )
        return
    if order.hardware:
        quality, reason = in_hardware(preset, quality)
        if reason is not None and notice is not None:
            notice(reason)
    coding = quality.coding
    assert coding is not None, "only sounds have no pictures"
    made = order.of(clip, coding)
    if preset.family is Family.PICTURES:
        first = order.number(0)
        write_pictures(path, made, coding, first=first, progress=progress, cancelled=cancelled, finish=finish)
    elif preset.name == "gif":
        write_gif(path, made, quality, progress=progress, cancelled=cancelled, finish=finish)
    else:
        write_video(
            path,
            made,
            preset=preset,
            quality=quality,
            metadata=metadata,
            progress=progress,
            cancelled=cancelled,
            finish=finish,
        )
