"""Clips that are longer than a model makes at once: windows that keep the end of the one before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from soraapp.errors import Cancelled
from soraapp.media.clip import Frames
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Described
from soraapp.models.diffusers.keeping import pixels
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.parting import Held, part_of
from soraapp.models.diffusers.reach import Reach, longest_count
from soraapp.models.request import Cue, Keep, Request, Source
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import clip, load, noise, still
from tests.models.diffusers.conftest import Folders
from tests.models.requests import Onlooker

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:In CPU autocast, but the target dtype is not supported:UserWarning"),
]
reaches = st.builds(
    lambda step, alone, latents: Reach((latents - alone) * step + alone, step, alone, extends=True),
    st.integers(1, 8),
    st.booleans(),
    st.integers(3, 30),
)


@given(reaches, st.integers(1, 600), st.booleans())
def test_windows_cover_the_clip_and_share_whole_latents(reach: Reach, count: int, backward: bool) -> None:
    windows = reach.windows(count, backward=backward)
    assert sorted({frame for window in windows for frame in window}) == list(range(count))
    assert all(len(window) <= reach.longest and window.start % reach.step == 0 for window in windows)
    for one, other in pairwise(windows):
        early, late = (other, one) if backward else (one, other)
        shared = early.stop - late.start - reach.alone
        assert shared > 0
        assert early.stop == count or shared % reach.step == 0


def test_a_minute_and_what_is_beside_it_is_a_legal_count_and_pictures_stay_pictures() -> None:
    assert longest_count(Reach(81, 4, alone=True, extends=True), Fraction(16)) == 985
    assert longest_count(Reach(1, 1, alone=True, extends=False), Fraction(24)) == 1
    assert longest_count(Reach(3601, 36, alone=True, extends=True), Fraction(30)) == 3601


def short(model: DiffusersModel, count: int) -> list[tuple[Request, Frames]]:
    """Let a model make so few frames at once; what it is then asked for, and what it makes of it."""
    family = model.family

    def described(contents: object) -> Described:
        return replace(family.describe(contents), native_count=count)  # pyright: ignore[reportArgumentType]

    model.family = replace(family, describe=described)
    made: list[tuple[Request, Frames]] = []
    whole = model._made  # pyright: ignore[reportPrivateUsage]

    def noted(request: Request, watch: object) -> Frames:
        made.append((request, whole(request, watch)))  # pyright: ignore[reportArgumentType]
        return made[-1][1]

    model._made = noted  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
    return made


LONG = {
    # A case, frames at once, and frames of the clip; three windows each, or two.
    "wan first": (17, 37),
    "ltx conditions": (25, 49),
    "wan text": (17, 37),
    "wan vace": (17, 29),
    "cogvideox first": (9, 21),
    "mochi text": (19, 37),
    "allegro text": (24, 50),
    "hunyuan text": (17, 29),
    "hunyuan first beside": (17, 29),
    "hunyuan15 first": (17, 29),
    "kandinsky5 first": (17, 29),
    "sana_video first": (17, 29),
    "skyreels first": (17, 29),
    "ltx2 text": (9, 17),
}


def asked_of(name: str, model: DiffusersModel, count: int) -> Request:
    """A case's request, longer; what it keeps at the end is left out."""
    plain = CASES[name].request(model.capabilities)
    first = tuple(keep for keep in plain.keeps if keep.at == 0)
    return replace(plain, count=count, keeps=first, steps=2)


def held(keep: Keep) -> Frames:
    """The frames that are kept."""
    assert isinstance(keep.media, Held)
    return keep.media.held


