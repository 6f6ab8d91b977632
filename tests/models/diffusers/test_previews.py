"""Previews: what latents become, in colours that stay and that can be fitted, as long as the clip."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
from torch.nn import functional

from soraapp.media.clip import Size
from soraapp.models.diffusers.keeping import pixels
from soraapp.models.diffusers.preview.colour_fitting import drawn, fit_colours
from soraapp.models.diffusers.preview.colours import Colours, fit, keep, known
from soraapp.models.diffusers.preview.foreseeing import Foreseen
from soraapp.models.diffusers.preview.sketch import Sketch
from soraapp.models.request import Request
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import load
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:In CPU autocast, but the target dtype is not supported:UserWarning"),
]
_SHAPE = (1, 4, 2, 4, 4)


_FLOW: dict[str, Any] = {"prediction_type": "flow_prediction", "use_flow_sigmas": True, "flow_shift": 3.0}
_SCHEDULERS: dict[str, Callable[[], Any]] = {
    "flow": lambda: diffusers.FlowMatchEulerDiscreteScheduler(shift=3.0),
    "flow, inverted": lambda: diffusers.FlowMatchEulerDiscreteScheduler(invert_sigmas=True),
    "unipc": lambda: diffusers.UniPCMultistepScheduler(**_FLOW),
    "dpm++": lambda: diffusers.DPMSolverMultistepScheduler(**_FLOW),
    "euler": diffusers.EulerDiscreteScheduler,
    "euler, ancestral": diffusers.EulerAncestralDiscreteScheduler,
    "ddim": lambda: diffusers.CogVideoXDDIMScheduler(prediction_type="v_prediction"),
}


def _told(scheduler: Any, sample: torch.Tensor, clean: torch.Tensor, index: int) -> torch.Tensor:
    """What a network that knows the clean latents says of noisy ones, as the scheduler wants to hear it."""
    kind = scheduler.config.get("prediction_type", "flow")
    level: Any = scheduler.sigmas[index] if hasattr(scheduler, "sigmas") else None
    if scheduler.config.get("invert_sigmas"):
        return (clean - sample) / (1 - level)
    if kind in ("flow", "flow_prediction", "epsilon"):
        return (sample - clean) / level
    share: Any = scheduler.alphas_cumprod[int(scheduler.timesteps[index])]
    return (share.sqrt() * sample - clean) / (1 - share).sqrt()


@pytest.mark.parametrize("name", _SCHEDULERS)
def test_the_clean_clip_is_foreseen_at_every_step_and_nothing_else_changes(name: str) -> None:
    scheduler = _SCHEDULERS[name]()
    clean = torch.randn(_SHAPE, generator=torch.Generator().manual_seed(1))
    scheduler.set_timesteps(4)
    plain = deepcopy(scheduler)
    foreseen = Foreseen(scheduler)
    start = torch.randn(_SHAPE, generator=torch.Generator().manual_seed(2)) * getattr(scheduler, "init_noise_sigma", 1)
    sample, expected = start, start
    for index, moment in enumerate(scheduler.timesteps):
        torch.manual_seed(index)
        given = scheduler.scale_model_input(sample, moment) if hasattr(scheduler, "scale_model_input") else sample
        assert given.shape == sample.shape
        output = _told(scheduler, sample, clean, index)
        sample = scheduler.step(output, moment, sample, return_dict=False)[0]
        told = foreseen.clean()
        assert told is not None
        assert torch.allclose(told, clean, atol=1e-3)
        torch.manual_seed(index)
        if hasattr(plain, "scale_model_input"):
            plain.scale_model_input(expected, moment)
        expected = plain.step(_told(plain, expected, clean, index), moment, expected, return_dict=False)[0]
        assert torch.equal(sample, expected)
    foreseen.forget()
    assert foreseen.clean() is None


def test_tokens_with_levels_of_their_own_are_foreseen() -> None:
    scheduler: Any = diffusers.FlowMatchEulerDiscreteScheduler()
    scheduler.set_timesteps(4)
    foreseen, clean, noise = Foreseen(scheduler), torch.ones(1, 3, 2), torch.full((1, 3, 2), 3.0)
    levels = torch.tensor([[0.0, 0.5, 1.0]])
    sample = clean + levels[..., None] * (noise - clean)
    scheduler.step(clean - noise, scheduler.timesteps[0], sample, per_token_timesteps=levels * 1000)
    told = foreseen.clean()
    assert told is not None
    assert torch.allclose(told, clean)


def test_a_copied_scheduler_steps_for_itself() -> None:
    scheduler: Any = diffusers.UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True)
    scheduler.set_timesteps(3)
    Foreseen(scheduler)
    copied = deepcopy(scheduler)
    copied.step(torch.ones(_SHAPE), copied.timesteps[0], torch.ones(_SHAPE))
    assert (copied.step_index, scheduler.step_index) == (1, None)


@pytest.mark.parametrize("colours", [None, Colours(np.eye(4, 3), np.zeros(3))])
def test_the_same_latents_look_the_same_from_the_first_step_to_the_last(colours: Colours | None) -> None:
    sketch = Sketch(colours)
    latents = [torch.randn(4, 3, 6, 5, generator=torch.Generator().manual_seed(seed)) for seed in range(3)]
    first = sketch.frames(latents[0])
    assert first.shape == (3, 6, 5, 3)
    sketch.frames(latents[1] * 4 + 1)
    assert np.array_equal(sketch.frames(latents[0]), first)
    assert not np.array_equal(sketch.frames(latents[2]), first)


def test_a_guess_shows_what_varies_most_as_light_which_comes_from_above() -> None:
    for sign in (1, -1):
        latents = torch.randn(6, 2, 16, 16, generator=torch.Generator().manual_seed(3)) * 0.05
        latents[4] += sign * torch.linspace(-1, 1, 16)[:, None]
        light = Sketch().frames(latents).astype(int).sum(-1)
        assert light[:, 0].mean() > light[:, -1].mean() + 200


def test_large_latents_are_shown_small_and_whole() -> None:
    latents = torch.zeros(4, 9, 300, 401)
    latents[:, :, :150] = 1
    frames = Sketch().frames(latents)
    assert frames.shape == (9, 150, 201, 3)
    assert (frames[:, :75] == frames[0, 0, 0]).all()
    assert frames[0, 0, 0].sum() > frames[0, -1, 0].sum()


@pytest.mark.parametrize(
    "name",
    ["wan text", "ltx conditions", "cogvideox newer text", "allegro two tiles", "hunyuan first instead", "flux text"],
)
def test_previews_last_as_long_as_the_clip(name: str, folders: Folders) -> None:
    case, watch = CASES[name], Watching()
    model = load(folders(case.pipeline))
    frames = np.concatenate(list(model.generate(case.request(model.capabilities), watch)))
    assert watch.previews
    assert {len(preview) for preview in watch.previews} == {len(frames)}
    assert not np.array_equal(watch.previews[0], watch.previews[-1])


@pytest.mark.parametrize(
    ("name", "count", "forward", "fresh"),
    [("helios text", 65, True, 36), ("framepack first", 73, False, 36), ("skyreels forced", 101, True, 4)],
)
def test_what_is_made_part_by_part_is_shown_as_far_as_it_is_made(
    name: str, count: int, forward: bool, fresh: int, folders: Folders
) -> None:
    case, watch = CASES[name], Watching()
    model = load(folders(case.pipeline))
    list(model.generate(replace(case.request(model.capabilities), count=count), watch))
    lengths = [len(preview) for preview in watch.previews]
    each = len(lengths) // 2
    assert lengths == [lengths[0]] * each + [lengths[0] + fresh] * each
    made, later = watch.previews[each - 1], watch.previews[each]
    assert np.array_equal(later[: len(made)] if forward else later[-len(made) :], made)


@pytest.fixture(scope="module")
def taught(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model whose compression network was taught to give pictures back, for some seconds."""
    folder = tmp_path_factory.mktemp("taught") / "sd3"
    shutil.copytree(folders("sd3"), folder)
    network: Any = diffusers.AutoencoderKL.from_pretrained(folder / "vae", local_files_only=True).train()
    optimiser = torch.optim.Adam(network.parameters(), 4e-3)
    torch.manual_seed(0)
    pictures = torch.cat([pixels(frames)[:, :, 0] for frames in drawn(Size(32, 32), 1, 48)])
    for _ in range(90):
        batch = pictures[torch.randint(len(pictures), (8,))]
        back = network.decode(network.encode(batch).latent_dist.mode()).sample
        optimiser.zero_grad()
        functional.mse_loss(back, batch).backward()  # pyright: ignore[reportUnknownMemberType]
        optimiser.step()  # pyright: ignore[reportUnknownMemberType]
    network.save_pretrained(folder / "vae")
    return folder


