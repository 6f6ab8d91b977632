"""Tiny pipelines of Kandinsky 5."""

from __future__ import annotations

from typing import Any

from diffusers import (
    AutoencoderKLHunyuanVideo,
    FlowMatchEulerDiscreteScheduler,
    Kandinsky5I2VPipeline,
    Kandinsky5T2VPipeline,
    Kandinsky5Transformer3DModel,
)

from tests.models.diffusers.tiny.bytewise import clip, qwen, seeded, tokenizer, whole


def _parts(*, told: bool) -> dict[str, Any]:
    network = seeded(
        Kandinsky5Transformer3DModel,
        in_visual_dim=4,
        in_text_dim=16,
        in_text_dim2=32,
        time_dim=32,
        out_visual_dim=4,
        patch_size=(1, 2, 2),
        model_dim=48,
        ff_dim=128,
        num_text_blocks=1,
        num_visual_blocks=1,
        axes_dims=(8, 8, 8),
        visual_cond=told,
    )
    vae = seeded(
        AutoencoderKLHunyuanVideo,
        latent_channels=4,
        block_out_channels=(8,) * 4,
        layers_per_block=1,
        norm_num_groups=4,
    )
    return {
        "transformer": network,
        "vae": vae,
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0),
        "text_encoder": qwen(),
        "tokenizer": tokenizer(),
        "text_encoder_2": clip(),
        "tokenizer_2": tokenizer(77, begun=True),
    }


def text() -> Any:
    return whole(Kandinsky5T2VPipeline, **_parts(told=True))


def image() -> Any:
    return whole(Kandinsky5I2VPipeline, **_parts(told=True))


BUILDERS = {"kandinsky5_text": text, "kandinsky5_first": image}
