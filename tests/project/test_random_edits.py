"""Whatever a person does, in whatever order: nothing is lost, and nothing but a SoraError comes of it."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import soraapp.project
from soraapp.engine.plan import keys, plan
from soraapp.errors import SoraError
from soraapp.models.registry import Registry
from soraapp.project import storage
from soraapp.project.project import Project
from tests.project.random_deeds import DEEDS
from tests.project.random_steps import CATALOGUE, Person, edits_of, sound

stories = st.one_of(
    st.builds(lambda seed, size: Random(seed).randbytes(size), st.integers(0, 2**64), st.integers(40, 900)),
    st.binary(min_size=60, max_size=600),
)
"""Most are chance alone, which goes further than what hypothesis makes up; the others become simple when they fail."""


@cache
def models() -> Registry:
    return Registry.standard()


def live(story: bytes) -> Person:
    """Do all that a story tells, and look at the project whenever it is another one."""
    person = Person(story, DEEDS)
    before = person.history.project
    while person.step():
        if person.history.project is not before:
            before = person.history.project
            sound(before)
            planned(before)
    return person


def planned(project: Project) -> None:
    """What runs can be told of any project, with the keys that its nodes have."""
    try:
        found = keys(project, CATALOGUE, models())
        steps = plan(project, CATALOGUE, models(), project.graph.nodes.keys()).steps
    except SoraError:
        return
    assert {step.node: step.key for step in steps if step.key}.items() <= found.items()


def undone_and_redone(person: Person) -> None:
    """From the end to the start, and back, step by step."""
    history = person.history
    seen = [history.project]
    while history.can_undo:
        assert history.undo_label
        seen.append(history.undo())
    assert history.project == Project()
    for expected in reversed(seen[:-1]):
        assert history.redo_label
        assert history.redo() == expected
    assert history.project == seen[0]
    while history.can_redo:
        sound(history.redo())


def kept(project: Project) -> None:
    """A file gives the same project back, and the same file again."""
    for base in (Path("/media"), None):
        text = storage.to_json(project, base)
        text.encode()
        back = storage.from_json(text, base)
        assert list(back.graph.nodes.values()) == list(project.graph.nodes.values())
        assert back == project
        assert storage.to_json(back, base) == text


def whole(story: bytes) -> None:
    person = live(story)
    kept(person.history.project)
    undone_and_redone(person)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories)
def test_any_story_keeps_the_project_valid_undone_redone_and_saved(story: bytes) -> None:
    whole(story)


def test_every_edit_there_is_can_happen_in_a_story() -> None:
    modules = [
        importlib.import_module(f"soraapp.project.{found.name}")
        for found in pkgutil.iter_modules(soraapp.project.__path__)
    ]
    assert edits_of(modules) - {"graph_edit", "at"} - DEEDS.keys() == set()


def test_stories_get_somewhere() -> None:
    """Most of what is tried is done, so that the stories above are not about nothing."""
    chance = Random(3)
    people = [live(chance.randbytes(600)) for _ in range(20)]
    assert sum(person.made for person in people) > 2 * sum(person.refused for person in people)
    assert sum(len(person.graph.wires) for person in people) > 20
