"""A tiny model of diffusers in a person's folder, through nodes, plan and worker: with the bits of its pipeline."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome, RunFinished, StepFinished
from soraapp.engine.plan import plan
from soraapp.media.clip import Clip, Size
from soraapp.models.registry import Registry
from soraapp.models.request import Cue, Request
from soraapp.project.check import check
from soraapp.project.graph import Graph, Node
from soraapp.project.project import Project
from tests.engine.conftest import Listener
from tests.engine.test_with_nano import NODES
from tests.models.diffusers.cases.asking import load
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.diffusers.watching import Watching

VALUES = {"prompt": "a red ball", "seconds": 0.5, "width": 64, "height": 64, "steps": 3, "seed": 7, "guidance": 4.0}


def _project(kind: str, model: str) -> Project:
    return Project(Graph({"clip": Node("clip", kind, NODES[kind].version, "Clip", {**VALUES, "model": model})}))


def test_a_node_gives_the_frames_of_the_pipeline(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = folders("wan_text")
    monkeypatch.setenv("SORAAPP_MODELS", str(folder.parent))
    models = Registry.standard()
    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path) as engine:
        run = engine.run(plan(_project("generate.text_to_video", "wan_text"), NODES, models))
        assert heard.wait(RunFinished, lambda event: event.run == run, 120).outcome is Outcome.DONE
    clip = heard.of(StepFinished)[-1].outputs["clip"]
    assert isinstance(clip, Clip)
    assert (clip.rate, clip.count) == (16, 8), "the ninth frame, which the model makes as well, is not asked for"
    model = load(folder)
    request = Request(
        model.capabilities.identity, (Cue("a red ball"),), Size(64, 64), 9, Fraction(16), seed=7, steps=3, guidance=4.0
    )
    expected = np.concatenate(list(model.generate(request, Watching())))
    assert np.array_equal(clip.frames(0, 8), expected[:8])


def test_what_a_model_cannot_do_is_told_before_anything_runs(
    folders: Folders,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_image").parent))
    models = Registry.standard()
    (problem,) = check(_project("generate.text_to_video", "wan_image"), NODES, models.capabilities)
    assert "makes clips from a picture" in str(problem.error)
    problems = check(_project("generate.image_to_video", "wan_image"), NODES, models.capabilities)
    assert ["Nothing is connected" in str(problem.error) for problem in problems] == [True]
