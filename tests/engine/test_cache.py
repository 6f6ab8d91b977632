"""What is stored comes back bit for bit, or not at all."""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soraapp.engine.cache import Cache, CachedClip
from soraapp.engine.descriptions import describe, restore
from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size, StillClip
from soraapp.media.fit import FitMode
from soraapp.media.identity import digest
from soraapp.media.image import FileImage
from soraapp.media.ops import Concatenate, Fit, Trim

SIZE, RATE = Size(24, 16), Fraction(24000, 1001)
FRAMES: Frames = np.random.default_rng(1).integers(0, 256, (9, 16, 24, 3), np.uint8)


def filled(folder: Path) -> tuple[Cache, CachedClip]:
    cache = Cache(folder)
    return cache, cache.write("ab", iter((FRAMES[:4], FRAMES[4:])), SIZE, RATE, {"seed": 1})


def test_frames_come_back_exactly_from_another_cache_object(tmp_path: Path) -> None:
    filled(tmp_path)
    clip = Cache(tmp_path).clip("ab")
    assert clip is not None
    assert (clip.size, clip.rate, clip.count) == (SIZE, RATE, 9)
    assert np.array_equal(clip.frames(2, 7), FRAMES[2:7])
    assert json.loads((tmp_path / "clips/ab.json").read_text())["made_by"] == {"seed": 1}


