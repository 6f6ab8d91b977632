"""A step cache that a person chose, through settings, plan and worker: counted, told, recorded and kept apart."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome, RunFinished, StepFinished, StepSpared
from soraapp.engine.plan import plan
from soraapp.media.clip import Clip, Frames
from soraapp.models.registry import Registry
from soraapp.models.setup import Setup, StepCaching, choose_setup
from soraapp.project.graph import Graph, Node
from soraapp.project.project import Project
from tests.engine.conftest import Listener
from tests.engine.test_with_nano import NODES
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]

KIND = "generate.text_to_video"
VALUES = {"prompt": "a red ball", "seconds": 0.5, "width": 64, "height": 64, "steps": 8, "seed": 7, "guidance": 4.0}
WHOLE = 8 * 2 * 2
"""Blocks: in each of eight steps, the two of the network, with the prompt and without it."""


def test_a_chosen_step_cache_is_counted_told_recorded_and_kept_apart(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_text").parent))
    models, heard = Registry.standard(), Listener()
    project = Project(Graph({"clip": Node("clip", KIND, NODES[KIND].version, "Clip", {**VALUES, "model": "wan_text"})}))
    made: list[Frames] = []
    with Engine(NODES, heard, cache_folder=tmp_path / "cache") as engine:
        for chosen in (StepCaching.AUTO, StepCaching.TAYLORSEER_LIGHT, StepCaching.AUTO):
            choose_setup("wan_text", Setup(step_cache=chosen))
            run = engine.run(plan(project, NODES, models))
            assert heard.wait(RunFinished, lambda event, run=run: event.run == run, 120).outcome is Outcome.DONE
            clip = heard.of(StepFinished)[-1].outputs["clip"]
            assert isinstance(clip, Clip)
            made.append(clip.frames(0, 8))
    (told,) = heard.of(StepSpared)
    # Computed in the first three steps and in every third from the second of the others on.
    assert (told.done, told.whole) == ((3 + 2) * 2 * 2, WHOLE)
    assert not np.array_equal(made[0], made[1])
    assert np.array_equal(made[0], made[2])
    assert heard.of(StepFinished)[-1].cached, "the exact clip is still there"
    records = [json.loads(one.read_text())["made_by"] for one in (tmp_path / "cache" / "clips").glob("*.json")]
    assert len(records) == 2
    assert [one["computed"] for one in records if "computed" in one] == [{"blocks": told.done, "of": WHOLE}]
