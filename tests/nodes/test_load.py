"""The nodes that load files, called as the functions they are."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np

from nodes.load import image_sequence
from soraapp.catalogue import Catalogue
from soraapp.engine.content_key import content_key
from soraapp.media.image import write_image
from soraapp.models.registry import Registry


def write(folder: Path, *levels: int) -> Path:
    for number, level in enumerate(levels):
        write_image(folder / f"frame_{number:04d}.png", np.full((4, 6, 3), level, np.uint8))
    return folder / "frame_0000.png"


def test_numbered_pictures_are_a_clip(tmp_path: Path) -> None:
    clip = image_sequence(write(tmp_path, 5, 6, 7), 23.976)
    assert (clip.rate, clip.count) == (Fraction(24000, 1001), 3)
    assert list(clip.frames(0, 3)[:, 0, 0, 0]) == [5, 6, 7]


def test_every_picture_counts_in_the_key(tmp_path: Path) -> None:
    first = write(tmp_path, 5, 6)

    def key() -> str:
        kind = Catalogue.of("nodes")["load.image_sequence"]
        return content_key(kind, {"file": first, "rate": 24.0}, Registry.standard(), {})

    before = key()
    assert key() == before
    write(tmp_path, 5, 6, 7)
    assert key() != before
