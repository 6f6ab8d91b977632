"""Scrubbing over a film that is slow to reach into: at once by proxies, exact when the hand rests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.engine.proxying import ProxyMaker
from soraapp.media.decode import FileClip, open_clip
from soraapp.media.ops.splice import Concatenate, Trim
from soraapp.media.proxy import PART
from tests.media.making import NumberedClip, make_film, number_of
from tests.media.test_proxy import LARGE
from tests.ui.events import turn, wait
from ui.preview.preview import Preview

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COUNT = PART + 20


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> FileClip:
    frames = NumberedClip(COUNT, size=LARGE).frames(0, COUNT)
    path = make_film(tmp_path_factory.mktemp("film") / "film.mp4", frames, options={"g": "250", "preset": "ultrafast"})
    return open_clip(path)


@pytest.fixture
def scrubbed(preview: Preview, tmp_path: Path) -> Preview:
    preview.player.rough.make_with(ProxyMaker(tmp_path, preview.player.rough.again, gives_way=False))
    preview.resize(480, 420)
    preview.pause()
    return preview


def number(preview: Preview) -> int:
    """The number that is seen."""
    image = preview.screen_area.image
    assert image is not None
    small = image.scaled(*LARGE).convertToFormat(image.Format.Format_RGB888)
    rows = np.frombuffer(small.constBits(), np.uint8).reshape(LARGE.height, small.bytesPerLine())
    return number_of(rows[:, : LARGE.width * 3].reshape(LARGE.height, LARGE.width, 3))


def drag(preview: Preview, frame: int) -> None:
    bar = preview.transport.bar
    QTest.mouseMove(bar, QPoint(round(bar.position(frame)), bar.height() // 2))


def test_while_dragged_pictures_come_from_proxies_and_at_rest_it_is_the_very_frame(
    scrubbed: Preview, film: FileClip
) -> None:
    player = scrubbed.player
    scrubbed.show_clip(film, "Film")
    wait(lambda: player.rough.whole, "the proxies", 120)
    told: list[tuple[int, bool]] = []
    player.shown.connect(lambda: told.append((player.painted or 0, number(scrubbed) == (player.painted or 0) % 256)))
    bar = scrubbed.transport.bar
    QTest.mousePress(bar, LEFT, NONE, QPoint(round(bar.position(5)), bar.height() // 2))
    rough = 0
    for frame in (40, 260, 100, 180, 20, 230):
        drag(scrubbed, frame)
        here = player.frame
        wait(lambda here=here: player.painted == here, f"frame {frame}")
        rough += not player.exact
    assert rough >= 3, "the very frame is not waited for"
    wait(lambda: player.exact, "the very frame")
    assert number(scrubbed) == player.frame % 256
    assert all(right for _, right in told)
    exact = scrubbed.screen_area.image
    turn(0.2)
    assert scrubbed.screen_area.image is exact, "it stays"
    QTest.mouseRelease(bar, LEFT)


def test_a_composed_film_is_scrubbed_by_the_proxies_of_its_parts(scrubbed: Preview, film: FileClip) -> None:
    scrubbed.show_clip(Concatenate((Trim(film, 260, 270), Trim(film, 30, 40))), "Film")
    wait(lambda: scrubbed.player.rough.whole, "the proxies", 120)
    for frame, shown in ((2, 262), (13, 33), (9, 269), (19, 39)):
        scrubbed.seek(frame)
        wait(lambda frame=frame: scrubbed.player.painted == frame, f"frame {frame}")
        assert number(scrubbed) == shown % 256


def test_before_there_are_proxies_the_very_frame_comes_as_soon_as_it_can(preview: Preview, film: FileClip) -> None:
    preview.pause()
    preview.resize(480, 420)
    preview.show_clip(film, "Film")
    for frame in (200, 3, 270):
        preview.seek(frame)
        wait(lambda frame=frame: preview.player.painted == frame, f"frame {frame}")
        assert preview.player.exact
        assert number(preview) == frame % 256


def test_proxies_that_are_gone_are_made_again(scrubbed: Preview, film: FileClip, tmp_path: Path) -> None:
    rough = scrubbed.player.rough
    scrubbed.show_clip(film, "Film")
    wait(lambda: rough.whole, "the proxies", 120)
    for path in (tmp_path / "proxies").iterdir():
        path.unlink()
    scrubbed.seek(77)
    wait(lambda: scrubbed.player.exact and number(scrubbed) == 77, "the frame itself")
    wait(lambda: any((tmp_path / "proxies").glob("*.avi")), "its proxy again", 60)


def test_while_it_plays_every_picture_is_the_very_frame(scrubbed: Preview, film: FileClip) -> None:
    player = scrubbed.player
    scrubbed.show_clip(film, "Film")
    wait(lambda: player.rough.whole, "the proxies", 120)
    scrubbed.seek(100)
    wait(lambda: player.exact, "the frame")
    seen: list[bool] = []
    player.shown.connect(lambda: seen.append(not player._blurred))
    scrubbed.play()
    wait(lambda: len(seen) > 20, "twenty pictures")
    assert all(seen)
