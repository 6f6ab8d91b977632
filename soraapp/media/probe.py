"""What a media file holds, read from its headers; frames are counted by packets only where the header is silent."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from soraapp.errors import MediaError
from soraapp.media.clip import Size
from soraapp.media.files import check_unchanged, fingerprint, reading

_SPACES = {0: "rgb", 1: "bt709", 4: "fcc", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020nc", 10: "bt2020c"}
_PRIMARIES = {
    1: "bt709",
    4: "bt470m",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    9: "bt2020",
    11: "smpte431",
    12: "smpte432",
}
_TRANSFERS = {
    1: "bt709",
    4: "gamma22",
    5: "gamma28",
    6: "smpte170m",
    7: "smpte240m",
    8: "linear",
    13: "iec61966-2-1",
    14: "bt2020-10",
    15: "bt2020-12",
    16: "smpte2084",
    18: "arib-std-b67",
}
_RANGES = {1: "tv", 2: "pc"}
_STILL_FORMATS = ("image2", "_pipe")


class Kind(Enum):
    """What a media file holds."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


@dataclass(frozen=True)
class Colours:
    """The colour tags of a video by their names in FFmpeg, such as ``bt709`` and ``tv``; ``unknown`` where untagged."""

    space: str
    primaries: str
    transfer: str
    range: str


@dataclass(frozen=True)
class Sound:
    """The first sound of a file: the name of its codec in FFmpeg, samples a second, and how many channels."""

    codec: str
    rate: int
    channels: int


@dataclass(frozen=True)
class Facts:
    """What a media file says of itself. `size` is as seen, after any rotation; it, `rate`, `count` and `colours` are
    None for sound, and a picture has no rate. A variable rate is told as its average."""

    kind: Kind
    codec: str
    size: Size | None = None
    rate: Fraction | None = None
    count: int | None = None
    seconds: Fraction | None = None
    colours: Colours | None = None
    rotation: int = 0
    """By how many degrees anticlockwise the stored frames are turned before they are seen: 0, 90, 180 or 270."""
    constant: bool = True
    """Whether all frames last equally long."""
    sound: Sound | None = None
    """None where nothing is heard."""
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])


def probe(path: str | Path) -> Facts:
    """What the file holds. Raises MediaError when it is missing, unreadable, or holds neither pictures nor sound."""
    path = Path(path)
    with opened(path) as container:
        stream = film(container)
        if stream is None:
            return _sound(path, container)
        if any(container.format.name.endswith(ending) for ending in _STILL_FORMATS):
            turn = rotation(path, container, stream)
            return Facts(Kind.IMAGE, _codec(stream), seen(stream, turn), count=1, rotation=turn)
        return _video(path, container, stream)


@contextmanager
def opened(path: Path) -> Generator[InputContainer]:
    """An open container; whatever goes wrong while it is read becomes a MediaError that names the file."""
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError
        with av.open(str(path.absolute()), "r", metadata_errors="replace") as container:
            yield container


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turns what the decoder or the operating system says of a file into a MediaError that names it and the remedy."""
    with reading(path):
        try:
            yield
        except OSError:
            raise
        except (av.error.FFmpegError, UnicodeError) as error:
            raise not_media(path) from error


def not_media(path: Path) -> MediaError:
    """The error for a file that is no picture, clip or sound, or is damaged."""
    return MediaError(
        "{file} is damaged, or not a picture, clip or sound.",
        remedy="Choose a file that plays elsewhere, such as an MP4, MOV, MKV, PNG or JPEG.",
        file=path.name,
    )


def film(container: InputContainer) -> VideoStream | None:
    """The first stream of pictures that is not the cover of a song."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    return None


def stamps(path: Path) -> tuple[int, ...]:
    """The presentation times of all frames of a video in order, in units of its time base. Decodes nothing."""
    return _stamps(path, fingerprint(path))


