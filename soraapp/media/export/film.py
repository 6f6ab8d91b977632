"""Films: a clip streamed through an encoder, and its sound, into a file that players show in the right colours, size,
rate and length."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import av.error
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream

from soraapp.errors import Cancelled, MediaError
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, Pixels, Size, seconds
from soraapp.media.export.coding import Coding
from soraapp.media.export.preset import Preset, Quality
from soraapp.media.export.presets import USUAL
from soraapp.media.export.track import FILM_RATE, SoundTrack
from soraapp.media.files import Finish, replacing
from soraapp.media.rgb import Converter

_CHUNK = 2
"""Frames that are made at a time: at 1080p each takes 6 MB in every clip that it passes through."""
_BT709 = 1
_MOVIES = ("mp4", "mov")
os.environ.setdefault("SVT_LOG", "1")  # SVT-AV1 greets on standard error otherwise; its errors it still tells.


def even(size: Size) -> Size:
    """The nearest size that films can be: both sides even, odd ones one pixel shorter, at least 2x2."""
    return Size(max(2, size.width // 2 * 2), max(2, size.height // 2 * 2))


def write_video(
    path: str | Path,
    clip: Clip,
    *,
    preset: Preset = USUAL,
    quality: Quality | None = None,
    metadata: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    finish: Finish | None = None,
) -> None:
    """Writes a clip as a film or a moving picture of a preset, with BT.709 colours, and its sound where the preset has
    any; the ending of `path` chooses among the containers of the preset. `quality` is by default the usual one.

    `progress(done, total)` is called after every frame; `cancelled()` is asked before every frame. Memory stays flat.
    The same clip gives the same bytes whatever cores there are, unless the preset says otherwise.
    `finish` is called with the complete file before it takes its place.
    The file appears at `path` only when it is whole; on any failure what stood there before is untouched.
    Raises InputError for another ending, size or rate than the preset can have, Cancelled, and MediaError when the file
    cannot be written.
    """
    path = Path(path).absolute()
    form = preset.container(path)
    quality = quality or preset.quality()
    coding = quality.coding
    assert coding is not None, "a preset of films has pictures"
    coding.check(clip.size, preset.title)
    sound = sound_of(clip) if quality.sound else None
    check = checking(cancelled)
    options = _options(form, heard=sound is not None)
    with (
        replacing(path, finish) as part,
        writing(part),
        av.open(str(part), "w", format=form, options=options) as container,
    ):
        container.metadata.update(metadata or {})
        video = stream_of(container, clip, coding, form)
        track = None
        if sound is not None and quality.sound is not None:
            track = SoundTrack(container, sound, seconds(clip), quality.sound, check)
        converter = Converter()
        done = 0
        for pixels in pictures(clip):
            check()
            _mux(container, video, frame_of(pixels, done, clip, coding, converter), check)
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


def checking(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    """What raises Cancelled once `cancelled` says so."""

    def check() -> None:
        if cancelled and cancelled():
            raise Cancelled

    return check


def pictures(clip: Clip) -> Iterator[Pixels]:
    """The frames of a clip one by one, in such a way that none stays in memory while others are made."""
    for start in range(0, clip.count, _CHUNK):
        yield from clip.frames(start, min(start + _CHUNK, clip.count))


def stream_of(container: OutputContainer, clip: Clip, coding: Coding, form: str) -> VideoStream:
    """A stream of a container for the pictures of a clip."""
    options = dict((*coding.options, *coding.fixed))
    video = cast("VideoStream", container.add_stream(coding.encoder, rate=clip.rate, options=options))
    video.width, video.height = clip.size
    video.pix_fmt = coding.pixel_format
    context = video.codec_context
    if coding.tag and form in _MOVIES:
        context.codec_tag = coding.tag
    context.thread_type = "AUTO"
    context.thread_count = coding.threads
    context.time_base = 1 / clip.rate
    if coding.is_video:
        context.color_range = ColorRange.MPEG
        context.colorspace = context.color_primaries = context.color_trc = _BT709
    return video


def frame_of(pixels: Pixels, index: int, clip: Clip, coding: Coding, converter: Converter) -> VideoFrame:
    """The frame of a number for the encoder."""
    frame = converter.to_video(pixels, coding.pixel_format)
    frame.pts, frame.time_base = index, 1 / clip.rate
    if coding.is_video:  # ProRes writes the tags of each frame.
        frame.color_range = ColorRange.MPEG
        frame.colorspace = frame.color_primaries = frame.color_trc = _BT709
    return frame


def _options(form: str, *, heard: bool) -> dict[str, str]:
    if form == "webp":
        return {"loop": "0"}
    if form not in _MOVIES:
        return {"fflags": "bitexact"}  # Else Matroska numbers its parts by chance.
    options = {"movflags": "faststart+use_metadata_tags"}
    if heard:
        options["movie_timescale"] = str(FILM_RATE)  # Else the sound's end is told in milliseconds.
    return options


def _mux(container: OutputContainer, video: VideoStream, frame: VideoFrame | None, check: Callable[[], None]) -> None:
    for packet in video.encode_lazy(frame):
        check()  # At the end the encoder still holds dozens of frames.
        packet.duration = round(1 / (video.codec_context.rate * packet.time_base))
        container.mux(packet)
