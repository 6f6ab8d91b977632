"""What the picture of a node shows now: nothing, a still, or the frames of a clip that plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QPixmap

from ui.canvas.words import media_text


@dataclass
class Picture:
    """The frames that are at hand for one node, and which of them is shown."""

    poster: QPixmap | None = None
    media: object = None
    """What the poster was made of."""
    strip: Sequence[QPixmap] = field(default_factory=tuple)
    """Frames that play; empty until somebody looks closer."""
    rate: float = 8.0
    """Frames of the strip a second."""
    live: bool = False
    """The strip is the preview of a model at work."""
    index: int = 0
    asked: dict[bool, tuple[object, int]] = field(default_factory=dict[bool, tuple[object, int]])
    """What was asked for last, by whether it is the strip: the identity of the media, and the largest side in pixels.
    It is kept here so that a picture that begins anew is asked for anew."""

    @property
    def badge(self) -> str:
        """Such as ``17 f · 8 fps``, in the language of the moment."""
        return media_text(self.media)

    @property
    def pixmap(self) -> QPixmap | None:
        if self.strip and (self.live or self.index):
            return self.strip[self.index % len(self.strip)]
        return self.poster

    def advance(self, seconds: float) -> bool:
        """Show the frame that is due so long after the beginning; whether it is another one."""
        due = int(seconds * self.rate) % len(self.strip) if self.strip else 0
        changed, self.index = due != self.index, due
        return changed
