"""Sound through the real worker: loaded, mixed, given to a clip that a model made, kept in the cache, and written."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import (
    Delivered,
    DeliveryFailed,
    Outcome,
    RunFinished,
    StepFailed,
    StepFinished,
    StepProgress,
)
from soraapp.engine.plan import Delivery, plan
from soraapp.media.audio.file import open_audio
from soraapp.media.audio.sound import Audio
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip
from soraapp.media.export.film import write_video
from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.engine.conftest import Listener
from tests.example_sounds import write_sound
from tests.media.making import NumberedClip
from tests.media.sounds import Sweep, shift

NODES = Catalogue.of("nodes")
RATE = 16000
SOUND = Sweep(4 * RATE, RATE, 1)


def node(name: str, kind: str, **values: Value) -> Node:
    return Node(name, kind, NODES[kind].version, name.capitalize(), values)


def project(*nodes: Node, wires: str) -> Project:
    """The wires are such as ``a.clip>b.clip``."""
    ends = [[Port(*end.split(".")) for end in wire.split(">")] for wire in wires.split()]
    return Project(Graph({one.id: one for one in nodes}, tuple(Wire(*pair) for pair in ends)))


def run(engine: Engine, heard: Listener, made: Project, target: str, film: Path | None = None) -> dict[str, object]:
    number = engine.run(plan(made, NODES, Registry.standard(), [target]), Delivery(target, film, {}) if film else None)
    outcome = heard.wait(RunFinished, lambda event: event.run == number, 120).outcome
    assert outcome is Outcome.DONE, heard.events
    assert not heard.of(DeliveryFailed)
    return next(dict(event.outputs) for event in heard.of(StepFinished, number) if event.node == target)


def test_a_film_with_sound_is_made_and_made_again_from_the_cache(tmp_path: Path) -> None:
    tone = write_sound(tmp_path / "tone.wav", SOUND.samples(0, SOUND.count), RATE, "pcm_f32le")

    def dubbed(start: float) -> Project:
        return project(
            node("video", "generate.text_to_video", prompt="a red ball", seconds=1.0, width=64, height=64, steps=2),
            node("tone", "audio.load_audio", file=tone),
            node("dub", "audio.replace_sound", start=start),
            node("edit", "edit.edit", prompt="a blue ball", steps=2),
            node("film", "output.export"),
            wires="video.clip>dub.clip tone.audio>dub.audio dub.clip>edit.clip edit.clip>film.clips",
        )

    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path / "cache", spare=False) as engine:
        clip = run(engine, heard, dubbed(0.5), "film", tmp_path / "film.mp4")["clip"]
        assert isinstance(clip, Clip)
        audio = sound_of(clip)
        assert isinstance(audio, Audio)
        found = open_audio(tmp_path / "film.mp4")
        samples = found.samples(0, found.count)
        assert found.count == round(clip.count / clip.rate * 48000)
        assert np.abs(samples[:23000]).max() < 1e-2
        assert shift(samples[24000:], Sweep(48000, channels=1).samples(0, found.count - 24000)) == 0
        assert heard.of(Delivered)
        before = clip.frames(0, clip.count)
    later = Listener()
    with Engine(NODES, later, cache_folder=tmp_path / "cache", spare=False) as engine:
        again = run(engine, later, dubbed(0.5), "film")["clip"]
        assert again == clip
        assert {event.node for event in later.of(StepFinished) if event.cached} == {"video", "edit"}
        # Another sound is no other picture: the model is not asked again.
        moved = run(engine, later, dubbed(0.25), "film")["clip"]
        assert isinstance(moved, Clip)
        assert moved != clip
        assert not later.of(StepProgress)
        assert np.array_equal(moved.frames(0, moved.count), before)


def test_a_film_without_sound_fails_at_the_node_that_wants_it(tmp_path: Path) -> None:
    write_video(tmp_path / "silent.mp4", NumberedClip(4))
    heard = Listener()
    made = project(node("load", "audio.load_audio", file=tmp_path / "silent.mp4"), wires="")
    with Engine(NODES, heard, cache_folder=tmp_path / "cache", spare=False) as engine:
        number = engine.run(plan(made, NODES, Registry.standard(), ["load"]), None)
        assert heard.wait(RunFinished, lambda event: event.run == number, 60).outcome is Outcome.FAILED
        assert "silent.mp4 has no sound" in str(heard.of(StepFailed)[0].error)
