"""Whatever a person does to timelines, in whatever order: what must be kept is kept, undone, redone and saved."""

from __future__ import annotations

import importlib
import pkgutil
from random import Random

from hypothesis import HealthCheck, given, settings

import soraapp.project.timeline
from soraapp.project.timeline.timeline import problems
from tests.project.random_steps import Person, edits_of
from tests.project.test_random_edits import kept, stories, undone_and_redone
from tests.project.timeline.random_deeds import DEEDS


def live(story: bytes) -> Person:
    """Do all that a story tells; every edit looks at what it has done."""
    person = Person(story, DEEDS)
    while person.step():
        pass
    return person


def whole(story: bytes) -> None:
    person = live(story)
    kept(person.history.project)
    undone_and_redone(person)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories)
def test_any_story_keeps_timelines_sound_undone_redone_and_saved(story: bytes) -> None:
    whole(story)


def test_every_edit_there_is_can_happen_in_a_story() -> None:
    modules = [
        importlib.import_module(f"soraapp.project.timeline.{found.name}")
        for found in pkgutil.iter_modules(soraapp.project.timeline.__path__)
    ]
    assert edits_of(modules) - {"timeline_edit"} - DEEDS.keys() == set()


def test_stories_get_somewhere() -> None:
    """Most of what is tried is done, so that the stories above are not about nothing."""
    chance = Random(5)
    people = [live(chance.randbytes(900)) for _ in range(30)]
    assert sum(person.made for person in people) > 2 * sum(person.refused for person in people)
    timelines = [one for person in people for one in person.history.project.timelines.values()]
    assert sum(len(one.by_id) for one in timelines) > 150
    assert sum(bool(item.link) for one in timelines for item in one.items()) > 50
    assert sum(bool(item.lead) for one in timelines for item in one.items()) > 5
    assert not [told for one in timelines for told in problems(one)]
