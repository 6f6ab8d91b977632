"""A timeline asks for new frames, and the model that comes inside makes them: what was there stays to the bit, and
where old and new meet nothing jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import floor

import numpy as np
import pytest

from nodes.bridging import JUMP
from nodes.extend import ENDLESS
from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome, RunFinished, StepFinished
from soraapp.engine.plan import plan
from soraapp.media.clip import Clip, Size
from soraapp.media.ops import Concatenate, Trim
from soraapp.media.steps import Steps
from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project.edits import Edit, add_node, set_value
from soraapp.project.film import FILM
from soraapp.project.graph import Port
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.generate.extending import extend
from soraapp.project.timeline.generate.filling import fill_gap
from soraapp.project.timeline.generate.looping import loop
from soraapp.project.timeline.generate.reaching import Given
from soraapp.project.timeline.generate.retaking import retake
from soraapp.project.timeline.timeline import Item, NodeSource, Source, Timeline, Track, TrackKind
from soraapp.project.timeline.trimming import trim
from tests.engine.conftest import Listener

NODES = Catalogue.of("nodes")
SECOND = 24
QUICK: dict[str, Value] = {"steps": 4, "width": 64, "height": 64}


class Studio:
    """An engine, and what it has made."""

    def __init__(self, engine: Engine, heard: Listener) -> None:
        self._engine, self._heard = engine, heard
        self.made: dict[str, dict[str, object]] = {}

    def film(self, project: Project) -> Clip:
        """Render the film of a project."""
        run = self._engine.run(plan(project, NODES, Registry.standard(), [FILM]))
        finish = self._heard.wait(RunFinished, lambda event: event.run == run, 240)
        assert finish.outcome is Outcome.DONE, self._heard.events[-5:]
        for step in self._heard.of(StepFinished, run):
            self.made[step.node] = dict(step.outputs)
        clip = self.made[FILM]["clip"]
        assert isinstance(clip, Clip)
        return clip

    def given(self, source: Source) -> object:
        assert isinstance(source, NodeSource)
        return self.made.get(source.port.node, {}).get(source.port.name)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path_factory.mktemp("cache"), spare=False) as engine:
        yield Studio(engine, heard)


def shots(*items: Item) -> Project:
    """Two clips of a second each, at 8 frames a second, on a timeline of 24."""
    made = Project()
    video = NODES["generate.text_to_video"]
    told = {
        "a": "a red ball rolls to the right in the desert",
        "b": "a red ball rolls to the right in the desert at night",
    }
    for number, (node, prompt) in enumerate(told.items()):
        values = {**QUICK, "prompt": prompt, "seconds": 1.0, "seed": 3}
        made = add_node(video, (0, 400 * number), id=node, values=values).change(made)
    track = Track("V1", TrackKind.VIDEO, "V1", items)
    return replace(made, timelines={"film": Timeline("film", "Film", Size(64, 64), Fraction(24), (track,))})


def shot(node: str, start: int, length: int, offset: Fraction = Fraction(0)) -> Item:
    return Item(f"item-{node}", NodeSource(Port(node, "clip")), start, length, offset)


def done(before: Project, *edits: Edit) -> Project:
    history = History(before)
    for edit in edits:
        history.apply(edit)
    return history.project


def with_(given: Given, make: Callable[[Given], Edit], node: str) -> list[Edit]:
    """An edit that makes a node, which samples in a few steps."""
    return [make(given), set_value(node, "steps", 4)]


def seen(film: Clip, first: int, stop: int, clip: Clip, offset: Fraction = Fraction(0)) -> bool:
    """Whether frames of a film are those of a clip, to the bit."""
    wanted = [floor((offset + Fraction(frame, 24)) * clip.rate) for frame in range(stop - first)]
    return all(
        np.array_equal(film.frames(frame, frame + 1), clip.frames(number, number + 1))
        for frame, number in zip(range(first, stop), wanted, strict=True)
    )


def test_a_gap_is_filled_between_the_frames_at_the_cuts(studio: Studio) -> None:
    """`a` is seen up to its frame 5, `b` from its frame 2 on."""
    before = shots(shot("a", 0, 18), shot("b", 18 + 14, 18, Fraction(1, 4)))
    studio.film(before)
    after = done(before, *with_(studio.given, lambda given: fill_gap("film", "V1", 20, NODES, given, id="n"), "n"))
    film = studio.film(after)
    first, second = (studio.made[node]["clip"] for node in "ab")
    added = studio.made["n"]["added"]
    assert isinstance(first, Clip)
    assert isinstance(second, Clip)
    assert isinstance(added, Clip)
    assert film.count == 50
    assert seen(film, 0, 18, first)
    assert seen(film, 32, 50, second, Fraction(1, 4))
    assert seen(film, 18, 32, added)
    assert Fraction(added.count) / added.rate == Fraction(14, 24)
    made = studio.made["n"]["clip"]
    assert isinstance(made, Clip)
    bridge = Trim(made, 6, 6 + added.count)
    steps = Steps.around(Trim(first, 0, 6), bridge, Trim(second, 2, 8), lambda: None)
    assert steps.at_seams < JUMP


@pytest.mark.parametrize("edge", list(Edge))
def test_an_item_is_extended_by_just_what_is_missing(studio: Studio, edge: Edge) -> None:
    before = shots(shot("a", 48, 21, Fraction(0) if edge is Edge.HEAD else Fraction(1, 8)))
    studio.film(before)
    name = f"n-{edge.value}"
    make = with_(studio.given, lambda given: extend("film", "item-a", edge, 12, NODES, given, id=name), name)
    after = done(before, *make)
    film = studio.film(after)
    clip, added = studio.made["a"]["clip"], studio.made[name]["added"]
    assert isinstance(clip, Clip)
    assert isinstance(added, Clip)
    if edge is Edge.TAIL:
        assert seen(film, 48, 69, clip, Fraction(1, 8))
        assert seen(film, 69, 81, added)
    else:
        assert seen(film, 48, 69, clip)
        assert seen(film, 36, 48, added)
    part = Trim(clip, 1, 8) if edge is Edge.TAIL else Trim(clip, 0, 7)
    sides = (part, added, None) if edge is Edge.TAIL else (None, added, part)
    joined = Concatenate(tuple(one for one in (sides[0], added, sides[2]) if one is not None))
    whole = studio.made[name]["clip"]
    assert isinstance(whole, Clip)
    assert np.array_equal(joined.frames(0, joined.count), whole.frames(0, whole.count))
    assert Steps.around(*sides, lambda: None).at_seams < JUMP


def test_a_retake_keeps_what_is_outside(studio: Studio) -> None:
    before = shots(shot("b", 0, 24))
    studio.film(before)
    make = with_(studio.given, lambda given: retake("film", "item-b", 6, 18, NODES, given, id="r", seed=8), "r")
    after = done(before, *make)
    film = studio.film(after)
    clip = studio.made["b"]["clip"]
    assert isinstance(clip, Clip)
    assert seen(film, 0, 6, clip)
    assert seen(film, 18, 24, clip, Fraction(3, 4))
    assert not seen(film, 6, 18, clip, Fraction(1, 4))


def test_a_loop_comes_round_unseen(studio: Studio) -> None:
    before = shots(shot("a", 0, 18, Fraction(1, 8)))
    studio.film(before)
    make = with_(studio.given, lambda given: loop("film", "item-a", NODES, given, id="l"), "l")
    film = studio.film(done(before, *make, trim("film", ["item-a"], Edge.TAIL, 100)))
    clip, endless = studio.made["a"]["clip"], studio.made["l"]["clip"]
    assert isinstance(clip, Clip)
    assert isinstance(endless, Clip)
    assert seen(film, 0, 18, clip, Fraction(1, 8))
    period = endless.count * 3
    for start in range(period, film.count - 18, period):
        assert seen(film, start, start + 18, clip, Fraction(1, 8))
    part = Trim(endless, 0, 6)
    bridge = Trim(endless, 6, endless.count)
    assert Steps.around(part, bridge, part, lambda: None).at_seams < max(JUMP, ENDLESS)