@pytest.mark.parametrize("name", LONG)
def test_each_window_keeps_what_it_shares_with_the_one_before(name: str, folders: Folders) -> None:
    at_once, count = LONG[name]
    model = load(folders(CASES[name].pipeline))
    assert model.capabilities.largest_count >= 60 * model.capabilities.rate - model.capabilities.count_step
    request = asked_of(name, model, count)
    expected = np.concatenate(list(model.generate(replace(request, count=at_once), Onlooker())))
    made, watch = short(model, at_once), Onlooker(look=True)
    layout, last = model.family.latents, list[torch.Tensor]()
    assert layout is not None
    plain = layout.plain

    def seen(pipeline: object, latents: torch.Tensor, asked: Asked) -> torch.Tensor:
        found = plain(pipeline, latents, asked)
        last.append(found.clone())
        return found

    model.family = replace(model.family, latents=replace(layout, plain=seen))
    frames = np.concatenate(list(model.generate(request, watch)))
    assert frames.shape == (count, request.size.height, request.size.width, 3)
    assert np.array_equal(frames[:at_once], expected), "the first window is a clip of its own"
    assert watch.steps[-1][0] == watch.steps[-1][1] == len(watch.steps)
    assert len(watch.previews[0]) == at_once
    assert len(watch.previews[-1]) == count, "the whole clip, as long as it is"
    assert len(made) > 1
    place = 0
    for (early, _), (late, again) in pairwise(made):
        shared = held(late.keeps[0])
        place += early.count - len(shared)
        assert (late.keeps[0].at, late.seed != early.seed) == (0, True)
        if shared.shape[1:] == frames.shape[1:]:
            assert np.array_equal(shared, frames[place : place + len(shared)])
        assert again.shape == (late.count, *shared.shape[1:])
    late, shared = made[-1][0], held(made[-1][0].keeps[0])
    call = model.family.call(model.contents, Asked(late))
    if 0 not in call.keeps:  # The pipeline keeps it by itself, as well as it can.
        (first, *_) = call.arguments.get("conditions", (None,))
        given = call.arguments["video"] if first is None else first.video if hasattr(first, "video") else first.frames
        assert np.array_equal(np.stack(given[: len(shared)]), shared)
        return
    whole = np.concatenate([shared, np.repeat(shared[-1:], late.count - len(shared), axis=0)])
    asked = Asked(replace(late, size=call.size or late.size))
    clean = plain(model.pipeline, layout.encode(model.pipeline, pixels(whole)), asked)
    together = layout.together(model.pipeline) if layout.together else 0
    latents = len(shared) // together if together else (len(shared) - 1) // model.capabilities.count_step + 1
    assert torch.equal(last[-1][:, :latents], clean[:, :latents].to(last[-1]))


@pytest.mark.parametrize("name", ["wan first", "ltx conditions", "wan text", "ltx2 text"])
def test_work_that_was_broken_off_goes_on_with_the_same_bits(name: str, folders: Folders) -> None:
    at_once, count = LONG[name]
    model = load(folders(CASES[name].pipeline))
    made = short(model, at_once)
    request, whole = asked_of(name, model, count), Onlooker()
    frames = np.concatenate(list(model.generate(request, whole)))
    if model.capabilities.sound:
        assert whole.heard is not None
        samples, pace = whole.heard
        assert abs(len(samples) / pace - count / request.rate) < 0.1
    windows = len(made)
    assert len(whole.states) == windows - 1
    stopped = Onlooker(patience=whole.checks - 5)
    given: list[Frames] = []
    with pytest.raises(Cancelled):
        given.extend(model.generate(request, stopped))
    for done, state in whole.states:
        before = len(made)
        rest = Onlooker(past=(done, state), look=True)
        parts = np.concatenate(list(model.generate(request, rest)))
        assert np.array_equal(parts, frames[done:])
        assert len(made) - before < windows, "what was given is not made again"
        assert rest.steps[-1] == whole.steps[-1]
        assert len(rest.previews[-1]) == count
        if whole.heard is not None:
            assert rest.heard is not None
            assert np.array_equal(rest.heard[0], whole.heard[0])
    done, state = stopped.states[-1]
    assert np.array_equal(np.concatenate(list(model.generate(request, Onlooker(past=(done, state))))), frames[done:])


def test_a_clip_whose_end_is_known_is_made_from_there(folders: Folders) -> None:
    model = load(folders("wan_text"))
    made = short(model, 17)
    rate = model.capabilities.rate
    request = replace(asked_of("wan text", model, 37), keeps=(Keep(clip(3, 4, rate), -4),))
    watch = Onlooker(look=True)
    frames = np.concatenate(list(model.generate(request, watch)))
    assert frames.shape == (37, 32, 32, 3)
    assert watch.steps[-1][0] == watch.steps[-1][1] == len(watch.steps)
    assert len(watch.previews[-1]) == 37
    whole = noise(3, 4)
    assert [(one.count, one.keeps[0].at) for one, _ in made] == [(17, 13), (17, 9), (17, 9), (17, 5)]
    assert np.array_equal(Asked(made[0][0]).keeps[0].frames, whole)
    assert np.array_equal(frames[21:], made[0][1][1:])
    for start, (one, _) in zip((12, 4, 0), made[1:], strict=True):
        kept = Asked(one).keeps[0]
        assert np.array_equal(kept.frames, frames[start + kept.span.start : start + kept.span.stop])
        assert kept.span.stop == 17
    assert len({one.seed for one, _ in made}) == 4


