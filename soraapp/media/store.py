"""The exact frame store: RGB kept losslessly as MagicYUV in AVI, which holds any size from 1x1 up and seeks at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from soraapp.errors import InputError, MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.decode import FileClip, open_clip
from soraapp.media.export.film import writing
from soraapp.media.files import replacing
from soraapp.media.probe import explained

STORE_SUFFIX = ".avi"
"""The usual ending of a stored clip."""


class FrameWriter:
    """A file of exact frames that come little by little. It is whole only once `close` has returned.

    Errors of the operating system pass through; those of the encoder are MediaErrors.
    """

    def __init__(self, path: Path, size: Size, rate: Fraction) -> None:
        self.path = path
        self.count = 0
        """How many frames were added."""
        self._size = size
        with writing(path):
            self._container: OutputContainer = av.open(str(path), "w", format="avi")
            self._stream: VideoStream = self._container.add_stream("magicyuv", rate=rate, options={"pred": "gradient"})
        self._stream.width, self._stream.height, self._stream.pix_fmt = size.width, size.height, "gbrp"
        self._stream.thread_type = "AUTO"

    def add(self, frames: Frames) -> None:
        """Frames of shape (any number, size.height, size.width, 3). Raises InputError for those of another size."""
        _check_size(frames, self._size)
        with writing(self.path):
            for pixels in frames:
                self._container.mux(self._stream.encode(VideoFrame.from_ndarray(pixels, format="gbrp")))
        self.count += len(frames)

    def close(self) -> None:
        """Finish the file. Raises InputError when there is no frame, and MediaError when it came out incomplete."""
        if not self.count:
            raise InputError("There are no frames to store.", remedy="Ask for at least one frame.")
        with writing(self.path):
            self._container.mux(self._stream.encode())
            self._container.close()
        check_whole(self.path, self.count)

    def abandon(self) -> None:
        """Remove the file, however far it is."""
        with suppress(OSError, av.error.FFmpegError):
            self._container.close()
        self.path.unlink(missing_ok=True)


def write_frames(path: str | Path, frames: Iterable[Frames], size: Size, rate: Fraction) -> FileClip:
    """Writes frames as they come, bit for bit, and gives the clip that reads them back.

    `frames` are arrays of shape (any number, size.height, size.width, 3). Memory holds one array at a time. Whatever
    the iterable raises passes through and leaves no file. Raises InputError when there is no frame or one is of
    another size, and MediaError when the file cannot be written.
    """
    path = Path(path).absolute()
    with replacing(path) as part:
        writer = FrameWriter(part, size, rate)
        try:
            for chunk in frames:
                writer.add(chunk)
            writer.close()
        except BaseException:
            writer.abandon()
            raise
    return open_clip(path)


def join_stored(path: Path, parts: Sequence[Path], rate: Fraction) -> int:
    """Writes stored files of one size one after the other into a new one, and gives its number of frames.

    Every frame stands by itself, so they are copied as they are. Errors of the operating system pass through.
    """
    count = 0
    with writing(path), av.open(str(path), "w", format="avi") as container:
        stream: VideoStream | None = None
        for part in parts:
            for video, packet in _packets(part):
                stream = stream or container.add_stream_from_template(video)
                packet.stream = stream
                packet.time_base, packet.pts, packet.dts = 1 / rate, count, count
                container.mux(packet)
                count += 1
    check_whole(path, count)
    return count


def _packets(path: Path) -> Iterator[tuple[VideoStream, Packet[VideoStream]]]:
    with explained(path), av.open(str(path)) as source:
        video = source.streams.video[0]
        yield from ((video, packet) for packet in source.demux(video) if packet.size)


def check_whole(path: Path, count: int) -> None:
    """Raises MediaError unless a stored file says that it has `count` frames."""
    found = open_clip(path).count
    if found != count:
        raise MediaError(
            "{file} came out with {found} frames instead of {count}.",
            remedy="Check that the disk has space left.",
            file=path.name,
            found=found,
            count=count,
        )


def _check_size(chunk: Frames, size: Size) -> None:
    if chunk.shape[1:] != (size.height, size.width, 3):
        raise InputError(
            "Frames of {given} cannot be stored in a clip of {size}.",
            remedy="Resize them first.",
            given=f"{chunk.shape[2]}x{chunk.shape[1]}",
            size=str(size),
        )
