"""What is brought onto a timeline from elsewhere: nodes, kinds of nodes, takes, files, and what the preview shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject

from soraapp.engine.provider import Models
from soraapp.errors import MediaError, ProjectError, SoraError
from soraapp.models.base import Capabilities
from soraapp.nodekit import NodeType
from soraapp.project import edits
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.known import kinds_in
from soraapp.project.levels import graph_at, node_at, place_of
from soraapp.project.timeline.bringing import Footage, bring
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.timeline import NodeSource, Source, TrackKind
from ui.background import Background
from ui.canvas.offers import dropped_kind
from ui.canvas.pasted import local_paths
from ui.limits import model_of
from ui.timeline.measuring import given, is_loaded, of_file, of_media, of_node, of_path

if TYPE_CHECKING:
    from ui.timeline.editing import Editing
    from ui.timeline.view import TimelineView

SOURCE_MIME = "application/x-soraapp-source"
"""A result of a node that is dragged within the program, beside the file that other programs are given."""


class Bringing(QObject):
    """Files are opened off the GUI thread first."""

    def __init__(self, view: TimelineView, editing: Editing) -> None:
        super().__init__(view)
        self._view, self._editing = view, editing
        self._background = Background(self)
        self.place: Callable[[], tuple[float, float]] = lambda: (0.0, 0.0)
        """Tells where on the canvas a new node goes."""

        self.chosen: Callable[[], Sequence[str]] = lambda: ()
        """Tells the paths of the nodes that are selected on the canvas."""

        self.models: Models | None = None
        """Tell the rates at which nodes make clips."""

    def close(self) -> None:
        self._background.close()

    # What there is to bring

    def nodes(self, ids: Sequence[str]) -> list[Footage]:
        """What nodes give, by their paths; none of those that give nothing to see or hear."""
        document = self._view.document
        found: list[Footage] = []
        for path in ids:
            node = node_at(document.project, path)
            kind = document.catalogue.get(node.kind) if node else None
            footage = self._of_node(path, node, kind) if node and kind else None
            found += [footage] if footage else []
        return found

    def of_source(self, source: Source) -> Footage:
        """What a source gives; of a node that has not given anything yet, as it is set."""
        document = self._view.document
        if isinstance(source, NodeSource) and source.take is None:
            node = node_at(document.project, source.port.node)
            kind = document.catalogue.get(node.kind) if node else None
            found = self._of_node(source.port.node, node, kind, source.port.name) if node and kind else None
            if found is not None:
                return found
        return of_media(source, self._view.footage.made_of(source))

    def _of_node(self, path: str, node: Node, kind: NodeType, output: str = "") -> Footage | None:
        name = output or given(kind)
        source = NodeSource(Port(path, name))
        media = self._view.footage.made_of(source) if name else None
        if media is not None:
            return of_media(source, media)
        graph = graph_at(self._view.document.project, place_of(path))
        wired = dict.fromkeys(wire.target.name for wire in graph.incoming.get(path, ()))
        return of_node(path, {**node.values, **wired}, kind, name, self._model(replace(node, id=path), graph))

    def _model(self, node: Node, graph: Graph) -> Capabilities | None:
        return model_of(node, graph, kinds_in(self._view.document.catalogue), self.models) if self.models else None

    def _of_kind(self, path: str, kind: NodeType) -> Footage | None:
        """What there is to put of a new node."""
        return of_node(path, {}, kind, model=self._model(Node(path, kind.name, kind.version, ""), Graph()))

    def known(self, data: QMimeData) -> list[Footage] | None:
        """What would be put of something that is dragged here; of files, how long they are is not known yet. None for
        what cannot be put on a timeline."""
        kind = dropped_kind(self._view.document.catalogue, data)
        if kind is not None:
            made = self._of_kind("", kind)
            return [made] if made else None
        if data.hasFormat(SOURCE_MIME):
            source = read_source(data)
            return [self.of_source(source)]
        paths = [path for path in local_paths(data) if is_loaded(path)]
        return [of_path(path, self._view.document.catalogue) for path in paths] or None

    # Put

    def drop(self, data: QMimeData, frame: int, track: str | None, placing: Placing) -> None:
        """Put what was dropped: at once, or files once they have been opened."""
        kind = dropped_kind(self._view.document.catalogue, data)
        if kind is not None:
            self._make(kind, frame, track, placing)
        elif data.hasFormat(SOURCE_MIME):
            self.put(self.known(data) or [], frame, track, placing)
        else:
            self.put_files([path for path in local_paths(data) if is_loaded(path)], frame, track, placing)

    def put(self, footage: Sequence[Footage], frame: int, track: str | None, placing: Placing) -> bool:
        """Put sources on the timeline that is shown, or on a new one, and select them; whether it was done."""
        view = self._view
        named = [replace(one, id=edits.new_id()) for one in footage]
        shown = view.timeline
        if not named or not view.document.attempt(bring(shown.id if shown else "", named, frame, track, placing)):
            return False
        if view.timeline is not None:
            chosen = [view.timeline.by_id[one.id] for one in named]
            view.select(one.id for item in chosen for one in view.timeline.linked(item))
            if shown is None or not shown.end:
                view.fit()
        return True

    def put_files(self, paths: Sequence[Path], frame: int, track: str | None, placing: Placing) -> None:
        """Put files in their order, once they have been opened."""
        catalogue = self._view.document.catalogue

        def opened(footage: list[Footage]) -> None:
            self.put(footage, frame, track, placing)

        self._background.do(
            lambda: [of_file(path, catalogue) for path in paths],
            opened,
            self._failed,
        )

    def put_nodes(self, ids: Sequence[str]) -> bool:
        """Put what nodes give behind all that is on the first track of pictures; whether there was anything."""
        footage = self.nodes(ids)
        if not footage:
            self._editing.decline(
                "This node gives nothing to see or hear.", "Choose one that gives a clip, a picture or a sound."
            )
            return False
        seen = any(one.seen for one in footage)
        kind = TrackKind.VIDEO if seen else TrackKind.AUDIO
        timeline = self._view.timeline
        track = (
            next((one for one in timeline.tracks if one.kind is kind and not one.locked), None) if timeline else None
        )
        done = self.put(footage, track.end if track else 0, track.id if track else None, Placing.OVERWRITE)
        if done and self._view.selection:
            self._view.reveal(*span_of(self._view))
        return done

    def put_chosen(self) -> None:
        """Put what the selected nodes give behind what is there."""
        if self.chosen():
            self.put_nodes(self.chosen())
        else:
            self._editing.decline("No node is selected.", "Click one on the canvas.")

    def _make(self, kind: NodeType, frame: int, track: str | None, placing: Placing) -> None:
        """Make a node of a kind, and put what it gives."""
        document, view = self._view.document, self._view
        path = document.new_id()
        footage = self._of_kind(path, kind)
        if footage is None:
            return
        footage = replace(footage, id=edits.new_id())
        timeline = view.timeline.id if view.timeline else ""
        steps = [edits.add_node(kind, self.place(), id=path), bring(timeline, [footage], frame, track, placing)]
        if document.attempt(edits.together("Add to timeline", steps)):
            view.select([footage.id])

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, SoraError):
            error = MediaError("It cannot be read: {reason}.", reason=f"{type(error).__name__}: {error}")
        self._view.document.refused.emit(error)


def span_of(view: TimelineView) -> tuple[int, int]:
    """From where to where the selection goes."""
    items = [view.shown.by_id[one] for one in view.selection]
    return min(item.start for item in items), max(item.end for item in items)


def source_mime(source: NodeSource) -> bytes:
    """A source as it is dragged within the program."""
    return json.dumps({"node": source.port.node, "output": source.port.name, "take": source.take}).encode()


def read_source(data: QMimeData) -> NodeSource:
    """The source that `source_mime` wrote. Raises ProjectError for anything else."""
    try:
        told: Any = json.loads(bytes(data.data(SOURCE_MIME).data()))
        return NodeSource(Port(str(told["node"]), str(told["output"])), told["take"] and str(told["take"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ProjectError("This is nothing that a timeline can show.") from error
