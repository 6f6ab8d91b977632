"""A person renders a film that is heard."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np

from soraapp.media.probe import Sound, probe
from tests.cli.conftest import EXAMPLE, lines, sora
from tests.example_sounds import write_sound

SMALL = ("Text to video.width=64", "Text to video.height=64", "Text to video.steps=2", "Trim audio.end=2.125")
QUICK = [part for value in SMALL for part in ("--set", value)]


def decoded(path: Path) -> np.ndarray:
    """All samples of the first channel, with PyAV alone."""
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def test_the_example_is_heard(tmp_path: Path) -> None:
    run = sora("render", EXAMPLE.parent / "sound.sora", "-o", tmp_path / "film.mp4", *QUICK, "--json")
    assert (run.returncode, run.stderr) == (0, "")
    finished = {event["name"]: event for event in lines(run) if event["event"] == "step_finished"}
    assert finished["Tune"]["outputs"]["audio"] == {"kind": "audio", "rate": 48000, "channels": 2, "count": 192000}
    clip = finished["Film"]["outputs"]["clip"]
    assert clip["sound"]["rate"] == 48000
    facts = probe(tmp_path / "film.mp4")
    assert facts.sound == Sound("aac", 48000, 2)
    samples = decoded(tmp_path / "film.mp4")
    assert abs(len(samples) - 2.125 * 48000) < 1024
    assert np.abs(samples).max() > 0.1
    assert np.abs(samples[102000:]).max(initial=0) < 0.02
    # Faded out at its end.
    assert np.abs(samples[99000:101900]).max() < np.abs(samples[60000:63000]).max() / 3


def test_pitch_and_place_are_right_to_the_sample(tmp_path: Path) -> None:
    """A click and then a tone of 1000 hertz, half a second into a film of one second."""
    rate = 32000
    sound = np.zeros((rate // 2, 1), np.float32)
    sound[rate // 10 :, 0] = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(rate // 2 - rate // 10) / rate)
    write_sound(tmp_path / "tone.wav", sound, rate, "pcm_f32le")
    nodes = [
        ("video", "generate.text_to_video", {"seconds": 1.0, "width": 64, "height": 64, "steps": 2}),
        ("tone", "audio.load_audio", {"file": {"file": "tone.wav"}}),
        ("dub", "audio.replace_sound", {"start": 0.25}),
        ("film", "output.export", {}),
    ]
    wires = [("video.clip", "dub.clip"), ("tone.audio", "dub.audio"), ("dub.clip", "film.clips")]
    project = {
        "format": "soraapp project",
        "version": 2,
        "nodes": [
            {"id": name, "kind": kind, "version": 1, "name": name.capitalize(), "values": values}
            for name, kind, values in nodes
        ],
        "wires": [{"from": source.split("."), "to": target.split(".")} for source, target in wires],
    }
    (tmp_path / "a.sora").write_text(json.dumps(project), encoding="utf-8")
    run = sora("render", "a.sora", "-o", "a.mov", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    samples = decoded(tmp_path / "a.mov")
    begin = round(0.35 * 48000)
    wanted = 0.5 * np.sin(2 * np.pi * 1000 * (np.arange(9000) + 4000) / 48000)
    errors = [np.abs(samples[begin + 4000 + by : begin + 13000 + by] - wanted).sum() for by in range(-24, 25)]
    assert int(np.argmin(errors)) == 24
    assert np.abs(samples[: begin - 2100]).max() < 1e-3
    assert np.abs(samples[round(0.75 * 48000) + 2100 :]).max() < 1e-3


def test_the_reference_tells_of_sound() -> None:
    run = sora("nodes", "--json")
    kinds = {kind["name"]: kind for kind in json.loads(run.stdout)}
    assert kinds["audio.load_audio"]["outputs"] == [{"name": "audio", "title": "Audio", "kind": "audio"}]
    assert {kind["category"] for name, kind in kinds.items() if name.startswith("audio.")} == {"Audio"}


def test_a_sound_alone_is_no_film(tmp_path: Path) -> None:
    run = sora("render", EXAMPLE.parent / "sound.sora", "-o", tmp_path / "film.mp4", "--node", "Tune")
    assert (run.returncode, "Tune makes no clip" in run.stderr) == (1, True)
