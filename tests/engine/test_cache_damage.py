"""Damage that comes at the worst moment never becomes part of a film."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.cache import Cache, CachedClip, files
from soraapp.engine.cache import clip as stored
from soraapp.errors import MediaError
from soraapp.media.clip import Frames
from soraapp.media.decode import open_clip
from tests.engine.cache_work import film, job, make
from tests.engine.test_cache import FRAMES, RATE, SIZE, filled
from tests.engine.test_cache_unfinished import COUNT, Windowed, broken_off, everything, request

_TICK = 2 * 10**9


def harmed(path: Path) -> bytes:
    """The content of a stored clip with one byte changed, so that other pictures come out and nothing else is wrong."""
    sound, other = path.read_bytes(), path.with_name("other.avi")
    for at in range(len(sound) // 3, len(sound), 7):
        data = bytearray(sound)
        data[at] ^= 0x55
        other.write_bytes(data)
        try:
            clip = open_clip(other)
            if clip.count == len(FRAMES) and not np.array_equal(clip.frames(0, clip.count), FRAMES):
                return bytes(data)
        except MediaError:
            continue
        finally:
            other.unlink()
    raise AssertionError("no such byte")


def coarsely(path: Path) -> None:
    """Stamp a file that was changed just now as a file system does whose clock counts steps of two seconds."""
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, time.time_ns() // _TICK * _TICK))


def early_in_a_tick() -> None:
    while time.time_ns() % _TICK > _TICK // 2:
        time.sleep(0.05)


def test_two_changes_within_a_tick_of_a_coarse_clock_are_told_apart(tmp_path: Path) -> None:
    _, clip = filled(tmp_path)
    damaged = harmed(Path(clip.path))
    early_in_a_tick()
    coarsely(Path(clip.path))
    holder = Cache(tmp_path).clip("ab")
    assert holder is not None
    assert np.array_equal(holder.frames(0, 9), FRAMES)
    Path(clip.path).write_bytes(damaged)
    coarsely(Path(clip.path))
    with pytest.raises(MediaError, match="damaged"):
        holder.frames(0, 9)
    assert Cache(tmp_path).clip("ab") is None


def test_a_file_that_was_put_back_in_time_does_not_look_like_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = harmed(Path(filled(tmp_path / "one")[1].path))
    put = os.utime

    def coarse(path: Path, ns: tuple[int, int]) -> None:
        put(path, ns=(ns[0], ns[1] // _TICK * _TICK))

    monkeypatch.setattr(files.os, "utime", coarse)
    early_in_a_tick()
    _, clip = filled(tmp_path / "two")
    assert np.array_equal(clip.frames(0, 9), FRAMES)
    Path(clip.path).write_bytes(damaged)
    with pytest.raises(MediaError, match="damaged"):
        clip.frames(0, 9)


def test_a_fresh_file_whose_time_cannot_be_set_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(files.os, "utime", refused)
    _, clip = filled(tmp_path)
    path = Path(clip.path)
    assert np.array_equal(clip.frames(0, 9), FRAMES)
    assert files.known(path) is None
    monkeypatch.undo()
    os.utime(path, (1, 1))
    assert np.array_equal(clip.frames(0, 9), FRAMES)
    assert files.known(path) is not None


def test_a_large_file_that_was_just_written_is_read_once(tmp_path: Path) -> None:
    _, clip = filled(tmp_path)
    assert files.known(Path(clip.path)) is not None
    assert time.time() - Path(clip.path).stat().st_mtime > 3


class Meanwhile:
    """A file that is damaged just before its frames are read."""

    def __init__(self, path: Path, damaged: bytes) -> None:
        self.path, self.damaged = path, damaged

    def frames(self, start: int, stop: int) -> Frames:
        self.path.write_bytes(self.damaged)
        return open_clip(self.path).frames(start, stop)


def test_damage_between_check_and_reading_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, clip = filled(tmp_path)
    damaged = harmed(Path(clip.path))
    monkeypatch.setattr(stored, "_opened", lambda path, *_: Meanwhile(Path(path), damaged))
    with pytest.raises(MediaError, match="damaged"):
        clip.frames(0, 9)
    monkeypatch.undo()
    assert Cache(tmp_path).clip("ab") is None


def test_latents_that_are_damaged_while_they_are_read_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    clip = cache.write("ab", [FRAMES], SIZE, RATE, {}, {"x": np.arange(50, dtype=np.float16)})
    read = stored.read_state

    def late(path: Path) -> object:
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
        return read(path)

    monkeypatch.setattr(stored, "read_state", late)
    assert clip.latents() is None


def test_a_past_that_is_damaged_after_it_was_resumed_is_no_part_of_the_clip(tmp_path: Path) -> None:
    work = broken_off(tmp_path, after=2)
    part = work / "000000.avi"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 0x55

    class Unlucky(Windowed):
        def generate(self, request, watch):
            for number, frames in enumerate(super().generate(request, watch)):
                if number == 1:
                    part.write_bytes(data)
                yield frames

    cache, model = Cache(tmp_path / "cache"), Unlucky(tmp_path / "trace", 0)
    with pytest.raises(MediaError, match="Run again"):
        job(cache, model).generate(request(model, 1, COUNT))
    assert cache.usage().clips == 0
    clip = make(tmp_path / "cache", tmp_path / "trace", 1, COUNT)
    assert isinstance(clip, CachedClip)
    assert np.array_equal(everything(clip), film(1, COUNT))
