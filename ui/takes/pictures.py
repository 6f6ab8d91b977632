"""The pictures of takes, fetched from the cache in a thread and kept while the window is open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from soraapp.errors import SoraError
from soraapp.media.clip import Clip, Image
from ui.background import Background
from ui.canvas.thumbnails import thumbnail

KEPT = 400


@dataclass(frozen=True)
class Fetched:
    """What the cache has of a take."""

    media: object = None
    """A Clip or an Image; None when it is no longer stored."""
    image: QImage | None = None


class TakePictures(QObject):
    """One fetch for every key; what was not there is looked for again when the strip is shown anew."""

    fetched = Signal(str)
    """The key of a take."""

    def __init__(self, outputs: Callable[[str], Mapping[str, object] | None], parent: QObject | None = None) -> None:
        """`outputs` gives the results with a key, on any thread."""
        super().__init__(parent)
        self._outputs = outputs
        self._background = Background(self)
        self._found: OrderedDict[str, Fetched] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()

    def want(self, key: str, largest: int) -> Fetched | None:
        """What there is of a take, its picture at most so many pixels a side; None while it is being fetched."""
        found = self._found.get(key)
        if found is None and (key, largest) not in self._asked:
            self._asked.add((key, largest))
            outputs = self._outputs
            self._background.do(
                lambda: _fetch(outputs, key, largest),
                lambda made: self._keep(key, largest, made),
                lambda error: self._fail(key, largest, error),
            )
        return found

    def lost(self, key: str) -> bool:
        """Whether a take is known to be no longer stored."""
        found = self._found.get(key)
        return found is not None and found.media is None

    def forget_lost(self) -> None:
        """Look again for what was not stored."""
        for key in [key for key, found in self._found.items() if found.media is None]:
            del self._found[key]

    def close(self) -> None:
        self._background.close()

    def _keep(self, key: str, largest: int, made: Fetched) -> None:
        self._asked.discard((key, largest))
        self._found[key] = made
        if len(self._found) > KEPT:
            self._found.popitem(last=False)
        self.fetched.emit(key)

    def _fail(self, key: str, largest: int, error: Exception) -> None:
        if not isinstance(error, SoraError):
            raise error
        self._keep(key, largest, Fetched())


def _fetch(outputs: Callable[[str], Mapping[str, object] | None], key: str, largest: int) -> Fetched:
    found = outputs(key) or {}
    media = next((value for value in found.values() if isinstance(value, Clip | Image)), None)
    made = thumbnail(media, largest, 1)
    return Fetched(media, made.images[0]) if made else Fetched()
