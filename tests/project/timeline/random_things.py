"""Timelines, items and sources for random stories, as choices tell."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.edits import Edit
from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    Lead,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
    TrackKind,
)
from tests.project.random_steps import NAMES, Choices, Person

Deed = Callable[[Person, Choices], Edit | None]
SPEEDS = [Fraction(1), Fraction(1), Fraction(2), Fraction(1, 3), Fraction(7, 5), Fraction(100)]
OFFSETS = [Fraction(0), Fraction(10), Fraction(1001, 24000), Fraction(5, 2)]
RATES = [Fraction(24), Fraction(24000, 1001), Fraction(30), Fraction(8)]


def chosen_timeline(person: Person) -> Timeline:
    return person.choices.one(person.history.project.timelines.values())


def some_items(timeline: Timeline, choices: Choices, most: int = 3) -> list[str]:
    found = choices.some(timeline.by_id, most) if timeline.by_id else []
    return found or [choices.one(timeline.by_id)]


def way(choices: Choices) -> int:
    return (choices.byte() - 128) // 4


def a_source(person: Person, choices: Choices, kind: TrackKind) -> Source:
    if kind is TrackKind.TITLE:
        return TitleSource(choices.one(NAMES), choices.byte() + 1.0)
    others = [TimelineSource(name) for name in person.history.project.timelines]
    ends = [NodeSource(Port(f"n{number}", "clip")) for number in range(3)]
    return choices.one([*ends, *ends, FileSource(Path("/media/a b/sea.wav")), *others])


def an_item(person: Person, choices: Choices, kind: TrackKind, start: int) -> Item:
    lead = Lead(choices.one(TransitionStyle), choices.byte() % 9, choices.byte() % 9 + 1) if choices.chance(3) else None
    return Item(
        person.new_id(),
        a_source(person, choices, kind),
        start,
        choices.byte() // 4 + 1,
        choices.one(OFFSETS),
        choices.one(SPEEDS),
        choices.chance(4),
        fade_in=choices.byte() % 12,
        lead=lead,
    )
