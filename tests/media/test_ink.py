"""Colours as people write them."""

from __future__ import annotations

import pytest

from soraapp.errors import InputError
from soraapp.media.ink import INKS, Rgb, rgb_of


@pytest.mark.parametrize(
    ("text", "color"),
    [("#ff8a3d", (255, 138, 61)), (" #FF8A3D ", (255, 138, 61)), ("#0f8", (0, 255, 136)), ("White", (255, 255, 255))],
)
def test_names_and_figures_are_read(text: str, color: Rgb) -> None:
    assert rgb_of(text) == color


@pytest.mark.parametrize("text", ["", "reddish", "#12345", "#gggggg", "ff8a3d", "rgb(1, 2, 3)", "#ff8a3d00"])
def test_anything_else_is_no_colour(text: str) -> None:
    with pytest.raises(InputError, match="is no colour") as caught:
        rgb_of(text)
    assert all(name in str(caught.value) for name in INKS)
