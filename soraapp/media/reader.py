"""An open video file with a position: exact frames by number, by decoding onward where that is nearer than seeking."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

import av
import av.error
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from soraapp.errors import MediaError
from soraapp.media.clip import Frames
from soraapp.media.probe import evenly_timed, explained, film, not_media, stamps
from soraapp.media.rgb import Converter

_ONWARD = 16
"""How many frames further are decoded rather than sought where the file has no index that tells which is nearer."""

_THREADS = 4
"""At most: one decodes 1080p in 5 ms a frame, and each of many that decode at once holds a frame of 3 MB."""


class Reader:
    """One open decoder of one file, for one thread at a time. After an error it is of no more use."""

    def __init__(self, path: Path, streaming: bool) -> None:
        """Opens the file; `streaming` decodes several frames at once: faster in a row, slower to jump."""
        self.path = path
        self.streaming = streaming
        self.position = 0
        """The number of the frame that comes next without seeking."""
        self._converter = Converter()
        with explained(path):
            self._open()
            self._clock = _clock(path, self._container, self._stream)

    def close(self) -> None:
        """Closes the file."""
        self._container.close()

    def read(self, start: int, target: Frames) -> None:
        """Decodes frames from number `start` on into `target`, of shape (frames, height, width, 3), till it is full."""
        with explained(self.path):
            if start != self.position and not self._near(start):
                self._seek(start)
            for index, pixels in enumerate(target, start):
                self._converter.to_rgb(self._frame(index), pixels)
                self.position = index + 1

    def _open(self) -> None:
        self._container: InputContainer = av.open(str(self.path), "r", metadata_errors="replace")
        stream = film(self._container)
        if stream is None:
            raise not_media(self.path)
        stream.thread_type = "AUTO" if self.streaming else "SLICE"
        stream.codec_context.thread_count = min(_THREADS, (os.cpu_count() or 1) + 1)
        self._stream: VideoStream = stream
        self._restart(whole=True)

    def _restart(self, whole: bool) -> None:
        self._decoded = self._decode(whole)
        self._current: VideoFrame | None = None
        self._ahead: tuple[int, VideoFrame] | None = None

    def _decode(self, whole: bool) -> Iterator[tuple[int, VideoFrame]]:
        """Numbered frames. Unless `whole`, frames shown before the first key frame are dropped: they lean on what
        lies before it, which was not decoded."""
        key: int | None = None
        for packet in self._container.demux(self._stream):
            key = packet.pts if key is None else key
            for frame in packet.decode():
                time = frame.pts if frame.pts is not None else frame.dts
                if time is not None and (whole or key is None or time >= key):
                    yield self._clock.number(time), frame

    def _again(self, index: int) -> bool:
        """Whether this is the frame that was read last, which is still there: blends of frames read each one twice."""
        return index == self.position - 1 and self._current is not None

    def _near(self, start: int) -> bool:
        """Whether decoding onward from here is no longer than decoding from the last key frame before `start`."""
        if start < self.position:
            return self._again(start)
        entries = self._stream.index_entries
        if len(entries) < max(1, self._stream.frames):
            return start - self.position <= _ONWARD
        key = entries.search_timestamp(self._clock.time(start))
        return key >= 0 and entries[key].timestamp <= self._clock.time(self.position)

    def _seek(self, start: int) -> None:
        """Stands so that the next decoded frame is at or before `start`."""
        second = round(1 / self._stream.time_base) if self._stream.time_base else 1
        time, back = self._clock.time(start), 0
        while not self._land(max(time - back, self._clock.first), start):
            if time - back <= self._clock.first:
                self._container.close()
                self._open()
                return
            back = back * 4 or second

    def _land(self, time: int, start: int) -> bool:
        """Seeks to a time, and says whether that landed at or before `start`: formats are loose about it."""
        try:
            self._container.seek(time, stream=self._stream)
        except av.error.FFmpegError:  # Some, such as GIF, cannot seek.
            return False
        self._restart(whole=False)
        self._ahead = next(self._decoded, None)
        return self._ahead is not None and self._ahead[0] <= start

    def _frame(self, index: int) -> VideoFrame:
        """The frame shown at `index`; where the file has a gap, the frame before it."""
        if self._current is not None and self._again(index):
            return self._current
        while True:
            self._ahead = self._ahead or next(self._decoded, None)
            if self._ahead is None:
                raise MediaError(
                    "{file} ends before frame {index}: it is damaged or was cut short.",
                    remedy="Copy or export the file again.",
                    file=self.path.name,
                    index=index,
                )
            number, frame = self._ahead
            if number > index and self._current is not None:
                return self._current
            self._current, self._ahead = frame, None
            if number >= index:
                return frame


class _EvenClock:
    """Frame numbers from times where all frames last equally long."""

    def __init__(self, stream: VideoStream) -> None:
        self.first = stream.start_time or 0
        self._step = 1 / ((stream.average_rate or 1) * (stream.time_base or 1))

    def number(self, time: int) -> int:
        return round((time - self.first) / self._step)

    def time(self, number: int) -> int:
        return self.first + round(number * self._step)


class _ListedClock:
    """Frame numbers from the list of all times, for files whose frames last unequally long."""

    def __init__(self, times: tuple[int, ...]) -> None:
        self.first = times[0]
        self._times = times

    def number(self, time: int) -> int:
        return bisect_right(self._times, time) - 1

    def time(self, number: int) -> int:
        return self._times[number]


def _clock(path: Path, container: InputContainer, stream: VideoStream) -> _EvenClock | _ListedClock:
    if evenly_timed(container, stream):
        return _EvenClock(stream)
    times = stamps(path)
    if not times:
        raise not_media(path)
    return _ListedClock(times)
