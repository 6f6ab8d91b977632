"""Clips that are compared: in step, by a wipe that is dragged, side by side, and how one leaves."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from soraapp.media.clip import Size
from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades, rgb, shade
from tests.ui.window import click, drag
from ui.preview.comparing import Way
from ui.preview.mosaic import mosaic
from ui.preview.preview import Preview
from ui.preview.reel import LiveClip

A, B, C = Shades(blue=0), Shades(blue=120), Shades(blue=240)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def at(preview: Preview, across: float, down: float = 0.75) -> QColor:
    """The colour at a place of the picture, from 0 to 1."""
    frame = preview.screen_area.frame_rect()
    point = QPointF(frame.left() + across * (frame.width() - 1), frame.top() + down * (frame.height() - 1)).toPoint()
    return preview.screen_area.grab().toImage().pixelColor(point)


def blues(preview: Preview, *places: float, down: float = 0.75) -> list[int]:
    return [at(preview, across, down).blue() for across in places]


@pytest.fixture
def compared(preview: Preview) -> Preview:
    """Two clips, paused at their third frame."""
    preview.pause()
    preview.show_comparison([(A, "Take 1"), (B, "Take 2")], "Ball")
    preview.seek(2)
    wait(lambda: rgb(at(preview, 0.1)) == shade(2, 0) and rgb(at(preview, 0.9)) == shade(2, 120), "both clips")
    return preview


def test_two_clips_are_seen_on_both_sides_of_a_wipe_at_the_same_frame(compared: Preview) -> None:
    assert blues(compared, 0.05, 0.4, 0.6, 0.95) == [0, 0, 120, 120]
    assert rgb(at(compared, 0.1))[0] == rgb(at(compared, 0.9))[0] == shade(2)[0]
    assert compared.bar.isVisible()
    assert compared.bar.accessibleName() == "Comparing Take 1 · Take 2"
    compared.step(1)
    wait(lambda: rgb(at(compared, 0.1)) == shade(3, 0) and rgb(at(compared, 0.9)) == shade(3, 120), "the next frame")


def test_the_wipe_is_dragged_and_moved_by_keys(compared: Preview) -> None:
    screen = compared.screen_area
    frame = screen.frame_rect()
    middle = frame.center()
    drag(screen, middle, QPointF(frame.left() + frame.width() * 0.2, middle.y()))
    assert screen.wipe == pytest.approx(0.2, abs=0.02)
    assert blues(compared, 0.1, 0.3, 0.9) == [0, 120, 120]
    drag(screen, QPointF(frame.left() + frame.width() * 0.2, middle.y()), QPointF(frame.right() + 60, middle.y()))
    assert screen.wipe == 1.0, "beyond the edge it stays at the edge"
    assert blues(compared, 0.1, 0.9) == [0, 0]
    compared.setFocus()
    for _ in range(10):
        QTest.keyClick(compared, Qt.Key.Key_Left, SHIFT)
    assert screen.wipe == pytest.approx(0.8)
    assert blues(compared, 0.7, 0.9) == [0, 120]
    assert compared.player.frame == 2, "the playhead stays"


def test_side_by_side_and_back_keep_the_frame_and_swapping_changes_sides(compared: Preview) -> None:
    click(compared.bar.beside)
    wait(lambda: compared.screen_area.frame_rect().width() > compared.screen_area.frame_rect().height() * 2.5, "wide")
    wait(lambda: blues(compared, 0.05, 0.45, 0.55, 0.95) == [0, 0, 120, 120], "both")
    assert compared.player.frame == 2
    click(compared.bar.swap)
    wait(lambda: blues(compared, 0.1, 0.9) == [120, 0], "the other way round")
    click(compared.bar.wipe)
    wait(lambda: blues(compared, 0.1, 0.9) == [120, 0], "by a wipe")
    assert compared.player.frame == 2


def test_they_play_in_step(compared: Preview) -> None:
    seen: set[tuple[int, int]] = set()

    def note() -> bool:
        image = compared.screen_area.image
        assert image is not None
        line = image.height() // 2
        seen.add((image.pixelColor(3, line).red(), image.pixelColor(image.width() - 4, line).red()))
        return len(seen) >= 4

    compared.play()
    wait(note, "several frames")
    assert all(left == right for left, right in seen)


def test_more_than_two_lie_in_a_square_and_one_is_picked(preview: Preview) -> None:
    preview.pause()
    picked: list[int] = []
    preview.picked.connect(picked.append)
    preview.show_comparison([(A, "1"), (B, "2"), (C, "3")], "Ball")
    wait(lambda: blues(preview, 0.25, 0.75, down=0.3) == [0, 120] and blues(preview, 0.25, down=0.8) == [240], "three")
    assert not preview.bar.wipe.isVisible()
    frame = preview.screen_area.frame_rect()
    click(preview.screen_area, QPointF(frame.left() + 10, frame.bottom() - 10).toPoint())
    click(preview.screen_area, QPointF(frame.right() - 10, frame.bottom() - 10).toPoint())
    assert picked == [2], "there is no fourth"


def test_leaving_and_showing_something_else_end_it(compared: Preview) -> None:
    left: list[bool] = []
    compared.left.connect(lambda: left.append(True))
    click(compared.bar.leave)
    assert left == [True]
    assert not compared.comparing
    compared.show_clip(A, "Take 1")
    wait(lambda: rgb(at(compared, 0.9)) == shade(2, 0), "the same moment of one alone")
    compared.show_comparison([(A, "Take 1"), (B, "Take 2")], "Ball")
    compared.show_clip(B, "Other")
    assert not compared.comparing
    assert not compared.bar.isVisible()
    wait(lambda: blues(compared, 0.1, 0.9) == [120, 120], "the other alone")


def test_a_clip_that_cannot_be_read_ends_the_comparison_with_the_reason(preview: Preview) -> None:
    preview.show_comparison([(A, "Take 1"), (Shades(broken=True), "Take 2")], "Ball")
    wait(lambda: "film.mp4 is damaged." in preview.screen_area.words(), "the reason")
    assert not preview.comparing


def test_a_slow_comparison_never_holds_up_the_window(preview: Preview) -> None:
    """Decoding takes long, wiping does not: the clips assert that they are not decoded in the GUI thread."""
    preview.show_comparison([(Shades(delay=0.05), "1"), (Shades(delay=0.05, blue=120), "2")], "Ball")
    for step in range(20):
        preview.screen_area.set_wipe(step / 20)
        turn(0.01)
    wait(lambda: preview.screen_area.image is not None, "a picture")


def test_clips_of_other_lengths_and_rates_are_in_step_by_time() -> None:
    slow = LiveClip(np.stack([np.full((8, 8, 3), 10 * index, np.uint8) for index in range(4)]), Fraction(4))
    fast = LiveClip(np.stack([np.full((8, 16, 3), 100 + index, np.uint8) for index in range(4)]), Fraction(8))
    both = mosaic([slow, fast])
    assert (both.rate, both.count, both.size) == (Fraction(8), 8, Size(32, 8))
    frames = both.frames(0, 8)
    assert [int(frame[4, 8, 0]) for frame in frames] == [0, 0, 10, 10, 20, 20, 30, 30]
    assert [int(frame[4, 24, 0]) for frame in frames] == [100, 101, 102, 103, 103, 103, 103, 103], "the last is held"
    assert np.array_equal(both.frames(5, 7), frames[5:7])


def test_a_grid_of_many_is_not_larger_than_a_screen() -> None:
    many = mosaic([Shades(size=Size(1920, 1080)) for _ in range(9)])
    assert (many.columns, many.rows) == (3, 3)
    assert many.size.width <= 2560
    assert many.size.height <= 1440


def test_how_two_clips_differ_is_seen_stronger_each_time(compared: Preview) -> None:
    bar = compared.bar
    click(bar.difference)
    assert bar.way is Way.DIFFERENCE
    wait(lambda: rgb(at(compared, 0.5)) == (0, 0, 255), "four times the difference")
    assert "×4" in compared.screen_area.info
    assert "Take 1 · Take 2" in compared.screen_area.info
    click(bar.difference)
    click(bar.difference)
    wait(lambda: rgb(at(compared, 0.5)) == (0, 0, 120), "the difference as it is")
    assert compared.player.frame == 2
    click(bar.wipe)
    wait(lambda: blues(compared, 0.1, 0.9) == [0, 120], "both clips again")
    assert compared.screen_area.info == ""


def test_one_key_shows_one_clip_then_the_other(compared: Preview) -> None:
    compared.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(compared, Qt.Key.Key_A)
        seen.append((blues(compared, 0.05, 0.95), compared.alone))
    assert seen == [([0, 0], 0), ([120, 120], 1), ([0, 0], 0)]
    click(compared.bar.beside)
    assert compared.alone is None
    QTest.keyClick(compared, Qt.Key.Key_A)
    assert compared.bar.way is Way.WIPE
    assert compared.alone is not None


def test_what_is_swapped_is_still_picked_as_what_it_is(compared: Preview) -> None:
    click(compared.bar.beside)
    click(compared.bar.swap)
    wait(lambda: blues(compared, 0.2, 0.8) == [120, 0], "the sides to be swapped")
    picked: list[int] = []
    compared.picked.connect(picked.append)
    frame = compared.screen_area.frame_rect()
    click(compared.screen_area, QPointF(frame.left() + frame.width() * 0.2, frame.center().y()).toPoint())
    assert picked == [1]
