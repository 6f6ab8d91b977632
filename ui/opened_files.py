"""What the nodes that load a file have to show before any run: the file itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from soraapp.errors import SoraError
from ui.background import Background
from ui.canvas.thumbnails import source_of
from ui.document import Document


class OpenedFiles(QObject):
    """Opens the file of one node at a time, off the window's thread."""

    def __init__(self, document: Document, opened: Callable[[str], None], parent: QObject | None = None) -> None:
        """`opened` is told the id of a node whose file can be looked at now."""
        super().__init__(parent)
        self._document, self._opened = document, opened
        self._background = Background(self)
        self._known: tuple[str, object, object] | None = None
        """A node, its file, and what that holds: None while it is opened, and where it cannot be."""
        self.destroyed.connect(self._background.close)

    def media(self, node: str) -> object:
        """What the file of a node holds, once it is open; None for a node that loads none."""
        found = self._document.flat.graph.nodes.get(node)
        source = source_of(found, self._document.catalogue.get(found.kind), None) if found else None
        if source is None:
            return None
        identity, open_ = source
        if self._known is None or self._known[:2] != (node, identity):
            self._known = node, identity, None
            self._background.do(open_, partial(self._take, node, identity), _fail)
        return self._known[2]

    def _take(self, node: str, identity: object, media: object) -> None:
        if self._known is not None and self._known[:2] == (node, identity):
            self._known = node, identity, media
            self._opened(node)


def _fail(error: Exception) -> None:
    """What is wrong with the file, the checks tell."""
    if not isinstance(error, SoraError):
        raise error
