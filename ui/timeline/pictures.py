"""What is seen and heard of items, as pictures: strips of frames, and waves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.timeline.filmstrip import Filmstrips
from ui.timeline.waves import Waves


class Pictures(QObject):
    """All pictures of a view."""

    changed = Signal()
    """There is more to paint."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.strips, self.waves = Filmstrips(self), Waves(self)
        self.strips.changed.connect(self.changed)
        self.waves.changed.connect(self.changed)

    @property
    def waiting(self) -> bool:
        """Whether some are being made."""
        return self.strips.waiting or self.waves.waiting

    def close(self) -> None:
        self.strips.close()
        self.waves.close()
