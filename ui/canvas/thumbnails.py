"""Pictures for nodes, made in a thread of their own, only when they are in view and never larger than shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from soraapp.errors import SoraError
from soraapp.media.audio.sound import Audio
from soraapp.media.audio.waveform import WaveformImage
from soraapp.media.clip import Clip, Frames, Image, Pixels, Size, seconds
from soraapp.nodekit import File, NodeType
from soraapp.project.graph import Node
from ui.background import Background
from ui.canvas.picture import Picture

STRIP = 32
"""The most frames of a clip that play on a node."""
LONGEST = 4.0
"""A longer clip plays faster, so that all of it passes in so many seconds."""


@dataclass(frozen=True)
class Thumbnail:
    """A node's result made small: one image, or the frames of a clip that are to play."""

    images: tuple[QImage, ...]
    rate: float
    media: object


Source = Callable[[], object]
"""Gives the media of a node; called in the thread of the thumbnails. May raise a SoraError."""


def source_of(node: Node, kind: NodeType | None, result: Mapping[str, object] | None) -> tuple[object, Source] | None:
    """What a node has to show, with an identity that changes when it does: its result, or the file that it loads."""
    media = _seen((result or {}).values())
    if media is not None:
        return media, lambda: media
    if kind is None or kind.heavy or len(kind.inputs) != 1 or not isinstance(kind.inputs[0].control, File):
        return None
    port, value = kind.inputs[0], node.values.get(kind.inputs[0].name)
    return (value, lambda: _seen([kind.function(port.read(value))])) if value else None


def _seen(values: Iterable[object]) -> object:
    """The first of some values that can be looked at; those of several outputs come in a tuple."""
    for value in values:
        found = _seen(cast("tuple[object, ...]", value)) if hasattr(value, "_fields") else value
        if isinstance(found, Clip | Image | Audio):
            return found
    return None


class Thumbnails(QObject):
    """Makes thumbnails in the order in which they are asked for."""

    made = Signal(str, object, object, bool)
    """A node id, the Picture for which it was asked, its Thumbnail, and whether it is a strip that plays."""

    failed = Signal(str, object)
    """A node id, and the Picture for which nothing could be made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)

    def want(self, node: str, picture: Picture, identity: object, source: Source, largest: int, *, strip: bool) -> None:
        """Ask for a thumbnail of at most `largest` pixels a side. What a picture asked for already is not made again
        for it."""
        asked = (identity, largest)
        if picture.asked.get(strip) == asked:
            return
        picture.asked[strip] = asked

        def make() -> Thumbnail | None:
            return thumbnail(source(), largest, STRIP if strip else 1) if picture.asked.get(strip) == asked else None

        def show(made: Thumbnail | None) -> None:
            if made is not None and picture.asked.get(strip) == asked:
                self.made.emit(node, picture, made, strip)

        def fail(error: Exception) -> None:
            """The node's state tells why; here nothing is left that is not in the file any more."""
            if not isinstance(error, SoraError):
                raise error
            if picture.asked.get(strip) == asked:
                self.failed.emit(node, picture)

        self._background.do(make, show, fail)

    def close(self) -> None:
        self._background.close()


def thumbnail(media: object, largest: int, count: int) -> Thumbnail | None:
    """Up to `count` frames, evenly spread over the whole of a clip. None for what cannot be seen."""
    if isinstance(media, Clip):
        count = min(count, media.count)
        indices = sorted({index * media.count // count for index in range(count)})
        images = tuple(small_image(media.frames(index, index + 1)[0], largest) for index in indices)
        return Thumbnail(images, len(images) / min(float(seconds(media)), LONGEST), media)
    if isinstance(media, Image):
        return Thumbnail((small_image(media.pixels(), largest),), 1.0, media)
    if isinstance(media, Audio):
        waveform = WaveformImage(media, Size(largest, max(1, largest // 2)))
        return Thumbnail((small_image(waveform.pixels(), largest),), 1.0, media)
    return None


def small_image(pixels: Pixels, largest: int) -> QImage:
    """A copy of RGB pixels of shape (height, width, 3), at most `largest` pixels a side."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    image = QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    if max(width, height) <= largest:
        return image.copy()
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(largest, largest), keep, smooth)


def small_images(frames: Frames, largest: int) -> tuple[QImage, ...]:
    """Frames of shape (frames, height, width, 3) as images, evenly thinned out to what plays on a node."""
    indices = np.unique(np.linspace(0, len(frames) - 1, min(len(frames), STRIP)).astype(int))
    return tuple(small_image(frames[index], largest) for index in indices)
