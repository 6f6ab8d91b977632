"""How soon the picture follows the hand on the bar of the preview, at 1080p: over what a model stored, a loaded H.264
with a key frame every 250, and a clip that is composed of both.

The hand jumps to frames anywhere, and drags over the whole clip in two seconds. A time runs from the event of the mouse
until a picture of the frame that was asked for, or while dragging of one that was asked for later, is painted. The
alternative is PyAV alone, which seeks in the file that is behind, decodes up to that very frame and makes RGB of it.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.engine.proxying import ProxyMaker
from soraapp.media.clip import Clip
from soraapp.media.decode import open_clip
from soraapp.media.ops.colour import AdjustColour
from soraapp.media.ops.splice import Concatenate, Trim
from soraapp.media.ops.transition import Transition
from soraapp.media.store import write_frames
from tests.benchmarks.footage import pictures, shoot
from tests.benchmarks.measure import Measure
from tests.ui.events import turn, wait
from ui.preview.preview import Preview
from ui.theme import load_theme

SECONDS = 20
STORED = 5
"""What a model stores is nearly 3 MB a frame."""
RATE = 30
JUMPS = 40
REST = 0.1
"""Seconds for which the hand rests after each jump."""
DRAG = 2.0
HAND = 1 / 60
"""Seconds between two events of the mouse."""
NONE = Qt.KeyboardModifier.NoModifier


def measure() -> Iterator[Measure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(lambda *_: None)  # The platform without a screen complains of each window.
    app = QApplication.instance() or QApplication(["benchmark"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loaded_file = shoot(folder / "loaded.mp4", SECONDS, 250)
        stored_file = folder / "stored.avi"
        frames = (pixels[None] for pixels in pictures(STORED * RATE))
        loaded = open_clip(loaded_file)
        stored = write_frames(stored_file, frames, loaded.size, loaded.rate)
        clips: dict[str, tuple[Clip, Path]] = {
            "stored": (stored, stored_file),
            "loaded": (loaded, loaded_file),
            "composed": (_composed(loaded, stored), loaded_file),
        }
        for kind, (clip, behind) in clips.items():
            yield from _measured(kind, clip, behind, folder)
    app.processEvents()


def _composed(loaded: Clip, stored: Clip) -> Clip:
    """Two shots that dissolve, brighter, and a third."""
    faded = Transition(Trim(loaded, 30, 200), stored, 24)
    return Concatenate((AdjustColour(faded, exposure=0.2), Trim(loaded, 300, 590)))


def _measured(name: str, clip: Clip, behind: Path, folder: Path) -> Iterator[Measure]:
    preview = Preview(load_theme("dark"))
    preview.player.rough.make_with(ProxyMaker(folder / "cache", preview.player.rough.again))
    preview.resize(800, 540)
    preview.show()
    preview.pause()
    preview.show_clip(clip, name)
    wait(lambda: preview.player.painted == 0, "the first frame")
    began = time.perf_counter()
    ready(preview)
    yield Measure(f"scrub {name}: until it is ready", time.perf_counter() - began, None, "s")
    hand = Hand(preview)
    plain = _plain(behind)
    for way, times in {"jumps": hand.jumps(), "drag": hand.drag()}.items():
        yield Measure(f"scrub {name}, {way}: median", float(np.median(times)), float(np.median(plain)), "ms")
        yield Measure(
            f"scrub {name}, {way}: 95 %", float(np.percentile(times, 95)), float(np.percentile(plain, 95)), "ms"
        )
    preview.shut_down()
    preview.deleteLater()


def ready(preview: Preview) -> None:
    """Wait until everything is there that is made so that scrubbing is quick."""
    wait(lambda: preview.player.rough.whole, "the proxies", 120)
    turn(0.5)


class Hand:
    """A hand on the bar, and when it saw what it asked for."""

    def __init__(self, preview: Preview) -> None:
        self._preview, self._bar = preview, preview.transport.bar
        self._asked: list[tuple[float, int]] = []
        self._times: list[float] = []
        self._dragged = False
        preview.player.shown.connect(self._shown)

    def jumps(self) -> list[float]:
        """Milliseconds of each jump to somewhere."""
        self._begin(dragged=False)
        chance = random.Random(5)
        for _ in range(JUMPS):
            self._go(QTest.mousePress, chance.randrange(self._bar.count))
            self._see()
            QTest.mouseRelease(self._bar, Qt.MouseButton.LeftButton)
            turn(REST)
        return self._times

    def drag(self) -> list[float]:
        """Milliseconds of each move of a drag over the whole clip."""
        self._begin(dragged=True)
        self._go(QTest.mousePress, 0)
        turn(0.5)
        self._times.clear()
        moves = round(DRAG / HAND)
        began = time.perf_counter()
        for index in range(1, moves + 1):
            while time.perf_counter() < began + index * HAND:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
                time.sleep(0.0005)
            self._go(QTest.mouseMove, round(index / moves * (self._bar.count - 1)))
        self._see()
        QTest.mouseRelease(self._bar, Qt.MouseButton.LeftButton)
        return self._times

    def _see(self) -> None:
        """Wait until all that was asked for is seen."""
        end = time.perf_counter() + 10
        while self._asked:
            assert time.perf_counter() < end, "no picture"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)

    def _begin(self, *, dragged: bool) -> None:
        self._dragged, self._asked, self._times = dragged, [], []

    def _go(self, act: Callable[..., None], frame: int) -> None:
        point = QPoint(round(self._bar.position(frame)), self._bar.height() // 2)
        now = time.perf_counter()
        if act is QTest.mousePress:
            QTest.mousePress(self._bar, Qt.MouseButton.LeftButton, NONE, point)
        else:
            QTest.mouseMove(self._bar, point)
        if self._preview.player.painted != self._preview.player.frame:
            self._asked.append((now, self._preview.player.frame))
        else:
            self._times.append((time.perf_counter() - now) * 1000)

    def _shown(self) -> None:
        self._preview.screen_area.repaint()
        painted = self._preview.player.painted
        now = time.perf_counter()
        places = [place for place, (_, frame) in enumerate(self._asked) if frame == painted]
        if places:
            met, self._asked = self._asked[: places[-1] + 1], self._asked[places[-1] + 1 :]
            self._times.extend((now - asked) * 1000 for asked, _ in met)


def _plain(path: Path) -> list[float]:
    """Milliseconds of each exact seek by PyAV alone."""
    chance, times = random.Random(5), list[float]()
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "SLICE"
        assert stream.time_base is not None
        for _ in range(JUMPS):
            wanted = chance.randrange(stream.frames)
            began = time.perf_counter()
            stamp = round(wanted / RATE / stream.time_base)
            container.seek(stamp, stream=stream)
            for frame in container.decode(stream):
                if frame.pts is not None and frame.pts >= stamp:
                    frame.to_ndarray(format="rgb24")
                    break
            times.append((time.perf_counter() - began) * 1000)
    return times
