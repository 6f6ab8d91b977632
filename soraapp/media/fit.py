"""How pixels of one size become pixels of another: filled, fitted inside with black bars, or stretched."""

from __future__ import annotations

from enum import Enum

import cv2
import numpy as np

from soraapp.media.clip import Pixels, Size


class FitMode(Enum):
    """What gives when the sides of the source and the target are in different proportion."""

    COVER = "cover"
    """The target is filled; what juts out is cut off evenly on both sides."""
    CONTAIN = "contain"
    """All of the source is seen; the rest is black."""
    STRETCH = "stretch"
    """The proportion changes."""
    PAD = "pad"
    """The source keeps its size, in the middle: the rest is black, and what juts out is cut off."""


class Sampling(Enum):
    """How new pixels are made from old ones."""

    AREA = "area"
    """Averages when shrinking, interpolates with cubics when enlarging: right for almost everything."""
    LANCZOS = "lanczos"
    """Sharper when enlarging; shimmers when shrinking by much."""
    NEAREST = "nearest"
    """Takes the nearest pixel: for pixel art and masks."""


def fit_pixels(pixels: Pixels, size: Size, mode: FitMode = FitMode.COVER, sampling: Sampling = Sampling.AREA) -> Pixels:
    """`pixels`, of shape (height, width, 3), at another size. At the same size they are returned as they are."""
    source = Size(pixels.shape[1], pixels.shape[0])
    if source == size:
        return pixels
    if mode is FitMode.STRETCH:
        return _resized(pixels, size, sampling)
    if mode is FitMode.COVER:
        return _resized(_middle(pixels, inside(size, source)), size, sampling)
    if mode is FitMode.PAD:
        return _framed(_middle(pixels, Size(min(source.width, size.width), min(source.height, size.height))), size)
    return _framed(_resized(pixels, inside(source, size), sampling), size)


def _middle(pixels: Pixels, size: Size) -> Pixels:
    left, top = (pixels.shape[1] - size.width) // 2, (pixels.shape[0] - size.height) // 2
    return pixels[top : top + size.height, left : left + size.width]


def _framed(pixels: Pixels, size: Size) -> Pixels:
    framed = np.zeros((size.height, size.width, 3), np.uint8)
    _middle(framed, Size(pixels.shape[1], pixels.shape[0]))[:] = pixels
    return framed


def within(size: Size, largest: Size) -> Size:
    """The greatest size in the proportion of `size` that fits inside `largest` without enlarging."""
    if size.width <= largest.width and size.height <= largest.height:
        return size
    return inside(size, largest)


def inside(shape: Size, frame: Size) -> Size:
    """The greatest size in the proportion of `shape` inside `frame`, to the nearest pixel and at least 1x1."""
    if shape.width * frame.height >= frame.width * shape.height:
        return Size(frame.width, max(1, round(shape.height * frame.width / shape.width)))
    return Size(max(1, round(shape.width * frame.height / shape.height)), frame.height)


def _resized(pixels: Pixels, size: Size, sampling: Sampling) -> Pixels:
    shrinks = size.width <= pixels.shape[1] and size.height <= pixels.shape[0]
    method = {
        Sampling.AREA: cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC,
        Sampling.LANCZOS: cv2.INTER_LANCZOS4,
        Sampling.NEAREST: cv2.INTER_NEAREST_EXACT,
    }[sampling]
    return cv2.resize(pixels, size, interpolation=method).astype(np.uint8, copy=False)
