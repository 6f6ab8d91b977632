"""Pictures for the hand that scrubs: out of proxies, at once, and only about as exact as they are. A thread of its own
makes them, and sees to it that proxies are made of what has none yet, the nearest to the playhead first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

from PySide6.QtGui import QImage

from soraapp.engine.proxying import Part, ProxyMaker
from soraapp.media.clip import Clip, Size
from soraapp.media.proxy import PART, NotMade, ProxyClip, with_proxies
from ui.preview.mosaic import Mosaic
from ui.preview.picture import picture
from ui.preview.ready import Missing, Ready

_KEPT_BYTES = 64 * 2**20
_FEWEST = 8
_STEP = PART // 2
"""Frames between two that are looked at, to see whether all proxies are there."""
_REACH = 20_000
"""How far from the playhead they are seen to, in frames."""
_QUIET = 0.3
"""Seconds for which the hand rests before that is looked at."""


@dataclass
class _Roll:
    """One clip, and what is known of it."""

    clip: Clip | None = None
    serial: int = 0
    rough: Clip | None = None
    """The clip over its proxies; None where it needs none, or that is not known yet."""
    prepared: bool = False
    pictures: dict[int, QImage] = field(default_factory=dict[int, QImage])
    missing: set[int] = field(default_factory=set[int])
    """Frames that had no proxy when they were last tried."""
    seen: set[int] = field(default_factory=set[int])
    """Those of every `_STEP` frames that have one, or will never have."""


class Rough:
    """Follows a playhead that is moved by hand. All methods return at once, and are for the GUI thread."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        """`tell` takes Ready and Missing, on another thread."""
        self._tell = tell
        self._changed = Condition()
        self._maker: ProxyMaker | None = None
        self._roll = _Roll()
        self._wanted: int | None = None
        self._head = 0
        self._moved = 0.0
        self._target: Size | None = None
        self._closed = False
        self._thread: Thread | None = None

    def make_with(self, maker: ProxyMaker) -> None:
        """Proxies are made by this one, which tells `again` when there is another; before, there are no pictures."""
        self._maker = maker
        self._thread = Thread(target=self._work, name="scrubbing", daemon=True)
        self._thread.start()

    def again(self, _part: object = None) -> None:
        """There are more proxies than before. Safe on any thread."""
        with self._changed:
            self._roll.missing.clear()
            self._changed.notify()

    @property
    def whole(self) -> bool:
        """Whether the proxies of all that is near the playhead are there, or none is needed."""
        with self._changed:
            roll = self._roll
            return roll.prepared and (roll.rough is None or self._unseen(roll) is None)

    def show(self, clip: Clip | None, serial: int) -> None:
        """Another clip, or none, with its serial number."""
        with self._changed:
            self._roll, self._wanted = _Roll(clip, serial), None
            self._changed.notify()
        if self._maker is not None:
            self._maker.forget()

    def aim(self, frame: int) -> bool:
        """The playhead is on a frame. The answer is whether there may be a picture of it soon."""
        with self._changed:
            self._head, self._moved = frame, monotonic()
            if self._maker is None or (self._roll.prepared and self._roll.rough is None):
                return False
            if frame in self._roll.missing:
                return False
            self._wanted = frame
            self._changed.notify()
            return self._roll.prepared

    def picture(self, frame: int) -> QImage | None:
        """The picture of a frame, if there is one."""
        with self._changed:
            return self._roll.pictures.get(frame)

    def resize(self, target: Size | None) -> None:
        """Make pictures of this size in pixels of the device; None leaves them as large as the clip."""
        with self._changed:
            if target != self._target:
                self._target = target
                self._roll.pictures = {}

    def close(self) -> None:
        """End the thread, and the making of proxies; safe to call again."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._maker is not None:
            self._maker.close()
        if self._thread is not None:
            self._thread.join(timeout=2)

    # In the thread

    def _work(self) -> None:
        while True:
            with self._changed:
                roll, frame, by_hand = self._next()
                if self._closed:
                    return
                if frame is None and (roll.prepared or roll.clip is None):
                    self._changed.wait(None if roll.rough is None or self._unseen(roll) is None else _QUIET)
                    continue
                target = self._target
            if not roll.prepared:
                self._prepare(roll)
            elif frame is not None:
                self._try(roll, frame, target, by_hand=by_hand)

    def _next(self) -> tuple[_Roll, int | None, bool]:
        """What to do next: the frame that the hand is on, or else one of which nobody knows whether it has a proxy."""
        roll, wanted = self._roll, self._wanted
        if roll.rough is None:
            return roll, None, False
        if wanted is not None and wanted not in roll.pictures and wanted not in roll.missing:
            return roll, wanted, True
        unseen = self._unseen(roll) if monotonic() - self._moved >= _QUIET else None
        return roll, unseen if unseen not in roll.missing else None, False

    def _unseen(self, roll: _Roll) -> int | None:
        """The frame nearest to the playhead that is to be looked at; None when all were."""
        if roll.clip is None:
            return None
        near = range(max(0, self._head - _REACH) // _STEP * _STEP, min(roll.clip.count, self._head + _REACH), _STEP)
        return min((one for one in near if one not in roll.seen), key=lambda one: abs(one - self._head), default=None)

    def _prepare(self, roll: _Roll) -> None:
        clip, maker = roll.clip, self._maker
        rough = with_proxies(clip, maker.folder) if clip is not None and maker is not None else None
        with self._changed:
            roll.rough = None if rough is clip else rough
            roll.prepared = True

    def _try(self, roll: _Roll, frame: int, target: Size | None, *, by_hand: bool) -> None:
        """Make the picture of a frame, or have its proxy made."""
        clip = roll.rough
        assert clip is not None
        try:
            made = _picture(clip, frame, target)
        except NotMade as miss:
            self._miss(roll, frame, miss, by_hand=by_hand)
            return
        except Exception:  # noqa: BLE001  Whatever a clip raises, it does so when it is shown in full, and is told then.
            with self._changed:
                roll.missing.add(frame)
                roll.seen.add(frame)
            return
        with self._changed:
            roll.seen.add(frame)
            if target != self._target:
                return
            roll.pictures[frame] = made
            most = max(_FEWEST, _KEPT_BYTES // max(1, made.sizeInBytes()))
            for old in list(roll.pictures)[: max(0, len(roll.pictures) - most)]:
                del roll.pictures[old]
        if by_hand:
            self._tell(Ready(roll.serial, frame))

    def _miss(self, roll: _Roll, frame: int, miss: NotMade, *, by_hand: bool) -> None:
        assert self._maker is not None
        hope = self._maker.want(Part(miss.clip, miss.name, miss.part))
        with self._changed:
            roll.missing.add(frame)
            if not hope:
                roll.seen.add(frame)
        if by_hand:
            self._tell(Missing(roll.serial, frame))


def _picture(clip: Clip, frame: int, target: Size | None) -> QImage:
    """Raises NotMade where a proxy is not there yet."""
    if isinstance(clip, ProxyClip):
        return picture(clip.small(frame), target or clip.size)
    cells = (clip.columns, clip.rows) if isinstance(clip, Mosaic) else (1, 1)
    return picture(clip.frames(frame, frame + 1)[0], target, *cells)
