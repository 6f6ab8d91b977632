"""Clips as numbered pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from soraapp.errors import Cancelled, InputError, MediaError
from soraapp.media.clip import Size
from soraapp.media.image import open_image
from soraapp.media.numbered import numbered, write_pictures
from tests.nodes.artist import Pattern, whole

CLIP = Pattern(Size(9, 7), count=3)


def test_every_frame_is_a_picture(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    (tmp_path / "f_0002.png").write_bytes(b"old")
    write_pictures(tmp_path / "f_####.png", CLIP, progress=lambda done, total: told.append((done, total)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f_0001.png", "f_0002.png", "f_0003.png"]
    made = [open_image(tmp_path / f"f_000{number}.png").pixels() for number in (1, 2, 3)]
    assert np.array_equal(np.stack(made), whole(CLIP))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_number_is_as_long_as_it_must_be() -> None:
    assert numbered(Path("a/f##.png"), 7) == Path("a/f07.png")
    assert numbered(Path("f#.png"), 123) == Path("f123.png")


def test_what_is_cancelled_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(b"old")
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        write_pictures(tmp_path / "#.png", CLIP, cancelled=lambda: next(asked))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("1.png", b"old")]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="could not be written"):
        write_pictures(tmp_path / "no" / "#.png", CLIP)
    with pytest.raises(InputError, match="where the number stands"):
        write_pictures(tmp_path / "#_#.png", CLIP)
    with pytest.raises(InputError, match="no ending"):
        write_pictures(tmp_path / "#.txt", CLIP)
