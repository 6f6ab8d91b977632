"""Colours as people write them: by a name, or by the figures of red, green and blue."""

from __future__ import annotations

import re
from collections.abc import Mapping

from soraapp.errors import InputError

Rgb = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""

INKS: Mapping[str, Rgb] = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "grey": (128, 128, 128),
    "yellow": (255, 214, 10),
    "orange": (255, 149, 0),
    "red": (229, 57, 53),
    "green": (67, 160, 71),
    "blue": (30, 136, 229),
}
"""The colours that have names."""

_FIGURES = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def rgb_of(text: str) -> Rgb:
    """The colour that a text names: a name of INKS, ``#rrggbb`` or ``#rgb``. Raises InputError for any other text."""
    tidy = text.strip().lower()
    if tidy in INKS:
        return INKS[tidy]
    if not _FIGURES.fullmatch(tidy):
        raise InputError(
            "{value} is no colour.",
            remedy="Give one such as #ff8a3d, or one of: {names}.",
            value=repr(text),
            names=", ".join(INKS),
        )
    figures = tidy[1:] if len(tidy) == 7 else "".join(2 * figure for figure in tidy[1:])
    return int(figures[:2], 16), int(figures[2:4], 16), int(figures[4:], 16)
