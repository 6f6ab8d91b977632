"""What a pipeline does not know of: media kept and started from among its latents, and stopping at any moment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from soraapp.errors import Cancelled, ModelError
from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call
from soraapp.models.diffusers.keeping import filled, held, pixels
from soraapp.models.diffusers.schedule import fresh
from soraapp.models.request import Keep, Source
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import clip, load, noise, still
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:In CPU autocast, but the target dtype is not supported:UserWarning"),
]


KEEPING = (
    "wan text", "wan two experts", "ltx text", "flux text", "sd3 text", "sdxl text", "zimage text", "sana text",
    "ltx2 text", "sana_video text", "kandinsky5 text", "qwen_image text",
    "cogvideox text", "cogvideox newer text", "mochi text", "allegro text", "allegro two tiles",
    "hunyuan text", "hunyuan15 text", "skyreels text", "skyreels forced", "flux2 text", "flux2 small text",
    "flux kontext text", "kandinsky5_image text",
)  # fmt: skip


EDITING = ("flux2 edit", "flux2 small edit", "flux kontext edit", "qwen_image edit newer")


@pytest.mark.parametrize("name", KEEPING)
def test_kept_latents_are_exact_at_the_end_and_the_rest_is_made_for_them(name: str, folders: Folders) -> None:
    case = CASES[name]
    model = load(folders(case.pipeline))
    plain = case.request(model.capabilities)
    # A mask makes it the fallback's work in every family of clips, and two masks in those of images.
    masked = Keep(still(1), mask=still(9))
    request = replace(plain, keeps=(masked, Keep(still(2), -1) if plain.count > 1 else masked))
    asked = Asked(request)
    layout = model.family.latents
    assert layout is not None
    seen: list[torch.Tensor] = []

    original = layout.plain
    model.family = replace(
        model.family, latents=replace(layout, plain=lambda *given: seen.append(given[1].clone()) or original(*given))
    )
    call = model.family.call(model.contents, asked)
    assert 0 in call.keeps
    frames = np.concatenate(list(model.generate(request, Watching())))
    clean = layout.encode(model.pipeline, pixels(filled([asked.keeps[number] for number in call.keeps], asked.count)))
    shape = tuple(original(model.pipeline, clean, asked).shape[1:])
    together = layout.together(model.pipeline) if layout.together else 0
    weights = torch.stack([held(asked.keeps[number], asked.count, shape, together) for number in call.keeps]).amax(0)
    where = layout.spread(model.pipeline, weights, clean) == 1
    last = seen[-1]
    if clean.ndim == 3:  # Tokens of conditions stand beside it.
        last = last[:, : clean.shape[1]] if layout.conditions_behind else last[:, -clean.shape[1] :]
    assert where.any()
    assert not where.all()
    assert torch.equal(last[where], clean[where])
    free = np.concatenate(list(load(folders(case.pipeline)).generate(plain, Watching())))
    assert not np.array_equal(frames[asked.count // 2], free[asked.count // 2])


@pytest.mark.parametrize("change", [0.34, 0.7, 1.0])
def test_the_fallback_for_a_source_matches_the_native_video_to_video(change: float, folders: Folders) -> None:
    case = CASES["wan video"]
    model = load(folders(case.pipeline))
    request = replace(case.request(model.capabilities), source=Source(clip(5, 9, model.capabilities.rate), change))
    native = np.concatenate(list(model.generate(request, Watching())))
    call = model.family.call(model.contents, Asked(request))
    assert call.pipeline == "WanVideoToVideoPipeline"
    common = {name: value for name, value in call.arguments.items() if name not in ("video", "strength")}
    by_latents = Call("WanPipeline", {**common, "num_frames": 9}, source=True)
    model.family = replace(model.family, call=lambda *_: by_latents)
    other = np.concatenate(list(model.generate(request, Watching())))
    assert np.abs(native.astype(int) - other).max() <= 1


@pytest.mark.parametrize(
    "name",
    [
        "sana text",
        "sana_video text",
        "kandinsky5 text",
        "hunyuan text",
        "hunyuan15 text",
        "mochi text",
        "skyreels text",
    ],
)
def test_a_source_is_ignored_where_all_may_change_and_else_begun_from(name: str, folders: Folders) -> None:
    model = load(folders(CASES[name].pipeline))
    plain = CASES[name].request(model.capabilities)

    def made(source: Source) -> np.ndarray:
        return np.concatenate(list(model.generate(replace(plain, source=source), Watching())))

    one, other = (clip(seed, plain.count, plain.rate) for seed in (5, 6))
    assert np.array_equal(made(Source(one, 1.0)), made(Source(other, 1.0)))
    assert not np.array_equal(made(Source(one, 0.7)), made(Source(other, 0.7)))


@pytest.mark.parametrize("name", EDITING)
def test_an_edit_by_text_that_may_change_little_begins_from_the_picture(name: str, folders: Folders) -> None:
    model = load(folders(CASES[name].pipeline))
    plain = CASES[name].request(model.capabilities)
    assert plain.source is not None
    assert plain.source.change >= 0.5

    def made(change: float) -> tuple[np.ndarray, int]:
        assert plain.source is not None
        watch = Watching()
        request = replace(plain, source=replace(plain.source, change=change))
        return np.concatenate(list(model.generate(request, watch))), watch.steps[-1][1]

    free = made(0.9)
    seen: list[torch.Tensor] = []
    watched = model.pipeline.transformer.register_forward_pre_hook(
        lambda _, __, given: seen.append(given["hidden_states"].clone()), with_kwargs=True
    )
    near = made(0.4)
    watched.remove()
    layout, asked = model.family.latents, Asked(plain)
    assert layout is not None
    assert asked.source is not None
    clean = layout.encode(model.pipeline, pixels(asked.source))
    scattered = torch.randn(clean.shape, generator=torch.Generator().manual_seed(plain.seed))
    level = model.pipeline.scheduler.sigmas[0]
    expected = level * scattered + (1 - level) * clean
    assert torch.allclose(seen[0][:, : clean.shape[1]], expected), "the picture, as noisy as the schedule is there"
    assert free[1] == plain.steps
    assert near[1] == 1, "the rest of the schedule alone"
    assert np.array_equal(free[0], made(0.6)[0])
    assert not np.array_equal(free[0], near[0])


def test_a_source_that_may_not_change_comes_back(folders: Folders) -> None:
    model = load(folders("ltx_text"))
    plain = CASES["ltx text"].request(model.capabilities)
    request = replace(plain, source=Source(clip(5, 20, plain.rate), 0))
    frames = np.concatenate(list(model.generate(request, Watching())))
    assert np.array_equal(frames[:20], noise(5, 20))
    assert np.array_equal(frames[24], noise(5, 20)[19])


@pytest.mark.parametrize(
    "name",
    [
        "wan text",
        "wan vace",
        "ltx conditions",
        "flux image",
        "flux2 edit",
        "flux2 small part",
        "flux kontext edit",
        "flux fill part",
        "qwen_image edit newer",
        "sdxl text",
        "ltx2 conditions",
        "helios text",
        "helios staged text",
        "cogvideox first",
        "mochi text",
        "allegro text",
        "hunyuan first beside",
        "hunyuan15 text",
        "framepack first",
        "framepack newer",
        "hunyuan_skyreels first",
        "skyreels forced on",
        "cosmos2 first",
    ],
)
def test_stopped_at_any_moment_it_does_the_same_afterwards(name: str, folders: Folders) -> None:
    case = CASES[name]
    model = load(folders(case.pipeline))
    request = case.request(model.capabilities)
    list(model.generate(request, Watching()))  # From now on the text is known, and not read again.
    whole = Watching()
    expected = np.concatenate(list(model.generate(request, whole)))
    assert whole.checks > 10, "every block asks"
    for stop in (1, 2, whole.checks // 2, whole.checks - 1):
        watch = Watching(stop)
        with pytest.raises(Cancelled):
            list(model.generate(request, watch))
        assert watch.checks == stop, "nothing runs on"
    assert np.array_equal(np.concatenate(list(model.generate(request, Watching()))), expected)


def test_a_model_of_pictures_needs_one(folders: Folders) -> None:
    model = load(folders("wan_image"))
    request = replace(CASES["wan first"].request(model.capabilities), keeps=())
    with pytest.raises(ModelError, match="makes clips from a picture"):
        list(model.generate(request, Watching()))


def test_a_fresh_schedule_remembers_nothing(folders: Folders) -> None:
    scheduler = load(folders("wan_text")).pipeline.scheduler
    scheduler.set_timesteps(3)
    scheduler.set_begin_index(2)
    assert fresh(scheduler).begin_index is None


@pytest.mark.parametrize(("name", "count"), [("framepack first", 37), ("skyreels forced first", 101)])
def test_what_is_made_part_by_part_keeps_its_ends_only(name: str, count: int, folders: Folders) -> None:
    model = load(folders(CASES[name].pipeline))
    plain = replace(CASES[name].request(model.capabilities), count=count)
    with pytest.raises(ModelError, match="keeps only whole pictures: one at the first frame"):
        list(model.generate(replace(plain, keeps=(Keep(still(1)), Keep(still(2), 20))), Watching()))


def test_a_model_that_chooses_its_size_gives_the_one_that_is_asked_for(folders: Folders) -> None:
    model = load(folders("hunyuan15_image"))
    plain = CASES["hunyuan15 first"].request(model.capabilities)
    own = np.concatenate(list(model.generate(plain, Watching())))
    frames = np.concatenate(list(model.generate(replace(plain, size=Size(64, 64)), Watching())))
    assert frames.shape == (9, 64, 64, 3)
    assert np.abs(frames[:, ::2, ::2].astype(int) - own).mean() < 30, "the same clip, only larger"
