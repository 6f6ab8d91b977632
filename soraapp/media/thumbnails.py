"""Small pictures of media, for cards, lists and the preview."""

from __future__ import annotations

from soraapp.media.clip import Clip, FrameImage, Image, Pixels, Size
from soraapp.media.fit import FitMode, fit_pixels, within


def thumbnail(media: Image | Clip, largest: Size) -> Pixels:
    """A picture, or the first frame of a clip, shrunk in proportion until it fits `largest`; never enlarged."""
    image = FrameImage(media, 0) if isinstance(media, Clip) else media
    return fit_pixels(image.pixels(), within(image.size, largest), FitMode.STRETCH)
