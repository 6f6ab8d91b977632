"""Small pictures along items: frames of clips, decoded in a thread of their own and kept by the digest of the clip.

Which frames they are is rounded to steps that double, so that zooming asks for few new ones; until one is there, the
nearest that is known stands in for it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from dataclasses import dataclass, field
from math import floor, log2

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from soraapp.errors import SoraError
from soraapp.media.clip import Clip, FrameImage, Image, Size
from soraapp.media.identity import digest
from soraapp.media.thumbnails import thumbnail
from ui.background import Background

MOST_BYTES = 160 << 20
"""Pictures that are kept."""
WIDEST = 4
"""Times its height: no picture is wider."""
AT_ONCE = 4
"""Pictures that are decoded before a look at what is wanted now."""
MOST_OBJECTS = 2000
"""Clips whose digest is remembered."""
SOON = 24
"""Milliseconds between two paints because of new pictures."""


@dataclass
class Strip:
    """The pictures of one clip or image."""

    media: Clip | Image
    count: int
    """Its frames."""
    rate: float
    """Frames a second; 0 of a still picture."""
    pictures: OrderedDict[tuple[int, int], QPixmap] = field(default_factory=OrderedDict[tuple[int, int], QPixmap])
    """By number of the frame, and height in device pixels."""
    known: list[int] = field(default_factory=list[int])
    """The frames of which there is a picture of any height, in order."""
    failed: bool = False

    def frame(self, moment: float, span: float) -> int:
        """The number of the frame to show for a moment, where a picture stands for `span` seconds."""
        if not self.rate:
            return 0
        if span > 0:
            grid = 2.0 ** floor(log2(max(span, 1e-3)))
            moment = floor(moment / grid) * grid
        return max(0, min(self.count - 1, floor(moment * self.rate + 1e-6)))

    def nearest(self, frame: int) -> int | None:
        """The frame with a picture that is nearest to one."""
        if not self.known:
            return None
        place = bisect_left(self.known, frame)
        return min(self.known[max(0, place - 1) : place + 1], key=lambda one: abs(one - frame))


class Filmstrips(QObject):
    """The pictures of all clips that are shown on a timeline."""

    changed = Signal()
    """There are new pictures to paint."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._strips: dict[str, Strip] = {}
        self._by_object: dict[int, tuple[object, Strip]] = {}
        self._used: OrderedDict[tuple[int, int, int], tuple[Strip, int]] = OrderedDict()
        """What is kept, the least recently made first: by strip, frame and height, with its bytes."""
        self._bytes = 0
        self.version = 0
        """Another number whenever there are new pictures."""
        self._lane: dict[tuple[int, int, int], Strip] = {}
        """What is wanted for the lane that is being painted."""
        self._wanted: dict[str, dict[tuple[int, int, int], Strip]] = {}
        """What is wanted for each lane, by its track."""
        self._busy = False
        self._closed = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.changed)

    def strip(self, media: Clip | Image) -> Strip:
        """Where the pictures of a clip are kept."""
        known = self._by_object.get(id(media))
        if known is not None:
            return known[1]
        count, rate = (media.count, float(media.rate)) if isinstance(media, Clip) else (1, 0.0)
        strip = self._strips.setdefault(digest(media), Strip(media, count, rate))
        if len(self._by_object) >= MOST_OBJECTS:
            self._by_object.clear()
        self._by_object[id(media)] = media, strip
        return strip

    def picture(self, strip: Strip, frame: int, height: int) -> QPixmap | None:
        """The picture of a frame, so many device pixels high, or what stands in for it until it is there; None where
        there is nothing yet."""
        found = strip.pictures.get((frame, height))
        if found is not None:
            return found
        if not strip.failed:
            self._lane[id(strip), frame, height] = strip
        near = strip.nearest(frame)
        if near is None:
            return None
        return strip.pictures.get((near, height)) or next(
            (picture for (number, _), picture in strip.pictures.items() if number == near), None
        )

    def begin(self, lane: str) -> None:
        """All of a lane is about to be painted: what is not asked for now is not wanted for it any more."""
        self._lane = self._wanted[lane] = {}

    def work(self) -> None:
        """Make what is wanted: first one picture of each clip, which stands in for all others of it."""
        if self._busy or self._closed:
            return
        found = self._next()
        if found is None:
            return
        lane, strip, height, frames = found
        for frame in frames:
            lane.pop((id(strip), frame, height), None)
        self._busy = True

        def made(images: list[QImage]) -> None:
            for frame, image in zip(frames, images, strict=True):
                self._keep(strip, frame, height, QPixmap.fromImage(image))
            self._done()

        def failed(error: Exception) -> None:
            strip.failed = True  # The state of the item tells why.
            self._done()
            if not isinstance(error, SoraError):
                raise error

        media = strip.media
        self._background.do(lambda: [small(media, frame, height) for frame in frames], made, failed)

    def close(self) -> None:
        self._closed = True
        self._soon.stop()
        self._background.close()

    @property
    def waiting(self) -> bool:
        """Whether pictures are being made."""
        return self._busy or any(self._wanted.values())

    def _next(self) -> tuple[dict[tuple[int, int, int], Strip], Strip, int, list[int]] | None:
        """What to make next: the lane that wants it, the strip, the height, and the numbers of the frames."""
        wanted = [(lane, strip, key[2]) for lane in self._wanted.values() for key, strip in lane.items()]
        if not wanted:
            return None
        lane, strip, height = next((one for one in wanted if not one[1].known), wanted[0])
        most = AT_ONCE if strip.known else 1
        frames = [key[1] for key, one in lane.items() if one is strip and key[2] == height][:most]
        return lane, strip, height, frames

    def _done(self) -> None:
        self._busy = False
        if not self._soon.isActive():
            self._soon.start()
        self.work()

    def _keep(self, strip: Strip, frame: int, height: int, picture: QPixmap) -> None:
        if (frame, height) in strip.pictures:
            return
        self.version += 1
        strip.pictures[frame, height] = picture
        if frame not in strip.known:
            insort(strip.known, frame)
        weight = picture.width() * picture.height() * 4
        self._used[id(strip), frame, height] = strip, weight
        self._bytes += weight
        while self._bytes > MOST_BYTES and len(self._used) > 1:
            (_, old, size), (owner, gone) = self._used.popitem(last=False)
            self._bytes -= gone
            owner.pictures.pop((old, size), None)
            if not any(number == old for number, _ in owner.pictures):
                owner.known.remove(old)


def small(media: Clip | Image, frame: int, height: int) -> QImage:
    """A frame of a clip, or a picture, so many pixels high. Raises MediaError."""
    image = FrameImage(media, frame) if isinstance(media, Clip) else media
    pixels = np.ascontiguousarray(thumbnail(image, Size(WIDEST * height, height)))
    rows, columns = pixels.shape[:2]
    found = QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    return found.convertToFormat(QImage.Format.Format_RGB32)
