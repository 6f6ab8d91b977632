"""Keys say when two results are the same; plans say what runs in which order."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import soraapp
from soraapp.engine.plan import keys, plan
from soraapp.errors import GraphError, InputError, MediaError
from soraapp.media.image import write_image
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.engine.conftest import CATALOGUE, MODELS, Draft
from tests.engine.sample_models import SampleModels


def keys_of(draft: Draft) -> dict[str, str]:
    return keys(draft.project, CATALOGUE, MODELS)


def two_and_three() -> Draft:
    return Draft()("two", "plain.number", value=2.0)("three", "plain.add", {"number": "two"}, amount=1.0)


def test_a_value_changes_the_keys_of_what_depends_on_it_alone() -> None:
    before = keys_of(two_and_three()("other", "plain.number", value=9.0))
    after = keys_of(
        Draft()("two", "plain.number", value=2.5)("three", "plain.add", {"number": "two"}, amount=1.0)(
            "other", "plain.number", value=9.0
        )
    )
    assert before["two"] != after["two"]
    assert before["three"] != after["three"]
    assert before["other"] == after["other"]


def test_names_places_and_spelled_out_defaults_change_no_key() -> None:
    plain = Draft()("two", "plain.number")("three", "plain.add", {"number": "two"})
    spelled = Draft()("b", "plain.number", value=0)("a", "plain.add", {"number": "b"}, amount=1, trace="")
    moved = {
        name: replace(node, position=(5.0, 6.0), name=f"{name} moved")
        for name, node in spelled.project.graph.nodes.items()
    }
    there = keys(Project(Graph(moved, spelled.project.graph.wires)), CATALOGUE, MODELS)
    here = keys_of(plain)
    assert (there["b"], there["a"]) == (here["two"], here["three"])


def test_which_output_and_which_order_matter() -> None:
    draft = Draft()("n", "plain.number", value=2.5)("halves", "plain.split", {"number": "n"})
    draft("whole", "plain.add", {"number": "halves.whole"})("rest", "plain.add", {"number": "halves.rest"})
    draft("ab", "plain.sum", {"numbers": ("whole", "rest")})("ba", "plain.sum", {"numbers": ("rest", "whole")})
    found = keys_of(draft)
    assert len(set(found.values())) == len(found)


def test_a_files_content_counts_and_its_name_does_not(tmp_path: Path) -> None:
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    write_image(first, np.zeros((8, 8, 3), np.uint8))
    second.write_bytes(first.read_bytes())
    os.utime(second, ns=(first.stat().st_atime_ns, first.stat().st_mtime_ns))
    draft = Draft()("first", "plain.picture", file=first)("second", "plain.picture", file=second)
    same = keys_of(draft)
    assert same["first"] == same["second"]
    write_image(second, np.full((8, 8, 3), 9, np.uint8))
    assert keys_of(draft)["second"] != same["second"]


def test_new_weights_of_a_model_change_the_keys_of_what_it_makes() -> None:
    class Retrained(SampleModels):
        def capabilities(self, name: str):
            return replace(super().capabilities(name), fingerprint="2")

    draft = Draft()("clip", "making.clip")("number", "plain.number")
    before, after = keys_of(draft), keys(draft.project, CATALOGUE, Retrained())
    assert before["clip"] != after["clip"]
    assert before["number"] == after["number"]


def test_a_wired_model_name_counts_all_models() -> None:
    class Retrained(SampleModels):
        def capabilities(self, name: str):
            return replace(super().capabilities(name), fingerprint="2")

    draft = Draft()("name", "plain.words", text="sample")("clip", "making.clip", {"model": "name"})
    assert keys_of(draft)["clip"] != keys(draft.project, CATALOGUE, Retrained())["clip"]


def test_keys_are_the_same_in_another_process() -> None:
    program = (
        "from tests.engine.test_plan import *\n"
        "print(sorted(keys_of(two_and_three()('words', 'plain.words', text='é 文')('clip', 'making.clip')).items()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    here = keys_of(two_and_three()("words", "plain.words", text="é 文")("clip", "making.clip"))
    assert done.stdout.strip() == str(sorted(here.items()))


OWN = str(Path(soraapp.__file__).parent)


def chain(length: int) -> Draft:
    draft = Draft()("n0", "plain.number")
    for index in range(1, length):
        draft(f"n{index}", "plain.add", {"number": f"n{index - 1}"}, amount=float(index))
    return draft


def test_planning_takes_work_in_proportion_to_the_nodes() -> None:
    def calls(length: int) -> int:
        project, counted = chain(length).project, 0

        def count(frame: FrameType, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call") and frame.f_code.co_filename.startswith(OWN)

        sys.setprofile(count)
        try:
            plan(project, CATALOGUE, MODELS)
        finally:
            sys.setprofile(None)
        return counted

    assert calls(2000) < 8 * calls(250) * 1.1


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 12), st.data())
def test_every_step_comes_after_those_that_feed_it(count: int, data: st.DataObject) -> None:
    links = data.draw(
        st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda at: at[0] < at[1]))
    )
    order = data.draw(st.permutations(range(count)))
    nodes = {f"s{index}": Node(f"s{index}", "plain.sum", 1, f"S{index}") for index in order}
    wires = tuple(Wire(Port(f"s{a}", "number"), Port(f"s{b}", "numbers")) for a, b in links)
    steps = [step.node for step in plan(Project(Graph(nodes, wires)), CATALOGUE, MODELS).steps]
    assert sorted(steps) == sorted(nodes)
    assert all(steps.index(wire.source.node) < steps.index(wire.target.node) for wire in wires)


def test_only_what_the_targets_need_is_planned() -> None:
    draft = two_and_three()("four", "plain.add", {"number": "three"})("other", "plain.number")
    assert [step.node for step in plan(draft.project, CATALOGUE, MODELS, ["three"]).steps] == ["two", "three"]
    assert {step.node for step in plan(draft.project, CATALOGUE, MODELS).steps} == {"two", "three", "four", "other"}
    with pytest.raises(GraphError, match="nobody"):
        plan(draft.project, CATALOGUE, MODELS, ["nobody"])


def test_nodes_with_problems_have_no_key_and_say_why() -> None:
    draft = Draft()("far", "plain.number", value=1e12)("after", "plain.add", {"number": "far"})
    draft("alone", "plain.add")("strange", "plain.unheard_of")("fed", "plain.add", {"number": "strange"})
    draft("gone", "plain.picture", file=Path("/nowhere/to/be/found.png"))("long", "making.clip", count=90)
    draft("fine", "plain.number")
    errors = {step.node: step.error for step in plan(draft.project, CATALOGUE, MODELS).steps}
    assert isinstance(errors["far"], InputError)
    assert isinstance(errors["alone"], InputError)
    assert isinstance(errors["strange"], GraphError)
    assert isinstance(errors["gone"], InputError | MediaError)
    assert "found.png" in str(errors["gone"])
    assert str(errors["long"]) == "90 frames are too many."
    assert errors["after"] is None
    assert keys_of(draft).keys() == {"fine"}


def test_a_circle_fails_at_its_nodes_and_leaves_the_rest_alone() -> None:
    draft = Draft()("a", "plain.add")("b", "plain.add", {"number": "a"})("c", "plain.add", {"number": "b"})
    draft.wires.append(Wire(Port("b", "number"), Port("a", "number")))
    draft("fine", "plain.number")
    steps = {step.node: step for step in plan(draft.project, CATALOGUE, MODELS).steps}
    assert isinstance(steps["a"].error, GraphError)
    assert isinstance(steps["b"].error, GraphError)
    assert steps["c"].error is None
    assert keys_of(draft).keys() == {"fine"}