def test_a_fitted_map_comes_nearer_than_a_guess_and_holds_without_a_restart(taught: Path) -> None:
    model = load(taught)
    request = CASES["sd3 text"].request(model.capabilities)
    before, after = Watching(), Watching()
    frames = np.concatenate(list(model.generate(request, before)))
    fitted = fit_colours(model, 16)
    assert fitted.kept
    assert fitted.explained > 0.6
    assert fitted.nearness > fitted.guessed + 2
    told = json.loads(fitted.file.read_text())
    assert (told["network"], told["family"], told["clips"]) == ("AutoencoderKL", "sd3", 16)
    assert np.array_equal(np.concatenate(list(model.generate(request, after))), frames), "frames do not depend on it"
    assert not np.array_equal(after.previews[-1], before.previews[-1])
    assert np.array_equal(after.previews[-1], Sketch(fitted.colours).frames(_last(taught, request)))


def _last(folder: Path, request: Request) -> torch.Tensor:
    """The latents that a run ends with, of shape (channels, 1, height, width)."""
    model, seen = load(folder), list[torch.Tensor]()
    layout = model.family.latents
    assert layout is not None
    kept = replace(layout, plain=lambda *given: seen.append(layout.plain(*given)) or seen[-1])
    model.family = replace(model.family, latents=kept)
    list(model.generate(request, Watching()))
    return seen[-1]