def _parts(request: Request, *windows: tuple[range, range]) -> Iterator[Request]:
    for number, (window, fresh) in enumerate(windows):
        carried = noise(8, fresh.start - window.start) if fresh.start > window.start else None
        yield part_of(request, number, window, fresh, carried, 0)


def test_what_is_asked_goes_to_the_windows_in_which_it_falls(folders: Folders) -> None:
    plain = CASES["wan text"].request(load(folders("wan_text")).capabilities)
    second = Fraction(1, 16)
    request = replace(
        plain,
        count=29,
        cues=(Cue("dawn"), Cue("noon", 10 * second), Cue("dusk", 18 * second)),
        keeps=(Keep(still(1)), Keep(clip(2, 9, plain.rate), 12, 0.5, still(9)), Keep(still(3), -1)),
        source=Source(clip(5, 20, plain.rate), 0.6),
    )
    first, last = _parts(request, (range(17), range(17)), (range(12, 29), range(17, 29)))
    assert (first.count, last.count, first.seed) == (17, 17, request.seed)
    assert [cue.text for cue in first.cues] == ["dawn", "noon"]
    assert [(cue.text, cue.start) for cue in last.cues] == [("dusk", 0)], "what is about to end is not told"
    assert [(keep.at, keep.strength) for keep in first.keeps] == [(0, 1), (12, 0.5)]
    assert [(keep.at, keep.strength) for keep in last.keeps] == [(0, 1), (5, 0.5), (16, 1)]
    before, carried = Asked(first), Asked(last)
    film = noise(2, 9)
    assert np.array_equal(before.keeps[1].frames, film[:5])
    assert np.array_equal(carried.keeps[0].frames, noise(8, 5))
    assert np.array_equal(carried.keeps[1].frames, film[5:])
    assert carried.keeps[1].mask is not None
    assert before.source is not None
    assert carried.source is not None
    source = noise(5, 20)
    assert np.array_equal(before.source, source[:17])
    assert np.array_equal(carried.source, np.concatenate([source[12:], np.repeat(source[-1:], 9, axis=0)]))


def test_a_short_cue_between_two_windows_is_told_once_at_least(folders: Folders) -> None:
    plain = CASES["wan text"].request(load(folders("wan_text")).capabilities)
    for start in range(1, 60):
        cues = (Cue("a"), Cue("b", Fraction(start, 16)), Cue("c", Fraction(start + 4, 16)))
        request = replace(plain, count=81, cues=cues)
        windows = ((range(33), range(33)), (range(24, 57), range(33, 57)), (range(48, 81), range(57, 81)))
        told = [[cue.text for cue in part.cues] for part in _parts(request, *windows)]
        assert {"a", "b", "c"} == {text for texts in told for text in texts} or start + 4 > 76
        assert all(told)


def test_a_source_and_all_else_hold_in_every_window(folders: Folders) -> None:
    model = load(folders("wan_text"))
    plain = asked_of("wan text", model, 37)
    free = replace(plain, source=Source(clip(5, 40, plain.rate), 0.6))
    made = short(model, 17)
    frames = np.concatenate(list(model.generate(free, Onlooker())))
    assert frames.shape[0] == 37
    calls = [model.family.call(model.contents, Asked(request)) for request, _ in made]
    assert len(calls) == 4
    assert calls[0].pipeline == "WanVideoToVideoPipeline"
    assert all(call.source and call.keeps == (0,) for call in calls[1:])
    back = replace(free, source=Source(clip(5, 40, plain.rate), 0))
    assert np.array_equal(np.concatenate(list(model.generate(back, Onlooker()))), noise(5, 40)[:37])
