"""Playing in time: clips, live clips, stills; by buttons, keys and the bar."""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.media.clip import Pixels, Size
from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades, frames, painted, shade, shows, wait_for
from ui.preview.preview import Preview

LEFT = Qt.MouseButton.LeftButton


def moves(preview: Preview) -> list[tuple[float, int]]:
    """When the playhead will have come to which frames."""
    found: list[tuple[float, int]] = []
    preview.player.frame_changed.connect(lambda frame: found.append((time.monotonic(), frame)))
    return found


def drift(seen: list[tuple[float, int]], rate: int, count: int) -> float:
    """By how many frames the playhead ran away from the clock between the first move and the worst."""
    start, first = seen[0]
    apart = [((moment - start) * rate - (frame - first)) % count for moment, frame in seen]
    return max(min(frames, count - frames) for frames in apart)


def test_a_clip_plays_in_time_and_loops(preview: Preview) -> None:
    seen = moves(preview)
    preview.show_clip(Shades(count=12, rate=Fraction(16)), "A")
    wait(lambda: preview.player.painted == 0, "the first frame")
    seen.clear()
    wait(lambda: len(seen) >= 30, "thirty frames")
    assert seen[-1][0] - seen[0][0] >= 29 / 16 - 0.07
    assert drift(seen, 16, 12) < 1.5
    assert {frame for _, frame in seen} >= {0, 11}


def test_what_is_painted_is_the_frame_of_the_playhead(preview: Preview) -> None:
    preview.show_clip(Shades(), "A")
    wait(lambda: preview.player.frame >= 3, "frame 3")
    preview.pause()
    wait_for(preview, preview.player.frame)


def test_late_frames_are_dropped_and_time_does_not_drift(preview: Preview) -> None:
    seen, pictures = moves(preview), []
    preview.show_clip(Shades(count=1000, rate=Fraction(50), size=Size(1024, 768), delay=0.06), "slow")
    wait(lambda: preview.player.painted == 0, "the first frame")
    seen.clear()
    preview.player.shown.connect(pictures.append)
    wait(lambda: len(pictures) >= 5, "five pictures")
    assert drift(seen, 50, 1000) < 2.5
    assert preview.player.frame > 2 * len(pictures)


def test_without_loop_it_stops_at_the_end_and_plays_again_from_the_start(preview: Preview) -> None:
    QTest.mouseClick(preview.transport.loop, LEFT)
    preview.show_clip(Shades(count=6, rate=Fraction(30)), "A")
    wait(lambda: not preview.player.playing, "the end")
    assert preview.player.frame == 5
    wait_for(preview, 5)
    QTest.mouseClick(preview.transport.play, LEFT)
    assert preview.player.playing
    assert preview.player.frame == 0


def test_pause_and_steps_by_keys(preview: Preview) -> None:
    preview.show_clip(Shades(), "A")
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_Space)
    assert not preview.player.playing
    QTest.keyClick(preview, Qt.Key.Key_Home)
    wait_for(preview, 0)
    QTest.keyClick(preview, Qt.Key.Key_Right)
    QTest.keyClick(preview, Qt.Key.Key_Right)
    wait_for(preview, 2)
    QTest.keyClick(preview, Qt.Key.Key_Left)
    wait_for(preview, 1)
    QTest.keyClick(preview, Qt.Key.Key_End)
    wait_for(preview, 15)
    QTest.keyClick(preview, Qt.Key.Key_Right)
    wait_for(preview, 0)
    QTest.keyClick(preview, Qt.Key.Key_L)
    assert preview.player.playing
    QTest.keyClick(preview, Qt.Key.Key_K)
    assert not preview.player.playing


def test_buttons_step_and_go_to_the_start(preview: Preview) -> None:
    preview.show_clip(Shades(), "A")
    transport = preview.transport
    QTest.mouseClick(transport.play, LEFT)
    QTest.mouseClick(transport.start, LEFT)
    QTest.mouseClick(transport.back, LEFT)
    wait_for(preview, 15)
    QTest.mouseClick(transport.forward, LEFT)
    QTest.mouseClick(transport.forward, LEFT)
    wait_for(preview, 1)
    assert transport.time.text().startswith("00:00:00:01")
    assert transport.number.text() == "frame 1"


