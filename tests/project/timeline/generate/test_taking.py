"""An item shows one take of its node or another, and one more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from soraapp.errors import GraphError
from soraapp.project.edits import add_node, connect
from soraapp.project.graph import Port
from soraapp.project.group_edits import make_group
from soraapp.project.project import Project
from soraapp.project.takes import Take
from soraapp.project.timeline.generate.taking import new_take, next_take, show_take, takes_of
from soraapp.project.timeline.timeline import FileSource, NodeSource
from tests.project.timeline.generate.shots import NODES, done, film, item, project

KEYS = ["a" * 32, "b" * 32, "c" * 32]


def taken() -> Project:
    """A timeline with an item of a node that has three takes."""
    before = project([item("a", 0, 24)])
    takes = tuple(Take(key, datetime(2026, 1, 1, tzinfo=UTC), number=number) for number, key in enumerate(KEYS, 1))
    nodes = {**before.graph.nodes, "a": replace(before.graph.nodes["a"], takes=takes)}
    return replace(before, graph=replace(before.graph, nodes=nodes))


def shown(after: Project) -> str | None:
    source = film(after).by_id["item-a"].source
    assert isinstance(source, NodeSource)
    return source.take


def test_an_item_shows_another_take_and_what_its_node_gives() -> None:
    before = taken()
    after = done(before, show_take("film", "item-a", KEYS[1], NODES))
    assert shown(after) == KEYS[1]
    assert after.graph == before.graph
    assert film(done(after, show_take("film", "item-a", None, NODES))) == film(before)
    assert [take.number for take in takes_of(before, NODES, film(before).by_id["item-a"].source)] == [1, 2, 3]
    with pytest.raises(GraphError, match="has no such take"):
        show_take("film", "item-a", "d" * 32, NODES).change(before)


def test_takes_come_one_after_another_and_round() -> None:
    after, seen = taken(), list[str | None]()
    for _ in range(4):
        after = done(after, next_take("film", "item-a", NODES))
        seen.append(shown(after))
    assert seen == [KEYS[0], KEYS[1], KEYS[2], KEYS[0]]  # What a node gives is, as a rule, its latest.
    assert shown(done(after, next_take("film", "item-a", NODES, -1))) == KEYS[2]
    with pytest.raises(GraphError, match="has no other take. Make a new take"):
        next_take("film", "item-b", NODES).change(project([item("b", 0, 24)]))


def test_a_new_take_has_another_seed_and_is_shown() -> None:
    before = show_take("film", "item-a", KEYS[1], NODES).change(taken())
    nodes = {**before.graph.nodes, "a": replace(before.graph.nodes["a"], pinned=KEYS[0])}
    after = done(replace(before, graph=replace(before.graph, nodes=nodes)), new_take("film", "item-a", NODES, seed=9))
    node = after.graph.nodes["a"]
    assert (node.values["seed"], node.pinned, len(node.takes), shown(after)) == (9, None, 3, None)


def test_also_of_a_node_in_a_group() -> None:
    before = make_group(["p", "a"], NODES, id="i", group="g").change(taken())
    after = done(before, new_take("film", "item-a", NODES, seed=9))
    assert after.groups["g"].graph.nodes["a"].values["seed"] == 9
    assert shown(done(after, next_take("film", "item-a", NODES))) == KEYS[0]


def test_what_makes_nothing_has_no_takes() -> None:
    before = add_node(NODES["time.reverse"], (260, 0), id="r").change(project([item("r", 0, 24)]))
    before = connect(Port("a", "clip"), Port("r", "clip"), NODES).change(before)
    with pytest.raises(GraphError, match="makes the same again"):
        new_take("film", "item-r", NODES, seed=9).change(before)
    assert takes_of(before, NODES, FileSource(__file__)) == ()  # type: ignore[arg-type]
    assert takes_of(before, NODES, NodeSource(Port("gone", "clip"))) == ()