def test_a_map_is_fitted_exactly_where_there_is_one_and_damaged_ones_are_no_maps(tmp_path: Path) -> None:
    generator = np.random.default_rng(1)
    latents, true = generator.normal(size=(500, 5)), Colours(generator.normal(size=(5, 3)), np.array([0.1, 0.2, 0.3]))
    found = fit(latents, true.of(latents))
    assert np.allclose(found.weights, true.weights, atol=1e-2)
    file = tmp_path / "maps" / "one.json"
    assert known(file, 5) is None
    keep(file, found, {"family": "any"})
    again = known(file, 5)
    assert again is not None
    assert np.allclose(again.of(latents), found.of(latents), atol=1e-4)
    assert known(file, 6) is None, "of another network"
    for damaged in ("", "[]", '{"weights": [[1]], "bias": [1]}', file.read_text().replace("0.", "NaN, 0.", 1)):
        file.write_text(damaged)
        assert known(file, 5) is None


def test_drawn_clips_are_the_same_every_time_and_not_alike() -> None:
    clips = list(drawn(Size(32, 16), 5, 4))
    assert [clip.shape for clip in clips] == [(5, 16, 32, 3)] * 4
    assert all(np.array_equal(one, other) for one, other in zip(clips, drawn(Size(32, 16), 5, 4), strict=True))
    assert len({clip.tobytes() for clip in clips}) == 4
    assert Fraction(len({frame.tobytes() for frame in clips[1]}), 5) == 1, "light moves"
