"""Gives the nodes in view their pictures, and lets clips play on the node under the pointer and on nodes at work."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from time import monotonic

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QPixmap

from soraapp.media.clip import Frames
from ui.canvas.node_item import NodeItem
from ui.canvas.node_layout import WIDTH
from ui.canvas.picture import Picture
from ui.canvas.scene import GraphScene
from ui.canvas.thumbnails import Thumbnail, Thumbnails, small_images, source_of
from ui.jobs import Jobs
from ui.node_state import Phase

TICK = 40
"""Milliseconds between two looks at which frame is due."""
AT_ONCE = 400
"""So many nodes are asked for their pictures before anything else may happen."""
STEPS = (64, 128, 184, 256, 368, 512, 736)
"""The sizes in which thumbnails are made, in device pixels."""


class Pictures(QObject):
    """The pictures of all nodes of a scene."""

    def __init__(self, scene: GraphScene, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._jobs = jobs
        self._thumbnails = Thumbnails(self)
        self._thumbnails.made.connect(self._made)
        self._thumbnails.failed.connect(self._not_made)
        self._hovered = ""
        self._scale = 1.0
        self._rest: list[str] = []
        self._on = QTimer(self, singleShot=True, interval=0)
        self._on.timeout.connect(self._look_on)
        self._began: dict[str, float] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def look(self, visible: QRectF, scale: float) -> None:
        """Ask for the pictures of nodes in a part of the scene; `scale` is device pixels a canvas unit."""
        self._scale = scale
        self._rest = self._scene.nodes_in(visible)
        self._look_on()

    def _look_on(self) -> None:
        """A few hundred nodes at a time, so that a graph of thousands keeps nobody waiting."""
        some, self._rest = self._rest[:AT_ONCE], self._rest[AT_ONCE:]
        for node in some:
            if item := self._scene.nodes.get(node):
                self._want(item, self._scale, strip=False)
        if self._rest:
            self._on.start()

    def hover(self, node: str, scale: float) -> None:
        """Let the clip of a node play from its beginning, and no other; an empty id stops."""
        if node == self._hovered:
            return
        before, self._hovered = self._hovered, node
        self._scale = scale
        if before in self._scene.nodes and not self._scene.nodes[before].picture.live:
            self._stop(before)
        item = self._scene.nodes.get(node)
        if item is not None and not item.picture.live:
            self._want(item, scale, strip=True)
            self._play(node)

    def live(self, node: str, frames: Frames, rate: Fraction, scale: float) -> None:
        """Show how a clip stands while a model works on it."""
        item = self._scene.nodes.get(node)
        if item is None or item.layout.picture is None or item.state.phase is not Phase.RUNNING:
            return
        images = small_images(frames, _largest(scale))
        item.picture.strip = tuple(map(QPixmap.fromImage, images))
        item.picture.rate = float(rate) * len(images) / len(frames)
        item.picture.live = True
        self._play(node)

    def state_changed(self, node: str) -> None:
        """A node that no longer runs shows its result instead of its preview."""
        item = self._scene.nodes.get(node)
        if item is None:
            return
        if item.picture.live and item.state.phase is not Phase.RUNNING:
            item.picture = Picture(poster=item.picture.pixmap)
            self._began.pop(node, None)

    def close(self) -> None:
        self._timer.stop()
        self._on.stop()
        self._thumbnails.close()

    def _want(self, item: NodeItem, scale: float, *, strip: bool) -> None:
        if item.layout.picture is None:
            return
        found = source_of(item.node, item.kind, self._jobs.result(item.node.id))
        if found is not None:
            self._thumbnails.want(item.node.id, item.picture, *found, _largest(scale), strip=strip)
        elif item.picture.poster is not None and not item.picture.live:
            item.picture = Picture()
            item.update()

    def _made(self, node: str, picture: Picture, made: Thumbnail, strip: bool) -> None:
        item = self._scene.nodes.get(node)
        if item is None or item.picture is not picture or picture.live:
            return
        pixmaps = tuple(map(QPixmap.fromImage, made.images))
        picture.media = made.media
        if strip:
            picture.strip, picture.rate = pixmaps, made.rate
            if node == self._hovered:
                self._play(node)
        else:
            picture.poster, picture.strip = pixmaps[0], ()
            picture.asked.pop(True, None)
            if node == self._hovered:
                self._want(item, self._scale, strip=True)
        item.update()

    def _not_made(self, node: str, picture: Picture) -> None:
        """Frames of what was there before would belie what the node says now."""
        item = self._scene.nodes.get(node)
        if item is not None and item.picture is picture and not picture.live and picture.poster is not None:
            picture.poster, picture.strip, picture.media = None, (), None
            item.update()

    def _play(self, node: str) -> None:
        self._began.setdefault(node, monotonic())
        if not self._timer.isActive():
            self._timer.start()

    def _stop(self, node: str) -> None:
        self._began.pop(node, None)
        self._scene.nodes[node].picture.index = 0
        self._scene.nodes[node].update()

    def _tick(self) -> None:
        now = monotonic()
        for node, began in list(self._began.items()):
            item = self._scene.nodes.get(node)
            if item is None:
                del self._began[node]
            elif item.picture.advance(now - began) and item.layout.picture is not None:
                item.update(item.layout.picture)
        if not self._began:
            self._timer.stop()


def _largest(scale: float) -> int:
    """The side of a thumbnail in pixels: the largest of the steps that is not larger than what is shown."""
    shown = ceil((WIDTH - 16) * scale)
    return max((step for step in STEPS if step <= shown), default=STEPS[0])
