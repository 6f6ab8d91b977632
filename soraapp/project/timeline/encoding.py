"""Timelines as JSON values and back: a member ``timelines`` of the file, with the same strictness as the graph.

Frames are whole numbers, moments and speeds of sources fractions such as ``"1001/24000"``. What is as usual is not
written. Nodes that are not there are kept: they may be a group's, or come back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from soraapp.media.clip import Size
from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.encoding import read_color, read_id
from soraapp.project.graph import Port
from soraapp.project.part import Part
from soraapp.project.take_encoding import read_digest
from soraapp.project.timeline.timeline import (
    LONGEST,
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
from soraapp.project.value_encoding import read_value, write_value

_LARGEST_SIDE = 16384
_Choice = TypeVar("_Choice", bound=Enum)


def write_timelines(timelines: Mapping[str, Timeline], base: Path | None) -> dict[str, list[object]]:
    """The member of a document that holds the timelines; nothing where there are none."""
    return {"timelines": [write_timeline(one, base) for one in timelines.values()]} if timelines else {}


def write_timeline(timeline: Timeline, base: Path | None) -> dict[str, object]:
    """One timeline. Files inside the folder `base` are written relative to it."""
    return {
        "id": timeline.id,
        "name": timeline.name,
        "size": list(timeline.size),
        "rate": str(timeline.rate),
        "tracks": [write_track(track, base) for track in timeline.tracks],
        **({"markers": [_unusual(marker) for marker in timeline.markers]} if timeline.markers else {}),
        **({"first": timeline.first} if timeline.first is not None else {}),
        **({"last": timeline.last} if timeline.last is not None else {}),
    }


def write_track(track: Track, base: Path | None) -> dict[str, object]:
    """One track with its items."""
    return {**_unusual(track, ("items",)), "items": [write_item(item, base) for item in track.items]}


def write_item(item: Item, base: Path | None) -> dict[str, object]:
    """One item."""
    lead = {"lead": _unusual(item.lead)} if item.lead else {}
    return {**_unusual(item, ("source", "lead")), "source": _write_source(item.source, base), **lead}


def _unusual(value: Track | Item | Marker | Lead | TitleSource, without: Collection[str] = ()) -> dict[str, object]:
    """The members of a dataclass that differ from their defaults."""
    found: dict[str, object] = {}
    for field in fields(value):
        one = getattr(value, field.name)
        if field.name not in without and (field.default is MISSING or one != field.default):
            found[field.name] = str(one) if isinstance(one, Fraction) else one.value if isinstance(one, Enum) else one
    return found


def _write_source(source: Source, base: Path | None) -> dict[str, object]:
    if isinstance(source, NodeSource):
        return {"node": source.port.node, "output": source.port.name, **({"take": source.take} if source.take else {})}
    if isinstance(source, FileSource):
        return {"path": write_value(source.path, base)}
    if isinstance(source, TimelineSource):
        return {"timeline": source.timeline}
    return {"title": source.text, **_unusual(source, ("text",))}


def read_timelines(part: Part | None, base: Path | None) -> dict[str, Timeline]:
    """The timelines that `write_timelines` wrote. Raises ProjectError that names the place of what cannot be
    understood, and where items overlap, or timelines contain themselves."""
    found: dict[str, Timeline] = {}
    items: set[str] = set()
    for item in part.items() if part else ():
        timeline = read_timeline(item, base)
        if timeline.id in found:
            raise item.members()["id"].wrong("belongs to two timelines")
        if not items.isdisjoint(timeline.by_id):
            raise item.wrong("holds an item with the id of another one")
        items.update(timeline.by_id)
        found[timeline.id] = timeline
    if part is not None:
        _check_nested(part, found)
    return found


def contains(timelines: Mapping[str, Timeline], outer: str, inner: str) -> bool:
    """Whether a timeline is another one or contains it, at any depth."""
    waiting, seen = [outer], set[str]()
    while waiting:
        one = waiting.pop()
        if one == inner:
            return True
        if one not in seen and one in timelines:
            seen.add(one)
            sources = (item.source for item in timelines[one].items())
            waiting.extend(source.timeline for source in sources if isinstance(source, TimelineSource))
    return False


def _check_nested(part: Part, found: Mapping[str, Timeline]) -> None:
    for item, timeline in zip(part.items(), found.values(), strict=True):
        for source in (one.source for one in timeline.items()):
            if not isinstance(source, TimelineSource):
                continue
            if source.timeline not in found:
                raise item.wrong("holds a timeline that is not there")
            if contains(found, source.timeline, timeline.id):
                raise item.wrong("holds itself")


def read_timeline(part: Part, base: Path | None) -> Timeline:
    """The timeline that `write_timeline` wrote. Raises ProjectError."""
    members = part.members(("id", "name", "size", "rate", "tracks"), ("markers", "first", "last"))
    size = [item.whole() for item in members["size"].items()]
    if len(size) != 2 or not 2 <= min(size) <= max(size) <= _LARGEST_SIDE:
        raise members["size"].wrong("is not a width and a height from {least} to {most}", least=2, most=_LARGEST_SIDE)
    timeline = Timeline(
        id=read_id(members["id"]),
        name=members["name"].text(),
        size=Size(*size),
        rate=_fraction(members["rate"], Fraction(1), Fraction(1000)),
        tracks=tuple(read_track(item, base) for item in members["tracks"].items()),
        markers=tuple(map(_read_marker, members["markers"].items())) if "markers" in members else (),
        first=_frame(members["first"]) if "first" in members else None,
        last=_frame(members["last"]) if "last" in members else None,
    )
    for name in ("id", "name"):
        if len({getattr(track, name) for track in timeline.tracks}) < len(timeline.tracks):
            raise members["tracks"].wrong("holds two tracks with one {member}", member=name)
    for problem in problems(timeline):
        raise part.wrong("cannot be: {problem}", problem=problem)
    return timeline


def read_track(part: Part, base: Path | None) -> Track:
    """The track that `write_track` wrote. Raises ProjectError."""
    members = part.members(("id", "kind", "name", "items"), ("muted", "hidden", "solo", "locked", "height", "gain"))
    return Track(
        id=read_id(members["id"]),
        kind=_choice(members["kind"], TrackKind),
        name=members["name"].text(),
        items=tuple(read_item(item, base) for item in members["items"].items()),
        muted=_flag(members, "muted"),
        hidden=_flag(members, "hidden"),
        solo=_flag(members, "solo"),
        locked=_flag(members, "locked"),
        height=_frame(members["height"]) if "height" in members else 0,
        gain=members["gain"].number() if "gain" in members else 0.0,
    )


_OPTIONAL = ("offset", "speed", "reverse", "name", "color", "link", "off", "fit", "opacity", "gain", "fade_in")


def read_item(part: Part, base: Path | None) -> Item:
    """The item that `write_item` wrote. Raises ProjectError."""
    members = part.members(("id", "source", "start", "length"), (*_OPTIONAL, "fade_out", "lead"))
    return Item(
        id=read_id(members["id"]),
        source=_read_source(members["source"], base),
        start=_frame(members["start"]),
        length=_frame(members["length"]),
        offset=_fraction(members["offset"], Fraction(0), Fraction(10**6)) if "offset" in members else Fraction(0),
        speed=_fraction(members["speed"], Fraction(1, 100), Fraction(100)) if "speed" in members else Fraction(1),
        reverse=_flag(members, "reverse"),
        name=members["name"].any_text() if "name" in members else "",
        color=read_color(members["color"]) if "color" in members else "",
        link=members["link"].text() if "link" in members else "",
        off=_flag(members, "off"),
        fit=_choice(members["fit"], FitMode) if "fit" in members else FitMode.CONTAIN,
        opacity=members["opacity"].number() if "opacity" in members else 1.0,
        gain=members["gain"].number() if "gain" in members else 0.0,
        fade_in=_frame(members["fade_in"]) if "fade_in" in members else 0,
        fade_out=_frame(members["fade_out"]) if "fade_out" in members else 0,
        lead=_read_lead(members["lead"]) if "lead" in members else None,
    )


def _read_lead(part: Part) -> Lead:
    members = part.members(("style", "before", "after"))
    return Lead(_choice(members["style"], TransitionStyle), _frame(members["before"]), _frame(members["after"]))


def _read_marker(part: Part) -> Marker:
    members = part.members(("id", "at"), ("length", "name", "note", "color"))
    return Marker(
        id=read_id(members["id"]),
        at=_frame(members["at"]),
        length=_frame(members["length"]) if "length" in members else 0,
        name=members["name"].any_text() if "name" in members else "",
        note=members["note"].any_text() if "note" in members else "",
        color=read_color(members["color"]) if "color" in members else "",
    )


def _read_source(part: Part, base: Path | None) -> Source:
    kinds = part.members()
    if "node" in kinds:
        members = part.members(("node", "output"), ("take",))
        take = read_digest(members["take"]) if "take" in members else None
        return NodeSource(Port(members["node"].text(), members["output"].text()), take)
    if "path" in kinds:
        path = read_value(part.members(("path",))["path"], base)
        if not isinstance(path, Path):
            raise kinds["path"].wrong("is no file")
        return FileSource(path)
    if "timeline" in kinds:
        return TimelineSource(part.members(("timeline",))["timeline"].text())
    members = part.members(("title",), ("height", "across", "down", "ink", "outline"))
    numbers = {name: members[name].number() for name in ("height", "across", "down", "outline") if name in members}
    ink = read_color(members["ink"]) if "ink" in members else TitleSource.ink
    return TitleSource(members["title"].any_text(), ink=ink, **numbers)


def _flag(members: Mapping[str, Part], name: str) -> bool:
    return members[name].flag() if name in members else False


def _frame(part: Part) -> int:
    if not 0 <= part.whole() <= LONGEST:
        raise part.wrong("is not from {least} to {most}", least=0, most=LONGEST)
    return part.whole()


def _fraction(part: Part, least: Fraction, most: Fraction) -> Fraction:
    try:
        found = Fraction(part.text())
    except (ValueError, ZeroDivisionError):
        raise part.wrong("is no fraction, such as 24000/1001") from None
    if not least <= found <= most:
        raise part.wrong("is not from {least} to {most}", least=least, most=most)
    return found


def _choice(part: Part, kind: type[_Choice]) -> _Choice:
    try:
        return kind(part.text())
    except ValueError:
        raise part.wrong("is not one of {choices}", choices=", ".join(one.value for one in kind)) from None
