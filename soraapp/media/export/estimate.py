"""How large a file will be and how long it takes to write, measured on a few moments of the clip."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

import av
from av.packet import Packet
from av.video.stream import VideoStream

from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, seconds
from soraapp.media.export.coding import Coding, SoundCoding
from soraapp.media.export.film import checking, frame_of, pictures, stream_of, writing
from soraapp.media.export.order import Filling, Order
from soraapp.media.export.picture import picture_bytes
from soraapp.media.export.preset import Family
from soraapp.media.export.write import write
from soraapp.media.ops import Trim
from soraapp.media.rgb import Converter

_MOMENTS = 3
_FRAMES, _TAIL = 26, 10
"""At each moment; of large pictures half as many. The last ones are not counted: encoders that look ahead spend less on
what nothing follows."""
_LARGE = 1_500_000
_PATIENCE = 2.0
"""Seconds after which no further moment of a film is begun."""
_SHORT, _LONG = 2, 8
"""Frames of loops: what the longer has more than the shorter is what each further frame takes."""
_EVERY = {"libx264": 250, "libx264rgb": 250, "libx265": 250, "libvpx-vp9": 128, "libsvtav1": 160, "prores_ks": 1}
"""Frames from one key frame to the next, where the picture does not change all at once."""
_PACKED = 0.6
"""What FLAC leaves of most sounds."""


@dataclass(frozen=True)
class Estimate:
    """What is expected of a file. Both are rough: the rest of a clip may be livelier than the moments measured."""

    size: int
    """Bytes."""
    seconds: float
    """That writing takes, as soon as all frames are at hand."""


def estimate(clip: Clip, order: Order, cancelled: Callable[[], bool] | None = None) -> Estimate:
    """Measures a few moments of a clip; for a thread that nobody waits for. Raises what writing the clip would raise,
    and Cancelled."""
    if order.filling is Filling.FOLLOW:  # Where the frame lies makes little difference, and takes long to find out.
        order = replace(order, filling=Filling.FILL)
    made, quality = order.of(clip), order.chosen
    sound = 0
    heard = sound_of(made) if quality.sound else None
    if heard is not None and quality.sound is not None:
        sound = _sound(quality.sound, min(heard.channels, quality.sound.channels), float(seconds(made)))
    if quality.coding is None:
        return Estimate(sound, float(seconds(made)) / 50)
    began, check = time.perf_counter(), checking(cancelled)
    if order.kind.family is Family.PICTURES:
        size, frames = _pictures(made, quality.coding, check)
    elif order.kind.family is Family.LOOP:
        size, frames = _loop(made, order, cancelled)
    else:
        size, frames = _film(made, quality.coding, check)
    spent = time.perf_counter() - began
    return Estimate(round(size) + sound, spent / max(frames, 1) * made.count)


def _sound(coding: SoundCoding, channels: int, length: float) -> int:
    rate = coding.bit_rate(channels) * (_PACKED if coding.encoder == "flac" else 1)
    return round(rate * length / 8)


def _moments(count: int, length: int) -> list[int]:
    """Where to look: at most three places, evenly spread."""
    last = max(count - length, 0)
    return sorted({round(last * place / (_MOMENTS - 1)) for place in range(_MOMENTS)})


def _pictures(clip: Clip, coding: Coding, check: Callable[[], None]) -> tuple[float, int]:
    sizes: list[int] = []
    for start in _moments(clip.count, 1):
        check()
        sizes.append(len(picture_bytes(clip.frames(start, start + 1)[0], coding)))
    return sum(sizes) / len(sizes) * clip.count, len(sizes)


def _film(clip: Clip, coding: Coding, check: Callable[[], None]) -> tuple[float, int]:
    large = clip.size.width * clip.size.height > _LARGE
    length, tail = (_FRAMES // 2, _TAIL // 2) if large else (_FRAMES, _TAIL)
    length = min(length, clip.count)
    counted = length - tail if clip.count > length else length
    keys: list[int] = []
    others: list[int] = []
    moments, measured, end = _moments(clip.count, length), 0, time.perf_counter() + _PATIENCE
    moments.sort(key=lambda start: abs(start - clip.count // 2))  # The middle tells the most, if there is no time.
    for start in moments:
        if measured and time.perf_counter() > end:
            break
        measured += length
        for number, size, key in _packets(Trim(clip, start, start + length), coding, check):
            if number < counted:
                (keys if key else others).append(size)
    key = sum(keys) / max(len(keys), 1)
    other = sum(others) / len(others) if others else key
    wanted = ceil(clip.count / _EVERY.get(coding.encoder, 250))
    return key * wanted + other * (clip.count - wanted), measured


def _packets(clip: Clip, coding: Coding, check: Callable[[], None]) -> list[tuple[float, int, bool]]:
    """Which frame is in each packet, its length, and whether it is a key frame."""
    found: list[tuple[float, int, bool]] = []

    def told(packet: Packet[VideoStream]) -> tuple[float, int, bool]:
        return float((packet.pts or 0) * packet.time_base * clip.rate) + 0.01, packet.size, packet.is_keyframe

    with writing(Path(coding.encoder)), av.open(os.devnull, "w", format="null") as container:
        video, converter = stream_of(container, clip, coding, "null"), Converter()
        for index, pixels in enumerate(pictures(clip)):
            check()
            found += map(told, video.encode(frame_of(pixels, index, clip, coding, converter)))
        found += map(told, video.encode(None))
    return found


def _loop(clip: Clip, order: Order, cancelled: Callable[[], bool] | None) -> tuple[float, int]:
    short, long = min(_SHORT, clip.count), min(_LONG, clip.count)
    plain = Order(order.preset, order.quality)
    totals: list[float] = []
    with tempfile.TemporaryDirectory(prefix="soraapp-estimate-") as folder:
        path = Path(folder) / f"a{order.kind.ending}"
        for start in _moments(clip.count, long):
            sizes: list[int] = []
            for length in (short, long):
                write(path, Trim(clip, start, start + length), plain, cancelled=cancelled)
                sizes.append(path.stat().st_size)
            further = (sizes[1] - sizes[0]) / (long - short) if long > short else 0.0
            totals.append(sizes[1] + further * (clip.count - long))
    return sum(totals) / len(totals), len(totals) * (short + long)
