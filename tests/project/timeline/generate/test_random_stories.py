"""Whatever stands on a timeline, in whatever order new frames are asked for: graph and timeline stay sound, everything
is undone and redone, and comes back from a file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from random import Random

from hypothesis import HealthCheck, given, settings

import soraapp.project.timeline.generate
from soraapp.project.check import check
from soraapp.project.edits import Edit, add_node
from soraapp.project.project import Project
from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.generate.boarding import storyboard
from soraapp.project.timeline.generate.cards import add_card, cards_of_storyboard
from soraapp.project.timeline.generate.extending import extend
from soraapp.project.timeline.generate.filling import fill_gap
from soraapp.project.timeline.generate.looping import loop
from soraapp.project.timeline.generate.retaking import retake, use_original
from soraapp.project.timeline.generate.taking import new_take, next_take, show_take
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.timeline import NodeSource, Source, Timeline
from tests.nodes.clips import counted
from tests.project.random_steps import NAMES, Choices, Person, edits_of
from tests.project.test_random_edits import kept as saved
from tests.project.test_random_edits import stories, undone_and_redone
from tests.project.timeline import kept
from tests.project.timeline.generate.shots import NODES, limits
from tests.project.timeline.random_deeds import DEEDS as PLAIN

Deed = Callable[[Person, Choices], Edit | None]


def at_hand(source: Source) -> object:
    """Of one node a clip of two seconds is at hand, of the others nothing."""
    return counted(16) if isinstance(source, NodeSource) and source.port.node == "n0" else None


def _of_item(make: Callable[[Timeline, str, Choices, str], Edit]) -> Deed:
    def deed(person: Person, choices: Choices) -> Edit:
        timeline = choices.one(person.history.project.timelines.values())
        edit = make(timeline, choices.one(timeline.by_id), choices, f"new-{person.new_id()}")
        return kept.all_(edit, timeline.id, in_step=False)

    return deed


def _fill(person: Person, choices: Choices) -> Edit:
    timeline = choices.one(person.history.project.timelines.values())
    track, frame, node = choices.one(timeline.tracks).id, choices.byte() // 2, f"new-{person.new_id()}"
    return kept.all_(fill_gap(timeline.id, track, frame, NODES, at_hand, id=node), timeline.id)


def _storyboard(person: Person, choices: Choices) -> Edit:
    timeline = choices.one(person.history.project.timelines.values())
    ids = choices.some(timeline.by_id, 4) if timeline.by_id and choices.chance(2) else []
    edit = storyboard(timeline.id, ids, NODES, at_hand, id=f"new-{person.new_id()}")
    return kept.all_(edit, timeline.id, in_step=False)


def _add_card(person: Person, choices: Choices) -> Edit:
    timeline = choices.one(person.history.project.timelines.values())
    return kept.all_(add_card(timeline.id, choices.byte(), choices.one(NAMES)), timeline.id)


def _extend(timeline: Timeline, item: str, choices: Choices, node: str) -> Edit:
    edge, placing = choices.one(Edge), choices.one(Placing)
    return extend(timeline.id, item, edge, choices.byte() // 3 + 1, NODES, at_hand, id=node, placing=placing)


def _retake(timeline: Timeline, item: str, choices: Choices, node: str) -> Edit:
    first, stop = choices.byte() // 4, choices.byte()
    return retake(timeline.id, item, first, stop, NODES, at_hand, id=node, seed=choices.byte())


DEEDS: dict[str, Deed] = {
    "fill_gap": _fill,
    "fill_gap again": _fill,
    "extend": _of_item(_extend),
    "retake": _of_item(_retake),
    "use_original": _of_item(lambda timeline, item, *_: use_original(timeline.id, item)),
    "loop": _of_item(lambda timeline, item, _, node: loop(timeline.id, item, NODES, at_hand, id=node)),
    "show_take": _of_item(lambda timeline, item, *_: show_take(timeline.id, item, None, NODES)),
    "next_take": _of_item(lambda timeline, item, *_: next_take(timeline.id, item, NODES)),
    "new_take": _of_item(lambda timeline, item, *_: new_take(timeline.id, item, NODES, seed=3)),
    "add_card": _add_card,
    "storyboard": _storyboard,
    "cards_of_storyboard": _of_item(lambda timeline, item, *_: cards_of_storyboard(timeline.id, item)),
}
"""By the names of the edits that they make."""
_PLAIN = ("put", "put again", "move", "trim", "cut", "set_speed", "link", "set_track", "add_marker", "add_track")
EVERYTHING = {**DEEDS, **{name: PLAIN[name] for name in _PLAIN}}


def _nodes(project: Project) -> Project:
    for number in range(3):
        kind = NODES["generate.text_to_video"]
        project = add_node(kind, (0, 400 * number), id=f"n{number}", values={"prompt": "a ball"}).change(project)
    return project


def live(story: bytes) -> Person:
    """Do all that a story tells, and look at the graph."""
    person = Person(story, EVERYTHING)
    person.history.apply(Edit("Add nodes", _nodes))
    person.history.apply(Edit("New timeline", PLAIN["ensure_film"](person, person.choices).change))  # type: ignore[union-attr]
    while person.step():
        pass
    return person


def sound(project: Project) -> None:
    """Every wire goes from what is there to what takes it; what is missing, as no prompt does, is no matter."""
    wrong = [problem.error for problem in check(project, NODES, limits) if problem.node in project.graph.nodes]
    assert not [str(error) for error in wrong if "Nothing is connected" in str(error) or "no input" in str(error)]
    places = [node.position for node in project.graph.nodes.values()]
    assert len(set(places)) == len(places)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories)
def test_any_story_keeps_graph_and_timeline_sound(story: bytes) -> None:
    person = live(story)
    sound(person.history.project)
    saved(person.history.project)
    undone_and_redone(person)


def test_every_edit_there_is_can_happen() -> None:
    modules = [
        importlib.import_module(f"soraapp.project.timeline.generate.{found.name}")
        for found in pkgutil.iter_modules(soraapp.project.timeline.generate.__path__)
    ]
    assert edits_of(modules) - DEEDS.keys() == set()


def test_stories_get_somewhere() -> None:
    chance = Random(5)
    people = [live(chance.randbytes(900)) for _ in range(10)]
    kinds = {node.kind for person in people for node in person.history.project.graph.nodes.values()}
    wanted = {"extend.connect", "extend.extend", "extend.loop", "edit.edit", "generate.storyboard", "time.trim"}
    assert wanted <= kinds
