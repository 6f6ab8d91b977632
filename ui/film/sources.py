"""What the sources of a film give now, and how they stand: results of nodes, opened files, stored takes, timelines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal

from soraapp.errors import GraphError, SoraError
from soraapp.media.audio.sound import Audio, length
from soraapp.media.clip import Clip, Frames, Image, Size, seconds
from soraapp.media.film.film import Media, film_of
from soraapp.nodekit import File, NodeType, Value
from soraapp.project.film import cut_of
from soraapp.project.filming import Given, given_by, loader_of, loading
from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import (
    FIRST_RATE,
    FileSource,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
)
from ui.canvas.words import saying
from ui.document import Document
from ui.drawn_state import summed
from ui.film.opened import Held, Opened
from ui.film.slate import Slate
from ui.jobs import Jobs, NodeState, Phase
from ui.preview.reel import LiveClip
from ui.texts import node_name


class Sources(QObject):
    """Asks document, jobs and files; a timeline gives the sum of what it shows."""

    changed = Signal()
    """Something was opened, or could not be."""

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._jobs = document, jobs
        self._opened = Opened(self)
        self._opened.changed.connect(self.changed)
        self._live: dict[str, LiveClip] = {}
        """What is being made, as it stands."""

    def close(self) -> None:
        self._opened.close()

    def forget(self) -> None:
        """Another project, or files that may have changed."""
        self._opened.forget()
        self._live.clear()

    def live(self, node: str, frames: Frames, rate: Fraction) -> None:
        """A node is at work; so far it looks like this."""
        self._live[node] = LiveClip(frames, rate)

    def settle(self, node: str) -> None:
        """A node stands differently: what it makes may be done."""
        if self._jobs.state(node).phase is not Phase.RUNNING:
            self._live.pop(node, None)

    def clip_of(self, source: Source, rate: Fraction = FIRST_RATE) -> Media | None:
        """What there is to see or hear of a source now, on a timeline of that rate: while a clip is made, it as it
        stands; of a title nothing by itself, of a timeline its film, with slates for what is missing."""
        given = self._given(source.port) if isinstance(source, NodeSource) and source.take is None else None
        live = self._live.get(given.port.node) if given is not None and given.kind == "clip" else None
        return live or self.made_of(source, rate)

    def made_of(self, source: Source, rate: Fraction = FIRST_RATE) -> Media | None:
        """The same without what is half made, whose size, rate and length are not those that it will have."""
        if isinstance(source, NodeSource):
            given = self._given(source.port)
            if given is None:
                return None
            if source.take is not None:
                return _media(self._take(source.take).media, given.port.name)
            return self._made(given.port)
        if isinstance(source, FileSource):
            return _media(self._file(source, rate).media, None)
        timeline = self._document.project.timelines.get(source.timeline) if isinstance(source, TimelineSource) else None
        if timeline is None or not timeline.end:
            return None
        cut, sources = cut_of(timeline)
        return film_of(cut, self.given(sources, timeline))

    def given(self, sources: Sequence[Source], timeline: Timeline) -> list[Media]:
        """What sources give now, with slates for what is missing."""
        return [self.clip_of(source, timeline.rate) or self._slate(source, timeline.size) for source in sources]

    def _slate(self, source: Source, size: Size) -> Slate:
        return Slate(size, self.name_of(source), saying(self.state_of(source)).text or _tr("not made yet"))

    def state_of(self, source: Source) -> NodeState:
        """How a source stands."""
        if isinstance(source, NodeSource):
            return self._state_of_node(source)
        if isinstance(source, FileSource):
            return _state(self._file(source))
        if isinstance(source, TimelineSource):
            timeline = self._document.project.timelines.get(source.timeline)
            if timeline is None:
                return NodeState(Phase.MISSING, error=_gone(source.timeline))
            return summed([self.state_of(one) for one in cut_of(timeline)[1]]) if timeline.end else NodeState()
        return NodeState(Phase.DONE)

    def length_of(self, source: Source, rate: Fraction = FIRST_RATE) -> Fraction | None:
        """The seconds of a source; None where it has no end, or that is not known."""
        if isinstance(source, TimelineSource):
            timeline = self._document.project.timelines.get(source.timeline)
            return timeline.end / timeline.rate if timeline else None
        media = self.made_of(source, rate)
        if isinstance(media, Clip):
            return seconds(media)
        return length(media) if isinstance(media, Audio) else None

    def name_of(self, source: Source) -> str:
        """What a person calls a source."""
        if isinstance(source, NodeSource):
            opened = self._document.unfilmed
            node = opened.drawn.nodes.get(opened.moved(source.port.node))
            return node_name(node.name) if node else _tr("deleted node")
        if isinstance(source, FileSource):
            return source.path.name
        if isinstance(source, TimelineSource):
            timeline = self._document.project.timelines.get(source.timeline)
            return timeline.name if timeline else _tr("deleted timeline")
        return source.text

    # Nodes

    def _given(self, port: Port) -> Given | None:
        given = given_by(self._document.unfilmed, self._document.catalogue, port)
        return given if isinstance(given, Given) else None

    def _made(self, port: Port) -> Media | None:
        """What a node has given, or else what is in the file that it loads."""
        result = self._jobs.result(port.node)
        if result is not None:
            found = result.get(port.name)
            return found if isinstance(found, Clip | Image | Audio) else None
        held = self._loaded(port.node)
        return _media(held.media, port.name) if held else None

    def _state_of_node(self, source: NodeSource) -> NodeState:
        given = self._given(source.port)
        if given is None:
            return NodeState(Phase.MISSING, error=_gone(source.port.node))
        if source.take is not None:
            state = _state(self._take(source.take))
            return replace(state, pinned=state.phase is Phase.DONE)
        state = self._jobs.state(given.port.node)
        loaded = self._loaded(given.port.node) if state.phase is Phase.IDLE and state.error is None else None
        return _state(loaded) if loaded else state

    def _take(self, key: str) -> Held:
        def read() -> object:
            outputs = self._jobs.take(key)
            if outputs is None:
                raise GraphError("The take is no longer stored.", remedy="Choose another take, or make it again.")
            return outputs

        return self._opened.get(("take", key), read)

    # Files

    def _file(self, source: FileSource, rate: Fraction = FIRST_RATE) -> Held:
        name = loader_of(source.path)
        kind = self._document.catalogue.get(name) if name else None
        if kind is None:
            return Held(error=_unreadable(source.path.name))
        return self._load(kind, loading(source.path, kind.name, rate))

    def _loaded(self, node: str) -> Held | None:
        """What is in the file that a node loads; None for one that does more than that."""
        graph = self._document.unfilmed.graph
        found = graph.nodes.get(node)
        kind = self._document.catalogue.get(found.kind) if found else None
        if found is None or kind is None or kind.heavy or node in graph.incoming:
            return None
        first = kind.inputs[0] if kind.inputs else None
        if first is None or not isinstance(first.control, File) or not found.values.get(first.name):
            return None
        return self._load(kind, found.values)

    def _load(self, kind: NodeType, values: Mapping[str, Value]) -> Held:
        told = {port.name: values.get(port.name, port.default) for port in kind.inputs}

        def read() -> object:
            return kind.function(**{port.name: port.read(told[port.name]) for port in kind.inputs})

        return self._opened.get((kind.name, *told.values()), read)


def _media(value: object, name: str | None) -> Media | None:
    """The media among what was read: a single one, or that of a name among several outputs, or the first."""
    if isinstance(value, Clip | Image | Audio):
        return value
    if isinstance(value, Mapping):
        found = cast("Mapping[str, object]", value).get(name or "")
    else:
        several = cast("Any", value)
        fields: tuple[str, ...] = getattr(several, "_fields", ())
        found = getattr(several, name if name in fields else fields[0]) if fields else None
    return found if isinstance(found, Clip | Image | Audio) else None


def _state(held: Held) -> NodeState:
    if held.error is not None:
        return NodeState(Phase.FAILED, error=held.error)
    return NodeState(Phase.IDLE if held.busy else Phase.DONE)


def _gone(name: str) -> SoraError:
    return GraphError("{source} is not there.", remedy="Undo what took it away, or remove the item.", source=name)


def _unreadable(name: str) -> SoraError:
    return GraphError(
        "{source} is no picture, video or sound that can be loaded.", remedy="Choose another file.", source=name
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("film", text)