def test_a_stored_clip_is_the_same_clip_in_any_folder(tmp_path: Path) -> None:
    assert digest(filled(tmp_path / "a")[1]) == digest(filled(tmp_path / "b")[1])


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[Frames]:
        yield FRAMES[:4]
        raise KeyboardInterrupt

    cache = Cache(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        cache.write("ab", failing(), SIZE, RATE, {})
    assert cache.clip("ab") is None
    assert list((tmp_path / "clips").iterdir()) == []


@pytest.mark.parametrize("damage", ["shorter", "noise", "no frames", "bad record", "no record"])
def test_a_damaged_entry_is_dropped(tmp_path: Path, damage: str) -> None:
    filled(tmp_path)
    video, record = tmp_path / "clips/ab.avi", tmp_path / "clips/ab.json"
    data = video.read_bytes()
    match damage:
        case "shorter":
            video.write_bytes(data[:-100])
        case "noise":
            video.write_bytes(os.urandom(len(data)))
        case "no frames":
            record.write_text(record.read_text().replace('"count": 9', '"count": 12'))
        case "bad record":
            record.write_text("{")
        case _:
            record.unlink()
    cache = Cache(tmp_path)
    assert cache.clip("ab") is None
    again = cache.write("ab", iter((FRAMES,)), SIZE, RATE, {})
    assert np.array_equal(again.frames(0, 9), FRAMES)


def full(folder: Path) -> Cache:
    """A cache with everything an entry can have."""
    cache = Cache(folder)
    clip = cache.write("ab", [FRAMES], SIZE, RATE, {"seed": 1}, {"x": np.arange(50, dtype=np.float16)})
    cache.keep_result("key", {"clip": Trim(clip, 1, 8), "text": "é", "file": Path("caf\udce9.png")})
    return cache


def test_one_changed_byte_anywhere_never_gives_wrong_frames(tmp_path: Path) -> None:
    """Half the time the frames are read by somebody who has the clip already."""
    full(tmp_path / "sound")
    chance, found = random.Random(5), 0
    for turn in range(120):
        folder = tmp_path / str(turn)
        shutil.copytree(tmp_path / "sound", folder)
        holder = Cache(folder).clip("ab")
        path = chance.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        clip = holder if turn % 2 else Cache(folder).clip("ab")
        outputs = Cache(folder).result("key")
        assert outputs is None or outputs == full(tmp_path / "again").result("key")
        try:
            assert clip is None or np.array_equal(clip.frames(0, 9), FRAMES)
        except MediaError:
            clip = None
        latents = Cache(folder).clip("ab")
        found += clip is None or outputs is None
        if latents is not None:
            assert np.array_equal((latents.latents() or {})["x"], np.arange(50))
    assert found > 80


def test_content_is_read_once_unless_it_changes(tmp_path: Path) -> None:
    full(tmp_path)
    record, video = tmp_path / "clips/ab.json", tmp_path / "clips/ab.avi"
    facts, data = video.stat(), bytearray(video.read_bytes())
    data[-20] ^= 1
    video.write_bytes(data)
    os.utime(video, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert Cache(tmp_path).clip("ab") is not None
    os.utime(video)
    assert Cache(tmp_path).holds("key")
    assert Cache(tmp_path).clip("ab") is None
    assert not record.exists()
    assert not Cache(tmp_path).holds("key")


def test_latents_lie_beside_the_frames(tmp_path: Path) -> None:
    clip = full(tmp_path).clip("ab")
    assert clip is not None
    latents = clip.latents()
    assert latents is not None
    assert (latents["x"].dtype, latents["x"].tolist()) == (np.float16, list(range(50)))
    (tmp_path / "clips/ab.safetensors").write_bytes(b"")
    assert clip.latents() is None
    assert Cache(tmp_path).clip("ab") is None
    assert filled(tmp_path)[1].latents() is None


def test_what_another_made_meanwhile_is_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with cache.begin("ab", SIZE, RATE) as growing:
        growing.add(FRAMES)
        _, other = filled(tmp_path)
        before = Path(other.path).stat().st_mtime_ns
        assert growing.finish({}) == other
    assert Path(other.path).stat().st_mtime_ns == before
    assert sorted(path.name for path in (tmp_path / "clips").iterdir()) == ["ab.avi", "ab.json"]


def test_damage_that_shows_only_when_frames_are_read_makes_the_next_run_compute(tmp_path: Path) -> None:
    cache, clip = filled(tmp_path)
    Path(clip.path).write_bytes(b"RIFF")
    with pytest.raises(MediaError, match="Run again"):
        clip.frames(0, 1)
    assert cache.clip("ab") is None


def test_results_name_the_clips_that_they_hold(tmp_path: Path) -> None:
    cache, clip = filled(tmp_path)
    outputs = {"clip": Trim(Concatenate((clip, clip)), 1, 12), "text": "é", "number": 1.5}
    assert cache.keep_result("key", outputs)
    assert Cache(tmp_path).result("key") == outputs
    (tmp_path / "clips/ab.json").unlink()
    assert Cache(tmp_path).result("key") is None


def test_a_result_that_no_file_can_hold_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert not cache.keep_result("key", {"any": object()})
    assert cache.result("key") is None


def test_the_sweep_removes_what_dead_processes_left(tmp_path: Path) -> None:
    cache, _ = filled(tmp_path)
    left, living, old = (tmp_path / "clips" / name for name in ("tmp-17-x.avi.part", "tmp-171-x.avi", "tmp-5-y.avi"))
    for file in (left, living, old):
        file.write_bytes(b"x")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    cache.sweep([17])
    assert sorted(file.name for file in (tmp_path / "clips").iterdir()) == ["ab.avi", "ab.json", "tmp-171-x.avi"]


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MediaError, match="SORAAPP_HOME"):
        Cache(tmp_path / "file").write("ab", iter((FRAMES,)), SIZE, RATE, {})


class Weather(Enum):
    SUN = 1
    RAIN = 2


plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.fractions(),
    st.sampled_from([Weather.SUN, FitMode.COVER, Path("a/b.png"), Size(3, 4)]),
)


@given(st.recursive(plain, lambda inner: st.lists(inner, max_size=4).map(tuple)))
def test_values_come_back_from_their_description(value: Any) -> None:
    described = json.loads(json.dumps(describe(value, lambda _: None)))
    back = restore(described, lambda name: name)
    assert back == value
    assert type(back) is type(value)


def test_media_come_back_from_their_description() -> None:
    still = StillClip(FileImage("/a.png", "1-2-3", SIZE), RATE, 5)
    clip = Fit(Trim(still, 1, 4), Size(8, 8))
    assert restore(json.loads(json.dumps(describe(clip, lambda _: None))), lambda name: name) == clip


def test_a_description_makes_nothing_but_data() -> None:
    for name in ("os:system", "subprocess:Popen", "builtins:list"):
        with pytest.raises(TypeError):
            restore({"dataclass": name, "fields": {"args": "true"}}, lambda name: name)
