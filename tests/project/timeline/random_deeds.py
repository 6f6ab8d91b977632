"""Every edit of a timeline as something that a person may do, with what it must keep, whatever was done before."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from soraapp.media.clip import Size
from soraapp.project.edits import Edit
from soraapp.project.timeline import (
    copying,
    links,
    markers,
    placing,
    razor,
    timelines,
    tracks,
    trimming,
)
from soraapp.project.timeline import three_point as three_points
from soraapp.project.timeline.bringing import Footage, bring
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.timeline import (
    Item,
    NodeSource,
    TrackKind,
)
from soraapp.project.timeline.trimming import Edge
from tests.project.random_steps import NAMES, Choices, Person
from tests.project.timeline import kept
from tests.project.timeline.random_looks import (
    add_leads_deed,
    add_marker_deed,
    add_track_deed,
    change_items_deed,
    change_marker_deed,
    ensure_film_deed,
    linked_deed,
    nest_deed,
    new_timeline_deed,
    of_track_deed,
    remove_marker_deed,
    set_lead_deed,
    set_source_deed,
    set_speed_deed,
    set_timeline_deed,
    set_title_deed,
    set_track_deed,
    unnest_deed,
)
from tests.project.timeline.random_things import (
    OFFSETS,
    RATES,
    Deed,
    a_source,
    an_item,
    chosen_timeline,
    some_items,
    way,
)


def _put(person: Person, choices: Choices) -> Edit:
    """A shot, and often its sound, linked with it."""
    timeline = chosen_timeline(person)
    track = choices.one(timeline.tracks)
    item = an_item(person, choices, track.kind, choices.byte() // 2)
    places = [(track.id, item)]
    sounds = [one for one in timeline.tracks if one.kind is TrackKind.AUDIO]
    if track.kind is TrackKind.VIDEO and sounds and choices.chance(2):
        link = person.new_id()
        heard = replace(item, id=person.new_id(), link=link, start=item.start + choices.byte() % 4)
        places = [(track.id, replace(item, link=link)), (choices.one(sounds).id, heard)]
    return kept.all_(placing.put(timeline.id, places, choices.one(Placing)), timeline.id)


def _move(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    ids, steps, copies = some_items(timeline, choices), choices.byte() % 3 - 1, choices.chance(4)
    merge = "drag" if choices.chance(2) else ""
    edit = placing.move(timeline.id, ids, way(choices), steps, choices.one(Placing), copies, merge=merge)
    return kept.all_(edit, timeline.id, () if copies else (kept.lengths(ids), kept.linked_steps(ids)))


def _trim(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    limits = choices.one([None, _limit])
    return kept.all_(
        trimming.trim(
            timeline.id,
            some_items(timeline, choices, 2),
            choices.one(Edge),
            way(choices),
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
    timeline = chosen_timeline(person)
    item, edge = choices.one(timeline.by_id), choices.one(Edge)
    edit = trimming.roll(timeline.id, item, edge, way(choices), choices.one([None, _limit]))
    return kept.all_(edit, timeline.id, (kept.rolled(item, edge),), in_step=False)


def _slip(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    edit = trimming.slip(timeline.id, some_items(timeline, choices), way(choices), choices.one([None, _limit]))
    return kept.all_(edit, timeline.id, (kept.places,), in_step=False)


def _slide(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    ids = some_items(timeline, choices, 2)
    edit = trimming.slide(timeline.id, ids, way(choices))
    return kept.all_(edit, timeline.id, (kept.lengths(ids), kept.slid))


def _cut(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    ids = some_items(timeline, choices) if choices.chance(2) else None
    frame = choices.byte() // 2
    return kept.all_(razor.cut(timeline.id, frame, ids), timeline.id, (kept.moments, kept.joined(frame)))


def _join(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    pair = choices.one(razor.through_edits(timeline)) if choices.chance(2) else list(timeline.by_id)
    return kept.all_(razor.join(timeline.id, pair), timeline.id, (kept.moments,))


def _remove(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    return kept.all_(placing.remove(timeline.id, some_items(timeline, choices), choices.chance(2)), timeline.id)


def _close_gap(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    return kept.all_(placing.close_gap(timeline.id, choices.one(timeline.tracks).id, choices.byte()), timeline.id)


def _bring(person: Person, choices: Choices) -> Edit:
    """Some sources in a row: a clip with its sound, a picture, a sound."""
    timeline = chosen_timeline(person)
    sources = [a_source(person, choices, TrackKind.VIDEO) for _ in range(choices.byte() % 3 + 1)]
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
    source, target = chosen_timeline(person), chosen_timeline(person)
    ids = some_items(source, choices)
    text = copying.copied(source, ids)
    track = choices.one([None, *(one.id for one in target.tracks)])
    same = source.rate == target.rate
    checks = (kept.copied(source, ids),) if same else ()
    edit = copying.paste(target.id, text, choices.byte(), track, choices.one(Placing))
    return kept.all_(edit, target.id, checks)


def _three_point(person: Person, choices: Choices) -> Edit:
    timeline = chosen_timeline(person)
    track = choices.one(timeline.tracks)
    edit = three_points.three_point(
        timeline.id,
        a_source(person, choices, track.kind),
        choices.one([None, *OFFSETS]),
        choices.one([None, *OFFSETS]),
        choices.one([None, choices.byte() // 4]),
        choices.one([None, choices.byte() // 2]),
        track.id,
        choices.one(Placing),
    )
    return kept.all_(edit, timeline.id)


DEEDS: dict[str, Deed] = {
    "ensure_film": ensure_film_deed,
    "new_timeline": new_timeline_deed,
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
    "link": linked_deed(links.link),
    "unlink": linked_deed(links.unlink),
    "bring": _bring,
    "paste": _paste,
    "three_point": _three_point,
    "set_lead": set_lead_deed,
    "add_leads": add_leads_deed,
    "set_speed": set_speed_deed,
    "change_items": change_items_deed,
    "set_source": set_source_deed,
    "set_title": set_title_deed,
    "add_track": add_track_deed,
    "remove_track": of_track_deed(lambda timeline, track, _: tracks.remove_track(timeline, track.id)),
    "rename_track": of_track_deed(
        lambda timeline, track, choices: tracks.rename_track(timeline, track.id, choices.one(NAMES))
    ),
    "move_track": of_track_deed(
        lambda timeline, track, choices: tracks.move_track(timeline, track.id, choices.byte() % 5 - 1)
    ),
    "set_track": of_track_deed(set_track_deed),
    "nest": nest_deed,
    "unnest": unnest_deed,
    "add_marker": add_marker_deed,
    "change_marker": change_marker_deed,
    "remove_marker": remove_marker_deed,
    "set_range": lambda person, choices: markers.set_range(
        chosen_timeline(person).id, choices.byte() - 9, choices.byte()
    ),
    "rename_timeline": lambda person, choices: timelines.rename_timeline(
        chosen_timeline(person).id, choices.one(NAMES)
    ),
    "remove_timeline": lambda person, choices: timelines.remove_timeline(chosen_timeline(person).id),
    "set_timeline": set_timeline_deed,
    "fitted": lambda person, choices: timelines.fitted(chosen_timeline(person).id, Size(32, 18), choices.one(RATES)),
}
"""By the names of the edits that they make."""
