"""What a person may do to how items look and sound, to tracks, markers and timelines as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.edits import Edit
from soraapp.project.timeline import (
    leads,
    markers,
    nesting,
    pace,
    properties,
    timelines,
    tracks,
)
from soraapp.project.timeline.timeline import (
    Lead,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)
from tests.project.random_steps import COLORS, NAMES, Choices, Person
from tests.project.timeline import kept
from tests.project.timeline.random_things import (
    RATES,
    SPEEDS,
    Deed,
    a_source,
    chosen_timeline,
    some_items,
)


def set_lead_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    lead = choices.one([None, Lead(choices.one(TransitionStyle), choices.byte() % 20, choices.byte() % 20)])
    return kept.all_(leads.set_lead(timeline.id, choices.one(timeline.by_id), lead), timeline.id, (kept.moments,))


def add_leads_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    ids, style = some_items(timeline, choices), choices.one(TransitionStyle)
    return kept.all_(leads.add_leads(timeline.id, ids, style, choices.byte() % 30), timeline.id, (kept.moments,))


def set_speed_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    speed, reverse = choices.one([None, Fraction(200), *SPEEDS]), choices.one([None, True, False])
    edit = pace.set_speed(timeline.id, some_items(timeline, choices), speed, reverse, choices.chance(2))
    return kept.all_(edit, timeline.id, in_step=False)


def change_items_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    values: list[properties.Values] = [
        {"name": choices.one(NAMES)},
        {"color": choices.one(COLORS)},
        {"off": choices.chance(2)},
        {"gain": float(choices.byte() - 128), "fade_in": choices.byte()},
        {"opacity": choices.byte() / 100, "fade_out": choices.byte()},
        {"fit": choices.one(FitMode)},
    ]
    edit = properties.change_items(timeline.id, some_items(timeline, choices), "Change look", **choices.one(values))
    return kept.all_(edit, timeline.id, (kept.moments,))


def set_source_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    source = a_source(person, choices, choices.one(TrackKind))
    return kept.all_(
        properties.set_source(timeline.id, choices.one(timeline.by_id), source), timeline.id, (kept.places,)
    )


def set_title_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    titles = [item.id for item in timeline.items() if isinstance(item.source, TitleSource)]
    title = TitleSource(choices.one(NAMES), float(choices.byte()), ink=choices.one(COLORS))
    return kept.all_(properties.set_title(timeline.id, choices.one(titles), title), timeline.id, (kept.places,))


def of_track_deed(edit: Callable[[str, Track, Choices], Edit]) -> Deed:
    def deed(person: Person, choices: Choices) -> Edit:
        timeline = chosen_timeline(person)
        return edit(timeline.id, choices.one(timeline.tracks), choices)

    return deed


def set_track_deed(timeline: str, track: Track, choices: Choices) -> Edit:
    flags: Iterable[tracks.Flags] = (
        {"locked": not track.locked},
        {"locked": False},
        {"muted": True, "height": choices.byte() * 2},
        {"gain": choices.byte() - 128.0, "solo": choices.chance(2)},
    )
    return kept.all_(tracks.set_track(timeline, track.id, **choices.one(list(flags))), timeline, (kept.moments,))


def add_track_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    if len(timeline.tracks) > 6:
        raise IndexError
    above = choices.one([None, *(track.id for track in timeline.tracks)])
    edit = tracks.add_track(timeline.id, choices.one(TrackKind), above, person.new_id())
    return kept.all_(edit, timeline.id, (kept.moments,))


def new_timeline_deed(person: Person, choices: Choices) -> Edit:
    if len(person.history.project.timelines) > 2:
        raise IndexError
    return timelines.new_timeline(person.new_id(), choices.one(NAMES), Size(64, 36), choices.one(RATES))


def set_timeline_deed(person: Person, choices: Choices) -> Edit:
    size, rate = choices.one([None, Size(64, 64), Size(1, 1)]), choices.one([None, None, *RATES])
    timeline = chosen_timeline(person)
    return kept.all_(timelines.set_timeline(timeline.id, size=size, rate=rate), timeline.id, in_step=rate is None)


def nest_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    return kept.all_(
        nesting.nest(timeline.id, some_items(timeline, choices), choices.one(NAMES), id=person.new_id()), timeline.id
    )


def unnest_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    nested = [item.id for item in timeline.items() if isinstance(item.source, TimelineSource)]
    return kept.all_(nesting.unnest(timeline.id, choices.one(nested)), timeline.id)


def add_marker_deed(person: Person, choices: Choices) -> Edit:
    values: markers.Words = {"length": choices.byte() - 5, "note": choices.one(NAMES), "color": choices.one(COLORS)}
    return markers.add_marker(chosen_timeline(person).id, choices.byte() - 5, id=person.new_id(), **values)


def change_marker_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    return markers.change_marker(
        timeline.id, choices.one(timeline.markers).id, at=choices.byte(), name=choices.one(NAMES)
    )


def set_range_deed(person: Person, choices: Choices) -> Edit:
    return markers.set_range(chosen_timeline(person).id, choices.byte() - 9, choices.byte())


def remove_marker_deed(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    return markers.remove_marker(timeline.id, choices.one(timeline.markers).id)


def ensure_film_deed(person: Person, _choices: Choices) -> Edit | None:
    return timelines.ensure_film(person.history.project)


def linked_deed(edit: Callable[..., Edit]) -> Deed:
    def deed(person: Person, choices: Choices) -> Edit:
        timeline = chosen_timeline(person)
        return kept.all_(edit(timeline.id, some_items(timeline, choices)), timeline.id, (kept.moments,))

    return deed
