"""One picture over another: fitted into the frame, see-through in places, in letters, or on its way to the next.

Colours are scaled by the share that is seen of each (Porter and Duff, "Compositing Digital Images", SIGGRAPH 1984), so
that what is transparent shows no fringe.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Pixels, Size
from soraapp.media.film.cut import Title
from soraapp.media.fit import FitMode, fit_pixels, inside
from soraapp.media.image import Layer
from soraapp.media.ink import rgb_of
from soraapp.media.lettering import TextImage
from soraapp.media.ops.transition import TransitionStyle, crossed

Levels = NDArray[np.uint8]
"""How much is seen of each pixel, 0 to 255: (height, width)."""

_WIDEST = 0.9
"""Of the picture's width: longer lines of a title are broken."""


class Patch(NamedTuple):
    """A part of a picture, with its upper left corner at `left`, `upper` in the frame."""

    pixels: Pixels
    """Scaled by what is seen of each."""
    left: int = 0
    upper: int = 0
    seen: Levels | None = None
    """None where all of it is seen."""

    def covers(self, frame: Size) -> bool:
        """Whether nothing is seen around it or through it."""
        return self.seen is None and self.pixels.shape[:2] == (frame.height, frame.width)


def fitted(pixels: Pixels, frame: Size, fit: FitMode) -> Patch:
    """A picture in a frame of another size. What would be a black bar is no part of it."""
    place = _place(Size(pixels.shape[1], pixels.shape[0]), frame, fit)
    return _centred(fit_pixels(pixels, place, _filling(fit)), frame)


def fitted_layer(layer: Layer, frame: Size, fit: FitMode) -> Patch:
    """A picture with transparency in a frame."""
    alpha = layer.alpha
    place = _place(Size(alpha.shape[1], alpha.shape[0]), frame, fit)
    pixels = fit_pixels(_scaled(layer.colours, alpha), place, _filling(fit))
    seen = np.ascontiguousarray(fit_pixels(_thrice(alpha), place, _filling(fit))[..., 0])
    # Cubics swing over edges: no colour is stronger than what is seen of it.
    return _centred(np.minimum(pixels, seen[..., None]), frame)._replace(seen=seen)


@lru_cache(maxsize=8)
def lettered(title: Title, frame: Size) -> Patch:
    """A title, no larger than its letters, read-only. Raises InputError for characters that no font has."""
    tall = max(1, round(frame.height * title.height / 100))
    middle = frame.width * title.across / 100, frame.height * title.down / 100
    letters = TextImage(frame, title.text, tall, middle, max(1, round(frame.width * _WIDEST)))
    edge = replace(letters, outline=round(tall * title.outline / 100))
    ink, line = letters.pixels()[..., 0], edge.pixels()[..., 0]
    seen = np.maximum(ink, line)
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    if not len(rows):
        return Patch(np.zeros((1, 1, 3), np.uint8), seen=np.zeros((1, 1), np.uint8))
    part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    colour = np.full((*ink[part].shape, 3), rgb_of(title.ink), np.uint8)
    patch = Patch(_scaled(colour, np.ascontiguousarray(ink[part])), int(columns[0]), int(rows[0]), seen[part].copy())
    for one in (patch.pixels, patch.seen):
        assert one is not None
        one.flags.writeable = False
    return patch


def lay(patch: Patch, ground: Pixels, share: float) -> None:
    """Lay a patch over a picture, seen by a share from 0 to 1."""
    height, width = patch.pixels.shape[:2]
    place = ground[patch.upper : patch.upper + height, patch.left : patch.left + width]
    if patch.seen is None and share == 1:
        place[:] = patch.pixels
    elif patch.seen is None:
        place[:] = cv2.addWeighted(patch.pixels, share, np.ascontiguousarray(place), 1 - share, 0)
    else:
        pixels, seen = _by_share(patch.pixels, share), _by_share(patch.seen, share)
        place[:] = cv2.add(_scaled(np.ascontiguousarray(place), ~seen), pixels)


def between(
    old: tuple[Patch, float] | None, new: tuple[Patch, float] | None, frame: Size, style: TransitionStyle, gone: float
) -> Patch:
    """What is seen on the way from one patch to the next, each with its share."""
    if old and new and old[0].covers(frame) and new[0].covers(frame) and old[1] == new[1] == 1:
        return Patch(crossed(old[0].pixels, new[0].pixels, style, gone))
    (leaving, before), (coming, after) = _spread(old, frame), _spread(new, frame)
    pixels = crossed(leaving, coming, style, gone)
    if style is TransitionStyle.BLACK:  # It gets dark, and not transparent.
        return Patch(pixels, seen=before if gone < 1 / 2 else after)
    return Patch(pixels, seen=crossed(before, after, style, gone))


def _spread(one: tuple[Patch, float] | None, frame: Size) -> tuple[Pixels, Levels]:
    """A patch as a whole frame, with what is seen of each pixel."""
    pixels, seen = np.zeros((frame.height, frame.width, 3), np.uint8), np.zeros((frame.height, frame.width), np.uint8)
    if one is not None:
        patch, share = one
        height, width = patch.pixels.shape[:2]
        place = slice(patch.upper, patch.upper + height), slice(patch.left, patch.left + width)
        pixels[place] = _by_share(patch.pixels, share)
        seen[place] = round(255 * share) if patch.seen is None else _by_share(patch.seen, share)
    return pixels, seen


def _by_share(levels: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
    return levels if share == 1 else cv2.convertScaleAbs(levels, alpha=share).astype(np.uint8, copy=False)


def _scaled(pixels: Pixels, levels: Levels) -> Pixels:
    """Pixels by what is seen of each."""
    return cv2.multiply(pixels, _thrice(levels), scale=1 / 255).astype(np.uint8, copy=False)


def _thrice(levels: Levels) -> Pixels:
    return cv2.merge((levels, levels, levels)).astype(np.uint8, copy=False)


def _place(source: Size, frame: Size, fit: FitMode) -> Size:
    """The size of what is seen of a picture in a frame."""
    if fit is FitMode.CONTAIN:
        return inside(source, frame)
    if fit is FitMode.PAD:
        return Size(min(source.width, frame.width), min(source.height, frame.height))
    return frame


def _filling(fit: FitMode) -> FitMode:
    """How the place is filled: it has the proportion already where all of the picture is contained."""
    return FitMode.STRETCH if fit is FitMode.CONTAIN else fit


def _centred(pixels: Pixels, frame: Size) -> Patch:
    return Patch(pixels, (frame.width - pixels.shape[1]) // 2, (frame.height - pixels.shape[0]) // 2)
