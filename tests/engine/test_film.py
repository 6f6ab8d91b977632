"""Films of timelines really run: everything that their items show is made, and a film is written."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import Delivered, Outcome, RunFinished, StepFinished
from soraapp.engine.forecast import preview_of
from soraapp.engine.plan import Delivery, keys, plan
from soraapp.media.audio.file import open_audio
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, Size
from soraapp.media.decode import open_clip
from soraapp.media.image import write_image
from soraapp.media.probe import probe
from soraapp.project import edits
from soraapp.project.film import FILM, film_node
from soraapp.project.graph import Port
from soraapp.project.group_edits import make_group
from soraapp.project.levels import inside
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)
from tests.engine.conftest import CATALOGUE, MODELS, PROVIDER, Bench, Draft, Listener
from tests.example_sounds import write_sound
from tests.media.sounds import Sweep

RATE, SIZE = Fraction(12), Size(32, 32)
CLIP = NodeSource(Port("clip", "clip"))


def draft(**values: int) -> Draft:
    return Draft()("clip", "making.clip", prompt="ball", **values)("ramp", "plain.ramp")


def row(*items: Item, id: str = "film", kind: TrackKind = TrackKind.VIDEO) -> Timeline:  # noqa: A002
    return Timeline(id, "Film", SIZE, RATE, (Track("v", kind, "V1", items),))


def filmed(project: Project, *timelines: Timeline) -> Project:
    return replace(project, timelines={one.id: one for one in timelines})


def run(bench: Bench, project: Project, targets: list[str] | None = None) -> int:
    number = bench.engine.run(plan(project, CATALOGUE, MODELS, targets), None)
    assert bench.heard.wait(RunFinished, lambda event: event.run == number).outcome is Outcome.DONE
    return number


def test_a_film_makes_what_it_shows_and_an_edit_of_it_makes_nothing_anew(bench: Bench) -> None:
    items = Item("a", CLIP, 0, 5, Fraction(1, 12)), Item("b", NodeSource(Port("ramp", "clip")), 5, 3, reverse=True)
    project = filmed(draft().project, row(*items))
    first = run(bench, project)
    clip, film = bench.outputs(first, "clip")["clip"], bench.outputs(first, FILM)["clip"]
    assert isinstance(clip, Clip)
    assert isinstance(film, Clip)
    assert (film.size, film.rate, film.count) == (SIZE, RATE, 8)
    assert np.array_equal(film.frames(0, 5), clip.frames(1, 6))
    assert film.frames(5, 8)[:, 0, 0, 0].tolist() == [2, 1, 0]
    edited = filmed(draft().project, row(replace(items[0], start=1, length=4), items[1]))
    forecast = preview_of(plan(edited, CATALOGUE, MODELS), bench.engine.cached)
    assert [step.node for step in forecast.cached] == ["clip"]
    assert not forecast.compute
    again = run(bench, edited, [FILM])
    assert "clip" not in bench.computed(again)
    changed = bench.outputs(again, FILM)["clip"]
    assert isinstance(changed, Clip)
    assert np.array_equal(changed.frames(1, 5), clip.frames(1, 5))
    before, after = keys(project, CATALOGUE, MODELS), keys(edited, CATALOGUE, MODELS)
    assert before[FILM] != after[FILM]
    assert before["clip"] == after["clip"]


def test_a_take_stays_in_the_film_whatever_its_node_makes_now(bench: Bench) -> None:
    first = run(bench, draft(seed=1).project)
    key = keys(draft(seed=1).project, CATALOGUE, MODELS)["clip"]
    project = filmed(draft(seed=2).project, row(Item("a", NodeSource(CLIP.port, key), 0, 4), Item("b", CLIP, 4, 4)))
    made = run(bench, project)
    film, now, old = (
        bench.outputs(made, FILM)["clip"],
        bench.outputs(made, "clip")["clip"],
        bench.outputs(first, "clip"),
    )
    assert isinstance(film, Clip)
    assert isinstance(now, Clip)
    assert isinstance(clip := old["clip"], Clip)
    assert np.array_equal(film.frames(0, 4), clip.frames(0, 4))
    assert np.array_equal(film.frames(4, 8), now.frames(0, 4))
    assert not np.array_equal(clip.frames(0, 4), now.frames(0, 4))
    lost = filmed(draft().project, row(Item("a", NodeSource(CLIP.port, "ab" * 16), 0, 4)))
    steps = plan(lost, CATALOGUE, MODELS, [FILM], bench.engine.cached).steps
    assert [str(step.error).split(".")[0] for step in steps if step.error] == [
        "The pinned take of V1 00:00:00:00 / Clip is no longer stored"
    ]


def test_a_node_that_is_gone_keeps_the_film_from_running_and_one_in_a_group_does_not(bench: Bench) -> None:
    project = filmed(draft().project, row(Item("a", CLIP, 0, 4)))
    grouped = inside(project, (), make_group(["clip"], CATALOGUE, id="i", group="g").change)
    made = run(bench, grouped, [FILM])
    assert [event.node for event in bench.heard.of(StepFinished, made)] == ["i/clip", FILM]
    gone = edits.remove(["clip"]).change(project)
    number = bench.engine.run(plan(gone, CATALOGUE, MODELS), None)
    end = bench.heard.wait(RunFinished, lambda event: event.run == number)
    assert end.outcome is Outcome.FAILED
    assert [event.node for event in bench.heard.of(StepFinished, number)] == ["ramp"]


def test_a_film_in_a_film_is_made_with_it(bench: Bench) -> None:
    inner = row(Item("c", CLIP, 0, 4), id="inner")
    outer = row(Item("a", TimelineSource("inner"), 0, 2, Fraction(2, 12)), id="outer")
    project = filmed(draft().project, outer, inner)
    made = run(bench, project)
    film, clip = bench.outputs(made, FILM)["clip"], bench.outputs(made, "clip")["clip"]
    assert isinstance(film, Clip)
    assert isinstance(clip, Clip)
    assert np.array_equal(film.frames(0, 2), clip.frames(2, 4))
    assert isinstance(bench.outputs(made, film_node(project, "inner"))["clip"], Clip)


@pytest.fixture
def everything(tmp_path: Path) -> Project:
    """A film of files of all kinds, a node and a title."""
    write_image(tmp_path / "still.png", np.full((16, 16, 3), 77, np.uint8))
    for number in range(3, 7):
        write_image(tmp_path / f"f_{number}.png", np.full((32, 32, 3), 10 * number, np.uint8))
    write_sound(tmp_path / "tone.wav", Sweep(96000).samples(0, 96000), 48000, "pcm_f32le")
    tracks = (
        Track(
            "v1",
            TrackKind.VIDEO,
            "V1",
            (
                Item("a", FileSource(tmp_path / "still.png"), 0, 3),
                Item("b", FileSource(tmp_path / "f_#.png"), 3, 4),
                Item("c", NodeSource(Port("ramp", "clip")), 7, 5),
            ),
        ),
        Track("t1", TrackKind.TITLE, "T1", (Item("d", TitleSource("Hi", 60.0, down=50.0), 12, 4),)),
        Track("a1", TrackKind.AUDIO, "A1", (Item("e", FileSource(tmp_path / "tone.wav"), 4, 12, Fraction(1, 2)),)),
    )
    return filmed(draft().project, Timeline("t", "All of it", SIZE, RATE, tracks))


def test_files_of_all_kinds_become_a_film_with_sound(everything: Project, tmp_path: Path) -> None:
    catalogue = Catalogue.of("tests.engine.sample_nodes", "nodes.film", "nodes.load", "nodes.audio")
    heard = Listener()
    engine = Engine(catalogue, heard, cache_folder=tmp_path / "cache", models=PROVIDER)
    path = tmp_path / "film.mp4"
    try:
        number = engine.run(plan(everything, catalogue, MODELS, [FILM]), Delivery(FILM, path))
        assert heard.wait(RunFinished, lambda event: event.run == number).outcome is Outcome.DONE
    finally:
        engine.close()
    assert heard.of(Delivered)
    film = next(event.outputs["clip"] for event in heard.of(StepFinished) if event.node == FILM)
    assert isinstance(film, Clip)
    assert film.frames(0, 12)[:, 0, 0, 0].tolist() == [77] * 3 + [30, 40, 50, 60] + [0, 1, 2, 3, 4]
    assert film.frames(13, 14).max() == 255
    sound = sound_of(film)
    assert sound is not None
    assert sound.count == 16 * 4000
    expected = Sweep(96000).samples(24000, 24000 + 12 * 4000)
    assert not sound.samples(0, 16000).any()
    assert np.abs(sound.samples(16000, 64000) - expected).max() < 1e-6
    facts = probe(path)
    assert (facts.size, facts.rate, facts.count) == (SIZE, RATE, 16)
    assert abs(open_audio(path).count - 64000) < 2048
    written = open_clip(path).frames(3, 7)[:, 16, 16].mean(-1)
    assert np.abs(written - [30, 40, 50, 60]).max() < 4
