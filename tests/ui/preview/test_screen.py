"""What is painted: sizes, zoom, words; and how it ends."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.errors import MediaError
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import Size
from soraapp.media.decode import open_clip
from soraapp.media.export.film import write_video
from tests.media.sounds import Sweep
from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades, painted, rgb, wait_for
from ui.preview.picture import picture
from ui.preview.preview import Preview
from ui.preview.reel import LiveClip
from ui.theme import load_theme


def test_it_begins_with_a_hint(preview: Preview) -> None:
    assert "press Run" in preview.screen_area.words()
    assert not preview.transport.play.isEnabled()
    preview.show_empty("Select a node")
    assert preview.screen_area.words() == "Select a node"


def test_an_unreadable_clip_is_told_in_words(preview: Preview) -> None:
    preview.show_clip(Shades(broken=True), "Film")
    wait(lambda: "film.mp4 is damaged." in preview.screen_area.words(), "the reason")
    assert "Choose another." in preview.screen_area.words()
    assert not preview.transport.play.isEnabled()
    preview.show_clip(Shades(), "Another")
    preview.pause()
    wait(lambda: preview.screen_area.image is not None, "a clip after a broken one")


def test_a_file_that_vanishes_is_told_in_words(preview: Preview, tmp_path: Path) -> None:
    path = tmp_path / "gone.mp4"
    write_video(path, LiveClip(np.zeros((4, 32, 32, 3), np.uint8), Fraction(8)))
    clip = open_clip(path)
    path.unlink()
    preview.show_clip(clip, "Film")
    wait(lambda: "gone.mp4" in preview.screen_area.words(), "the reason")


def test_an_error_in_code_does_not_end_the_preview(preview: Preview) -> None:
    preview.show_clip(LiveClip(np.zeros((2, 8, 8), np.uint8)[..., None], Fraction(8)), "odd")
    wait(lambda: "cannot be shown" in preview.screen_area.words(), "the reason")


def test_an_error_is_shown_with_its_remedy(preview: Preview) -> None:
    preview.show_clip(Shades(), "A")
    preview.show_error(MediaError("It broke.", remedy="Mend it."), "A")
    turn(0.1)
    assert preview.screen_area.words() == "It broke.\nMend it."
    assert preview.screen_area.image is None


@pytest.mark.parametrize("size", [Size(32, 24), Size(640, 100), Size(24, 96), Size(1, 1)], ids=str)
def test_the_picture_fits_and_keeps_its_shape(preview: Preview, size: Size) -> None:
    preview.pause()
    preview.show_clip(Shades(size=size), "A")
    screen = preview.screen_area
    # One pixel a pixel: when the view changes its size, the picture is made anew.
    wait(lambda: screen.image and QSizeF(screen.image.size()) == screen.frame_rect().size(), "the sharp picture")
    rect, view = screen.frame_rect(), screen.rect()
    assert view.contains(rect.toAlignedRect())
    assert rect.width() == pytest.approx(view.width(), abs=1) or rect.height() == pytest.approx(view.height(), abs=1)
    assert rect.width() * size.height == pytest.approx(rect.height() * size.width, abs=max(size))


def test_one_to_one_shows_every_pixel_and_can_be_dragged(preview: Preview) -> None:
    preview.pause()
    pixels = np.random.default_rng(1).integers(0, 256, (1, 900, 1200, 3), np.uint8)
    preview.show_clip(LiveClip(pixels, Fraction(1)), "noise")
    screen = preview.screen_area
    QTest.mouseDClick(screen, Qt.MouseButton.LeftButton)
    assert not screen.fit
    assert preview.transport.zoom.text() == "100 %"
    wait(lambda: screen.image is not None and screen.image.width() == 1200, "the picture in its own size")

    def exact() -> bool:
        corner = screen.frame_rect().topLeft().toPoint()
        color = screen.grab().toImage().pixelColor(150, 120)
        return rgb(color) == tuple(pixels[0, 120 - corner.y(), 150 - corner.x()])

    assert exact()
    before = screen.frame_rect().topLeft()
    QTest.mousePress(screen, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    QTest.mouseMove(screen, QPoint(130, 90))
    QTest.mouseRelease(screen, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(130, 90))
    assert (screen.frame_rect().topLeft() - before).toPoint() == QPoint(30, -10)
    assert exact()
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_F)
    assert screen.fit


def test_the_picture_follows_the_size_of_the_window(preview: Preview) -> None:
    preview.pause()
    preview.show_clip(Shades(), "A")
    wait_for(preview, 0)
    preview.resize(700, 640)
    width = preview.screen_area.frame_rect().width
    wait(
        lambda: preview.screen_area.image is not None and preview.screen_area.image.width() == width(), "a new picture"
    )
    assert width() > 500


def test_pictures_are_scaled_without_a_shift_of_colour() -> None:
    pixels = np.full((24, 32, 3), (10, 120, 250), np.uint8)
    for target in (None, Size(32, 24), Size(11, 7), Size(203, 151)):
        image = picture(pixels, target)
        assert (image.width(), image.height()) == (target or (32, 24))
        assert rgb(image.pixelColor(image.width() // 2, image.height() - 1)) == (10, 120, 250)


def test_around_the_picture_is_a_grey_without_tint(preview: Preview) -> None:
    for name in ("dark", "light"):
        preview.set_theme(load_theme(name))
        around = preview.screen_area.surround()
        assert around.red() == around.green() == around.blue()
        preview.show_empty(" ")
        assert painted(preview) == around


def test_size_count_and_rate_are_told(preview: Preview) -> None:
    preview.show_clip(Shades(count=16, rate=Fraction(24000, 1001)), "A")
    assert preview.screen_area.info == "32×24 · 16 frames · 23.976 fps"


def has_tag(preview: Preview) -> bool:
    """Whether there are letters in the lower left corner of the picture."""
    picture = preview.screen_area.grab().toImage()
    corner = [picture.pixelColor(x, picture.height() - y) for x in range(10, 120) for y in range(10, 26)]
    return any(min(rgb(color)) > 200 for color in corner)


def test_what_is_told_of_a_clip_is_in_the_way_only_under_the_pointer_and_while_it_rests(preview: Preview) -> None:
    screen = preview.screen_area
    QTest.mouseMove(screen, screen.rect().center())  # The pointer may have been above it when it was laid out.
    QTest.mouseMove(preview.transport, QPoint(5, 5))
    preview.show_clip(Shades(size=Size(320, 240)), "A")
    wait(lambda: screen.image is not None, "the picture")
    wait(lambda: not has_tag(preview), "the clip to play, with nothing over it", 5)
    QTest.mouseMove(screen, screen.rect().center())
    wait(lambda: has_tag(preview), "the words under the pointer", 5)
    QTest.mouseMove(preview.transport, QPoint(5, 5))
    wait(lambda: not has_tag(preview), "the pointer to be elsewhere", 5)
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_Space)
    wait(lambda: has_tag(preview), "the words while it rests", 5)
    QTest.keyClick(preview, Qt.Key.Key_Space)
    wait(lambda: not has_tag(preview), "no words while it plays", 5)


def decoding() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "preview"]


def test_its_thread_ends_with_it(app: QApplication) -> None:
    before = len(decoding())
    made = [Preview(load_theme("dark")) for _ in range(3)]
    for preview in made:
        preview.show()
        preview.show_clip(Shades(), "A")
    turn(0.05)
    assert len(decoding()) == before + 3
    made[0].shut_down()
    made[0].shut_down()
    for preview in made:
        preview.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    turn(0.1)
    assert len(decoding()) == before


def test_memory_is_bounded_for_long_clips(preview: Preview) -> None:
    preview.resize(400, 360)
    preview.show_clip(Shades(count=3000, rate=Fraction(100), size=Size(640, 480)), "long")
    preview.player.set_target(None)
    wait(lambda: preview.player.frame > 60, "playing on")
    reel = preview.player._decoder._reel
    assert len(reel.frames) == 0
    assert sum(picture.sizeInBytes() for picture in reel.pictures.values()) <= 72 * 2**20


def test_a_clip_tells_that_it_has_sound(preview: Preview) -> None:
    silent = Shades(count=16, rate=Fraction(24))
    for channels, told in ((1, "mono sound"), (2, "stereo sound"), (6, "5.1 sound")):
        preview.show_clip(with_sound(silent, Sweep(100, 44100, channels)), "A")
        assert preview.screen_area.info == f"32×24 · 16 frames · 24 fps · {told}, 44.1 kHz"
    preview.show_clip(silent, "A")
    assert preview.screen_area.info == "32×24 · 16 frames · 24 fps"
    wait_for(preview, 0)
