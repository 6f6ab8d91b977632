"""The networks of nano, tiny and random: shapes, time, positions, noise levels, and the way to a folder and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from soraapp.models.devices import Device
from soraapp.models.nano.pipeline import NanoPipeline
from soraapp.models.nano.positions import rotate, rotations
from soraapp.models.nano.preview import NanoPreview
from soraapp.models.nano.scheduler import FrameFlowScheduler
from soraapp.models.nano.shape import frames_of, group_count, group_of
from soraapp.models.nano.vae import DECODER_REACH
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


@pytest.mark.parametrize("size", [(16, 16), (32, 48), (64, 16)])
@torch.inference_mode()
def test_compression_has_the_right_shape(pipeline: NanoPipeline, size: tuple[int, int]) -> None:
    video = torch.rand(9, 3, *size) * 2 - 1
    code = pipeline.vae.encode(video)
    assert code.shape == (3, 4, size[0] // 8, size[1] // 8)
    assert pipeline.vae.decode(code).shape == video.shape


@torch.inference_mode()
def test_a_group_has_the_same_latents_wherever_it_lies(pipeline: NanoPipeline) -> None:
    video = torch.rand(13, 3, 16, 32) * 2 - 1
    whole, part = pipeline.vae.encode(video), pipeline.vae.encode(video[4:])
    torch.testing.assert_close(whole[2:], part[1:])
    torch.testing.assert_close(part[:1], pipeline.vae.encode(video[4:5]))


@torch.inference_mode()
def test_the_decoder_reaches_two_groups_and_no_further(pipeline: NanoPipeline) -> None:
    before = latents(7)
    after = before.clone()
    after[0] += 1
    difference = (pipeline.vae.decode_groups(after) - pipeline.vae.decode_groups(before)).abs().amax((1, 2, 3, 4))
    assert (difference[: DECODER_REACH + 1] > 0).all()
    assert (difference[DECODER_REACH + 1 :] == 0).all()


def test_attention_sees_distances_only() -> None:
    cosines, sines = rotations(6, 1, 1, (2, 1, 1))
    query, key = torch.randn(2, 1, 8).expand(2, 6, 8)
    scores = rotate(query, cosines, sines) @ rotate(key, cosines, sines).T
    torch.testing.assert_close(scores[:-1, :-1], scores[1:, 1:])
    assert not torch.allclose(scores[0, 0], scores[0, 1])


@torch.inference_mode()
def test_the_transformer_reads_text_levels_and_stills_frame_by_frame(pipeline: NanoPipeline) -> None:
    text = pipeline.read("a red ball", "", EXACT)
    noisy = latents(3).expand(2, -1, -1, -1, -1)
    levels, stills = torch.full((2, 3), 0.7), torch.zeros(2, 3, dtype=torch.bool)
    plain = pipeline.transformer(noisy, levels, stills, text)
    assert plain.shape == noisy.shape
    assert not torch.allclose(plain[0], plain[1])
    for change in (levels, stills):
        changed = change.clone()
        changed[:, 1] = 0
        changed[:, 2] = 1
        inputs = (changed, stills) if change is levels else (levels, changed)
        assert not torch.allclose(pipeline.transformer(noisy, *inputs, text), plain)


def test_the_path_from_noise_spends_most_steps_where_there_is_much_noise() -> None:
    levels = FrameFlowScheduler(shift=4.0).levels(8)
    assert levels[0] == 1
    assert levels[-1] == 0
    assert (levels[1:] < levels[:-1]).all()
    assert (levels > 0.5).sum() >= 6


def test_kept_latents_stay_and_loosely_kept_ones_stay_near(pipeline: NanoPipeline) -> None:
    text = pipeline.read("a red ball", "", EXACT)
    known = latents(4)
    noise = pipeline.noise(4, 4, 6, seed=1)
    ceilings = torch.tensor([0.0, 0.1, 0.9, 1.0])
    made = pipeline.denoise(noise, text, EXACT, known=known, ceilings=ceilings, steps=4, guidance=2.0)
    assert torch.equal(made[0], known[0])
    distance = (made - known).square().mean((1, 2, 3))
    assert 0 < distance[1] < distance[2]
    free = pipeline.denoise(noise, text, EXACT, known=known, ceilings=torch.ones(4), steps=4, guidance=2.0)
    assert torch.equal(free, pipeline.denoise(noise, text, EXACT, steps=4, guidance=2.0))


def test_the_preview_is_the_best_linear_one(pipeline: NanoPipeline) -> None:
    code = latents(5)
    truth = NanoPreview(latent_channels=4)
    with torch.no_grad():
        groups = truth(code)
        fitted = NanoPreview.fit(code, groups)(code)
    assert groups.shape == (5, 4, 3, 32, 48)
    torch.testing.assert_close(fitted, groups, atol=1e-4, rtol=1e-4)


def test_preview_and_decoder_lay_pixels_out_alike(pipeline: NanoPipeline) -> None:
    pixels = np.zeros((1, 4, 16, 24, 3), np.uint8)
    pixels[0, :, 8:, 16:] = 255
    with torch.inference_mode():
        groups = torch.from_numpy(pixels).permute(0, 1, 4, 2, 3).float() / 127.5 - 1
        corners = torch.zeros(1, 4, 2, 3)
        corners[0, 0, 1, 2] = 1
    preview = NanoPreview.fit(corners, groups)
    with torch.inference_mode():
        torch.testing.assert_close(preview(corners), groups, atol=1e-4, rtol=1e-4)
        assert np.abs(preview.frames(corners).astype(int) - pixels[0]).max() <= 1


def test_a_folder_gives_the_same_pipeline_back(pipeline: NanoPipeline, tmp_path: Path) -> None:
    pipeline.save_pretrained(tmp_path, safe_serialization=True)
    again = NanoPipeline.from_pretrained(tmp_path, local_files_only=True, use_safetensors=True)
    clips = [
        one("a red ball", EXACT, width=32, height=16, frames=5, seed=2, steps=2, guidance=3.0)
        for one in (pipeline, again)
    ]
    assert clips[0].shape == (5, 16, 32, 3)
    assert np.array_equal(clips[0], clips[1])


def test_prompts_become_tokens_of_both_languages(pipeline: NanoPipeline) -> None:
    for prompt in ("a red ball bounces underwater", "紫色的船在海底向右移动", "", "word " * 99):
        ids = pipeline.tokenizer([prompt], padding="max_length", truncation=True, max_length=28)["input_ids"][0]
        assert len(ids) == 28
        assert ids[0] == 1
        told = pipeline.tokenizer.decode([one for one in ids if one > 1]).strip()
        assert prompt.startswith(told)
        assert told == prompt or prompt.startswith("word")
