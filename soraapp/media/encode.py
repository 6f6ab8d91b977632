"""Films: a clip streamed through H.264, and its sound, into a file that players show in the right colours, size, rate
and length."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream

from soraapp.errors import Cancelled, InputError, MediaError
from soraapp.media.audio.encode import FILM_RATE, SoundTrack
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, Pixels, Size, seconds
from soraapp.media.files import Finish, check_suffix, replacing
from soraapp.media.rgb import Converter

FORMATS: Mapping[str, str] = {".mp4": "mp4", ".mov": "mov", ".mkv": "matroska"}
"""The endings of films that can be written, and FFmpeg's names of the formats."""

_CHUNK = 2
"""Frames that are made at a time: at 1080p each takes 6 MB in every clip that it passes through."""
_LOOKAHEAD = 10
"""Frames that x264 looks ahead. Each takes 6 MB at 1080p; its usual 40 make a film 6 % longer and 0.4 dB nearer."""
_THREADS = 3
"""However many cores there are: with another number of threads x264 writes other bits, and a film is the same on every
machine. More would wait for frames, and each takes 20 MB at 1080p."""
_BT709 = 1


def even(size: Size) -> Size:
    """The nearest size that H.264 can hold in 4:2:0: both sides even, odd ones one pixel shorter, at least 2x2."""
    return Size(max(2, size.width // 2 * 2), max(2, size.height // 2 * 2))


def write_video(
    path: str | Path,
    clip: Clip,
    *,
    metadata: Mapping[str, str] | None = None,
    crf: int = 16,
    preset: str = "medium",
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    finish: Finish | None = None,
) -> None:
    """Writes a clip as H.264 with BT.709 colours, and its sound, if it has one, as AAC; the ending of `path` chooses
    MP4, MOV or MKV.

    `crf` is x264's quality from 0 (lossless) over 16 (no visible loss) to 51, `preset` its trade of time for length.
    `progress(done, total)` is called after every frame; `cancelled()` is asked before every frame. Memory stays flat.
    `finish` is called with the complete file before it takes its place.
    The same clip gives the same bytes whatever cores there are.
    The file appears at `path` only when it is whole; on any failure what stood there before is untouched.
    Raises InputError for another ending or an odd size, Cancelled, and MediaError when the file cannot be written.
    """
    path = Path(path).absolute()
    form = FORMATS[check_suffix(path, tuple(FORMATS))]
    _check_even(clip.size)
    sound = sound_of(clip)
    matroska = form == "matroska"  # Unless it has to be bit-exact, it numbers its parts by chance.
    options = {"fflags": "bitexact"} if matroska else {"movflags": "faststart+use_metadata_tags"}
    if sound is not None and not matroska:
        options["movie_timescale"] = str(FILM_RATE)  # Else the sound's end is told in milliseconds.
    check = _check(cancelled)
    with (
        replacing(path, finish) as part,
        writing(part),
        av.open(str(part), "w", format=form, options=options) as container,
    ):
        container.metadata.update(metadata or {})
        video = _stream(container, clip, crf, preset)
        track = None if sound is None else SoundTrack(container, sound, seconds(clip), check)
        converter = Converter()
        done = 0
        for pixels in _pictures(clip):
            check()
            _mux(container, video, _to_video(pixels, done, clip, converter), check)
            done += 1  # noqa: SIM113 - enumerate would keep the last frame, too
            if track:
                track.write_until(Fraction(done) / clip.rate)
            if progress:
                progress(done, clip.count)
            del pixels  # It would keep its chunk until the next one is there.
        _mux(container, video, None, check)
        if track:
            track.finish()


@contextmanager
def writing(part: Path) -> Generator[None]:
    """Lets errors of the operating system pass while a video is written; the encoder's own become a MediaError."""
    try:
        yield
    except OSError:
        raise
    except av.error.FFmpegError as error:
        raise MediaError(
            "{file} cannot be written: {reason}.",
            remedy="Choose another size, frame rate or format.",
            file=part.stem,
            reason=error.strerror or str(error),
        ) from error


def _stream(container: OutputContainer, clip: Clip, crf: int, preset: str) -> VideoStream:
    options = {
        "crf": str(crf),
        "preset": preset,
        "rc-lookahead": str(_LOOKAHEAD),
        "x264-params": "cpu-independent=1",  # Else approximations of the processor's own decide where bits go.
    }
    video = container.add_stream("libx264", rate=clip.rate, options=options)
    video.width, video.height = clip.size
    video.pix_fmt = "yuv420p"
    video.codec_context.thread_type = "AUTO"
    video.codec_context.thread_count = _THREADS
    video.codec_context.time_base = 1 / clip.rate
    video.codec_context.color_range = ColorRange.MPEG
    video.codec_context.colorspace = _BT709
    video.codec_context.color_primaries = _BT709
    video.codec_context.color_trc = _BT709
    return video


def _pictures(clip: Clip) -> Iterator[Pixels]:
    """The frames of a clip one by one, in such a way that none stays in memory while others are made."""
    for start in range(0, clip.count, _CHUNK):
        yield from clip.frames(start, min(start + _CHUNK, clip.count))


def _to_video(pixels: Pixels, index: int, clip: Clip, converter: Converter) -> VideoFrame:
    frame = converter.to_video(pixels)
    frame.pts, frame.time_base = index, 1 / clip.rate
    return frame


def _mux(container: OutputContainer, video: VideoStream, frame: VideoFrame | None, check: Callable[[], None]) -> None:
    for packet in video.encode_lazy(frame):
        check()  # At the end the encoder still holds dozens of frames.
        packet.duration = round(1 / (video.codec_context.rate * packet.time_base))
        container.mux(packet)


def _check(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    def check() -> None:
        if cancelled and cancelled():
            raise Cancelled

    return check


def _check_even(size: Size) -> None:
    if size != even(size):
        raise InputError(
            "A film cannot be {size}: H.264 needs even sides.",
            remedy="Fit it to {down} or {up} first.",
            size=str(size),
            down=str(even(size)),
            up=str(even(Size(size.width + 1, size.height + 1))),
        )
