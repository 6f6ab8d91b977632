"""Any frame of any file by its number: long and open groups of pictures, variable rates, containers and threads."""

from __future__ import annotations

import os
import pickle
import random
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soraapp.errors import MediaError
from soraapp.media.clip import stream
from soraapp.media.decode import FileClip, close_readers, open_clip
from soraapp.media.export.film import write_video
from soraapp.media.identity import digest
from soraapp.media.ops import Reverse, SideBySide
from soraapp.media.reader import Reader
from tests.media.making import ArrayClip, NumberedClip, make_film, number_of, patch_colours, patches

COUNT = 120


@pytest.fixture(scope="module")
def long_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One key frame and 119 frames that lean on it."""
    path = tmp_path_factory.mktemp("films") / "中文.mp4"
    return make_film(path, NumberedClip(COUNT).frames(0, COUNT), options={"g": "250", "bf": "3"})


def check_every_frame(clip: FileClip, count: int) -> None:
    assert clip.count == count
    order = list(range(count))
    random.Random(0).shuffle(order)
    assert [number_of(clip.frames(index, index + 1)[0]) for index in order] == order
    assert [number_of(pixels) for chunk in stream(clip) for pixels in chunk] == list(range(count))


def test_every_frame_of_a_long_group_in_random_order(long_film: Path) -> None:
    check_every_frame(open_clip(long_film), COUNT)


def test_random_access_gives_the_same_bits_as_streaming(long_film: Path) -> None:
    clip = open_clip(long_film)
    streamed = np.concatenate(list(stream(clip)))
    for start, stop in [(100, 103), (7, 40), (0, 1), (119, 120), (50, 50), (0, 120)]:
        assert np.array_equal(clip.frames(start, stop), streamed[start:stop])


CONTAINERS: dict[str, dict[str, Any]] = {
    "open_groups.mp4": {"options": {"g": "12", "bf": "3", "x264-params": "open-gop=1:keyint=12:min-keyint=12"}},
    "intra.mp4": {"options": {"g": "1"}},
    "broadcast.mov": {"rate": Fraction(24000, 1001)},
    "slow.mp4": {"rate": Fraction(1, 3)},
    "rounded_times.mkv": {"options": {"g": "12"}},
    "vp8.webm": {"codec": "libvpx", "options": {"g": "20", "deadline": "realtime", "auto-alt-ref": "0"}},
    "divx.avi": {"codec": "mpeg4", "options": {"g": "12", "bf": "2"}},
    "hevc.mp4": {"codec": "libx265", "options": {"g": "20", "preset": "ultrafast", "x265-params": "log-level=none"}},
    "broadcast.ts": {"options": {"g": "12"}},
    "loop.gif": {"codec": "gif", "pixel_format": "rgb8", "rate": Fraction(25), "tagged": False},
    "ten_bits.mp4": {"pixel_format": "yuv420p10le"},
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_frame_of_every_kind_of_file(name: str, tmp_path: Path) -> None:
    count = 50
    path = make_film(tmp_path / name, NumberedClip(count).frames(0, count), **CONTAINERS[name])
    clip = open_clip(path)
    assert abs(clip.rate - CONTAINERS[name].get("rate", Fraction(24))) < Fraction(1, 1000)
    check_every_frame(clip, count)


@pytest.mark.parametrize("name", ["phone.mp4", "phone.mkv"])
def test_a_variable_rate_is_read_by_number(name: str, tmp_path: Path) -> None:
    times = sorted(random.Random(1).sample(range(200), 60))
    path = make_film(tmp_path / name, NumberedClip(60).frames(0, 60), times=times, options={"g": "15"})
    check_every_frame(open_clip(path), 60)


def test_streaming_never_seeks(long_film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_readers()
    sought: list[int] = []
    seek = Reader._seek
    monkeypatch.setattr(Reader, "_seek", lambda self, start: (sought.append(start), seek(self, start)))
    clip = open_clip(long_film)
    first, second = stream(clip), stream(clip, 8)
    for _ in range(7):  # Two players side by side on one file do not disturb each other.
        next(first)
        next(second)
    for index in range(30, 60):
        clip.frames(index, index + 1)
    assert sought == [30] or sought == []


def test_threads_share_a_film(long_film: Path) -> None:
    clip = open_clip(long_film)
    order = [random.Random(2).randrange(COUNT) for _ in range(60)]
    with ThreadPoolExecutor(6) as threads:
        shown = list(threads.map(lambda index: number_of(clip.frames(index, index + 1)[0]), order))
    assert shown == order


def test_a_clip_travels_as_a_description(long_film: Path) -> None:
    clip = open_clip(long_film)
    clip.frames(0, 20)
    data = pickle.dumps(clip)
    assert len(data) < 1000
    arrived = pickle.loads(data)  # noqa: S301
    assert arrived == clip
    assert digest(arrived) == digest(clip)


def test_a_film_that_vanished_or_changed_is_an_error(long_film: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.mp4"
    path.write_bytes(long_film.read_bytes())
    clip = open_clip(path)
    clip.frames(0, 1)
    os.utime(path, ns=(1, 1))
    with pytest.raises(MediaError, match=r"copy\.mp4 has changed"):
        clip.frames(0, 1)
    path.unlink()
    with pytest.raises(MediaError, match=r"copy\.mp4 does not exist"):
        clip.frames(1, 2)


def test_a_film_cut_short_plays_up_to_there_and_then_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.mp4"
    noise = np.random.default_rng(0).integers(0, 256, (40, 64, 64, 3), np.uint8)
    write_video(path, ArrayClip(noise))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])
    clip = open_clip(path)
    assert clip.count == 40
    assert len(clip.frames(0, 8)) == 8
    with pytest.raises(MediaError, match=r"cut\.mp4"):
        clip.frames(39, 40)


COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (128, 128, 128), (255, 255, 255), (0, 0, 0), (200, 120, 40)]


@pytest.mark.parametrize(
    "how",
    [
        {"tagged": True},
        {"tagged": False},
        {"tagged": True, "pixel_format": "yuv444p"},
        {"tagged": False, "codec": "mjpeg", "pixel_format": "yuvj420p", "options": {"q": "2"}},
    ],
)
def test_colours_are_right_whatever_the_tags(how: dict[str, Any], tmp_path: Path) -> None:
    path = make_film(tmp_path / "colours.mov", patches(COLOURS)[None].repeat(3, axis=0), **how)
    shown = patch_colours(open_clip(path).frames(1, 2)[0])
    assert np.abs(shown - np.array(COLOURS)).max() <= 4


def test_a_turned_film_is_seen_upright(tmp_path: Path) -> None:
    pixels = patches([(255, 0, 0), (0, 0, 255)], 32)
    for degrees in (90, 180, -90):
        path = make_film(tmp_path / f"turned{degrees}.mp4", pixels[None].repeat(2, axis=0), rotated=degrees)
        clip = open_clip(path)
        expected = np.rot90(pixels, degrees // 90)
        assert clip.size == expected.shape[1::-1]
        assert np.abs(clip.frames(0, 1)[0].astype(int) - expected)[8::16, 8::16].max() < 8


def test_a_film_that_goes_two_ways_is_decoded_once(long_film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []
    read = Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, start, target: (reads.append(start), read(self, start, target)))
    clip = open_clip(long_film)
    before = np.concatenate([clip.frames(start, start + 8) for start in range(0, 24, 8)])
    reads.clear()
    beside = SideBySide((clip, Reverse(Reverse(clip))), 2)
    shown = np.concatenate([beside.frames(start, start + 8) for start in range(0, 24, 8)])
    assert reads == [0, 8, 16]
    assert np.array_equal(shown, np.concatenate([before, before], axis=2))
    with pytest.raises(ValueError, match="read-only"):
        clip.frames(0, 8)[0, 0, 0] = 7
    held = clip.frames(40, 48)[3]
    assert np.array_equal(clip.frames(40, 48)[3], held)
    assert reads == [0, 8, 16, 0, 40]


def test_the_frame_that_was_read_last_is_read_again_without_seeking(
    long_film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_readers()
    sought: list[int] = []
    seek = Reader._seek
    monkeypatch.setattr(Reader, "_seek", lambda self, start: (sought.append(start), seek(self, start)))
    clip = open_clip(long_film)
    for start in (*range(40), 39, *range(40, 60)):
        assert [number_of(pixels) for pixels in clip.frames(start, start + 2)] == [start, start + 1]
    assert sought == [39]
    assert number_of(clip.frames(5, 6)[0]) == 5
    assert number_of(clip.frames(5, 6)[0]) == 5
