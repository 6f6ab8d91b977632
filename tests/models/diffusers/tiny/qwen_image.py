"""A tiny pipeline of Qwen-Image."""

from __future__ import annotations

from typing import Any

from diffusers import (
    AutoencoderKLQwenImage,
    FlowMatchEulerDiscreteScheduler,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
)

from tests.models.diffusers.tiny.bytewise import qwen, seeded, tokenizer, whole

_CHANNELS = 4


def text() -> Any:
    network = seeded(
        QwenImageTransformer2DModel,
        patch_size=2,
        in_channels=4 * _CHANNELS,
        out_channels=_CHANNELS,
        num_layers=2,
        attention_head_dim=16,
        num_attention_heads=3,
        joint_attention_dim=16,
        guidance_embeds=False,
        axes_dims_rope=(8, 4, 4),
    )
    vae = seeded(
        AutoencoderKLQwenImage,
        base_dim=12,
        z_dim=_CHANNELS,
        dim_mult=[1, 1, 1],
        num_res_blocks=1,
        temperal_downsample=[False, True],
        latents_mean=[0.1] * _CHANNELS,
        latents_std=[1.5] * _CHANNELS,
    )
    return whole(
        QwenImagePipeline,
        transformer=network,
        vae=vae,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        text_encoder=qwen(),
        tokenizer=tokenizer(),
    )


BUILDERS = {"qwen_image": text}
