"""The pictures below brushes: the first that is wired into the node, once it has been made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from soraapp.errors import SoraError
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.thumbnails import thumbnail
from soraapp.nodekit import Brush
from soraapp.project.graph import Node
from ui.background import Background
from ui.document import Document
from ui.inspector.brush_field import BrushField
from ui.inspector.row import InputRow
from ui.jobs import Jobs
from ui.preview.picture import picture

LARGEST = Size(960, 960)
PLAIN = Size(768, 432)
"""The shape of a mask of which nobody has said how large it is."""


class Grounds(QObject):
    """Gives the brushes of a form what they paint over."""

    def __init__(self, document: Document, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._jobs = document, jobs
        self._background = Background(self)
        self._shown: dict[BrushField, object] = {}
        """The media below each brush."""
        self.sources: set[str] = set()
        """The nodes that feed what is painted over."""
        self.destroyed.connect(self._background.close)

    def show(self, node: Node | None, rows: Mapping[str, InputRow]) -> None:
        """The rows are those of this node, if it is one alone."""
        self.sources = set()
        for row in rows.values():
            if isinstance(row.field, BrushField) and isinstance(row.port.control, Brush) and node is not None:
                media = self._wired(node, row.port.control)
                size = media.size if media is not None else _said(node)
                if media is None:
                    self._shown.pop(row.field, None)
                    row.field.show_ground(QImage(), size)
                elif self._shown.get(row.field) != media:
                    self._shown[row.field] = media
                    self._paint_over(row.field, media, size)

    def _wired(self, node: Node, brush: Brush) -> Image | Clip | None:
        """What comes into the first of the brush's inputs that has a wire and a result."""
        wires = self._document.graph.incoming.get(node.id, ())
        for name in brush.over:
            for wire in wires:
                if wire.target.name == name:
                    self.sources.add(wire.source.node)
                    found = (self._jobs.result(wire.source.node) or {}).get(wire.source.name)
                    if isinstance(found, Clip | Image):
                        return found
        return None

    def _paint_over(self, field: BrushField, media: Image | Clip, size: Size) -> None:
        def done(ground: QImage) -> None:
            if self._shown.get(field) == media:
                field.show_ground(ground, size)

        def failed(error: Exception) -> None:
            """The state of the node that feeds it tells why there is nothing to be seen."""
            if not isinstance(error, SoraError):
                raise error

        self._background.do(partial(_ground, media), done, failed)


def _ground(media: Image | Clip) -> QImage:
    return picture(thumbnail(media, LARGEST))


def _said(node: Node) -> Size:
    """The size that the node's own values give the mask."""
    width, height = node.values.get("width", PLAIN.width), node.values.get("height", PLAIN.height)
    right = isinstance(width, int) and isinstance(height, int) and min(width, height) > 0
    return Size(int(width), int(height)) if right else PLAIN  # type: ignore[arg-type]
