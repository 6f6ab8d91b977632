"""Projects with groups, dots and muted nodes really run: the same frames, under the same keys, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from soraapp.engine.events import Outcome, RunFinished, StepFinished
from soraapp.engine.plan import keys, plan, seen_behind
from soraapp.engine.variants import plan_variants
from soraapp.errors import GraphError
from soraapp.project import copying, edits, port_edits, tidy_edits
from soraapp.project.edits import Edit
from soraapp.project.graph import Port
from soraapp.project.group_edits import make_group
from soraapp.project.group_types import with_groups
from soraapp.project.levels import inside
from soraapp.project.project import Project
from tests.engine.conftest import CATALOGUE, MODELS, Bench, Draft


def do(project: Project, *steps: Edit, place: tuple[str, ...] = ()) -> Project:
    for edit in steps:
        project = inside(project, place, edit.change)
    return project


def film(trace: Path) -> Project:
    """A clip that takes a model to make, a cut of it, and a cut of that."""
    draft = Draft()("clip", "making.clip", prompt="ball", trace=str(trace))("cut", "plain.cut", {"clip": "clip"}, end=6)
    return draft("end", "plain.cut", {"clip": "cut"}, end=3).project


def nested(project: Project) -> Project:
    """With the clip in a group, and that with the cut in another one."""
    inner = do(project, make_group(["clip"], CATALOGUE, id="i", group="g"))
    return do(inner, make_group(["i", "cut"], CATALOGUE, id="o", group="h"))


def run(bench: Bench, project: Project, targets: list[str] | None = None) -> int:
    number = bench.engine.run(plan(project, CATALOGUE, MODELS, targets), None)
    assert bench.heard.wait(RunFinished, lambda event: event.run == number).outcome is Outcome.DONE
    return number


def test_keys_are_the_same_in_a_group_and_out_of_it(tmp_path: Path) -> None:
    project = film(tmp_path / "trace")
    plain = keys(project, CATALOGUE, MODELS)
    assert {name.rpartition("/")[2]: key for name, key in keys(nested(project), CATALOGUE, MODELS).items()} == plain
    dotted = tidy_edits.insert_dot(project.graph.wires[0], (0, 0), CATALOGUE, id="d").change(project)
    assert keys(dotted, CATALOGUE, MODELS) == plain


def test_nested_groups_run_and_what_was_made_before_is_at_hand(bench: Bench, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    project = film(trace)
    before = run(bench, project)
    after = run(bench, nested(project))
    assert trace.read_text() == "clip\n"
    made = {event.node: event for event in bench.heard.of(StepFinished, after)}
    assert made.keys() == {"o/i/clip", "o/cut", "end"}
    assert made["o/i/clip"].cached
    assert bench.outputs(after, "end") == bench.outputs(before, "end")


def test_linked_copies_run_with_values_of_their_own(bench: Bench, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    project = do(film(trace), make_group(["clip", "cut"], CATALOGUE, id="i", group="g"))
    project = do(project, port_edits.promote_input("g", Port("i/clip", "seed"), CATALOGUE), place=("i",))
    project = do(project, copying.duplicate({"i": "j"}), edits.set_value("j", "seed", 7))
    number = run(bench, project, ["i", "j"])
    assert trace.read_text() == "clip\nclip\n"
    assert bench.outputs(number, "i/cut") != bench.outputs(number, "j/cut")
    again = run(bench, do(project, edits.set_value("j", "seed", 0)), ["j"])
    assert bench.outputs(again, "j/cut") == bench.outputs(number, "i/cut")


def test_a_muted_node_is_not_run(bench: Bench, tmp_path: Path) -> None:
    project = do(film(tmp_path / "trace"), tidy_edits.mute(["cut"]))
    number = run(bench, project)
    assert {event.node for event in bench.heard.of(StepFinished, number)} == {"clip", "end"}


def test_a_target_that_is_only_drawn_means_what_is_behind_it(tmp_path: Path) -> None:
    project = nested(film(tmp_path / "trace"))
    assert [step.node for step in plan(project, CATALOGUE, MODELS, ["o"]).steps] == ["o/i/clip", "o/cut"]
    assert seen_behind(project, CATALOGUE, "o") == "o/cut"
    assert seen_behind(project, CATALOGUE, "end") == "end"
    alone = do(film(tmp_path / "trace"), tidy_edits.mute(["clip"]))
    with pytest.raises(GraphError, match="Clip is muted and gives nothing"):
        plan(alone, CATALOGUE, MODELS, ["clip"])
    with pytest.raises(GraphError, match="no node with the id"):
        plan(project, CATALOGUE, MODELS, ["nothing"])


def test_variants_of_a_node_in_a_group(tmp_path: Path) -> None:
    steps = plan_variants(nested(film(tmp_path / "trace")), CATALOGUE, MODELS, "o/i/clip", "seed", [1, 2]).steps
    assert [(step.node, step.owner) for step in steps] == [
        ("o/i/clip#1", "o/i/clip"),
        ("o/i/clip#2", "o/i/clip"),
    ]


def test_a_group_is_never_called(tmp_path: Path) -> None:
    project = nested(film(tmp_path / "trace"))
    with pytest.raises(AssertionError, match="only drawn"):
        with_groups(CATALOGUE, project)["group:h"].function()
