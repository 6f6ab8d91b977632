"""Waveforms along items: peaks are read in a thread of their own, and drawn as one picture of what is in view."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPixmap

from soraapp.errors import SoraError
from soraapp.media.audio.sound import Audio
from soraapp.media.identity import digest
from ui.background import Background
from ui.timeline.peaks import Levels, Peaks

MOST = 64
"""Sounds whose peaks are kept: an hour of sound is some 7 MB."""
MOST_DRAWN = 96
"""Pictures of waves that are kept."""
MOST_OBJECTS = 2000
"""Sounds whose digest is remembered."""
SOON = 40
"""Milliseconds between two paints because of newly read sound."""


class Waves(QObject):
    """The waveforms of all sounds that are shown on a timeline."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._peaks: OrderedDict[str, Peaks] = OrderedDict()
        self._by_object: dict[int, tuple[object, str]] = {}
        self._drawn: OrderedDict[str, tuple[tuple[object, ...], QPixmap]] = OrderedDict()
        """By the id of the item: of what it was drawn, and the picture."""
        self._busy = False
        self.version = 0
        """Another number whenever more is known of a sound."""
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.changed)

    def peaks(self, audio: Audio) -> Peaks:
        """What is known of a sound; the rest is read from now on."""
        if (known := self._by_object.get(id(audio))) is None:
            if len(self._by_object) >= MOST_OBJECTS:
                self._by_object.clear()
            known = self._by_object[id(audio)] = audio, digest(audio)
        name = known[1]
        if name not in self._peaks:
            self._peaks[name] = Peaks(audio)
            while len(self._peaks) > MOST:
                self._peaks.popitem(last=False)
            self._work()
        self._peaks.move_to_end(name)
        return self._peaks[name]

    def picture(
        self, item: str, peaks: Peaks, span: tuple[float, float], size: tuple[int, int], color: QColor, gain: float
    ) -> QPixmap:
        """The wave between two moments of a sound in seconds, the later first when it runs backward, of so many device
        pixels; `gain` is a factor."""
        asked = (id(peaks), peaks.read, span, size, color.name(), gain)
        drawn = self._drawn.get(item)
        if drawn is not None and drawn[0] == asked:
            return drawn[1]
        columns, height = size
        rate = peaks.audio.rate
        first, last = min(span) * rate, max(span) * rate
        edges = first + np.arange(columns + 1, dtype=np.float64) * ((last - first) / columns)
        found = peaks.columns(edges)
        picture = wave(found if span[0] <= span[1] else found[:, ::-1], height, color, gain)
        self._drawn[item] = asked, picture
        while len(self._drawn) > MOST_DRAWN:
            self._drawn.popitem(last=False)
        return picture

    def close(self) -> None:
        self._soon.stop()
        self._background.close()

    @property
    def waiting(self) -> bool:
        """Whether sound is being read."""
        return self._busy

    def _work(self) -> None:
        """Read on where the latest that was asked for is not complete."""
        peaks = next((one for one in reversed(self._peaks.values()) if not one.complete), None)
        if self._busy or peaks is None:
            return
        self._busy = True

        def add(block: Levels) -> None:
            peaks.add(block)
            self.version += 1
            self._done()

        def failed(error: Exception) -> None:
            peaks.failed = True  # The state of the item tells why.
            self._done()
            if not isinstance(error, SoraError):
                raise error

        self._background.do(peaks.next_block(), add, failed)

    def _done(self) -> None:
        self._busy = False
        if not self._soon.isActive():
            self._soon.start()
        self._work()


def wave(levels: Levels, height: int, color: QColor, gain: float) -> QPixmap:
    """Columns of shape (2, columns) as a picture, see-through where there is no sound; louder than full is cut off."""
    middle = (height - 1) / 2
    reach = middle * gain / 127
    high = np.rint(np.maximum(middle - levels[1] * reach, 0)).astype(np.int16)
    low = np.rint(np.minimum(middle - levels[0] * reach, height - 1)).astype(np.int16)
    rows = np.arange(height, dtype=np.int16)[:, None]
    pixels: NDArray[np.uint32] = ((rows >= high) & (rows <= low)) * np.uint32(color.rgba())
    picture = QImage(
        pixels.data, pixels.shape[1], height, 4 * pixels.shape[1], QImage.Format.Format_ARGB32_Premultiplied
    )
    return QPixmap.fromImage(picture)
