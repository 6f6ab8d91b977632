"""Decodes a clip around the playhead in a thread of its own, into pictures of the size in which they are painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

from PySide6.QtGui import QImage

from soraapp.media.clip import Clip, Pixels, Size
from soraapp.media.scopes import thinned
from ui.preview.course import Course
from ui.preview.mosaic import Mosaic
from ui.preview.picture import picture
from ui.preview.ready import Failed, Passing, Ready

_KEPT_BYTES = 64 * 2**20
"""Clips that decode to less than this stay decoded; pictures ready to paint take as much again."""
_CHUNK = 8
_CHUNK_BYTES = 16 * 2**20
_FEWEST, _MOST = 6, 240
_PATIENCE = 0.12
"""Seconds for which a hand that scrubs rests until it wants the very frame."""


@dataclass
class _Reel:
    """What is decoded of one clip."""

    clip: Clip | None = None
    serial: int = 0
    follows: bool = False
    """It took the place of the one before, which is about the same."""
    frames: dict[int, Pixels] = field(default_factory=dict[int, Pixels])
    pictures: dict[int, QImage] = field(default_factory=dict[int, QImage])
    samples: dict[int, Pixels] = field(default_factory=dict[int, Pixels])
    """Some of the very pixels of the same frames, as scopes need them."""


class Decoder:
    """A playhead to follow, and the pictures around it. All methods are for the GUI thread and return at once."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        """`tell` takes Ready and Failed, on the decoder's thread."""
        self._tell = tell
        self._changed = Condition()
        self._reel = _Reel()
        self._head = 0
        self._course = Course(0, 1)
        self._target: Size | None = None
        self._sampled = False
        self._looked: int | None = None
        """The frame whose very pixels are wanted."""
        self._pixels: tuple[int, int, Pixels] | None = None
        """The serial number, the frame and the pixels that were decoded last for that."""
        self._quiet = 0.0
        """Until then nothing is decoded, so that it is in nobody's way."""
        self._closed = False
        self._thread = Thread(target=self._work, name="preview", daemon=True)
        self._thread.start()

    def show(self, clip: Clip | None, head: int, *, follows: bool = False) -> int:
        """Begin with another clip, or none, at frame `head`. Gives its serial number. One that `follows` is about the
        same as the one before, so that a picture of that will do until there is one of its own."""
        with self._changed:
            self._reel = _Reel(clip, self._reel.serial + 1, follows)
            self._head = head
            self._changed.notify()
            return self._reel.serial

    def aim(self, head: int, course: Course, *, patient: bool = False) -> None:
        """Decode from frame `head` on, as the course goes; when `patient`, only if the head rests there."""
        with self._changed:
            if (head, course) != (self._head, self._course) or (self._quiet and not patient):
                self._head, self._course = head, course
                self._quiet = monotonic() + _PATIENCE if patient else 0.0
                self._changed.notify()

    def resize(self, target: Size | None) -> bool:
        """Make pictures of this size in pixels of the device; None leaves them as they are in the clip.

        The answer is whether that is another size than before.
        """
        with self._changed:
            if target == self._target:
                return False
            self._target = target
            self._reel.pictures = {}
            self._changed.notify()
            return True

    def picture(self, frame: int) -> QImage | None:
        """The picture of a frame, if it is decoded."""
        with self._changed:
            return self._reel.pictures.get(frame)

    def sample(self, on: bool) -> None:
        """Keep some of the pixels of each frame from now on, or no longer."""
        with self._changed:
            if on != self._sampled:
                self._sampled, self._reel.samples = on, {}
                self._changed.notify()

    def samples(self, frame: int) -> Pixels | None:
        """Some of the very pixels of a frame, (height, width, 3), if they were kept."""
        with self._changed:
            return self._reel.samples.get(frame)

    def look(self, frame: int | None) -> None:
        """Have the very pixels of a frame at hand, or of none."""
        with self._changed:
            if frame != self._looked:
                self._looked = frame
                self._changed.notify()

    def pixels(self, frame: int) -> Pixels | None:
        """The very pixels of a frame that was looked at, (height, width, 3), once they are decoded."""
        with self._changed:
            return self._at_hand(frame)

    def close(self) -> None:
        """End the thread; safe to call again. A frame that is being decoded is waited for, but not for long."""
        with self._changed:
            self._closed = True
            self._reel = _Reel(None, self._reel.serial + 1)
            self._changed.notify()
        self._thread.join(timeout=2)

    # In the thread

    def _work(self) -> None:
        while True:
            with self._changed:
                span = self._missing()
                if self._closed:
                    return
                rest = self._quiet - monotonic() if self._quiet else 0.0
                if span is None or rest > 0:
                    self._changed.wait(rest if span is not None else None)
                    continue
                reel, target = self._reel, self._target
            try:
                self._decode(reel, span, target)
            except Exception as error:  # noqa: BLE001  Whatever a clip raises is shown; the preview outlives it.
                self._give_up(reel, error)

    def _give_up(self, reel: _Reel, error: Exception) -> None:
        with self._changed:
            reel.clip = None
        self._tell(Failed(reel.serial, error))

    def _decode(self, reel: _Reel, span: range, target: Size | None) -> None:
        clip = reel.clip
        if clip is None:
            return
        if all(frame in reel.frames for frame in span):
            pixels = [reel.frames[frame] for frame in span]
        else:
            pixels = list(clip.frames(span.start, span.stop))
            if _bytes(clip) * clip.count <= _KEPT_BYTES:
                reel.frames.update(zip(span, pixels, strict=True))
        cells = (clip.columns, clip.rows) if isinstance(clip, Mosaic) else (1, 1)
        few = {frame: thinned(shown) for frame, shown in zip(span, pixels, strict=True)} if self._sampled else {}
        made = {frame: picture(shown, target, *cells) for frame, shown in zip(span, pixels, strict=True)}
        with self._changed:
            if reel is not self._reel or target != self._target:
                if self._reel.follows and target == self._target and span.start == self._head:
                    self._tell(Passing(self._reel.serial, made[span.start]))
                return
            reel.pictures.update(made)
            reel.samples.update(few if self._sampled else {})
            if self._looked in made:
                self._pixels = reel.serial, self._looked, pixels[self._looked - span.start]
            self._forget(reel, clip)
        self._tell(Ready(reel.serial, span.start))

    def _wanted(self, clip: Clip) -> list[int]:
        """The frames to have at hand, the most urgent first; as many as memory allows."""
        size = self._target or clip.size
        room = max(_FEWEST, min(_MOST, _KEPT_BYTES // (size.width * size.height * 4)))
        onward = self._course.ahead(self._head, room - 2) if self._course.holds(self._head) else [self._head]
        # A step back, and where it begins again; then what else there is room for.
        near = [(self._head - self._course.way) % clip.count, self._course.first]
        rest = range(clip.count) if room >= clip.count else range(0)
        return [frame for frame in dict.fromkeys((*onward, *near, *rest)) if frame < clip.count][:room]

    def _lacks(self, frame: int) -> bool:
        """Whether a frame is to be decoded before it can be shown and measured."""
        reel = self._reel
        return frame not in reel.pictures or (self._sampled and frame not in reel.samples)

    def _at_hand(self, frame: int) -> Pixels | None:
        found = self._pixels
        return found[2] if found and found[:2] == (self._reel.serial, frame) else None

    def _missing(self) -> range | None:
        """The next frames to decode: one alone when it is waited for or looked at, else a few in a row."""
        clip = self._reel.clip
        if clip is None:
            return None
        wanted = self._wanted(clip)
        start = next((frame for frame in wanted if self._lacks(frame)), None)
        looked = self._looked
        if looked is not None and looked < clip.count and start != self._head and self._at_hand(looked) is None:
            return range(looked, looked + 1)
        if start is None:
            return None
        if start == self._head:
            return range(start, start + 1)
        longest = max(1, min(_CHUNK, _CHUNK_BYTES // _bytes(clip)))
        stop, allowed = start + 1, set(wanted)
        while stop in allowed and self._lacks(stop) and stop - start < longest:
            stop += 1
        return range(start, stop)

    def _forget(self, reel: _Reel, clip: Clip) -> None:
        """Drop what the playhead has left behind, the oldest first."""
        wanted = self._wanted(clip)
        spare = [frame for frame in reel.pictures if frame not in set(wanted)]
        for frame in spare[: max(0, len(reel.pictures) - len(wanted))]:
            del reel.pictures[frame]
            reel.samples.pop(frame, None)


def _bytes(clip: Clip) -> int:
    return clip.size.width * clip.size.height * 3
