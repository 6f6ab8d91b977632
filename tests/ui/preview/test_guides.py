"""Lines, frames, rulers and levels over the picture: they are where they say, and are as they were left."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSettings
from PySide6.QtTest import QTest

from soraapp.media.image import open_image
from tests.ui.events import wait
from tests.ui.preview.conftest import rgb
from ui.preview.guides import ASPECTS, cut
from ui.preview.preview import Preview
from ui.preview.reel import LiveClip
from ui.preview.rulers import WIDE
from ui.preview.speaker import Speaker
from ui.settings import Settings
from ui.theme import load_theme

GREY = 90


@pytest.fixture
def grey(preview: Preview) -> Preview:
    preview.pause()
    preview.show_clip(LiveClip(np.full((1, 180, 320, 3), GREY, np.uint8), Fraction(1)), "grey")
    wait(lambda: preview.screen_area.image is not None, "the picture")
    QTest.mouseMove(preview.transport, QPoint(5, 5))
    return preview


def at(preview: Preview, across: float, down: float) -> tuple[int, int, int]:
    frame = preview.screen_area.frame_rect()
    x, y = frame.left() + across * frame.width(), frame.top() + down * frame.height()
    return rgb(preview.screen_area.grab().toImage().pixelColor(round(x), round(y)))


def test_lines_lie_where_they_belong(grey: Preview) -> None:
    guides = grey.screen_area.guides
    for guide, across, down in (
        (guides.thirds, 1 / 3, 0.2),
        (guides.thirds, 0.2, 2 / 3),
        (guides.safe, 0.05, 0.5),
        (guides.safe, 0.5, 0.90),
        (guides.cross, 0.5, 0.5),
        (guides.grid, 3 / 16, 0.4),
    ):
        assert at(grey, across, down) == (GREY,) * 3
        guide.toggle()
        assert at(grey, across, down)[0] > GREY + 30, guide.name
        assert at(grey, across + 0.02, down + 0.02) == (GREY,) * 3
        guide.toggle()
        assert at(grey, across, down) == (GREY,) * 3


def test_what_a_frame_would_cut_off_is_dim_and_one_holds_at_a_time(grey: Preview) -> None:
    guides = grey.screen_area.guides
    guides.square.toggle()
    assert at(grey, 0.1, 0.5)[0] < GREY - 30
    assert at(grey, 0.5, 0.1) == (GREY,) * 3
    guides.wide.toggle()
    assert [guide.name for guide in guides if guide.on and guide.name in ASPECTS] == ["wide"]
    assert at(grey, 0.1, 0.5) == (GREY,) * 3
    assert at(grey, 0.5, 0.05)[0] < GREY - 30
    guides.wide.toggle()
    assert at(grey, 0.5, 0.05) == (GREY,) * 3


@pytest.mark.parametrize("name", ASPECTS)
def test_a_frame_is_the_greatest_of_its_shape(name: str) -> None:
    for frame in (QRectF(10, 20, 1600, 900), QRectF(0, 0, 90, 160)):
        part = cut(frame, ASPECTS[name])
        assert part.width() / part.height() == pytest.approx(float(ASPECTS[name]))
        assert frame.adjusted(-0.1, -0.1, 0.1, 0.1).contains(part)
        assert part.width() == pytest.approx(frame.width()) or part.height() == pytest.approx(frame.height())
        assert part.center() == frame.center()


def test_rulers_are_there_and_mark_the_pointer(grey: Preview) -> None:
    screen = grey.screen_area
    screen.guides.rulers.toggle()
    QTest.mouseMove(screen, QPoint(123, 77))
    accent = rgb(load_theme("dark").color("accent"))
    wait(lambda: rgb(screen.grab().toImage().pixelColor(123, 4)) == accent, "the mark above")
    assert rgb(screen.grab().toImage().pixelColor(4, 77)) == accent
    assert rgb(screen.grab().toImage().pixelColor(123, WIDE + 2)) != accent


def test_the_levels_under_the_pointer_are_those_of_the_very_pixel(preview: Preview) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (1, 700, 900, 3), np.uint8)
    preview.pause()
    preview.show_clip(LiveClip(pixels, Fraction(1)), "noise")
    screen = preview.screen_area
    wait(lambda: screen.image is not None, "the picture")
    assert preview.player.pixel(3, 4) is None, "nobody looks"
    screen.guides.values.toggle()
    wait(lambda: preview.player.pixel(3, 4) is not None, "the pixels")
    assert preview.player.pixel(3, 4) == tuple(pixels[0, 4, 3])
    assert preview.player.pixel(899, 699) == tuple(pixels[0, 699, 899])
    assert preview.player.pixel(900, 0) is None
    point = QPoint(100, 90)
    QTest.mouseMove(screen, point)
    screen.frame_rect()
    place = screen.lens.pixel(QPointF(point))
    levels = tuple(int(level) for level in pixels[0, int(place.y()), int(place.x())])

    def seen() -> bool:
        """Whether a spot of these very levels is beside the words in the corner."""
        picture = screen.grab().toImage()
        spots = [rgb(picture.pixelColor(x, screen.height() - 18)) for x in range(40, screen.width() - 40)]
        return levels in spots

    wait(seen, "its colour in the corner", 5)


def test_they_are_as_they_were_left(preview: Preview, tmp_path: Path) -> None:
    file = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    guides = preview.screen_area.guides
    guides.keep_in(Settings(file))
    assert [guide.name for guide in guides if guide.on] == ["checker"]
    for guide in (guides.safe, guides.tall, guides.checker):
        guide.toggle()
    other = Preview(load_theme("dark"), None, Speaker([]))
    other.screen_area.guides.keep_in(Settings(file))
    assert [guide.name for guide in other.screen_area.guides if guide.on] == ["safe", "tall"]
    other.shut_down()
    other.deleteLater()


def test_squares_show_through_what_is_transparent_until_they_are_switched_off(preview: Preview, tmp_path: Path) -> None:
    rgba = np.zeros((480, 480, 4), np.uint8)
    rgba[:, :240] = 10, 20, 200, 255
    cv2.imwrite(str(tmp_path / "cut.png"), rgba)
    preview.show_image(open_image(tmp_path / "cut.png"), "Cut")
    wait(lambda: at(preview, 0.25, 0.5) == (200, 20, 10), "the picture")
    greys = [at(preview, 0.75 + x / 96, 0.5) for x in range(8)]
    assert all(red == green == blue for red, green, blue in greys)
    assert (min(greys)[0], max(greys)[0]) == (102, 153)
    preview.screen_area.guides.checker.toggle()
    wait(lambda: at(preview, 0.75, 0.5) == (0, 0, 0), "black, as it is used")
    assert at(preview, 0.25, 0.5) == (200, 20, 10)
    preview.screen_area.guides.checker.toggle()
    wait(lambda: at(preview, 0.75, 0.5) != (0, 0, 0), "squares again")
