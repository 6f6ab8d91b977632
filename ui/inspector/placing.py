"""Shows where things lie over what the node is given: the picture below comes from the first wire that has a result."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from soraapp.errors import SoraError
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.thumbnails import thumbnail
from soraapp.project.graph import Node
from ui.background import Background
from ui.document import Document
from ui.inspector.form import Form
from ui.inspector.place_view import PlaceView
from ui.inspector.subject import Subject
from ui.jobs import Jobs
from ui.limits import value_of
from ui.preview.picture import picture

_LARGEST = Size(480, 480)
_ENTRIES = ("clip", "image")
"""The inputs over which something is placed."""


class Placing(QObject):
    """Keeps the view of a form that has one in step with its node."""

    def __init__(self, document: Document, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._jobs = document, jobs
        self._background = Background(self)
        self._shown: tuple[PlaceView, object] | None = None
        self.sources: set[str] = set()
        """The nodes whose results are seen below."""
        self.destroyed.connect(self._background.close)

    def show(self, subject: Subject, form: Form | None) -> None:
        """Hidden where there are several nodes, or a wire says where the thing is."""
        self.sources = set()
        if form is None or form.place is None:
            return
        node, view = subject.only, form.place
        wired = {wire.target.name for wire in self._document.graph.incoming.get(node.id, ())} if node else set[str]()
        free = node is not None and not wired.intersection(form.placement.ports if form.placement else ())
        form.show_place(free=free)
        if node is not None and free:
            view.show_values(node.values)
            self._show_ground(view, node)

    def _show_ground(self, view: PlaceView, node: Node) -> None:
        media = self._wired(node)
        size = media.size if media else _said(node)
        if media is None:
            self._shown = None
            view.show_ground(QImage(), size.height / size.width)
        elif self._shown != (view, media):
            self._shown = view, media
            self._background.do(partial(_small, media), partial(self._take, view, media), _fail)

    def _take(self, view: PlaceView, media: Clip | Image, ground: QImage) -> None:
        if self._shown == (view, media):
            view.show_ground(ground, media.size.height / media.size.width)

    def _wired(self, node: Node) -> Clip | Image | None:
        for wire in self._document.graph.incoming.get(node.id, ()):
            if wire.target.name in _ENTRIES:
                self.sources.add(wire.source.node)
                found = (self._jobs.result(wire.source.node) or {}).get(wire.source.name)
                if isinstance(found, Clip | Image):
                    return found
        return None


def _small(media: Clip | Image) -> QImage:
    return picture(thumbnail(media, _LARGEST))


def _said(node: Node) -> Size:
    """The size that the node's own values say, or that of most films."""
    width, height = (value_of(node.values.get(name)) for name in ("width", "height"))
    return Size(round(width), round(height)) if width and height and min(width, height) > 0 else Size(16, 9)


def _fail(error: Exception) -> None:
    """The state of the node that feeds it tells why there is nothing to be seen."""
    if not isinstance(error, SoraError):
        raise error
