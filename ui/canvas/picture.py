"""What the picture of a node shows now: nothing, a still, or the frames of a clip that plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QPixmap

from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip
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
    _heard: tuple[object, bool] = (None, False)
    """The media that was looked at, and whether it is a clip with a sound."""

    @property
    def badge(self) -> str:
        """Such as ``17 f · 8 fps``, in the language of the moment. It is asked for at every paint, so what takes a look
        at the whole clip is asked once."""
        if self._heard[0] is not self.media:
            self._heard = self.media, isinstance(self.media, Clip) and sound_of(self.media) is not None
        return media_text(self.media, sounding=self._heard[1])

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
