"""What is seen in place of a shot that is not there yet: its name and how it stands, on a dark ground."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from soraapp.media.clip import Pixels, Size
from soraapp.media.film.cut import Title
from soraapp.media.film.layer import lay, lettered
from soraapp.media.lettering import unwritable

GROUND, LINE, NAME, STATE = (21, 23, 27), (58, 64, 74), "#e6e8eb", "#9aa3ae"


@dataclass(frozen=True)
class Slate:
    """A picture of the size of the film that says what is missing, and why."""

    picture_size: Size
    name: str
    state: str

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        """The picture, read-only."""
        return _drawn(self)


@lru_cache(maxsize=32)
def _drawn(slate: Slate) -> Pixels:
    size = slate.size
    pixels = np.full((size.height, size.width, 3), GROUND, np.uint8)
    edge, inset = max(1, size.height // 240), size.height // 24
    cv2.rectangle(pixels, (inset, inset), (size.width - 1 - inset, size.height - 1 - inset), LINE, edge)
    for text, height, down, ink in ((slate.name, 9.0, 45.0, NAME), (slate.state, 6.5, 58.0, STATE)):
        told = _writable(text)
        if told:
            lay(lettered(Title(told, height, 50.0, down, ink, 0.0), size), pixels, 1.0)
    pixels.flags.writeable = False
    return pixels


def _writable(text: str) -> str:
    """The text without letters that the fonts of pictures do not have."""
    return text if unwritable(text) is None else "".join(one for one in text if unwritable(one) is None).strip()
