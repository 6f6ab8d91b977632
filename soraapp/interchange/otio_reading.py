"""An OpenTimelineIO document as timelines of a project. Where times differ from what this program wrote beside them,
the times are right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from soraapp.errors import ProjectError
from soraapp.interchange.facts import NAME
from soraapp.interchange.otio_values import (
    file_of,
    is_transition,
    lead_of,
    named,
    offset_of,
    own_facts,
    seconds_of,
    touching,
)
from soraapp.interchange.otio_writing import MARKER_COLORS, nearest_color
from soraapp.media.time import frame_at, parse_rate
from soraapp.project.edits import new_id
from soraapp.project.levels import node_at
from soraapp.project.part import Part
from soraapp.project.project import Project
from soraapp.project.text import naming, read_text
from soraapp.project.timeline.encoding import read_item, read_timeline, read_track
from soraapp.project.timeline.timeline import (
    FASTEST,
    FIRST_RATE,
    FileSource,
    Item,
    Lead,
    Marker,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
    problems,
)

_LARGEST = 64 * 2**20
_NEAR = Fraction(1, 10_000)
"""Seconds: what documents say in floats is what was written exactly beside it when it differs by less."""
_DEEPEST = 20


@dataclass
class Found:
    """What a document holds."""

    timelines: list[Timeline] = field(default_factory=list[Timeline])
    """The one that the document is of, and then those nested in it."""
    dropped: list[str] = field(default_factory=list[str])
    """What could not be taken over: the names of items and effects."""


def read_otio(path: Path, project: Project) -> Found:
    """The timelines of a document, for a project: items whose nodes it has show these, others the files that it names.
    No file is opened. Raises ProjectError or MediaError that name the document and what is wrong with it."""
    import opentimelineio as otio

    try:
        document = otio.adapters.read_from_string(read_text(path, _LARGEST), "otio_json")
    except (ValueError, KeyError, TypeError, RuntimeError, otio.exceptions.OTIOError) as error:
        raise _no_timeline(path) from error
    if not isinstance(document, otio.schema.Timeline):
        raise _no_timeline(path)
    return _Reader(project, path.absolute().parent).read(document, path)


def _no_timeline(path: Path) -> ProjectError:
    return ProjectError(
        "{file} is no OpenTimelineIO timeline.",
        remedy="Export it anew as .otio from the program that it comes from.",
        file=path.name,
    )


class _Reader:
    def __init__(self, project: Project, folder: Path) -> None:
        import opentimelineio as otio

        self._otio = otio
        self._project, self._folder = project, folder
        self._taken = {item.id for timeline in project.timelines.values() for item in timeline.items()}
        self._ids = set(project.timelines)
        self._links: dict[str, str] = {}
        self._nested: dict[str, str] = {}
        """The id of each timeline that is nested, by what it holds: pictures and sound may come from the same one."""
        self._found = Found()

    def read(self, document: Any, path: Path) -> Found:
        with naming(path):
            name = document.name or path.stem
            self._timeline(document.tracks, name, document.metadata, 0, document.global_start_time)
        self._found.timelines.reverse()  # Nested ones were finished first.
        return self._found

    def _timeline(self, stack: Any, name: str, metadata: Any, depth: int, start: Any = None) -> str:
        if depth > _DEEPEST:
            raise ProjectError(
                "{file} nests more than {most} timelines.", remedy="Flatten some of them.", file="This", most=_DEEPEST
            )
        own = own_facts(metadata, "timeline")
        header = read_timeline(Part(own, NAME), None) if own else None
        rate = self._rate(stack, start, header)
        tracks = [self._track(child, number, rate, depth) for number, child in enumerate(stack, 1)]
        marks = (header.first, header.last) if header else (None, None)
        timeline = Timeline(
            id=self._free(header.id if header else "", self._ids),
            name=name,
            tracks=named(tracks),
            markers=tuple(sorted((self._marker(one, rate) for one in stack.markers), key=lambda one: one.at)),
            rate=rate,
            first=marks[0],
            last=marks[1],
            **({"size": header.size} if header else {}),
        )
        for problem in problems(timeline):
            raise ProjectError(
                "{file} cannot be laid out: {problem}.", remedy="Export it anew.", file="It", problem=problem
            )
        self._found.timelines.append(timeline)
        return timeline.id

    def _rate(self, stack: Any, start: Any, header: Timeline | None) -> Fraction:
        rates = [start.rate] if start is not None and start.rate > 1 else []
        rates += [child.duration().rate for track in stack for child in track if not is_transition(child)]
        told = next((rate for rate in rates if rate > 1), None)
        if header and (told is None or abs(float(header.rate) - told) < _NEAR):
            return header.rate
        return FIRST_RATE if told is None else parse_rate(f"{told:.3f}".rstrip("0").rstrip("."))

    def _track(self, track: Any, number: int, rate: Fraction, depth: int) -> Track:
        schema = self._otio.schema
        own = own_facts(track.metadata, "track")
        if not isinstance(track, schema.Track):  # A clip or a stack right in a stack: a track of its own.
            wrapped = schema.Track(track.name, kind=schema.TrackKind.Video)
            wrapped.append(track.deepcopy())
            track = wrapped
        sounds = track.kind == schema.TrackKind.Audio
        kind = TrackKind.AUDIO if sounds else TrackKind.VIDEO
        made = read_track(Part(own, NAME), None) if own else Track("", kind, track.name or f"{kind.value} {number}")
        items = self._items(track, rate, depth)
        titles = all(isinstance(item.source, TitleSource) for item in items)
        if titles and (made.kind is TrackKind.TITLE or (items and not sounds)):
            kind = TrackKind.TITLE
        fitting = tuple(item for item in items if isinstance(item.source, TitleSource) == (kind is TrackKind.TITLE))
        self._found.dropped += [item.name for item in items if item not in fitting]
        off = {"muted": not track.enabled} if sounds else {"hidden": not track.enabled}
        return replace(made, id=made.id or new_id(), kind=kind, items=touching(fitting), **off)

    def _items(self, track: Any, rate: Fraction, depth: int) -> list[Item]:
        schema = self._otio.schema
        items: list[Item] = []
        gone = Fraction(0)
        lead: Lead | None = None
        for child in track:
            if isinstance(child, schema.Transition):
                lead = lead_of(child, rate)
                continue
            length = seconds_of(child.duration())
            start, end = frame_at(gone, rate), frame_at(gone + length, rate)
            gone += length
            if isinstance(child, schema.Gap):
                if lead and items:
                    items[-1] = replace(items[-1], fade_out=lead.before)
            elif end > start and isinstance(child, schema.Clip | schema.Stack | schema.Track):
                items.append(self._item(child, start, end - start, lead, items, depth))
            else:
                self._found.dropped.append(child.name)
            lead = None
        if lead and items:
            items[-1] = replace(items[-1], fade_out=lead.before)
        return items

    def _item(self, child: Any, start: int, length: int, lead: Lead | None, before: list[Item], depth: int) -> Item:
        own = own_facts(child.metadata, "item")
        told = read_item(Part(own, NAME), None) if own else None
        source = self._source(child, told, depth)
        offset = offset_of(child)
        if told and abs(told.offset - offset) < _NEAR:
            offset = told.offset
        speed, reverse = self._speed(child, told)
        cut = bool(before) and before[-1].end == start
        item = told or Item("", source, start, length, name=child.name)
        return replace(
            item,
            id=self._free(item.id, self._taken),
            source=source,
            start=start,
            length=length,
            offset=offset,
            speed=speed,
            reverse=reverse,
            off=not child.enabled,
            link=self._link(item.link),
            lead=lead if cut else None,
            fade_in=item.fade_in if cut or not lead else lead.after,
        )

    def _source(self, child: Any, told: Item | None, depth: int) -> Source:
        schema = self._otio.schema
        if not isinstance(child, schema.Clip):
            stack = child if isinstance(child, schema.Stack) else _stacked(schema, child)
            held = "".join(track.to_json_string() for track in stack)
            if held not in self._nested:
                self._nested[held] = self._timeline(stack, child.name or "Nested", child.metadata, depth + 1)
            return TimelineSource(self._nested[held])
        told_source = told.source if told else None
        if isinstance(told_source, TitleSource):
            return told_source
        if isinstance(told_source, NodeSource) and node_at(self._project, told_source.port.node) is not None:
            return told_source
        if isinstance(told_source, TimelineSource) and told_source.timeline in self._project.timelines:
            return told_source
        reference = child.media_reference
        if isinstance(reference, schema.GeneratorReference):
            return TitleSource(str(dict(reference.parameters).get("text", child.name)))
        path = file_of(reference, self._folder)
        if path is not None:
            return FileSource(path)
        return told_source if isinstance(told_source, NodeSource | FileSource) else FileSource(Path(child.name or "?"))

    def _speed(self, child: Any, told: Item | None) -> tuple[Fraction, bool]:
        speed, reverse = Fraction(1), False
        for effect in child.effects:
            scalar = getattr(effect, "time_scalar", None)
            if not isinstance(scalar, float | int) or not 1 / FASTEST <= abs(scalar) <= FASTEST:
                self._found.dropped.append(effect.name or effect.effect_name)
                continue
            speed, reverse = Fraction(scalar).limit_denominator(10_000), scalar < 0
        speed = abs(speed)
        same = told is not None and abs(told.speed - speed) < _NEAR
        return (told.speed if told and same else speed), reverse

    def _marker(self, marker: Any, rate: Fraction) -> Marker:
        at, length = seconds_of(marker.marked_range.start_time), seconds_of(marker.marked_range.duration)
        shade = MARKER_COLORS[nearest_color(str(marker.color or "green").lower())]
        color = "#{:02x}{:02x}{:02x}".format(*shade)
        return Marker(
            new_id(),
            max(0, frame_at(at, rate)),
            max(0, frame_at(length, rate)),
            marker.name,
            marker.comment or "",
            color,
        )

    def _link(self, link: str) -> str:
        return self._links.setdefault(link, new_id()) if link else ""

    def _free(self, told: str, taken: set[str]) -> str:
        """The id, if no other one has it, or else a new one."""
        found = told if told and told not in taken else new_id()
        taken.add(found)
        return found


def _stacked(schema: Any, track: Any) -> Any:
    stack = schema.Stack(track.name)
    stack.append(track.deepcopy())
    stack[0].source_range = None
    return stack