def test_scrubbing_paints_exactly_the_frame_under_the_pointer(preview: Preview) -> None:
    preview.show_clip(Shades(count=31, rate=Fraction(30)), "A")
    bar = preview.transport.bar
    height = bar.height() // 2
    QTest.mousePress(bar, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(round(bar.position(3)), height))
    for frame in (8, 14, 29, 11, 20):
        QTest.mouseMove(bar, QPoint(round(bar.position(frame)), height))
        assert preview.player.frame == frame
        wait_for(preview, frame)
    assert not preview.player.playing
    QTest.mouseRelease(bar, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(round(bar.position(20)), height))
    assert preview.player.playing
    QTest.mouseMove(bar, QPoint(4000, height))
    assert preview.player.frame != 30


def test_dragging_faster_than_decoding_shows_what_is_passed(preview: Preview) -> None:
    preview.pause()
    preview.show_clip(Shades(count=200, size=Size(1024, 768), delay=0.03), "slow")
    wait_for(preview, 0)
    pictures: list[object] = []
    preview.player.shown.connect(pictures.append)
    for frame in range(5, 150, 5):
        preview.seek(frame)
        turn(0.02)
    assert len(pictures) > 3
    wait_for(preview, 145)


def test_live_frames_replace_each_other_and_go_on_in_time(preview: Preview) -> None:
    for step in range(1, 4):
        preview.show_live(frames(16, blue=50 * step), Fraction(8), "Text to video", f"step {step} of 3")
        before = preview.player.frame
        wait(lambda step=step: painted(preview).blue() == 50 * step, f"the frames of step {step}")
        wait(lambda before=before: preview.player.frame not in (before, 0), "the next frame")
        assert preview.head.note.text() == f"live · step {step} of 3"
    assert preview.player.frame >= 3
    before = preview.player.frame
    preview.show_clip(Shades(count=16, rate=Fraction(8), blue=250), "Text to video")
    assert preview.screen_area.image is not None, "no gap between the live picture and the result"
    assert preview.player.frame in (before, before + 1)
    wait(lambda: painted(preview).blue() == 250, "the result")
    assert preview.head.note.text() == ""


def test_the_moment_is_kept_when_the_result_has_another_rate(preview: Preview) -> None:
    preview.pause()
    preview.show_live(frames(8), Fraction(4), "A", "step 1 of 2")
    preview.seek(6)
    preview.show_clip(Shades(count=48, rate=Fraction(24)), "A")
    assert preview.player.frame == 36
    preview.show_clip(Shades(count=48, rate=Fraction(24), blue=9), "B")
    assert preview.player.frame == 0


def test_the_same_clip_again_does_not_start_anew(preview: Preview) -> None:
    preview.pause()
    preview.show_clip(Shades(), "A")
    wait_for(preview, 0)
    preview.seek(5)
    wait_for(preview, 5)
    preview.show_clip(Shades(), "A again")
    assert preview.player.frame == 5
    assert preview.head.title.text() == "A again"


def test_the_last_of_many_clips_wins(preview: Preview) -> None:
    preview.pause()
    for blue in range(1, 120):
        preview.show_clip(Shades(blue=blue, delay=0.001), f"clip {blue}")
        if blue % 7 == 0:
            turn()
    wait_for(preview, 0, blue=119)
    turn(0.1)
    assert shows(preview, 0, blue=119)


LARGER = Size(40, 30)


@dataclass(frozen=True)
class Plain:
    """A picture of one colour."""

    size: Size = LARGER

    def pixels(self) -> Pixels:
        return np.full((30, 40, 3), shade(4), np.uint8)


def test_a_still_picture_is_shown_without_a_clock(preview: Preview) -> None:
    preview.show_image(Plain(), "Photo")
    wait_for(preview, 4)
    assert not preview.transport.play.isEnabled()
    assert preview.transport.time.text() == ""
    assert preview.screen_area.info == "40×30"


def test_nothing_moves_while_it_is_hidden(preview: Preview) -> None:
    preview.show_clip(Shades(), "A")
    wait(lambda: preview.player.frame > 1, "playing")
    preview.hide()
    seen = moves(preview)
    turn(0.3)
    assert seen == []
    preview.show()
    wait(lambda: len(seen) > 2, "playing again")
