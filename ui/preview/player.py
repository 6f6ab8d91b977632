"""The playhead: which frame of a clip is due now. It follows a steady clock, drops late frames, and never drifts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from soraapp.media.clip import Clip, Pixels, Size
from ui.background import Mailbox
from ui.preview.clock import Clock
from ui.preview.course import Course
from ui.preview.decoder import Decoder
from ui.preview.ready import Failed, Missing, Passing, Ready
from ui.preview.reel import same_time
from ui.preview.rough import Rough

_LATEST = 100


class Player(QObject):
    """Plays one clip at a time; the last one given wins."""

    frame_changed = Signal(int)
    """The playhead is on another frame."""
    shown = Signal(object)
    """A QImage: the picture to paint now."""
    playing_changed = Signal(bool)
    begun = Signal()
    """The clock runs from now on, where the playhead is, or runs on over another clip."""
    rested = Signal()
    """The clock stands."""
    course_changed = Signal()
    """Another part is played, or in another way."""
    loaded = Signal()
    """There is another clip, or none."""
    looked = Signal()
    """There may be the pixels that are looked at."""
    failed = Signal(object)
    """The exception that the clip raised."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clip: Clip | None = None
        self.frame = 0
        self.course = Course(0, 1)
        """Which part of the clip is played, and how."""
        self.playing = True
        self._active = True
        self._looks = False
        self._clock = Clock()
        """It runs once the first picture is there."""
        self._serial = 0
        self._painted: int | None = None
        self._blurred = False
        """What is painted was made for another size, or in a hurry."""
        self._mailbox = Mailbox(self._receive, self)
        self._decoder = Decoder(self._mailbox.post)
        self.rough = Rough(self._mailbox.post)
        """What is seen while the playhead is moved by hand."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def load(self, clip: Clip | None, *, keep_time: bool = False) -> None:
        """Play another clip, from its start or from the time where the playhead stands, or its end if that is earlier.

        With `keep_time`, one of the same rate keeps the part that is played, as far as it goes, and the clock of one
        that is as long, too, runs on.
        """
        before, self.clip, self._painted = self.clip, clip, None
        kept = before if keep_time and clip else None
        frame = same_time(self.frame, kept.rate, clip) if kept and clip else 0
        alike = kept is not None and clip is not None and kept.rate == clip.rate
        steady = alike and kept is not None and clip is not None and kept.count == clip.count
        # A part that was marked belongs to the clip.
        self.course = self.course.over(clip.count if clip else 1, kept.count if alike and kept else None)
        self._serial = self._decoder.show(clip, frame, follows=bool(alike))
        self.rough.show(clip, self._serial)
        self._go(frame, rebase=not steady)
        self.loaded.emit()
        if steady and self.ticks:
            self.begun.emit()

    def play(self) -> None:
        if self.clip is None or self.playing:
            return
        over = not self.course.loop and self.frame == self.course.last
        self._set_playing(playing=True)
        self._go(self.course.first if over else self.frame)

    def follow(self, course: Course) -> None:
        """Play this part of the clip in this way, from now on."""
        if course != self.course:
            self.course = course
            self.course_changed.emit()
            self._go(self.frame)

    def pause(self) -> None:
        self._set_playing(playing=False)
        self._timer.stop()
        self._rest()
        self._look()
        if self.course.pace != 1:
            self.follow(replace(self.course, pace=1))

    def seek(self, frame: int) -> None:
        """Put the playhead on a frame; beyond the ends it stops there."""
        if self.clip is not None:
            self._go(max(0, min(self.clip.count - 1, frame)))

    def look(self, on: bool) -> None:
        """Have the pixels of the frame at hand on which the playhead rests, or no longer."""
        self._looks = on
        self._look()

    def pixel(self, x: int, y: int) -> tuple[int, int, int] | None:
        """The levels of a pixel of the frame where the playhead rests; None where they are not known."""
        pixels = self._decoder.pixels(self.frame) if self._looks and not self.ticks else None
        if pixels is None or not (0 <= y < pixels.shape[0] and 0 <= x < pixels.shape[1]):
            return None
        red, green, blue = (int(level) for level in pixels[y, x])
        return red, green, blue

    def set_sampled(self, on: bool) -> None:
        """Keep some of the very pixels of frames, as scopes need them, or no longer."""
        self._decoder.sample(on)

    def sample(self, frame: int) -> Pixels | None:
        """Some of the very pixels of a frame, (height, width, 3), if they are kept and it is decoded."""
        return self._decoder.samples(frame)

    def _look(self) -> None:
        self._decoder.look(self.frame if self._looks and not self.ticks and self.clip is not None else None)

    @property
    def exact(self) -> bool:
        """Whether the picture that was shown last is the very frame, in the size that was asked for."""
        return self._painted == self.frame and not self._blurred

    @property
    def painted(self) -> int | None:
        """The frame whose picture was shown last; None before the first of a clip."""
        return self._painted

    def set_loop(self, loop: bool) -> None:
        self.follow(replace(self.course, loop=loop))

    def set_active(self, active: bool) -> None:
        """While nobody can see the picture, the clock rests."""
        self._active = active
        self._go(self.frame)

    def set_target(self, target: Size | None) -> None:
        """The size in device pixels in which pictures will be painted."""
        if self._decoder.resize(target):
            self._blurred = True
            self.rough.resize(target)

    def close(self) -> None:
        self._mailbox.close()
        self._decoder.close()
        self.rough.close()

    @property
    def ticks(self) -> bool:
        """Whether the clock runs."""
        return self._clock.runs and self._ticking

    @property
    def seconds(self) -> float:
        """Where the playhead is; between two frames, too, while the clock runs."""
        if self.clip is None:
            return 0.0
        if not self.ticks:
            return float(self.frame / self.clip.rate)
        course, rate = self.course, self.clip.rate
        there = float(self._clock.base / rate) + course.pace * self._clock.seconds
        start, whole = float(course.start / rate), float(course.count / rate)
        return start + (there - start) % whole if course.loop else there

    # The clock

    @property
    def _ticking(self) -> bool:
        return self.playing and self._active and self.clip is not None and self.course.count > 1

    def _set_playing(self, *, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)

    def _go(self, frame: int, *, rebase: bool = True) -> None:
        if rebase:
            self._rest()
            self._clock.base = frame
        self.frame = frame
        self._decoder.aim(frame, self.course, patient=not self.playing and self.rough.aim(frame))
        self._look()
        self.frame_changed.emit(frame)
        self._present()

    def _rest(self) -> None:
        if self._clock.stand():
            self.rested.emit()

    def _tick(self) -> None:
        if self.clip is None or not self.ticks:
            return
        frame = self.course.after(self._clock.base, self._clock.elapsed(self._pace(self.clip)))
        if frame is None:
            self._set_playing(playing=False)
            self._go(self.course.last)
            return
        if frame != self.frame:
            self.frame = frame
            self._decoder.aim(frame, self.course)
            self.frame_changed.emit(frame)
        self._present()

    def _pace(self, clip: Clip) -> Fraction:
        """Frames a second that go by."""
        return clip.rate * abs(self.course.pace)

    # Pictures

    def _receive(self, news: list[Ready | Passing | Missing | Failed]) -> None:
        for item in news:
            if item.serial != self._serial:
                continue
            if isinstance(item, Failed):
                self._timer.stop()
                self._rest()
                self.failed.emit(item.error)
                return
            if isinstance(item, Passing):
                if self._painted is None:  # A film that changes faster than it is decoded.
                    self.shown.emit(item.image)
            elif isinstance(item, Missing):
                self._decoder.aim(self.frame, self.course)
            else:
                self._follow(item.frame)
        self._present()
        if self._looks:
            self.looked.emit()

    def _follow(self, frame: int) -> None:
        """While the playhead is dragged faster than frames are decoded, show those that were passed."""
        if not self._clock.runs and self._painted != self.frame:
            self._show_any(frame)

    def _show_any(self, frame: int) -> None:
        """The picture of a frame; while there is none and nothing plays, a rough one."""
        image = self._decoder.picture(frame)
        if image is not None:
            self._show(frame, image)
        elif not self.playing and frame != self._painted and (image := self.rough.picture(frame)) is not None:
            self._show(frame, image)
            self._blurred = True

    def _present(self) -> None:
        """Paint the frame that is due, or the latest before it that is decoded; start the clock with the first one."""
        clip = self.clip
        if clip is None:
            self._timer.stop()
            return
        self._paint()
        if self._ticking and not self._clock.runs and self._painted == self.frame:
            self._clock.begin(self.frame if self.course.holds(self.frame) else self.course.first)
            self.begun.emit()
        if self.ticks:
            self._timer.start(self._clock.next(self._pace(clip)))

    def _paint(self) -> None:
        if not self._clock.runs:
            self._show_any(self.frame)
            return
        for late in range(self._lateness() + 1):
            frame = self.course.after(self.frame, -late) if late else self.frame
            image = None if frame is None else self._decoder.picture(frame)
            if frame is not None and image is not None:
                self._show(frame, image)
                return

    def _lateness(self) -> int:
        """How many frames before the one that is due may be painted in its place: none that was passed already."""
        passed = self.course.count - 1 if self._painted is None else self.course.between(self._painted, self.frame)
        return min(passed, _LATEST)

    def _show(self, frame: int, image: QImage) -> None:
        if frame != self._painted or self._blurred:
            self._painted, self._blurred = frame, False
            self.shown.emit(image)
