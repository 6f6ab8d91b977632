"""Every edit of a timeline as something that a person may do, with what it must keep, whatever was done before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from soraapp.media.clip import Size
from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.edits import Edit
from soraapp.project.graph import Port
from soraapp.project.timeline import (
    copying,
    leads,
    links,
    markers,
    nesting,
    pace,
    placing,
    properties,
    razor,
    timelines,
    tracks,
    trimming,
)
from soraapp.project.timeline import three_point as three_points
from soraapp.project.timeline.bringing import Footage, bring
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    Lead,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)
from soraapp.project.timeline.trimming import Edge
from tests.project.random_steps import COLORS, NAMES, Choices, Person
from tests.project.timeline import kept

Deed = Callable[[Person, Choices], Edit | None]
SPEEDS = [Fraction(1), Fraction(1), Fraction(2), Fraction(1, 3), Fraction(7, 5), Fraction(100)]
OFFSETS = [Fraction(0), Fraction(10), Fraction(1001, 24000), Fraction(5, 2)]
RATES = [Fraction(24), Fraction(24000, 1001), Fraction(30), Fraction(8)]


def _timeline(person: Person) -> Timeline:
    return person.choices.one(person.history.project.timelines.values())


def _items(timeline: Timeline, choices: Choices, most: int = 3) -> list[str]:
    found = choices.some(timeline.by_id, most) if timeline.by_id else []
    return found or [choices.one(timeline.by_id)]


def _frames(choices: Choices) -> int:
    return (choices.byte() - 128) // 4


def _source(person: Person, choices: Choices, kind: TrackKind) -> Source:
    if kind is TrackKind.TITLE:
        return TitleSource(choices.one(NAMES), choices.byte() + 1.0)
    others = [TimelineSource(name) for name in person.history.project.timelines]
    ends = [NodeSource(Port(f"n{number}", "clip")) for number in range(3)]
    return choices.one([*ends, *ends, FileSource(Path("/media/a b/sea.wav")), *others])


def _item(person: Person, choices: Choices, kind: TrackKind, start: int) -> Item:
    lead = Lead(choices.one(TransitionStyle), choices.byte() % 9, choices.byte() % 9 + 1) if choices.chance(3) else None
    return Item(
        person.new_id(),
        _source(person, choices, kind),
        start,
        choices.byte() // 4 + 1,
        choices.one(OFFSETS),
        choices.one(SPEEDS),
        choices.chance(4),
        fade_in=choices.byte() % 12,
        lead=lead,
    )


def _put(person: Person, choices: Choices) -> Edit:
    """A shot, and often its sound, linked with it."""
    timeline = _timeline(person)
    track = choices.one(timeline.tracks)
    item = _item(person, choices, track.kind, choices.byte() // 2)
    places = [(track.id, item)]
    sounds = [one for one in timeline.tracks if one.kind is TrackKind.AUDIO]
    if track.kind is TrackKind.VIDEO and sounds and choices.chance(2):
        link = person.new_id()
        heard = replace(item, id=person.new_id(), link=link, start=item.start + choices.byte() % 4)
        places = [(track.id, replace(item, link=link)), (choices.one(sounds).id, heard)]
    return kept.all_(placing.put(timeline.id, places, choices.one(Placing)), timeline.id)


def _move(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    ids, steps, copies = _items(timeline, choices), choices.byte() % 3 - 1, choices.chance(4)
    merge = "drag" if choices.chance(2) else ""
    edit = placing.move(timeline.id, ids, _frames(choices), steps, choices.one(Placing), copies, merge=merge)
    return kept.all_(edit, timeline.id, () if copies else (kept.lengths(ids), kept.linked_steps(ids)))


def _trim(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    limits = choices.one([None, _limit])
    return kept.all_(
        trimming.trim(
            timeline.id,
            _items(timeline, choices, 2),
            choices.one(Edge),
            _frames(choices),
            choices.chance(2),
            limits,
            merge="trim" if choices.chance(3) else "",
        ),
        timeline.id,
        in_step=limits is None,
    )


def _limit(item: Item) -> Fraction | None:
    return Fraction(20) if isinstance(item.source, NodeSource) else None


def _roll(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    item, edge = choices.one(timeline.by_id), choices.one(Edge)
    edit = trimming.roll(timeline.id, item, edge, _frames(choices), choices.one([None, _limit]))
    return kept.all_(edit, timeline.id, (kept.rolled(item, edge),), in_step=False)


def _slip(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    edit = trimming.slip(timeline.id, _items(timeline, choices), _frames(choices), choices.one([None, _limit]))
    return kept.all_(edit, timeline.id, (kept.places,), in_step=False)


def _slide(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    ids = _items(timeline, choices, 2)
    edit = trimming.slide(timeline.id, ids, _frames(choices))
    return kept.all_(edit, timeline.id, (kept.lengths(ids), kept.slid))


def _cut(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    ids = _items(timeline, choices) if choices.chance(2) else None
    frame = choices.byte() // 2
    return kept.all_(razor.cut(timeline.id, frame, ids), timeline.id, (kept.moments, kept.joined(frame)))


def _join(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    pair = choices.one(razor.through_edits(timeline)) if choices.chance(2) else list(timeline.by_id)
    return kept.all_(razor.join(timeline.id, pair), timeline.id, (kept.moments,))


def _remove(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    return kept.all_(placing.remove(timeline.id, _items(timeline, choices), choices.chance(2)), timeline.id)


def _close_gap(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    return kept.all_(placing.close_gap(timeline.id, choices.one(timeline.tracks).id, choices.byte()), timeline.id)


def _bring(person: Person, choices: Choices) -> Edit:
    """Some sources in a row: a clip with its sound, a picture, a sound."""
    timeline = _timeline(person)
    sources = [_source(person, choices, TrackKind.VIDEO) for _ in range(choices.byte() % 3 + 1)]
    footage = [
        Footage(
            source,
            choices.one([None, *OFFSETS[1:]]),
            choices.one([None, Size(33, 20)]),
            choices.one([None, *RATES]),
            seen=choices.chance(2),
            heard=choices.chance(2),
        )
        for source in sources
    ]
    track = choices.one([None, *(one.id for one in timeline.tracks if one.kind is not TrackKind.TITLE)])
    edit = bring(timeline.id, footage, choices.byte(), track, choices.one(Placing))
    return kept.all_(edit, timeline.id, in_step=timeline.end > 0)


def _paste(person: Person, choices: Choices) -> Edit:
    source, target = _timeline(person), _timeline(person)
    ids = _items(source, choices)
    text = copying.copied(source, ids)
    track = choices.one([None, *(one.id for one in target.tracks)])
    same = source.rate == target.rate
    checks = (kept.copied(source, ids),) if same else ()
    edit = copying.paste(target.id, text, choices.byte(), track, choices.one(Placing))
    return kept.all_(edit, target.id, checks)


def _three_point(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    track = choices.one(timeline.tracks)
    edit = three_points.three_point(
        timeline.id,
        _source(person, choices, track.kind),
        choices.one([None, *OFFSETS]),
        choices.one([None, *OFFSETS]),
        choices.one([None, choices.byte() // 4]),
        choices.one([None, choices.byte() // 2]),
        track.id,
        choices.one(Placing),
    )
    return kept.all_(edit, timeline.id)


def _set_lead(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    lead = choices.one([None, Lead(choices.one(TransitionStyle), choices.byte() % 20, choices.byte() % 20)])
    return kept.all_(leads.set_lead(timeline.id, choices.one(timeline.by_id), lead), timeline.id, (kept.moments,))


def _add_leads(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    ids, style = _items(timeline, choices), choices.one(TransitionStyle)
    return kept.all_(leads.add_leads(timeline.id, ids, style, choices.byte() % 30), timeline.id, (kept.moments,))


def _set_speed(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    speed, reverse = choices.one([None, Fraction(200), *SPEEDS]), choices.one([None, True, False])
    edit = pace.set_speed(timeline.id, _items(timeline, choices), speed, reverse, choices.chance(2))
    return kept.all_(edit, timeline.id, in_step=False)


def _change_items(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    values: list[properties.Values] = [
        {"name": choices.one(NAMES)},
        {"color": choices.one(COLORS)},
        {"off": choices.chance(2)},
        {"gain": float(choices.byte() - 128), "fade_in": choices.byte()},
        {"opacity": choices.byte() / 100, "fade_out": choices.byte()},
        {"fit": choices.one(FitMode)},
    ]
    edit = properties.change_items(timeline.id, _items(timeline, choices), "Change look", **choices.one(values))
    return kept.all_(edit, timeline.id, (kept.moments,))


def _set_source(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    source = _source(person, choices, choices.one(TrackKind))
    return kept.all_(
        properties.set_source(timeline.id, choices.one(timeline.by_id), source), timeline.id, (kept.places,)
    )


def _set_title(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    titles = [item.id for item in timeline.items() if isinstance(item.source, TitleSource)]
    title = TitleSource(choices.one(NAMES), float(choices.byte()), ink=choices.one(COLORS))
    return kept.all_(properties.set_title(timeline.id, choices.one(titles), title), timeline.id, (kept.places,))


def _of_track(edit: Callable[[str, Track, Choices], Edit]) -> Deed:
    def deed(person: Person, choices: Choices) -> Edit:
        timeline = _timeline(person)
        return edit(timeline.id, choices.one(timeline.tracks), choices)

    return deed


def _set_track(timeline: str, track: Track, choices: Choices) -> Edit:
    flags: Iterable[tracks.Flags] = (
        {"locked": not track.locked},
        {"locked": False},
        {"muted": True, "height": choices.byte() * 2},
        {"gain": choices.byte() - 128.0, "solo": choices.chance(2)},
    )
    return kept.all_(tracks.set_track(timeline, track.id, **choices.one(list(flags))), timeline, (kept.moments,))


def _add_track(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    if len(timeline.tracks) > 6:
        raise IndexError
    above = choices.one([None, *(track.id for track in timeline.tracks)])
    edit = tracks.add_track(timeline.id, choices.one(TrackKind), above, person.new_id())
    return kept.all_(edit, timeline.id, (kept.moments,))


def _new_timeline(person: Person, choices: Choices) -> Edit:
    if len(person.history.project.timelines) > 2:
        raise IndexError
    return timelines.new_timeline(person.new_id(), choices.one(NAMES), Size(64, 36), choices.one(RATES))


def _set_timeline(person: Person, choices: Choices) -> Edit:
    size, rate = choices.one([None, Size(64, 64), Size(1, 1)]), choices.one([None, None, *RATES])
    timeline = _timeline(person)
    return kept.all_(timelines.set_timeline(timeline.id, size=size, rate=rate), timeline.id, in_step=rate is None)


def _nest(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    return kept.all_(
        nesting.nest(timeline.id, _items(timeline, choices), choices.one(NAMES), id=person.new_id()), timeline.id
    )


def _unnest(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    nested = [item.id for item in timeline.items() if isinstance(item.source, TimelineSource)]
    return kept.all_(nesting.unnest(timeline.id, choices.one(nested)), timeline.id)


def _add_marker(person: Person, choices: Choices) -> Edit:
    values: markers.Words = {"length": choices.byte() - 5, "note": choices.one(NAMES), "color": choices.one(COLORS)}
    return markers.add_marker(_timeline(person).id, choices.byte() - 5, id=person.new_id(), **values)


def _change_marker(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    return markers.change_marker(
        timeline.id, choices.one(timeline.markers).id, at=choices.byte(), name=choices.one(NAMES)
    )


def _remove_marker(person: Person, choices: Choices) -> Edit:
    timeline = _timeline(person)
    return markers.remove_marker(timeline.id, choices.one(timeline.markers).id)


def _ensure_film(person: Person, _choices: Choices) -> Edit | None:
    return timelines.ensure_film(person.history.project)


def _linked(edit: Callable[..., Edit]) -> Deed:
    def deed(person: Person, choices: Choices) -> Edit:
        timeline = _timeline(person)
        return kept.all_(edit(timeline.id, _items(timeline, choices)), timeline.id, (kept.moments,))

    return deed


DEEDS: dict[str, Deed] = {
    "ensure_film": _ensure_film,
    "new_timeline": _new_timeline,
    "put": _put,
    "put again": _put,
    "put once more": _put,
    "put more": _put,
    "move": _move,
    "move again": _move,
    "remove": _remove,
    "close_gap": _close_gap,
    "trim": _trim,
    "trim again": _trim,
    "roll": _roll,
    "slip": _slip,
    "slide": _slide,
    "cut": _cut,
    "cut again": _cut,
    "join": _join,
    "link": _linked(links.link),
    "unlink": _linked(links.unlink),
    "bring": _bring,
    "paste": _paste,
    "three_point": _three_point,
    "set_lead": _set_lead,
    "add_leads": _add_leads,
    "set_speed": _set_speed,
    "change_items": _change_items,
    "set_source": _set_source,
    "set_title": _set_title,
    "add_track": _add_track,
    "remove_track": _of_track(lambda timeline, track, _: tracks.remove_track(timeline, track.id)),
    "rename_track": _of_track(
        lambda timeline, track, choices: tracks.rename_track(timeline, track.id, choices.one(NAMES))
    ),
    "move_track": _of_track(
        lambda timeline, track, choices: tracks.move_track(timeline, track.id, choices.byte() % 5 - 1)
    ),
    "set_track": _of_track(_set_track),
    "nest": _nest,
    "unnest": _unnest,
    "add_marker": _add_marker,
    "change_marker": _change_marker,
    "remove_marker": _remove_marker,
    "set_range": lambda person, choices: markers.set_range(_timeline(person).id, choices.byte() - 9, choices.byte()),
    "rename_timeline": lambda person, choices: timelines.rename_timeline(_timeline(person).id, choices.one(NAMES)),
    "remove_timeline": lambda person, choices: timelines.remove_timeline(_timeline(person).id),
    "set_timeline": _set_timeline,
    "fitted": lambda person, choices: timelines.fitted(_timeline(person).id, Size(32, 18), choices.one(RATES)),
}
"""By the names of the edits that they make."""
