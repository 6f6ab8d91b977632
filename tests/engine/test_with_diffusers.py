"""A tiny model of diffusers in a person's folder, through nodes, plan and worker: with the bits of its pipeline."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome, RunFinished, StepFailed, StepFinished, StepProgress
from soraapp.engine.plan import Delivery, plan
from soraapp.media.audio.file import open_audio
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, Size
from soraapp.media.image import write_image
from soraapp.media.store import write_frames
from soraapp.models.registry import Registry
from soraapp.models.request import Cue, Performance, Request
from soraapp.project.check import check
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.engine.conftest import Listener
from tests.engine.test_with_nano import NODES
from tests.models.diffusers.cases.asking import Shown, Still, load, noise
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


def _beside(kind: str, model: str, seconds: float, *ports: str) -> Project:
    """A node that makes frames beside those of another one."""
    values = {**VALUES, "model": model}
    beside = {name: value for name, value in values.items() if name not in ("width", "height")}
    new = Node("new", kind, NODES[kind].version, "New", {**beside, "seconds": seconds})
    clip = Node("clip", "generate.text_to_video", NODES["generate.text_to_video"].version, "Clip", values)
    wires = tuple(Wire(Port("clip", "clip"), Port("new", port)) for port in ports)
    return Project(Graph({"clip": clip, "new": new}, wires))


@pytest.mark.parametrize(
    ("kind", "seconds", "ports", "count"),
    [("extend.loop", 0.5, ("clip",), 8 + 8), ("extend.connect", 0.5, ("first", "second"), 8 + 8 + 8)],
)
def test_new_frames_join_those_that_are_there(
    kind: str,
    seconds: float,
    ports: tuple[str, ...],
    count: int,
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_text").parent))
    models, heard = Registry.standard(), Listener()
    project = _beside(kind, "wan_text", seconds, *ports)
    assert not check(project, NODES, models.capabilities)
    with Engine(NODES, heard, cache_folder=tmp_path) as engine:
        run = engine.run(plan(project, NODES, models))
        assert heard.wait(RunFinished, lambda event: event.run == run, 120).outcome is Outcome.DONE
        found = {event.node: event.outputs["clip"] for event in heard.of(StepFinished)}
        before, after = found["clip"], found["new"]
        assert isinstance(before, Clip)
        assert isinstance(after, Clip)
        assert count <= after.count <= count + 4, "a little more where the model needs it"
        assert np.array_equal(after.frames(0, 8), before.frames(0, 8))
        if len(ports) == 2:
            assert np.array_equal(after.frames(after.count - 8, after.count), before.frames(0, 8))


def test_a_clip_is_extended_beyond_what_the_model_makes_at_once_and_goes_on_where_it_was_stopped(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_text").parent))
    models = Registry.standard()
    project = _beside("extend.extend", "wan_text", 8.5, "clip")

    def made(heard: Listener, run: int) -> tuple[list[StepProgress], np.ndarray]:
        end = heard.wait(RunFinished, lambda event: event.run == run, 120)
        assert end.outcome is Outcome.DONE, heard.events
        clip = next(event.outputs["clip"] for event in heard.of(StepFinished, run) if event.node == "new")
        assert isinstance(clip, Clip)
        return [event for event in heard.of(StepProgress, run) if event.node == "new"], clip.frames(0, clip.count)

    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path / "whole") as engine:
        steps, whole = made(heard, engine.run(plan(project, NODES, models)))
    assert (steps[0].done, steps[-1].done, steps[-1].total) == (1, 6, 6), "three steps each of two windows"
    assert len(whole) == 8 + 136
    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path / "stopped") as engine:
        stopped = engine.run(plan(project, NODES, models))
        heard.wait(StepProgress, lambda event: (event.node, event.done) == ("new", 4), 120)
        engine.cancel(stopped)
        end = heard.wait(RunFinished, lambda event: event.run == stopped, 120)
        assert end.outcome is Outcome.CANCELLED
        steps, again = made(heard, engine.run(plan(project, NODES, models)))
    assert steps[0].done == 4, "the first window is there"
    assert np.array_equal(again, whole)


def test_a_character_moves_by_wires(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_animate").parent))
    rate, size = Fraction(30), Size(32, 32)
    films = [write_frames(tmp_path / f"{seed}.avi", [noise(seed, 6)], size, rate) for seed in (2, 3)]
    write_image(tmp_path / "picture.png", noise(1)[0])
    kinds = {"character": "load.image", "pose": "load.video", "face": "load.video"}
    files = {"character": str(tmp_path / "picture.png"), "pose": films[0].path, "face": films[1].path}
    nodes = {name: Node(name, kind, NODES[kind].version, name, {"file": files[name]}) for name, kind in kinds.items()}
    values = {**VALUES, "model": "wan_animate"}
    del values["seconds"]
    kind = "generate.animate_character"
    nodes["made"] = Node("made", kind, NODES[kind].version, "Made", values)
    given = {name: NODES[kinds[name]].outputs[0].name for name in kinds}
    wires = tuple(Wire(Port(name, given[name]), Port("made", name)) for name in kinds)
    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path / "cache") as engine:
        run = engine.run(plan(Project(Graph(nodes, wires)), NODES, Registry.standard()))
        outcome = heard.wait(RunFinished, lambda event: event.run == run, 120).outcome
    assert outcome is Outcome.DONE, heard.of(StepFailed)
    clip = next(event.outputs["clip"] for event in heard.of(StepFinished) if event.node == "made")
    assert isinstance(clip, Clip)
    assert (clip.rate, clip.count) == (30, 6)
    model = load(folders("wan_animate"))
    pose, face = (Shown(noise(seed, 6).tobytes(), 6, rate) for seed in (2, 3))
    request = Request(
        model.capabilities.identity,
        (Cue("a red ball"),),
        Size(64, 64),
        9,
        rate,
        seed=7,
        steps=3,
        guidance=4.0,
        performance=Performance(Still(noise(1)[0].tobytes()), pose, face),
    )
    expected = np.concatenate(list(model.generate(request, Watching())))
    assert np.array_equal(clip.frames(0, 6), expected[:6])


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
