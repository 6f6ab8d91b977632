"""Seeds that are thrown anew before every run."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from soraapp.nodekit import Value
from soraapp.project import storage
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.groups import Group
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.seed_edits import loosen, throw


def project() -> Project:
    """Two nodes in a row and one beside them, each with a seed that is loose."""
    nodes = {one: Node(one, "making.clip", 1, one, {"seed": 1}, loose=("seed",)) for one in "abc"}
    return Project(Graph(nodes, (Wire(Port("a", "clip"), Port("b", "clip")),)))


def seeds(project: Project) -> dict[str, Value]:
    return {node.id: node.values.get("seed") for node in project.graph.nodes.values()}


def thrown(project: Project, targets: list[str] | None = None) -> Project:
    numbers = count(100)
    edit = throw(project, targets, lambda: next(numbers))
    return edit.change(project) if edit else project


def test_each_loose_seed_is_another() -> None:
    assert seeds(thrown(project())) == {"a": 100, "b": 101, "c": 102}


def test_only_what_takes_part_is_thrown() -> None:
    assert seeds(thrown(project(), ["b"])) == {"a": 100, "b": 101, "c": 1}
    assert seeds(thrown(project(), ["a", "gone"])) == {"a": 100, "b": 1, "c": 1}


def test_what_a_wire_feeds_and_what_does_not_run_is_left_alone() -> None:
    before = project()
    graph = before.graph
    nodes = {**graph.nodes, "b": replace(graph.nodes["b"], pinned="f" * 64), "c": replace(graph.nodes["c"], muted=True)}
    wires = (*graph.wires, Wire(Port("c", "number"), Port("a", "seed")))
    assert throw(replace(before, graph=Graph(nodes, wires)), None, lambda: 5) is None


def test_those_in_groups_take_part() -> None:
    group = Group("g", "Group", project().graph)
    after = thrown(Project(Graph(), {"g": group}))
    assert {node.values["seed"] for node in after.groups["g"].graph.nodes.values()} == {100, 101, 102}


def test_locked_seeds_are_no_reason_for_a_step() -> None:
    history = History(project())
    for node in "abc":
        history.apply(loosen(node, "seed", loose=False))
    assert throw(history.project, None, lambda: 5) is None
    history.undo()
    edit = throw(history.project, None, lambda: 5)
    assert edit is not None
    history.apply(edit)
    assert seeds(history.project) == {"a": 1, "b": 1, "c": 5}
    history.undo()
    assert seeds(history.project)["c"] == 1


def test_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "loose.sora"
    storage.save(project(), path)
    assert storage.load(path).graph.nodes["a"].loose == ("seed",)
