"""What the inspector of items is about: one item, or several with what they have in common, as inputs with values."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from soraapp.catalogue import Catalogue
from soraapp.nodekit import Input, Value
from soraapp.project.levels import node_at
from soraapp.project.project import Project
from soraapp.project.timeline.leads import earlier
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)
from ui.inspector.items import ports
from ui.inspector.subject import Entry
from ui.limits import limits_of
from ui.texts import input_title, node_name

BAR = 240
"""Frames: as far a bar for lengths goes where items are short."""
FITTING = {TrackKind.VIDEO: ("clip", "image"), TrackKind.AUDIO: ("clip", "audio")}
"""The kinds of outputs that a track can show."""


class ItemSubject:
    """Some items of a timeline, in the order of its tracks; those that are not there are left out."""

    def __init__(self, project: Project, timeline: Timeline | None, ids: Collection[str], catalogue: Catalogue) -> None:
        self.project, self.timeline = project, timeline
        self._catalogue = catalogue
        chosen = frozenset(ids)
        self.pairs: list[tuple[Track, Item]] = (
            [(track, item) for track in timeline.tracks for item in track.items if item.id in chosen]
            if timeline and chosen
            else []
        )
        self.inputs = self._inputs()

    @property
    def items(self) -> list[Item]:
        return [item for _, item in self.pairs]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.items)

    @property
    def only(self) -> Item | None:
        """The item, where there is just one."""
        return self.pairs[0][1] if len(self.pairs) == 1 else None

    def name_of(self, node: str) -> str:
        found = node_at(self.project, node)
        return node_name(found.name) if found else node

    def entry(self, name: str) -> Entry:
        """What there is to show of one of the inputs."""
        port = next(port for port in self.inputs if port.name == name)
        values = {item.id: self._value(item, name) for _, item in self.pairs}
        if name == "start":
            values = dict.fromkeys(values, min(item.start for item in self.items))
        first = next(iter(values.values()))
        plain = name in ("start", "length", "offset", "output", "path", "timeline", "text", "over")
        changed = not plain and any(value != port.default for value in values.values())
        return Entry(value=first, changed=changed, values=values, limits=limits_of(port, None))

    # Inside

    def _inputs(self) -> tuple[Input, ...]:
        """All that can be set of the only item; of several, what can be set of each."""
        if not self.pairs:
            return ()
        each = [list(self._own(track, item)) for track, item in self.pairs]
        shared = set.intersection(*({port.name for port in own} for own in each))
        return tuple(port for port in each[0] if port.name in shared and self._agree(port, each))

    def _agree(self, port: Input, each: list[list[Input]]) -> bool:
        """Lists must offer the same; a bar may go further for one than for another."""
        same = (next(one for one in own if one.name == port.name) for own in each)
        return port.name not in ("output", "take", "timeline", "path") or all(one == port for one in same)

    def _own(self, track: Track, item: Item) -> Iterator[Input]:
        timeline = self.timeline
        assert timeline is not None
        longest = max(BAR, *(one.length for one in self.items))
        yield from self._of_source(track, item)
        yield ports.start(timeline.end)
        yield ports.length(longest)
        if track.kind is not TrackKind.TITLE:
            yield from (ports.OFFSET, ports.SPEED, ports.REVERSE)
        if track.kind is TrackKind.VIDEO:
            yield ports.FIT
        yield ports.GAIN if track.kind is TrackKind.AUDIO else ports.OPACITY
        yield from (ports.fade_in(longest), ports.fade_out(longest))
        if earlier(timeline, item):
            yield ports.STYLE
        if item.lead:
            yield ports.over(longest)
        yield from (ports.colour(), ports.ENABLED)

    def _of_source(self, track: Track, item: Item) -> Iterator[Input]:
        source = item.source
        if isinstance(source, TitleSource):
            yield from ports.LETTERING
        elif isinstance(source, FileSource):
            yield ports.file("audio" if track.kind is TrackKind.AUDIO else "video")
        elif isinstance(source, TimelineSource):
            others = (one for one in self.project.timelines.values() if one is not self.timeline)
            yield ports.nested(tuple((one.id, node_name(one.name)) for one in others))
        else:
            yield ports.output(self._outputs(track.kind))
            if takes := self._takes(source):
                yield ports.take(takes)

    def _outputs(self, kind: TrackKind) -> ports.Entries:
        """The outputs of the nodes at the top that a track can show."""
        found: list[tuple[str, str]] = []
        for node in self.project.graph.nodes.values():
            known = self._catalogue.get(node.kind)
            fitting = [one for one in known.outputs if one.kind in FITTING[kind]] if known else []
            for one in fitting:
                title = node_name(node.name)
                more = f" · {input_title(one)}" if len(fitting) > 1 else ""
                found.append((f"{node.id} {one.name}", title + more))
        return tuple(found)

    def _takes(self, source: NodeSource) -> ports.Entries:
        node = node_at(self.project, source.port.node)
        if node is None or not (node.takes or source.take):
            return ()
        titles = ((take.key, (ports.take_title(take.number), take.name)) for take in node.takes)
        return (("", ports.latest_title()), *((key, " · ".join(filter(None, parts))) for key, parts in titles))

    def _value(self, item: Item, name: str) -> Value:
        source, lead = item.source, item.lead
        if isinstance(source, TitleSource) and name in {port.name for port in ports.LETTERING}:
            return getattr(source, name)
        if isinstance(source, NodeSource) and name in ("output", "take"):
            return f"{source.port.node} {source.port.name}" if name == "output" else source.take or ""
        match name:
            case "path":
                return source.path if isinstance(source, FileSource) else None
            case "timeline":
                return source.timeline if isinstance(source, TimelineSource) else None
            case "speed" | "opacity":
                return round(float(getattr(item, name) * 100), 6)
            case "offset":
                return round(float(item.offset), 6)
            case "enabled":
                return not item.off
            case "fit":
                return item.fit.value
            case "style":
                return lead.style.value if lead else None
            case "over":
                return lead.span if lead else None
            case _:
                return getattr(item, name)
