"""A sound that was made with a clip: stored beside it to the bit, told by the clip, gone with it when damaged."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.cache import Cache, CachedClip
from soraapp.errors import MediaError
from soraapp.media.audio.sound import Audio
from soraapp.media.audio.soundtrack import muted, sound_of, with_sound
from soraapp.media.clip import Size
from soraapp.media.identity import digest
from soraapp.media.ops import Trim

SIZE, RATE = Size(32, 32), Fraction(8)
FRAMES = np.arange(8 * 32 * 32 * 3, dtype=np.uint32).astype(np.uint8).reshape(8, 32, 32, 3)
SAMPLES = np.random.default_rng(3).normal(0, 0.4, (16001, 2)).astype(np.float32)


def stored(folder: Path) -> CachedClip:
    return Cache(folder).write("ab", [FRAMES], SIZE, RATE, {}, heard=(SAMPLES, 16000))


def heard(clip: CachedClip | None) -> Audio:
    assert clip is not None
    audio = sound_of(clip)
    assert audio is not None
    return audio


def test_a_clip_has_the_sound_it_was_made_with(tmp_path: Path) -> None:
    for clip in (stored(tmp_path), Cache(tmp_path).clip("ab")):
        audio = heard(clip)
        assert (audio.rate, audio.channels, audio.count) == (16000, 2, 16001)
        assert np.array_equal(audio.samples(0, 16001), SAMPLES)
        assert np.array_equal(audio.samples(7000, 7010), SAMPLES[7000:7010])
        assert audio.samples(5, 5).shape == (0, 2)


def test_what_is_made_of_the_clip_sounds_like_it(tmp_path: Path) -> None:
    clip = stored(tmp_path)
    later = sound_of(Trim(clip, 4, 8))
    assert later is not None
    assert np.array_equal(later.samples(0, 8000), SAMPLES[8000:16000])
    assert sound_of(with_sound(clip, None)) is None
    assert muted(with_sound(clip, None)) == clip


def test_a_sound_changes_no_frame_and_so_no_digest(tmp_path: Path) -> None:
    silent = Cache(tmp_path / "other").write("ab", [FRAMES], SIZE, RATE, {})
    assert sound_of(silent) is None
    assert digest(silent) == digest(stored(tmp_path))


def test_an_entry_whose_sound_is_damaged_is_dropped(tmp_path: Path) -> None:
    clip = stored(tmp_path)
    audio = heard(clip)
    file = Path(clip.path).with_suffix(".f32")
    data = bytearray(file.read_bytes())
    data[40] ^= 1
    file.write_bytes(data)
    with pytest.raises(MediaError, match="damaged or gone"):
        audio.samples(0, 10)
    assert Cache(tmp_path).clip("ab") is None
    assert not file.exists()
    assert not Path(clip.path).exists()


def test_a_result_names_the_sound_of_a_clip_by_the_clip(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.keep_result("key", {"audio": heard(stored(tmp_path))})
    assert str(tmp_path) not in (tmp_path / "results" / "key.json").read_text("utf-8")
    found = (cache.result("key") or {})["audio"]
    assert isinstance(found, Audio)
    assert np.array_equal(found.samples(0, 16001), SAMPLES)


def test_what_a_clip_takes_counts_its_sound(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    stored(tmp_path)
    assert cache.usage().bytes == sum(file.stat().st_size for file in (tmp_path / "clips").iterdir())
    assert cache.usage().bytes > SAMPLES.nbytes
    cache.clear()
    assert not list((tmp_path / "clips").iterdir())
