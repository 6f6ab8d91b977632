"""Nodes that add LoRAs to a model: planned, checked, keyed and run like a model that is chosen in a list."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome, RunFinished, StepFinished
from soraapp.engine.plan import keys, plan
from soraapp.media.clip import Clip, Frames
from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project import edits, tidy_edits
from soraapp.project.check import check
from soraapp.project.graph import Port
from soraapp.project.project import Project
from tests.engine.conftest import Listener
from tests.engine.test_with_diffusers import VALUES
from tests.engine.test_with_nano import NODES
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.diffusers.lora_files import write_lora

LORAS = {"style": {"lora": "style", "strength": 0.5}, "motion": {"lora": "motion"}}
REFERENCE = "wan + style:0.5 + motion:1"


@pytest.fixture(name="place")
def _place(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A person's folder of models, with one and two LoRAs for it."""
    place = tmp_path / "shelf"
    shutil.copytree(folders("wan_text"), place / "wan")
    for seed, name in enumerate(LORAS):
        write_lora(place / "loras" / f"{name}.safetensors", place / "wan", seed)
    monkeypatch.setenv("SORAAPP_MODELS", str(place))
    return place


def changed(project: Project, node: str, **values: Value) -> Project:
    for name, value in values.items():
        project = edits.set_value(node, name, value).change(project)
    return project


@pytest.fixture(name="project")
def _project() -> Project:
    """The model with one LoRA, then another, then a clip of it."""
    project = Project()
    values = {"style": {"model": "wan", **LORAS["style"]}, "motion": LORAS["motion"], "clip": VALUES}
    for node, kind in (("style", "model.lora"), ("motion", "model.lora"), ("clip", "generate.text_to_video")):
        project = edits.add_node(NODES[kind], (0, 0), id=node, values=values[node]).change(project)
    for source, target in (("style", "motion"), ("motion", "clip")):
        project = edits.connect(Port(source, "model"), Port(target, "model"), NODES).change(project)
    return project


def frames(tmp_path: Path, project: Project) -> Frames:
    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path / "cache") as engine:
        run = engine.run(plan(project, NODES, Registry.standard(), ["clip"]))
        finished = heard.wait(RunFinished, lambda event: event.run == run, 120)
    assert finished.outcome is Outcome.DONE
    clip = next(event for event in heard.of(StepFinished) if event.node == "clip").outputs["clip"]
    assert isinstance(clip, Clip)
    return clip.frames(0, clip.count)


def test_a_chain_of_nodes_makes_what_the_reference_makes(place: Path, project: Project, tmp_path: Path) -> None:
    assert check(project, NODES, Registry.standard().capabilities) == []
    wired = frames(tmp_path, project)
    alone = edits.disconnect(project.graph.incoming["clip"]).change(project)
    set_by_hand = frames(tmp_path / "other", changed(alone, "clip", model=REFERENCE))
    assert np.array_equal(wired, set_by_hand)
    assert not np.array_equal(wired, frames(tmp_path / "plain", changed(alone, "clip", model="wan")))


def test_the_key_is_that_of_the_model_with_its_loras_and_of_nothing_else(
    place: Path,
    project: Project,
    folders: Folders,  # noqa: F811
) -> None:
    def key(one: Project) -> str:
        return keys(one, NODES, Registry.standard())["clip"]

    before = key(project)
    shutil.copytree(folders("ltx_text"), place / "another")
    write_lora(place / "loras" / "unused.safetensors", place / "wan", 9)
    assert key(project) == before
    assert key(changed(project, "style", strength=0.6)) != before
    write_lora(place / "loras" / "style.safetensors", place / "wan", 9)
    assert key(project) != before


def test_a_muted_lora_is_left_out(place: Path, project: Project) -> None:
    models = Registry.standard()
    found: dict[str, object] = {}
    for muted, reference in (
        (["motion"], "wan + style:0.5"),
        (["style"], "wan + motion:1"),
        (["style", "motion"], "wan"),
    ):
        steps = plan(tidy_edits.mute(muted).change(project), NODES, models, ["clip"]).steps
        assert steps[-1].inputs["model"] == reference
        found[reference] = steps[-1].key
    assert len(set(found.values())) == 3


def test_what_is_wrong_is_told_at_the_node_that_adds_the_lora(place: Path, project: Project) -> None:
    find = Registry.standard().capabilities

    def told(one: Project) -> dict[str | None, str]:
        return {problem.node: str(problem.error) for problem in check(one, NODES, find)}

    assert "There is no LoRA named gone" in told(changed(project, "style", lora="gone"))["style"]
    assert "No LoRA is chosen" in told(changed(project, "style", lora=""))["style"]
    assert "takes no LoRAs" in told(changed(project, "style", model="nano"))["style"]
    assert told(changed(project, "clip", width=72))["clip"].startswith("wan + style 0.5 + motion 1 cannot make 72")
