"""J, K and L; marks; and the way of the playhead in general."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades, wait_for
from ui.preview.course import FASTEST, Course
from ui.preview.preview import Preview

COURSES = some.builds(
    lambda start, count, loop, pace: Course(start, start + count, loop, pace),
    some.integers(0, 40),
    some.integers(1, 40),
    some.booleans(),
    some.sampled_from([-8, -2, -1, 1, 4]),
)


@given(COURSES, some.data())
def test_steps_ahead_and_back_lead_to_where_they_began(course: Course, data: some.DataObject) -> None:
    frame = data.draw(some.integers(course.start, course.stop - 1))
    steps = data.draw(some.integers(0, 100))
    there = course.after(frame, steps)
    if there is None:
        assert not course.loop
        assert steps > course.between(frame, course.last)
        return
    assert course.holds(there)
    assert course.between(frame, there) == steps % course.count
    if course.loop:
        assert course.after(there, -steps) == frame


@given(COURSES, some.data())
def test_what_lies_ahead_is_each_frame_once_in_its_order(course: Course, data: some.DataObject) -> None:
    frame = data.draw(some.integers(course.start, course.stop - 1))
    ahead = course.ahead(frame, 100)
    assert ahead[0] == frame
    assert len(set(ahead)) == len(ahead)
    assert all(course.after(one, 1) == other for one, other in pairwise(ahead))
    assert ahead[-1] == course.last or course.loop


def test_it_is_twice_as_fast_each_time_and_turns_round_at_once() -> None:
    course, paces = Course(0, 9), list[int]()
    for way in (1, 1, 1, 1, -1, -1, 1):
        course = course.faster(way)
        paces.append(course.pace)
    assert paces == [2, 4, FASTEST, FASTEST, -1, -2, 1]


def keys(preview: Preview, *pressed: Qt.Key, alt: bool = False) -> None:
    preview.setFocus()
    for key in pressed:
        QTest.keyClick(preview, key, Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier)


def paced(preview: Preview, way: int, seconds: float = 0.6) -> float:
    """Frames a second that the playhead goes on in one direction."""
    player = preview.player
    wait(lambda: player.ticks, "the clock")
    began, first = time.monotonic(), player.frame
    turn(seconds)
    return (way * (player.frame - first) % 4000) / (time.monotonic() - began)


def test_l_and_j_play_faster_each_time_and_backward(preview: Preview) -> None:
    preview.show_clip(Shades(count=4000, rate=Fraction(20)), "A")
    preview.player.seek(1000)
    keys(preview, Qt.Key.Key_K, Qt.Key.Key_L)
    assert preview.player.playing
    assert 14 < paced(preview, 1) < 26
    keys(preview, Qt.Key.Key_L, Qt.Key.Key_L)
    assert "4×" in preview.transport.number.text()
    assert 55 < paced(preview, 1) < 105
    keys(preview, Qt.Key.Key_J)
    assert 14 < paced(preview, -1) < 26
    keys(preview, Qt.Key.Key_K)
    assert (preview.player.playing, preview.player.course.pace) == (False, 1)
    wait_for(preview, preview.player.frame)
    keys(preview, Qt.Key.Key_Space)
    assert preview.player.course.pace == 1


def test_backward_without_loop_it_stops_at_the_start(preview: Preview) -> None:
    preview.set_loop(loop=False)
    preview.show_clip(Shades(count=12, rate=Fraction(30)), "A")
    preview.pause()
    preview.seek(6)
    keys(preview, Qt.Key.Key_J)
    wait(lambda: not preview.player.playing, "the start")
    assert preview.player.frame == 0
    wait_for(preview, 0)


def test_marks_are_played_round_and_round_and_belong_to_the_clip(preview: Preview) -> None:
    preview.show_clip(Shades(count=30, rate=Fraction(30)), "A")
    preview.pause()
    preview.seek(10)
    keys(preview, Qt.Key.Key_I)
    preview.seek(14)
    keys(preview, Qt.Key.Key_O)
    assert (preview.player.course.start, preview.player.course.stop) == (10, 15)
    assert preview.transport.bar.part == (10, 15)
    seen: set[int] = set()
    preview.player.frame_changed.connect(seen.add)
    preview.play()
    turn(0.8)
    assert seen == {10, 11, 12, 13, 14}
    keys(preview, Qt.Key.Key_X, alt=True)
    assert preview.transport.bar.part == (0, 30)
    keys(preview, Qt.Key.Key_I)
    preview.show_clip(Shades(count=20), "B")
    assert preview.transport.bar.part == (0, 20)


def test_a_mark_beyond_the_other_one_takes_it_along(preview: Preview) -> None:
    preview.show_clip(Shades(count=30), "A")
    preview.pause()
    for frame, key in ((5, Qt.Key.Key_I), (10, Qt.Key.Key_O), (20, Qt.Key.Key_I)):
        preview.seek(frame)
        keys(preview, key)
    assert preview.transport.bar.part == (20, 30)
    preview.seek(3)
    keys(preview, Qt.Key.Key_O)
    assert preview.transport.bar.part == (0, 4)


def test_playing_from_outside_of_the_marks_begins_within_them(preview: Preview) -> None:
    preview.show_clip(Shades(count=30, rate=Fraction(30)), "A")
    preview.pause()
    for frame, key in ((10, Qt.Key.Key_I), (14, Qt.Key.Key_O)):
        preview.seek(frame)
        keys(preview, key)
    preview.seek(25)
    wait_for(preview, 25)
    preview.play()
    wait(lambda: preview.player.frame in range(10, 15), "the marked part")
