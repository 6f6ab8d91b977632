"""Tiny pipelines of Qwen-Image."""

from __future__ import annotations

from typing import Any

from diffusers import (
    AutoencoderKLQwenImage,
    FlowMatchEulerDiscreteScheduler,
    QwenImageEditPipeline,
    QwenImageEditPlusPipeline,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
)

from tests.models.diffusers.tiny.bytewise import looker, qwen, seeded, tokenizer, whole

_CHANNELS = 4


def text(kind: Any = QwenImagePipeline, halvings: int = 2, base: int = 12, **more: Any) -> Any:
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
        base_dim=base,
        z_dim=_CHANNELS,
        dim_mult=[1] * (halvings + 1),
        num_res_blocks=1,
        temperal_downsample=[False] + [True] * (halvings - 1),
        latents_mean=[0.1] * _CHANNELS,
        latents_std=[1.5] * _CHANNELS,
    )
    return whole(
        kind,
        transformer=network,
        vae=vae,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        text_encoder=qwen(),
        tokenizer=tokenizer(),
        **more,
    )


def edit() -> Any:
    """It looks at large pictures, whatever it is given: these are quickly compressed."""
    return text(QwenImageEditPipeline, 4, 2, processor=looker())


def several() -> Any:
    return text(QwenImageEditPlusPipeline, 4, 2, processor=looker())


BUILDERS = {"qwen_image": text, "qwen_image_edit": edit, "qwen_image_several": several}
