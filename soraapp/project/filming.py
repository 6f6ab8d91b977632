"""Films as part of what runs: each timeline with items is a hidden node there, whose cut is one of its inputs.

What its items show is wired into it: outputs of nodes that run, other films, and hidden nodes for files and for takes.
Nothing of this is drawn or saved. So keys, plans, checks, forecasts, export and the command line know films as they
know all else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from soraapp.catalogue import Catalogue
from soraapp.errors import SoraError
from soraapp.media.audio.file import SOUND_SUFFIXES
from soraapp.media.decode import VIDEO_SUFFIXES
from soraapp.media.identity import digest
from soraapp.media.image import IMAGE_SUFFIXES
from soraapp.media.numbered import is_numbered
from soraapp.media.time import timecode
from soraapp.nodekit import Structured, Value
from soraapp.project.film import cut_of, film_node, heard_tracks, seen_tracks
from soraapp.project.graph import Node, Port, Wire
from soraapp.project.lacking import Lack, Trouble, empty, gone, pictureless, silent, soundless, unknown
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.takes import number_of
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)

if TYPE_CHECKING:
    from soraapp.project.flat import Flat

KIND = "output.film"
_FILE, _TAKE = "/file/", "/take/"
_ENTRIES = {"clip": "clips", "image": "images", "audio": "sounds"}
"""The input of a film for each kind of output, in the order in which a film numbers what it is given."""
_LOADERS = {"load.video": VIDEO_SUFFIXES, "load.image": IMAGE_SUFFIXES, "audio.load_audio": SOUND_SUFFIXES}
_SEQUENCE, _SOUND = "load.image_sequence", "audio.load_audio"


@dataclass
class Hidden:
    """What films add to what runs."""

    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    wires: list[Wire] = field(default_factory=list[Wire])
    lacking: dict[str, tuple[Lack, ...]] = field(default_factory=dict[str, tuple[Lack, ...]])
    """What is missing, by the node of the film."""
    items: dict[str, str] = field(default_factory=dict[str, str])
    """The first item that shows each node of a file or a take."""


class Given(NamedTuple):
    """What gives a film one of its sources."""

    port: Port
    kind: str
    """Of what it gives: clip, image or audio."""


def filmed(opened: Flat, project: Project, catalogue: Catalogue) -> Hidden:
    """What the timelines of a project add to what runs without them."""
    filming = _Filming(opened, project, catalogue)
    if KIND in catalogue:
        for timeline in project.timelines.values():
            if timeline.end:
                filming.add(timeline)
    return filming.made


def given_by(opened: Flat, catalogue: Catalogue, port: Port) -> Given | Trouble:
    """The output of a node that runs which gives what an output gives, or why there is none: dots, groups and muted
    nodes are seen through, and a node that was put into a group since, or out of one, is found."""
    port = Port(opened.moved(port.node), port.name)
    if port.node not in opened.drawn.nodes:
        return gone
    real = port if port.node in opened.graph.nodes else opened.outputs.get(port)
    if real is None:
        return silent
    kind = catalogue.get(opened.graph.nodes[real.node].kind)
    output = kind.output(real.name) if kind else None
    return Given(real, output.kind) if output else gone


def take_node(key: str) -> str:
    """The id of the hidden node for a take that an item shows."""
    return _TAKE + key


def loader_of(path: Path, *, heard: bool = False) -> str | None:
    """The kind of node that loads a file for a film; numbered pictures are named by ``####``. None for a file that is
    none of these. `heard`: nothing of it is seen."""
    suffix = path.suffix.lower()
    if is_numbered(path):
        return _SEQUENCE if suffix in IMAGE_SUFFIXES else None
    if heard and suffix in VIDEO_SUFFIXES:
        return _SOUND
    return next((kind for kind, suffixes in _LOADERS.items() if suffix in suffixes), None)


def loading(path: Path, kind: str, rate: Fraction) -> dict[str, Value]:
    """What the node that loads a file is set to, for a timeline of that rate."""
    return {"file": path, "rate": round(float(rate), 3)} if kind == _SEQUENCE else {"file": path}


class _Filming:
    def __init__(self, opened: Flat, project: Project, catalogue: Catalogue) -> None:
        self._opened, self._project, self._catalogue = opened, project, catalogue
        self._names = set(opened.names)
        self.made = Hidden()

    def add(self, timeline: Timeline) -> None:
        """Add the film of a timeline."""
        film = film_node(self._project, timeline.id)
        cut, sources = cut_of(timeline)
        seen = {item.source for track in seen_tracks(timeline) for item in track.items}
        found: dict[Source, Given | Trouble] = {}
        lacking: list[Lack] = []
        for track, item in _shown(timeline):
            source, where = item.source, _Where(timeline, track, item)
            if source not in found:
                found[source] = self._given(source, where, heard=source not in seen)
            error = self._error(found[source], where)
            if error is not None:
                lacking.append(Lack(item.id, error))
        usable = {source: one for source, one in found.items() if isinstance(one, Given)}
        order = [source for kind in _ENTRIES for source in sources if source in usable and usable[source].kind == kind]
        numbers = {source: number for number, source in enumerate(order)}
        cut = cut.renumbered([numbers.get(source) for source in sources])
        for port, kind in (usable[source] for source in order):
            self.made.wires.append(Wire(port, Port(film, _ENTRIES[kind])))
        self._put(Node(film, KIND, 1, timeline.name or "Film", {"cut": Structured.of(cut.plain())}))
        if lacking:
            self.made.lacking[film] = tuple(lacking)

    def _put(self, node: Node) -> None:
        name = free_name(node.name, self._names)
        self._names.add(name)
        self.made.nodes[node.id] = replace(node, name=name)

    def _error(self, given: Given | Trouble, where: _Where) -> SoraError | None:
        """Why an item cannot be shown on its track."""
        if isinstance(given, Given):
            fits = ("clip", "audio") if where.track.kind is TrackKind.AUDIO else ("clip", "image")
            if given.kind in fits:
                return None
            given = soundless if where.track.kind is TrackKind.AUDIO else pictureless
        return given(where.track.name, where.time, self._called(where.item))

    def _called(self, item: Item) -> str:
        """What a person calls the source of an item, as far as that is known."""
        source = item.source
        if isinstance(source, NodeSource):
            node = self._opened.drawn.nodes.get(self._opened.moved(source.port.node))
            return node.name if node else item.name or source.port.node
        if isinstance(source, TimelineSource):
            timeline = self._project.timelines.get(source.timeline)
            return timeline.name if timeline else item.name or source.timeline
        return source.path.name if isinstance(source, FileSource) else item.name

    # What gives a source

    def _given(self, source: Source, where: _Where, *, heard: bool) -> Given | Trouble:
        if isinstance(source, NodeSource):
            return self._of_node(source, where)
        if isinstance(source, FileSource):
            return self._of_file(source.path, where, heard=heard)
        if isinstance(source, TimelineSource):
            timeline = self._project.timelines.get(source.timeline)
            if timeline is None:
                return gone
            return Given(Port(film_node(self._project, timeline.id), "clip"), "clip") if timeline.end else empty
        raise AssertionError("titles are part of the cut")

    def _of_node(self, source: NodeSource, where: _Where) -> Given | Trouble:
        given = given_by(self._opened, self._catalogue, source.port)
        if source.take is None or not isinstance(given, Given):
            return given
        node = self._opened.graph.nodes[given.port.node]
        if not self._catalogue[node.kind].heavy:
            return given
        number = number_of(node.takes, source.take)
        name = f"{node.name}, take {number}" if number else node.name
        take = take_node(source.take)
        if take not in self.made.nodes:
            self._put(Node(take, node.kind, node.version, where.of(name), pinned=source.take))
            self.made.items[take] = where.item.id
        return Given(Port(take, given.port.name), given.kind)

    def _of_file(self, path: Path, where: _Where, *, heard: bool) -> Given | Trouble:
        name = loader_of(path, heard=heard)
        kind = self._catalogue.get(name) if name else None
        if kind is None:
            return unknown
        values = loading(path, kind.name, where.timeline.rate)
        node = _FILE + digest((kind.name, values))
        if node not in self.made.nodes:
            self._put(Node(node, kind.name, kind.version, where.of(path.name), values))
            self.made.items[node] = where.item.id
        return Given(Port(node, kind.outputs[0].name), kind.outputs[0].kind)


class _Where(NamedTuple):
    """An item at its place."""

    timeline: Timeline
    track: Track
    item: Item

    @property
    def time(self) -> str:
        return timecode(self.item.start, self.timeline.rate)

    def of(self, name: str) -> str:
        """What a node is called that is there for this item."""
        return f"{self.track.name} {self.time} / {name}"


def _shown(timeline: Timeline) -> Iterator[tuple[Track, Item]]:
    """What has to be there: all that is seen or heard, but for titles."""
    for track in (*seen_tracks(timeline), *heard_tracks(timeline)):
        yield from ((track, item) for item in track.items if not item.off and not isinstance(item.source, TitleSource))
