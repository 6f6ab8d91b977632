"""A tiny model of diffusers in a person's folder, through nodes, plan and worker: with the bits of its pipeline."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome, RunFinished, StepFinished
from soraapp.engine.plan import Delivery, plan
from soraapp.media.audio.file import open_audio
from soraapp.media.audio.soundtrack import sound_of
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


def test_a_clip_sounds_as_the_pipeline_made_it_in_films_and_from_the_cache_too(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = folders("ltx2")
    monkeypatch.setenv("SORAAPP_MODELS", str(folder.parent))
    models, heard = Registry.standard(), Listener()
    assert models.capabilities("ltx2").sound
    project, film = _project("generate.text_to_video", "ltx2"), tmp_path / "film.mp4"
    with Engine(NODES, heard, cache_folder=tmp_path / "cache") as engine:
        for turn in range(2):
            run = engine.run(plan(project, NODES, models), Delivery("clip", film, {}))
            assert heard.wait(RunFinished, lambda event, run=run: event.run == run, 120).outcome is Outcome.DONE
            assert heard.of(StepFinished)[-1].cached == bool(turn)
    first, again = (event.outputs["clip"] for event in heard.of(StepFinished))
    assert isinstance(first, Clip)
    assert isinstance(again, Clip)
    watch, model = Watching(), load(folder)
    request = Request(
        model.capabilities.identity, (Cue("a red ball"),), Size(64, 64), 13, Fraction(24), seed=7, steps=3, guidance=4.0
    )
    frames = np.concatenate(list(model.generate(request, watch)))
    assert np.array_equal(first.frames(0, 12), frames[:12])
    assert watch.heard is not None
    samples, rate = watch.heard
    for clip in (first, again):
        audio = sound_of(clip)
        assert audio is not None
        assert (audio.rate, audio.channels) == (rate, samples.shape[1])
        assert audio.count == rate // 2, "half a second, as long as the pictures"
        assert np.array_equal(audio.samples(0, len(samples)), samples)
    assert open_audio(film).count > 0


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
