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
        inner = _inside(size, source)
        left, top = (source.width - inner.width) // 2, (source.height - inner.height) // 2
        return _resized(pixels[top : top + inner.height, left : left + inner.width], size, sampling)
    inner = _inside(source, size)
    left, top = (size.width - inner.width) // 2, (size.height - inner.height) // 2
    framed = np.zeros((size.height, size.width, 3), np.uint8)
    framed[top : top + inner.height, left : left + inner.width] = _resized(pixels, inner, sampling)
    return framed


def within(size: Size, largest: Size) -> Size:
    """The greatest size in the proportion of `size` that fits inside `largest` without enlarging."""
    if size.width <= largest.width and size.height <= largest.height:
        return size
    return _inside(size, largest)


def _inside(shape: Size, frame: Size) -> Size:
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
