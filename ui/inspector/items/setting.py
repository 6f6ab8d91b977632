"""What a person sets of items, as one edit of their timeline."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.nodekit import Value
from soraapp.project.edits import Edit, together
from soraapp.project.graph import Port
from soraapp.project.timeline.leads import add_leads, set_lead
from soraapp.project.timeline.pace import set_speed
from soraapp.project.timeline.placing import move
from soraapp.project.timeline.properties import change_items, set_source, set_title
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    Lead,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
)
from soraapp.project.timeline.trimming import Edge, Limits, slip, trim
from ui.inspector.items.ports import LETTERING

_LETTERING = frozenset(port.name for port in LETTERING)


def setting(timeline: Timeline, items: Collection[Item], name: str, value: Value, limits: Limits, merge: str) -> Edit:
    """The edit that sets an input of all these items: see `ports`. `limits` tells the seconds of their sources."""
    id_, ids = timeline.id, [item.id for item in items]
    match name:
        case "start":
            return move(id_, ids, _whole(value) - min(item.start for item in items), merge=merge)
        case "length":
            return together("Trim", [_trimmed(timeline, one, _whole(value), limits) for one in items], merge)
        case "offset":
            return together("Slip", [_slipped(timeline, one, _number(value), limits) for one in items], merge)
        case "speed":
            pace = Fraction(_number(value)).limit_denominator(10**6) / 100
            return set_speed(id_, ids, pace, None, ripple=False, merge=merge)
        case "reverse":
            return set_speed(id_, ids, None, value is True, ripple=False, merge=merge)
        case "style" | "over":
            return _led(timeline, items, name, value, merge)
        case "output" | "take" | "path" | "timeline":
            shown = [set_source(timeline.id, one.id, _shown(one.source, name, value)) for one in items]
            return together("Change source", shown, merge)
        case _ if name in _LETTERING:
            return lettered(timeline, items, {name: value}, merge)
        case _:
            return _looking(id_, ids, name, value, merge)


def _looking(timeline: str, ids: Collection[str], name: str, value: Value, merge: str) -> Edit:
    """How items look and sound."""
    match name:
        case "color":
            return change_items(timeline, ids, "Change colour", alone=True, merge=merge, color=str(value))
        case "enabled":
            label = "Turn on" if value else "Turn off"
            return change_items(timeline, ids, label, alone=True, merge=merge, off=value is not True)
        case "fit":
            return change_items(timeline, ids, "Change look", alone=True, merge=merge, fit=FitMode(value))
        case "opacity":
            return change_items(timeline, ids, "Change look", alone=True, merge=merge, opacity=_number(value) / 100)
        case "gain":
            return change_items(timeline, ids, "Change gain", alone=True, merge=merge, gain=_number(value))
        case "fade_in":
            return change_items(timeline, ids, "Fade in", alone=True, merge=merge, fade_in=_whole(value))
        case _:
            return change_items(timeline, ids, "Fade out", alone=True, merge=merge, fade_out=_whole(value))


def _whole(value: Value) -> int:
    return round(_number(value))


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _trimmed(timeline: Timeline, item: Item, length: int, limits: Limits) -> Edit:
    return trim(timeline.id, [item.id], Edge.TAIL, length - item.length, limits=limits, alone=True)


def _slipped(timeline: Timeline, item: Item, seconds: float, limits: Limits) -> Edit:
    """What is seen later in the source is seen earlier on the timeline, unless it plays backwards."""
    way = round((Fraction(seconds).limit_denominator(10**6) - item.offset) * timeline.rate / item.speed)
    return slip(timeline.id, [item.id], way if item.reverse else -way, limits, alone=True)


def _led(timeline: Timeline, items: Collection[Item], name: str, value: Value, merge: str) -> Edit:
    if name == "style" and value is None:
        gone = [set_lead(timeline.id, one.id, None, alone=True) for one in items if one.lead]
        return together("Remove transition", gone, merge)
    usual = max(2, round(timeline.rate / 2))
    edits: list[Edit] = []
    for item in items:
        if name == "over" and item.lead:
            span = max(1, _whole(value))
            lead = Lead(item.lead.style, span // 2, span - span // 2)
            edits.append(set_lead(timeline.id, item.id, lead, alone=True))
        elif name == "style" and item.lead:
            lead = replace(item.lead, style=TransitionStyle(value))
            edits.append(set_lead(timeline.id, item.id, lead, alone=True))
        elif name == "style":
            edits.append(add_leads(timeline.id, [item.id], TransitionStyle(value), usual, alone=True))
    return together("Change transition", edits, merge)


def lettered(timeline: Timeline, items: Collection[Item], values: Mapping[str, Value], merge: str) -> Edit:
    """The edit that gives titles another text, look or place."""
    usual = TitleSource("")
    told = {
        name: str(value) if isinstance(getattr(usual, name), str) else _number(value) for name, value in values.items()
    }
    titles = [(one.id, one.source) for one in items if isinstance(one.source, TitleSource)]
    edits = [set_title(timeline.id, one, _titled(title, told), alone=True) for one, title in titles]
    return together("Change title", edits, merge)


def _titled(title: TitleSource, told: Mapping[str, str | float]) -> TitleSource:
    known: dict[str, Any] = dict(told)
    return replace(title, **known)


def _shown(source: Source, name: str, value: Value) -> Source:
    """The source with something else in it."""
    if name == "take":
        return replace(source, take=str(value) or None) if isinstance(source, NodeSource) else source
    if name == "output":
        node, _, output = str(value).rpartition(" ")
        return NodeSource(Port(node, output))
    return FileSource(Path(str(value))) if name == "path" else TimelineSource(str(value))
