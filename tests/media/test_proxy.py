"""Proxies: about the same frames, in the same order, of just the files that are slow to reach into."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.errors import Cancelled
from soraapp.media.audio.soundtrack import sound_of, with_sound
from soraapp.media.clip import Clip, Size
from soraapp.media.decode import FileClip, open_clip
from soraapp.media.identity import digest
from soraapp.media.ops.colour import AdjustColour
from soraapp.media.ops.splice import Concatenate, Trim
from soraapp.media.proxy import PART, SUFFIX, NotMade, ProxyClip, proxy_size, with_proxies, write_part
from soraapp.media.store import write_frames
from tests.media.making import NumberedClip, make_film, number_of
from tests.media.sounds import Sweep

LARGE, WIDE = Size(352, 240), Size(2048, 8)


def never() -> bool:
    return False


def made(clip: Clip, folder: Path) -> ProxyClip:
    """The clip over proxies of all its parts."""
    for part in range(-(-clip.count // PART)):
        write_part(clip, str(folder), part, digest(clip), never)
    return ProxyClip(clip, str(folder))


def test_each_frame_is_there_and_looks_about_right(tmp_path: Path) -> None:
    clip = NumberedClip(PART + 40)
    proxy = made(clip, tmp_path)
    assert (proxy.size, proxy.rate, proxy.count) == (clip.size, clip.rate, clip.count)
    for index in (0, 7, PART - 1, PART, PART + 39):
        frame = proxy.frames(index, index + 1)[0]
        assert number_of(frame) == index % 256
        assert np.abs(frame.astype(int) - clip.frames(index, index + 1)[0]).mean() < 6
    assert [number_of(one) for one in proxy.frames(PART - 3, PART + 3)] == [253, 254, 255, 0, 1, 2]


@dataclass(frozen=True)
class Ramp:
    """Every level of grey from left to right."""

    count: int = 3
    rate: Fraction = Fraction(24)
    size: Size = WIDE

    def frames(self, start: int, stop: int) -> np.ndarray:
        row = (np.arange(2048) // 8).astype(np.uint8)
        return np.broadcast_to(row[None, None, :, None], (stop - start, 8, 2048, 3)).copy()


def test_a_large_clip_is_smaller_and_its_levels_are_the_same(tmp_path: Path) -> None:
    assert proxy_size(Size(1920, 1080)) == Size(960, 540)
    assert proxy_size(Size(3840, 2160)) == Size(960, 540)
    assert proxy_size(Size(1080, 1920)) == Size(540, 960)
    assert proxy_size(Size(99, 51)) == Size(98, 50)
    proxy = made(Ramp(), tmp_path)
    assert proxy.small(2).shape[1] < 1000
    assert np.abs(proxy.frames(1, 2)[0].astype(int) - Ramp().frames(0, 1)[0]).max() <= 4


def test_what_is_not_made_says_which_part(tmp_path: Path) -> None:
    clip = NumberedClip(PART + 40)
    write_part(clip, str(tmp_path), 1, digest(clip), never)
    proxy = ProxyClip(clip, str(tmp_path))
    assert number_of(proxy.small(PART + 1)) == 1
    with pytest.raises(NotMade) as miss:
        proxy.frames(PART - 1, PART + 1)
    assert (miss.value.clip, miss.value.name, miss.value.part) == (clip, digest(clip), 0)
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(NotMade):
        proxy.small(PART + 1)


def test_what_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        write_part(NumberedClip(40), str(tmp_path), 0, "a", stopped)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> tuple[FileClip, FileClip, FileClip]:
    """One that leans on key frames, one whose frames stand by themselves, and a tiny one."""
    folder = tmp_path_factory.mktemp("films")
    frames = NumberedClip(12, size=LARGE).frames(0, 12)
    leaning = open_clip(make_film(folder / "leaning.mp4", frames))
    tiny = open_clip(make_film(folder / "tiny.mp4", NumberedClip(12).frames(0, 12)))
    return leaning, write_frames(folder / f"stored{SUFFIX}", [frames], LARGE, Fraction(24)), tiny


def test_only_files_that_are_slow_are_replaced_wherever_they_are(
    films: tuple[FileClip, FileClip, FileClip], tmp_path: Path
) -> None:
    leaning, stored, tiny = films
    folder = str(tmp_path)
    assert with_proxies(leaning, folder) == ProxyClip(leaning, folder)
    for quick in (stored, tiny, NumberedClip(5)):
        assert with_proxies(quick, folder) is quick
    composed = Concatenate((AdjustColour(Trim(leaning, 2, 6), exposure=0.5), stored))
    replaced = with_proxies(with_sound(composed, Sweep(48000)), folder)
    shown = Concatenate((AdjustColour(Trim(ProxyClip(leaning, folder), 2, 6), exposure=0.5), stored))
    assert replaced == with_sound(shown, Sweep(48000))
    assert sound_of(replaced) is not None
    untouched = Concatenate((stored, Trim(stored, 0, 2)))
    assert with_proxies(untouched, folder) is untouched


def test_an_operation_over_proxies_gives_about_what_it_gives(
    films: tuple[FileClip, FileClip, FileClip], tmp_path: Path
) -> None:
    leaning = films[0]
    made(leaning, tmp_path)
    composed = AdjustColour(Trim(leaning, 3, 9), exposure=0.5)
    rough = with_proxies(composed, str(tmp_path)).frames(2, 4)
    assert [number_of(one) for one in rough] == [5, 6]
    assert np.abs(rough.astype(int) - composed.frames(2, 4)).mean() < 6
