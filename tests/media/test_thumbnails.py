"""Thumbnails keep the proportion and never enlarge."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np

from soraapp.media.clip import Size, StillClip
from soraapp.media.image import open_image, write_image
from soraapp.media.thumbnails import thumbnail
from tests.media.making import NumberedClip, number_of


def test_pictures_and_clips(tmp_path: Path) -> None:
    write_image(tmp_path / "a.png", np.full((30, 60, 3), 70, np.uint8))
    image = open_image(tmp_path / "a.png")
    for media in (image, StillClip(image, Fraction(24), 9)):
        small = thumbnail(media, Size(20, 20))
        assert small.shape == (10, 20, 3)
        assert (small == 70).all()
    assert thumbnail(image, Size(100, 100)).shape == (30, 60, 3)
    assert number_of(thumbnail(NumberedClip(9), Size(200, 200))) == 0
