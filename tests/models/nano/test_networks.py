"""The networks of nano, tiny and random: shapes, time, positions, noise levels, and the way to a folder and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from soraapp.media.clip import Size
from soraapp.models.devices import Device
from soraapp.models.nano.attention import mixed
from soraapp.models.nano.attributes import ATTRIBUTES, COUNTS
from soraapp.models.nano.grid import Grid
from soraapp.models.nano.pipeline import GUIDED, Known, NanoPipeline, Told
from soraapp.models.nano.positions import rotate, rotations
from soraapp.models.nano.preview import NanoPreview
from soraapp.models.nano.scheduler import FrameFlowScheduler
from soraapp.models.nano.shape import frames_of, group_count, group_of
from soraapp.models.nano.transformer import CONTROLS, Block
from soraapp.models.nano.world.palette import RGB
from soraapp.models.nano.world.view import RATES
from tests.models.nano.conftest import tiny_pipeline

EXACT = Device(torch.device("cpu"), torch.float32)


@pytest.fixture(scope="module")
def pipeline() -> NanoPipeline:
    return tiny_pipeline()


def latents(count: int, height: int = 4, width: int = 6) -> torch.Tensor:
    return torch.randn(count, 4, height, width, generator=torch.Generator().manual_seed(3))


def test_the_first_frame_is_a_group_of_its_own() -> None:
    assert [group_count(frames) for frames in (1, 5, 17, 481)] == [1, 2, 5, 121]
    assert [group_of(frame) for frame in (0, 1, 4, 5, 8)] == [0, 1, 1, 2, 2]
    assert (*frames_of(0), *frames_of(1)) == (-3, -2, -1, 0, 1, 2, 3, 4)
    assert all(frame in frames_of(group_of(frame)) for frame in range(50))


def video(count: int, height: int = 16, width: int = 32) -> torch.Tensor:
    return torch.randint(64, (count, height, width), generator=torch.Generator().manual_seed(4))


@pytest.mark.parametrize("size", [(16, 16), (32, 48), (64, 16)])
@torch.inference_mode()
def test_compression_has_the_right_shape(pipeline: NanoPipeline, size: tuple[int, int]) -> None:
    code = pipeline.vae.encode(video(9, *size))
    assert code.shape == (3, 4, size[0] // 8, size[1] // 8)
    again = pipeline.vae.decode(code)
    assert again.shape == (9, *size)
    assert again.dtype == torch.uint8
    assert again.max() < 64


@torch.inference_mode()
def test_a_group_has_the_same_latents_wherever_it_lies(pipeline: NanoPipeline) -> None:
    clip = video(13)
    whole, part = pipeline.vae.encode(clip), pipeline.vae.encode(clip[4:])
    torch.testing.assert_close(whole[2:], part[1:])
    torch.testing.assert_close(part[:1], pipeline.vae.encode(clip[4:5]))


@torch.inference_mode()
def test_every_group_is_decoded_by_itself(pipeline: NanoPipeline) -> None:
    before = latents(7)
    after = before.clone()
    after[3] += 1
    changed = (pipeline.vae.decoder(after) - pipeline.vae.decoder(before)).abs().amax((1, 2, 3, 4)) > 0
    assert changed.tolist() == [False, False, False, True, False, False, False]


def test_latents_are_normalised_by_what_training_saw() -> None:
    vae = tiny_pipeline().vae
    vae.latent_norm.momentum = None  # A plain average, so that one look is enough.
    with torch.no_grad():
        vae.train().encode_groups(video(32).unflatten(0, (8, 4)))
        code = vae.eval().encode_groups(video(32).unflatten(0, (8, 4)))
    assert code.mean((0, 2, 3)).abs().max() < 0.1
    assert (code.std((0, 2, 3)) - 1).abs().max() < 0.1


def test_attention_sees_distances_only() -> None:
    cosines, sines = rotations(6, 1, 1, (2, 1, 1))
    query, key = torch.randn(2, 1, 8).expand(2, 6, 8)
    scores = rotate(query, cosines, sines) @ rotate(key, cosines, sines).T
    torch.testing.assert_close(scores[:-1, :-1], scores[1:, 1:])
    assert not torch.allclose(scores[0, 0], scores[0, 1])


def test_attention_is_that_of_torch_also_backwards() -> None:
    torch.manual_seed(5)
    own = [torch.randn(2, 3, count, 16, dtype=torch.float64).requires_grad_() for count in (7, 9, 9)]
    fused = [part.detach().clone().requires_grad_() for part in own]
    ours, theirs = mixed(own[0], own[1], own[2]), functional.scaled_dot_product_attention(fused[0], fused[1], fused[2])
    torch.testing.assert_close(ours, theirs)
    for result in (ours, theirs):
        result.square().sum().backward()
    for one, other in zip(own, fused, strict=True):
        torch.testing.assert_close(one.grad, other.grad)


@torch.inference_mode()
def test_the_transformer_reads_all_that_it_is_told(pipeline: NanoPipeline) -> None:
    noisy = latents(3)[None]
    plain = (
        torch.full((1, 3), 0.7),
        torch.zeros(1, 3, dtype=torch.bool),
        torch.zeros(1, len(COUNTS), dtype=torch.long),
        torch.zeros(1, 3, CONTROLS),
    )
    results = [pipeline.transformer(noisy, *plain)]
    assert results[0].shape == noisy.shape
    for place, value in enumerate((0.2, True, 1, 0.5)):
        changed = [one.clone() for one in plain]
        changed[place][0, -1] = value
        results.append(pipeline.transformer(noisy, *changed))
    for index, one in enumerate(results):
        assert all(not torch.allclose(one, other) for other in results[:index])


@torch.no_grad()
def test_a_camera_at_its_usual_speed_is_steered_as_its_word_says() -> None:
    network = tiny_pipeline().transformer
    for block in network.blocks:
        assert isinstance(block, Block)
        block.told_key.weight.zero_()  # What is told reaches the cells by steering alone.
        block.told_value.weight.zero_()
    for move, column, speed in (("tilt down", 1, -RATES["tilt"]), ("dolly in", 2, RATES["dolly"]), ("static", 0, 0.0)):
        nothing, words = torch.zeros(2, 1, len(COUNTS), dtype=torch.long)
        words[:, list(ATTRIBUTES).index("camera")] = ATTRIBUTES["camera"].index(move) + 1
        controls = torch.zeros(1, 3, CONTROLS)
        controls[..., column], controls[..., -1] = speed, 1
        network.controls.weight.zero_()
        noisy, levels, stills = latents(3)[None], torch.full((1, 3), 0.5), torch.zeros(1, 3, dtype=torch.bool)
        spoken = network(noisy, levels, stills, words, torch.zeros_like(controls))
        for told in (nothing, words):  # The word does not count twice.
            torch.testing.assert_close(network(noisy, levels, stills, told, controls), spoken)


def test_the_path_from_noise_spends_most_steps_where_there_is_much_noise() -> None:
    levels = FrameFlowScheduler(shift=4.0).levels(8)
    assert levels[0] == 1
    assert FrameFlowScheduler(shift=4.0).levels(8, part=0.5)[0] == pytest.approx(0.8)
    assert levels[-1] == 0
    assert (levels[1:] < levels[:-1]).all()
    assert (levels > 0.5).sum() >= 6


def told(pipeline: NanoPipeline, frames: int) -> Told:
    return pipeline.read("a red ball", "", torch.zeros(frames, CONTROLS), EXACT)


class Echo(torch.nn.Module):
    """Takes noisy latents for clean ones, so that what `denoise` starts from is what it gives."""

    def forward(self, latents: torch.Tensor, *_told: torch.Tensor) -> torch.Tensor:
        return latents


@pytest.fixture
def echoing() -> NanoPipeline:
    pipeline = tiny_pipeline()
    pipeline.transformer = Echo()  # type: ignore[assignment]
    return pipeline


def test_kept_latents_stay_and_loosely_kept_ones_stay_near(echoing: NanoPipeline) -> None:
    pipeline = echoing
    clean = latents(4)
    noise = pipeline.noise(4, 4, 6, seed=1)
    known = Known(clean, torch.tensor([0.0, 0.1, 0.9, 1.0]), torch.zeros(4, 4, 6, dtype=torch.bool), begins=True)
    made = pipeline.denoise(noise, told(pipeline, 4), known, EXACT, steps=4, guidance=2.0)
    assert torch.equal(made[0], clean[0])
    distance = (made - clean).square().mean((1, 2, 3))
    assert 0 < distance[1] < distance[2]
    free = replace(known, ceilings=torch.ones(4))
    nothing = pipeline.denoise(noise, told(pipeline, 4), pipeline.free(noise), EXACT, steps=4, guidance=2.0)
    assert torch.equal(pipeline.denoise(noise, told(pipeline, 4), free, EXACT, steps=4, guidance=2.0), nothing)


def test_fixed_cells_stay_while_the_rest_is_made(pipeline: NanoPipeline) -> None:
    clean = latents(3)
    noise = pipeline.noise(3, 4, 6, seed=1)
    fixed = torch.zeros(3, 4, 6, dtype=torch.bool)
    fixed[:, :, :3] = True
    known = Known(clean, torch.ones(3), fixed, begins=True)
    made = pipeline.denoise(noise, told(pipeline, 3), known, EXACT, steps=4, guidance=1.0)
    assert torch.equal(made[..., :3], clean[..., :3])
    free = pipeline.denoise(noise, told(pipeline, 3), pipeline.free(noise), EXACT, steps=4, guidance=1.0)
    assert (made[..., 3:] != free[..., 3:]).any()
    assert (made[..., 3:] - clean[..., 3:]).abs().mean() > 0.1


def test_guidance_is_given_while_there_is_much_noise(pipeline: NanoPipeline) -> None:
    asked: list[tuple[int, float, bool]] = []

    def note(_: object, given: tuple[torch.Tensor, ...]) -> None:
        asked.append((len(given[0]), given[1].max().item(), bool(given[4][-1].any())))

    hook = pipeline.transformer.register_forward_pre_hook(note)
    noise = pipeline.noise(3, 4, 6, seed=1)
    steered = pipeline.read("a cat", "", torch.ones(3, CONTROLS), EXACT)
    pipeline.denoise(noise, steered, pipeline.free(noise), EXACT, steps=8, guidance=2.0)
    hook.remove()
    assert {count for count, _, _ in asked} == {1, 2}
    assert all((count == 2) == (level >= GUIDED) for count, level, _ in asked)
    # Guided away from a clip that is told nothing, controls among it.
    assert all(steered == (count == 1) for count, _, steered in asked)


def test_a_source_is_left_the_further_the_more_noise_it_gets(echoing: NanoPipeline) -> None:
    pipeline = echoing
    clean, noise = latents(3), pipeline.noise(3, 4, 6, seed=1)
    known = replace(pipeline.free(noise), latents=clean)
    made = [
        pipeline.denoise(noise, told(pipeline, 3), known, EXACT, steps=4, guidance=1.0, part=part)
        for part in (0.0, 0.2, 0.6, 1.0)
    ]
    assert torch.equal(made[0], clean)
    distances = [(one - clean).square().mean().item() for one in made]
    assert distances == sorted(distances)
    assert torch.equal(
        made[3], pipeline.denoise(noise, told(pipeline, 3), pipeline.free(noise), EXACT, steps=4, guidance=1.0)
    )


def test_the_preview_is_the_best_linear_one(pipeline: NanoPipeline) -> None:
    cells = torch.eye(4).repeat(1, 2)[None, :, None]  # Four kinds of cell, each of them twice.
    pictures = video(4, 8, 8 * 4).repeat(1, 1, 2)[None]
    preview = NanoPreview.fit(cells, pictures)
    with torch.inference_mode():
        shown = preview.frames(cells)
    assert shown.shape == (4, 8, 64, 3)
    assert np.abs(shown.astype(int) - RGB[pictures[0].numpy()]).max() <= 1


def test_a_folder_gives_the_same_pipeline_back(pipeline: NanoPipeline, tmp_path: Path) -> None:
    pipeline.save_pretrained(tmp_path, safe_serialization=True)
    again = NanoPipeline.from_pretrained(tmp_path, local_files_only=True, use_safetensors=True)
    clips = [
        one("a red ball", EXACT, grid=Grid.of(Size(32, 16)), frames=5, seed=2, steps=2, guidance=3.0)
        for one in (pipeline, again)
    ]
    assert clips[0].shape == (5, 16, 32, 3)
    assert np.array_equal(clips[0], clips[1])