@lru_cache(maxsize=16)
def _stamps(path: Path, identity: str) -> tuple[int, ...]:
    check_unchanged(path, identity)
    with opened(path) as container:
        stream = film(container)
        packets = container.demux(stream) if stream else ()
        shown = [packet for packet in packets if packet.size and not packet.is_discard]
        times = [packet.pts if packet.pts is not None else packet.dts for packet in shown]
    return tuple(sorted(time for time in times if time is not None))


def evenly_timed(container: InputContainer, stream: VideoStream) -> bool:
    """Whether a frame's time follows from its number by the header alone, so that no packet need be counted."""
    rate, base, duration = stream.average_rate, stream.time_base, stream.duration
    if not (stream.frames and rate and base and duration) or rate != stream.base_rate:
        return False
    exact = abs(duration * base * rate - stream.frames) < Fraction(1, 2)
    # An AVI with B-frames starts later than its header says, and Matroska rounds times to a millisecond.
    trusted = "mp4" in container.format.name or stream.codec_context.codec.intra_only
    return exact and trusted


def rotation(path: Path, container: InputContainer, stream: VideoStream) -> int:
    """How far stored frames must be turned anticlockwise; the display matrix comes with the first decoded frame."""
    for packet in container.demux(stream):
        for frame in packet.decode() or stream.decode():  # Emptied at once, the decoder waits for no further packets.
            return round(frame.rotation / 90) * 90 % 360
        stream.codec_context.flush_buffers()
    raise not_media(path)


def seen(stream: VideoStream, turn: int) -> Size:
    """The size of a stream's frames after they are turned."""
    width, height = stream.codec_context.width, stream.codec_context.height
    return Size(height, width) if turn % 180 else Size(width, height)


def _video(path: Path, container: InputContainer, stream: VideoStream) -> Facts:
    constant = evenly_timed(container, stream)
    turn = rotation(path, container, stream)
    count = stream.frames
    if not constant:
        times = stamps(path)
        count = len(times)
        constant = _steady(times)
    rate = _gif_rate(stream, count) or stream.average_rate or stream.guessed_rate or stream.base_rate
    if not count or not rate:
        raise not_media(path)
    return Facts(
        Kind.VIDEO,
        _codec(stream),
        seen(stream, turn),
        rate,
        count,
        count / rate,
        _colours(stream),
        turn,
        constant,
        _heard(container),
        {**stream.metadata, **container.metadata},
    )


def _gif_rate(stream: VideoStream, count: int) -> Fraction | None:
    """Frames a second of a GIF: its header has none, and its frames last whole hundredths of a second, so that those of
    8 a second last 12 or 13 of them. A whole rate where that is as long to a hundredth, else the average."""
    if stream.codec_context.name != "gif" or not (stream.duration and stream.time_base and count):
        return None
    length = stream.duration * stream.time_base
    whole = round(count / length)
    fits = whole > 0 and abs(Fraction(count, whole) - length) <= stream.time_base
    return Fraction(whole) if fits else count / length


def _steady(times: tuple[int, ...]) -> bool:
    gaps = [after - before for before, after in pairwise(times)]
    return not gaps or max(gaps) - min(gaps) <= 1


def _sound(path: Path, container: InputContainer) -> Facts:
    if not container.streams.audio:
        raise not_media(path)
    stream = container.streams.audio[0]
    seconds = Fraction(container.duration, av.time_base) if container.duration else None
    heard = _heard(container)
    return Facts(Kind.AUDIO, stream.codec_context.name, seconds=seconds, sound=heard, metadata=dict(container.metadata))


def _heard(container: InputContainer) -> Sound | None:
    """The first sound, if it can be decoded."""
    context = next((stream.codec_context for stream in container.streams.audio), None)
    if context is None or not context.rate or not context.channels:
        return None
    return Sound(context.name, context.rate, context.channels)


def _codec(stream: VideoStream) -> str:
    return stream.codec_context.codec.canonical_name


def _colours(stream: VideoStream) -> Colours:
    context = stream.codec_context
    return Colours(
        _SPACES.get(context.colorspace, "unknown"),
        _PRIMARIES.get(context.color_primaries, "unknown"),
        _TRANSFERS.get(context.color_trc, "unknown"),
        _RANGES.get(context.color_range, "unknown"),
    )
