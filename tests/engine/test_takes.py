"""Pinned takes, variants and forecasts over a real engine: what is pinned is used, what is at hand is not remade."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soraapp.engine.events import StepFailed, StepFinished
from soraapp.engine.forecast import preview_of
from soraapp.engine.plan import Plan, keys, plan
from soraapp.engine.takes import take_of
from soraapp.engine.variants import plan_variants
from soraapp.errors import GraphError
from soraapp.media.identity import digest
from soraapp.project.project import Project
from soraapp.project.take_edits import added_take, pin
from soraapp.project.takes import Take
from tests.engine.conftest import CATALOGUE, MODELS, Bench, Draft


def film(**values: int) -> Draft:
    return Draft()("clip", "making.clip", prompt="ball", **values)("cut", "plain.cut", {"clip": "clip"}, end=4)


def pinned(project: Project, node: str, key: str) -> Project:
    take = Take(key, datetime.now(UTC))
    return pin(node, key).change(added_take(node, take)(project))


def run(bench: Bench, steps: Plan) -> int:
    number = bench.engine.run(steps)
    bench.end(number)
    return number


def test_a_pinned_take_is_used_whatever_the_inputs_say(bench: Bench) -> None:
    first = bench.do(film(seed=1))
    clip = bench.outputs(first, "clip")["clip"]
    key = keys(film(seed=1).project, CATALOGUE, MODELS)["clip"]
    project = pinned(film(seed=2).project, "clip", key)
    made = plan(project, CATALOGUE, MODELS, cached=bench.engine.cached)
    assert keys(project, CATALOGUE, MODELS) == keys(film(seed=1).project, CATALOGUE, MODELS)
    again = run(bench, made)
    assert bench.outputs(again, "clip")["clip"] == clip
    assert "clip" not in bench.computed(again)


def test_nothing_above_a_pinned_node_is_needed_nor_checked() -> None:
    draft = Draft()("one", "plain.number")("bad", "plain.refuses", {"number": "one"})
    draft = draft("clip", "making.clip", {"seed": "bad"}, count=100)("cut", "plain.cut", {"clip": "clip"}, end=4)
    project = pinned(draft.project, "clip", "a" * 32)
    steps = plan(project, CATALOGUE, MODELS).steps
    assert [step.node for step in steps] == ["clip", "cut"]
    assert not any(step.error for step in steps)


def test_a_pinned_take_that_is_lost_is_an_error_with_a_remedy_and_computes_nothing(bench: Bench) -> None:
    project = pinned(film().project, "clip", "a" * 32)
    [clip, cut] = plan(project, CATALOGUE, MODELS, cached=bench.engine.cached).steps
    assert "Unpin it" in str(clip.error.remedy if clip.error else "")
    assert (clip.key, cut.key) == ("", "")
    number = run(bench, plan(project, CATALOGUE, MODELS))
    [failed] = bench.heard.of(StepFailed, number)
    assert "no longer stored" in str(failed.error)
    assert not bench.heard.of(StepFinished, number)
    assert not bench.engine.cached("a" * 32)


def test_a_light_node_cannot_be_pinned() -> None:
    project = film().project
    cut = replace(project.graph.nodes["cut"], pinned="a" * 32)
    graph = replace(project.graph, nodes={**project.graph.nodes, "cut": cut})
    assert keys(Project(graph), CATALOGUE, MODELS) == keys(project, CATALOGUE, MODELS)


def test_variants_are_one_run_with_a_result_for_each_value(bench: Bench) -> None:
    project = film(seed=1).project
    made = plan_variants(project, CATALOGUE, MODELS, "clip", "seed", [1, 2, 3])
    assert [(step.node, step.owner) for step in made.steps] == [(f"clip#{n}", "clip") for n in (1, 2, 3)]
    number = run(bench, made)
    results = [bench.outputs(number, step.node)["clip"] for step in made.steps]
    assert len(set(map(digest, results))) == 3
    assert made.steps[0].key == keys(project, CATALOGUE, MODELS)["clip"], "a variant is the node with that value"
    again = run(bench, plan_variants(project, CATALOGUE, MODELS, "clip", "seed", [3, 4]))
    assert bench.computed(again) == ["clip#2"]


def test_variants_share_what_feeds_them_and_replace_a_wire() -> None:
    draft = Draft()("one", "plain.number", value=5.0)("clip", "making.clip", {"seed": "one"}, prompt="x")
    steps = plan_variants(draft.project, CATALOGUE, MODELS, "clip", "steps", [2, 3]).steps
    assert [step.node for step in steps] == ["one", "clip#1", "clip#2"]
    steps = plan_variants(draft.project, CATALOGUE, MODELS, "clip", "seed", [2, 3]).steps
    assert [step.node for step in steps] == ["clip#1", "clip#2"]


@pytest.mark.parametrize(
    ("node", "name", "values"), [("gone", "seed", [1]), ("clip", "mood", [1]), ("clip", "seed", [])]
)
def test_variants_of_nothing_are_refused(node: str, name: str, values: list[int]) -> None:
    with pytest.raises(GraphError):
        plan_variants(film().project, CATALOGUE, MODELS, node, name, values)


def test_a_take_tells_what_made_it(bench: Bench, tmp_path: Path) -> None:
    draft = Draft()("one", "plain.number", value=5.0)("clip", "making.clip", {"seed": "one"}, prompt="rain")
    steps = {step.node: step for step in plan(draft.project, CATALOGUE, MODELS).steps}
    outputs = bench.outputs(bench.do(film()), "clip")
    now = datetime.now(UTC)
    take = take_of(steps["clip"], steps, outputs, now, 2.5)
    assert take is not None
    assert take.values == {"prompt": "rain", "seed": 5.0}, "what is wired has its value"
    assert (take.key, take.seconds, take.at) == (steps["clip"].key, 2.5, now)
    assert (tmp_path / "cache" / "clips" / f"{take.clip}.avi").exists()
    assert take_of(steps["one"], steps, {}, now, 0.0) is None


def test_a_forecast_tells_what_would_run_what_is_at_hand_and_what_cannot(bench: Bench, tmp_path: Path) -> None:
    draft = film()("new", "making.clip", prompt="new")("bad", "making.clip", count=100)
    draft = draft("end", "plain.cut", {"clip": "bad"}, end=4)
    made = plan(draft.project, CATALOGUE, MODELS)
    told = preview_of(made, bench.engine.cached)
    assert [step.node for step in told.compute] == ["clip", "new"]
    assert [step.node for step in told.blocked] == ["bad", "end"]
    assert (told.seconds, told.unknown) == (None, 2)
    bench.do(film())
    told = preview_of(made, bench.engine.cached, lambda step: {"new": 4.0}.get(step.node))
    assert ([step.node for step in told.compute], [step.node for step in told.cached]) == (["new"], ["clip"])
    assert (told.seconds, told.unknown) == (4.0, 0)
    shutil.rmtree(tmp_path / "cache")
    assert len(preview_of(made, bench.engine.cached).compute) == 2


def test_the_forecast_of_a_finished_project_takes_no_time() -> None:
    told = preview_of(plan(film().project, CATALOGUE, MODELS), lambda _: True)
    assert (told.compute, told.seconds, told.unknown) == ((), 0, 0)
