"""Numbered pictures become a clip, in the order of their numbers, up to the first gap."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.errors import MediaError
from soraapp.media.clip import Size
from soraapp.media.image import write_image
from soraapp.media.sequence import all_of, begin_of, numbered_on, open_sequence, sequence_fingerprint


def write(folder: Path, *names: str, size: tuple[int, int] = (6, 4)) -> None:
    """Each picture has the level of the number in its name."""
    for name in names:
        level = int("".join(letter for letter in name if letter.isdigit()))
        write_image(folder / name, np.full((size[1], size[0], 3), level, np.uint8))


def test_pictures_follow_each_other(tmp_path: Path) -> None:
    write(tmp_path, *(f"shot_{number:03d}.png" for number in (7, 8, 9, 10, 12)), "other_011.png", "shot_011.bmp")
    clip = open_sequence(tmp_path / "shot_008.png", Fraction(24000, 1001))
    assert (clip.size, clip.rate, clip.count) == (Size(6, 4), Fraction(24000, 1001), 3)
    assert list(clip.frames(0, 3)[:, 0, 0, 0]) == [8, 9, 10]
    assert list(clip.frames(1, 2)[:, 3, 5, 2]) == [9]
    assert clip.frames(2, 2).shape == (0, 4, 6, 3)


def test_numbers_may_grow_longer(tmp_path: Path) -> None:
    write(tmp_path, "a9.PNG", "a10.png", "a11.png")
    assert [file.name for file in numbered_on(tmp_path / "a9.PNG")] == ["a9.PNG", "a10.png", "a11.png"]
    assert open_sequence(tmp_path / "a11.png", Fraction(1)).count == 1


def test_a_picture_of_another_size_is_framed(tmp_path: Path) -> None:
    write(tmp_path, "1.png")
    write(tmp_path, "200.png", size=(4, 4))
    (tmp_path / "200.png").rename(tmp_path / "2.png")
    frame = open_sequence(tmp_path / "1.png", Fraction(8)).frames(1, 2)[0]
    assert (frame[:, 1:5] == 200).all()
    assert (frame[:, [0, 5]] == 0).all()


def test_what_changes_is_seen(tmp_path: Path) -> None:
    write(tmp_path, "1.png", "2.png")
    before, clip = sequence_fingerprint(tmp_path / "1.png"), open_sequence(tmp_path / "1.png", Fraction(8))
    write(tmp_path, "3.png")
    assert sequence_fingerprint(tmp_path / "1.png") != before
    (tmp_path / "3.png").unlink()
    assert sequence_fingerprint(tmp_path / "1.png") == before
    write_image(tmp_path / "2.png", np.zeros((9, 9, 3), np.uint8))
    assert sequence_fingerprint(tmp_path / "1.png") != before
    with pytest.raises(MediaError, match=r"2\.png has changed"):
        clip.frames(0, 2)


def test_pictures_are_named_all_at_once(tmp_path: Path) -> None:
    write(tmp_path, *(f"shot_{number:03d}.png" for number in (7, 8, 9)), "shot_1.png", "other_001.png")
    everything = all_of(tmp_path / "shot_008.png")
    assert everything.name == "shot_###.png"
    assert begin_of(everything) == tmp_path / "shot_007.png"
    assert open_sequence(everything, Fraction(24)) == open_sequence(tmp_path / "shot_007.png", Fraction(24))
    assert sequence_fingerprint(everything) == sequence_fingerprint(tmp_path / "shot_007.png")
    assert begin_of(tmp_path / "shot_008.png") == tmp_path / "shot_008.png"
    with pytest.raises(MediaError, match="no pictures none_#"):
        begin_of(tmp_path / "none_#.png")


def test_what_is_no_sequence_is_refused(tmp_path: Path) -> None:
    write_image(tmp_path / "picture.png", np.zeros((2, 2, 3), np.uint8))
    with pytest.raises(MediaError, match=r"picture\.png has no number .* such as frame_0001\.png"):
        open_sequence(tmp_path / "picture.png", Fraction(8))
    with pytest.raises(MediaError, match=r"7\.png does not exist"):
        open_sequence(tmp_path / "7.png", Fraction(8))
    (tmp_path / "8.png").write_text("no picture")
    with pytest.raises(MediaError, match=r"8\.png is damaged"):
        open_sequence(tmp_path / "8.png", Fraction(8))
