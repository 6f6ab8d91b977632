"""The timeline and the window: what is dragged to it, what the preview shows, and how the film is played from it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from soraapp.media.clip import Clip
from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import NodeSource
from ui.preview.shuttle import shuttle
from ui.timeline.bringing import SOURCE_MIME, source_mime
from ui.timeline.from_preview import Seen
from ui.timeline.measuring import given
from ui.timeline.sharing_range import share_range

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def tie(window: MainWindow) -> None:
    """Connect the parts."""
    panel = window.timeline
    panel.going.play_asked.connect(window.film.toggle)
    panel.going.shuttle_asked.connect(partial(_shuttle, window))
    panel.bringing.chosen = window.canvas.selection
    panel.bringing.models = window.registry
    panel.bringing.place = partial(_place, window)
    panel.from_preview.seen = partial(_seen_last, window)
    for signal in (window.preview.player.loaded, window.preview.player.course_changed):
        signal.connect(partial(_remember, window))
    window.preview.insert_asked.connect(panel.from_preview.insert)
    window.preview.overwrite_asked.connect(panel.from_preview.overwrite)
    window.canvas.pointer.handing.taker = panel.dropping
    share_range(window)


def _shuttle(window: MainWindow, way: int) -> None:
    """J, K and L: the film plays backward, rests, or plays forward."""
    if not window.film.shown:
        if way:
            window.film.toggle()
    elif way:
        shuttle(window.preview.player, way)
    else:
        window.preview.pause()


def _place(window: MainWindow) -> tuple[float, float]:
    """The middle of what is seen of the canvas."""
    viewport = window.canvas.viewport()
    place = window.canvas.place_for_node(QPointF(viewport.width() / 2, viewport.height() / 2))
    return round(place.x()), round(place.y())


def shown_data(window: MainWindow) -> dict[str, bytes]:
    """What the preview shows, as a timeline understands it when it is dragged there."""
    seen = _seen(window)
    source = seen.source if seen else None
    return {SOURCE_MIME: source_mime(source)} if isinstance(source, NodeSource) else {}


def take_data(window: MainWindow) -> dict[str, bytes]:
    """The take that is dragged out of the strip, as a timeline understands it."""
    node, take = window.takes.node, window.takes.list.current()
    output = _output(window, node) if node else ""
    return {SOURCE_MIME: source_mime(NodeSource(Port(node, output), take))} if node and take and output else {}


def _output(window: MainWindow, node: str) -> str:
    """The output of a node that can be put on a timeline; empty where it has none."""
    found = window.document.graph.nodes.get(node)
    kind = window.document.catalogue.get(found.kind) if found else None
    return given(kind) if kind else ""


def _remember(window: MainWindow) -> None:
    """What is shown, and marked, stays the source of edits when the film takes its place."""
    seen = _seen(window)
    if seen is not None:
        window.timeline.from_preview.latest = seen


def _seen_last(window: MainWindow) -> Seen | None:
    """What the preview shows; behind the film, what it showed before, if that is still there."""
    seen = _seen(window)
    if seen is None and window.film.shown:
        latest = window.timeline.from_preview.latest
        node = latest.source.port.node if latest and isinstance(latest.source, NodeSource) else ""
        seen = latest if node in window.document.flat.drawn.nodes else None
    return seen


def _seen(window: MainWindow) -> Seen | None:
    """The node or the take that the preview shows, and what is marked of it."""
    node = window.viewing.node
    output = _output(window, node) if node else ""
    if window.film.shown or node is None or not output:
        return None
    source = NodeSource(Port(node, output))
    shown = window.viewing.shown
    if shown is not None and shown[0] != window.film.clip_of(source) and window.takes.node == node:
        source = replace(source, take=window.takes.list.current())
    clip, course = window.preview.player.clip, window.preview.player.course
    if not isinstance(clip, Clip):
        return Seen(source)
    first = Fraction(course.start) / clip.rate if course.start else None
    last = Fraction(course.stop) / clip.rate if course.stop < clip.count else None
    return Seen(source, first, last)
