"""What files and stored takes hold: read once, in a thread of its own, and kept as long as somebody may ask."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from soraapp.errors import SoraError
from ui.background import Background


@dataclass(frozen=True)
class Held:
    """What is known of something that was asked for."""

    media: object = None
    error: SoraError | None = None
    """Why there is nothing."""
    busy: bool = False
    """It is being read."""


class Opened(QObject):
    """Reads what it is asked for, in the order of the asking."""

    changed = Signal()
    """Something was read, or could not be."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._held: dict[Hashable, Held] = {}
        self.destroyed.connect(self._background.close)

    def get(self, name: Hashable, read: Callable[[], object]) -> Held:
        """What is known of it; the first time that somebody asks it is read."""
        if name not in self._held:
            self._held[name] = Held(busy=True)
            held = self._held

            def failed(error: Exception) -> None:
                if not isinstance(error, SoraError):
                    raise error
                self._keep(held, name, Held(error=error))

            self._background.do(read, lambda media: self._keep(held, name, Held(media)), failed)
        return self._held[name]

    def forget(self) -> None:
        """What files and takes hold may be different: read anew what is asked for."""
        self._held = {}

    def close(self) -> None:
        self._background.close()

    def _keep(self, held: dict[Hashable, Held], name: Hashable, found: Held) -> None:
        if held is self._held:
            held[name] = found
            self.changed.emit()
