"""An open sound with a position: exact samples by number, by decoding onward where that is nearer than seeking.

A sound file begins with its first sample; what an encoder put before it (priming) is left out by FFmpeg. The sound of a
film begins when its first picture does: where it comes later there is silence, and what lies before is not heard. A
packet that cannot be decoded is silence, too, as in every player.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from math import floor, inf
from pathlib import Path

import av
import av.error
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Discard

from soraapp.errors import MediaError, Soundless
from soraapp.media.audio.frames import samples_of
from soraapp.media.audio.sound import LAYOUTS, Samples
from soraapp.media.probe import explained, film, not_media

_ONWARD = 2
"""Seconds that are decoded rather than sought."""
_PREROLL = Fraction(1, 10)
_PREROLL_FRAMES = 12
"""A decoder leans on what lies before: MP3 on up to 9 frames, Opus on a twelfth of a second."""
_GAP = Fraction(1, 50)
"""Seconds by which times may differ from the count of samples before they tell of a gap or an overlap."""
_EVEN = frozenset({"aac", "ac3", "alac", "eac3", "flac", "mp2", "mp3", "mp3float", "opus"})
"""Codecs whose packets all hold equally many samples, but for the first and the last."""
_TRUSTED = "mp4"
"""The container whose header says where a sound ends, though its last packet is longer."""

_Piece = tuple[int, Samples]
"""Decoded samples, and the number of the first."""


class AudioReader:
    """One open decoder of one file, for one thread at a time. After an error it is of no more use."""

    def __init__(self, path: Path) -> None:
        """Opens the file. Raises MediaError when it is missing, damaged, or holds no sound."""
        self.path = path
        self.position = 0
        """The number of the sample up to which all was read."""
        with explained(path):
            self._open()

    def close(self) -> None:
        """Closes the file."""
        self._container.close()

    def read(self, start: int, target: Samples) -> None:
        """Decodes samples from number `start` on into `target`, of shape (samples, channels), till it is full."""
        with explained(self.path):
            if not 0 <= start - self.position <= _ONWARD * self.rate:
                self._seek(start)
            stop = start + len(target)
            target[:] = 0
            while True:
                if self._piece is None:
                    self._piece = next(self._pieces, None)
                if self._piece is None:
                    raise _cut_short(self.path, Fraction(stop, self.rate))
                number, samples = self._piece
                first, last = max(start, number), min(stop, number + len(samples))
                if first < last:
                    target[first - start : last - start] = samples[first - number : last - number]
                if number + len(samples) >= stop:
                    break
                self._piece = None
            self.position = stop

    def end(self) -> int:
        """How many samples there are: the last seconds are decoded for it, which tell more than a header."""
        with explained(self.path):
            told = self._told_end()
            if told is not None:
                self._seek(max(0, floor((told - 1) * self.rate)))
            found = self._run_out()
            if not found:  # The header promises more than there is.
                self._restart()
                found = self._run_out()
        header = 0 if told is None else floor(told * self.rate + Fraction(1, 2))
        padded = _TRUSTED in self._container.format.name and 0 < found - header < self._even
        return header if padded else found

    def _run_out(self) -> int:
        """Decodes to the end and says where that is; 0 when nothing comes any more."""
        found = 0
        for number, samples in chain(() if self._piece is None else (self._piece,), self._pieces):
            found = max(found, number + len(samples))
        self._piece, self.position = None, found
        return found

    def _told_end(self) -> Fraction | None:
        """When the sound ends as the header has it, in seconds from its beginning."""
        stream, container = self._stream, self._container
        if stream.duration:
            return ((stream.start_time or 0) + stream.duration) * self._base - self._origin
        return Fraction(container.duration, av.time_base) if container.duration else None

    def _open(self) -> None:
        self._container: InputContainer = av.open(str(self.path), "r", metadata_errors="replace")
        pictures = film(self._container)
        if not self._container.streams.audio:
            raise soundless(self.path) if pictures else not_media(self.path)
        self._stream: AudioStream = self._container.streams.audio[0]
        for other in self._container.streams:
            if other.index != self._stream.index:
                other.discard = Discard.all
        self._base = self._stream.time_base or Fraction(1, self._stream.rate)
        self._broken = False
        frames = self._frames()
        first, second = next(frames, None), next(frames, None)
        if first is None:
            raise not_media(self.path) if self._broken and pictures is None else soundless(self.path)
        self.rate = first.sample_rate
        channels = len(first.layout.channels)
        self.channels = channels if channels in LAYOUTS else 2
        self._origin = (first.pts or 0) * self._base
        if pictures is not None:
            self._origin = (pictures.start_time or 0) * (pictures.time_base or Fraction(1))
        self._even = (second or first).samples
        """How many samples each frame holds from the second on, where all hold equally many."""
        begin = self._number(first) or 0
        self._grid = begin + first.samples
        """The number of the first sample of the second frame."""
        known = [frame for frame in (first, second) if frame is not None]
        self._stand(begin, chain(known, frames))
        self.position = 0

    def _restart(self) -> None:
        self._container.close()
        self._open()

    def _stand(self, number: int, frames: Iterator[AudioFrame]) -> None:
        """Go on with these frames, the first of which begins at a number."""
        self._piece: _Piece | None = None
        self._pieces = self._numbered(number, frames)

    def _frames(self) -> Iterator[AudioFrame]:
        for packet in self._container.demux(self._stream):
            try:
                yield from (frame for frame in packet.decode() if frame.samples)
            except av.error.InvalidDataError:  # A recording often begins or breaks off in the middle of a packet.
                self._broken = True

    def _numbered(self, expected: int, frames: Iterator[AudioFrame]) -> Iterator[_Piece]:
        for index, frame in enumerate(frames):
            told = self._number(frame)
            if index and told is not None and abs(told - expected) > _GAP * self.rate:
                expected = told
            yield expected, samples_of(frame, self.channels, self.rate)
            expected += frame.samples

    def _number(self, frame: AudioFrame) -> int | None:
        if frame.pts is None:
            return None
        return floor((frame.pts * self._base - self._origin) * self.rate + Fraction(1, 2))

    def _seek(self, start: int) -> None:
        """Stands before `start`, so far that a decoder has what it leans on."""
        if not self._seekable and start >= self.position:
            return
        latest = start - max(floor(_PREROLL * self.rate), _PREROLL_FRAMES * self._even)
        wanted, back = latest, self.rate
        while wanted > self._grid and self._seekable:
            if self._land(wanted) <= latest:
                return
            wanted, back = wanted - back, back * 4
        self._restart()

    def _land(self, wanted: int) -> float:
        """Seeks, and says where that landed: formats are loose about it."""
        try:
            time = self._origin + Fraction(wanted, self.rate)
            self._container.seek(floor(time / self._base), stream=self._stream)
        except av.error.FFmpegError:
            return inf
        frames = self._frames()
        for frame in frames:
            number = self._number(frame)
            if number is None:
                break
            if self._coarse and frame.samples != self._even:
                continue  # FFmpeg has cut off some of it.
            if self._coarse:
                number = self._grid + round((number - self._grid) / self._even) * self._even
            self._stand(number, chain((frame,), frames))
            self.position = number
            return number
        return inf

    @property
    def _coarse(self) -> bool:
        """Times are told less exactly than samples follow each other."""
        return self._base * self.rate > 1

    @property
    def _seekable(self) -> bool:
        return not self._coarse or (self._stream.codec_context.name in _EVEN and self._even >= self._base * self.rate)


def soundless(path: Path) -> Soundless:
    """The error for a file in which nothing is to be heard."""
    return Soundless(
        "{file} has no sound.", remedy="Choose a sound file such as WAV or MP3, or a video with sound.", file=path.name
    )


def _cut_short(path: Path, at: Fraction) -> MediaError:
    return MediaError(
        "{file} ends before {seconds} s: it is damaged or was cut short.",
        remedy="Copy or export the file again.",
        file=path.name,
        seconds=round(float(at), 3),
    )
