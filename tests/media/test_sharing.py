"""Media become files that any other program reads."""

from __future__ import annotations

import os
import time
import wave
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.errors import InputError
from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames, Size
from soraapp.media.decode import open_clip
from soraapp.media.image import open_image, write_image
from soraapp.media.sharing import file_name, share


@dataclass(frozen=True)
class Grey:
    """A clip of one grey."""

    count: int = 6
    rate: Fraction = Fraction(8)

    @property
    def size(self) -> Size:
        return Size(33, 17)

    def frames(self, start: int, stop: int) -> Frames:
        return np.full((stop - start, self.size.height, self.size.width, 3), 120, np.uint8)


@dataclass(frozen=True)
class Tone:
    """Half of full scale on two channels."""

    rate: int = 8000
    channels: int = 2
    count: int = 40000

    def samples(self, start: int, stop: int) -> Samples:
        return np.full((stop - start, 2), 0.5, np.float32)


def test_a_clip_is_an_mp4_with_even_sides_and_all_its_frames(tmp_path: Path) -> None:
    path = share(Grey(), tmp_path, "Text to video · Take 2")
    assert path.name == "Text to video Take 2.mp4"
    clip = open_clip(path)
    assert (clip.size, clip.count, clip.rate) == (Size(32, 16), 6, Fraction(8))
    assert abs(int(clip.frames(3, 4).mean()) - 120) <= 2


def test_a_picture_is_a_png_of_the_same_pixels(tmp_path: Path) -> None:
    pixels = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    write_image(tmp_path / "a.png", pixels)
    path = share(open_image(tmp_path / "a.png"), tmp_path / "shared", "图片")
    assert path.name == "图片.png"
    assert np.array_equal(open_image(path).pixels(), pixels)


def test_a_sound_is_a_wav(tmp_path: Path) -> None:
    with wave.open(str(share(Tone(), tmp_path, "tone"))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (8000, 2, 40000)
        assert abs(np.frombuffer(file.readframes(1), "<i2")[0] - 16383) <= 1


def test_what_was_shared_is_not_written_again_and_old_files_go(tmp_path: Path) -> None:
    path = share(Grey(), tmp_path, "a")
    path.write_bytes(b"as it was")
    assert share(Grey(), tmp_path, "a") == path
    assert path.read_bytes() == b"as it was"
    long_ago = time.time() - 2 * 24 * 3600
    for file in (path, path.parent):
        os.utime(file, (long_ago, long_ago))
    share(Grey(count=2), tmp_path, "b")
    assert not path.exists()


def test_names_suit_every_system_and_what_is_no_media_is_refused(tmp_path: Path) -> None:
    assert file_name('a/b\\c:"d"?') == "a b c d"
    assert file_name("///") == "Soraapp"
    with pytest.raises(InputError, match="nothing that could be a file"):
        share("words", tmp_path, "a")
