"""Pictures of text, white on black, set with the fonts that come with the program: masks for titles.

Text that Inter can write is set in Inter; where a character is missing there, all is set in Noto Sans CJK, which has
Chinese, Japanese kana and Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from soraapp.errors import InputError
from soraapp.media.clip import Pixels, Size

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FACES = ("Inter-SemiBold.otf", "NotoSansCJKsc-Subset-Regular.otf")
_NOWHERE = "\U0010ffff"
"""A character that no font has: what is drawn for it is what is drawn for any that is missing."""
_SPACING = 0.3
"""Of the height of letters, how much lies between lines."""
_CLINGING = "，。、；：？！）》」』”’…"
"""Marks that never begin a line of Chinese."""


class Alignment(Enum):
    """How lines of different length stand to each other."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class TextImage:
    """Text of `height` pixels a line, broken where it would be wider than `width`, with its middle at (across, down).

    Letters are white, all else is black; `outline` pixels are added around every stroke. Raises InputError for
    characters that the bundled fonts do not have.
    """

    picture_size: Size
    text: str
    height: int
    middle: tuple[float, float]
    width: int
    alignment: Alignment = Alignment.CENTRE
    outline: int = 0

    def __post_init__(self) -> None:
        problem = unwritable(self.text)
        if problem is not None:
            raise problem

    @property
    def size(self) -> Size:
        return self.picture_size

    def pixels(self) -> Pixels:
        """The picture, read-only."""
        return _set(self)


@lru_cache(maxsize=4)
def _set(image: TextImage) -> Pixels:
    from PIL import Image, ImageDraw

    font = _font(_face(image.text), image.height)
    canvas = Image.new("L", image.size, 0)
    lines = list(_lines(image.text, font, image.width))
    pitch = round(image.height * (1 + _SPACING))
    widths = [font.getlength(line) for line in lines]
    top = image.middle[1] - (pitch * (len(lines) - 1) + image.height) / 2
    for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
        slack = {Alignment.LEFT: 0.0, Alignment.CENTRE: 0.5, Alignment.RIGHT: 1.0}[image.alignment]
        left = image.middle[0] - max(widths) / 2 + (max(widths) - width) * slack
        # Letters hang from the middle of their line, where fonts of different ascent agree.
        at = (round(left), round(top + number * pitch + image.height / 2))
        ImageDraw.Draw(canvas).text(at, line, fill=255, font=font, anchor="lm", stroke_width=image.outline)
    pixels = np.repeat(np.asarray(canvas, np.uint8)[..., None], 3, axis=2)
    pixels.flags.writeable = False
    return pixels


def _lines(text: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    """The lines of a text: where it breaks them itself, and where they would be too wide."""
    for paragraph in text.splitlines():
        line = ""
        for piece in _pieces(paragraph):
            if line and font.getlength((line + piece).rstrip()) > width:
                yield line.rstrip()
                line = ""
            line = line + piece if line else piece.lstrip()
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """The parts of a line that stay together: words with the space after them, or single Chinese characters with the
    marks that cling to them."""
    piece = ""
    for letter in text:
        wide = ord(letter) >= 0x2E80 and letter not in _CLINGING
        if piece and (wide or (piece[-1].isspace() and not letter.isspace()) or _stands_alone(piece, letter)):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _stands_alone(piece: str, letter: str) -> bool:
    return ord(piece[-1]) >= 0x2E80 and letter not in _CLINGING and not letter.isspace()


def unwritable(text: str) -> InputError | None:
    """Why a text cannot be written: neither font has all of its characters. None where one has."""
    letters = min((_missing(face, _letters(text)) for face in _FACES), key=len)
    if not letters:
        return None
    return InputError(
        "The fonts of titles have no {letters}.", remedy="Leave these characters out.", letters=" ".join(letters)
    )


def _face(text: str) -> str:
    """The first font file that has every character of a text."""
    return next(face for face in _FACES if not _missing(face, _letters(text)))


def _letters(text: str) -> str:
    return "".join(sorted({letter for letter in text if not letter.isspace()}))


@lru_cache(maxsize=64)
def _missing(face: str, letters: str) -> str:
    """Which of these characters a font cannot draw."""
    font = _font(face, 32)
    box = _drawn(font, _NOWHERE)
    return "".join(letter for letter in letters if _drawn(font, letter) == box)


def _drawn(font: FreeTypeFont, letter: str) -> bytes:
    from PIL import Image, ImageDraw

    canvas = Image.new("L", (64, 64), 0)
    ImageDraw.Draw(canvas).text((16, 8), letter, fill=255, font=font)
    return canvas.tobytes()


@lru_cache(maxsize=16)
def _font(face: str, height: int) -> FreeTypeFont:
    from PIL import ImageFont

    # The basic layout is the same everywhere; the other one depends on a library that may be missing.
    return ImageFont.truetype(_FONTS / face, height, layout_engine=ImageFont.Layout.BASIC)
