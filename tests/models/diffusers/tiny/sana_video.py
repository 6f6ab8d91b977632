"""A tiny pipeline of Sana Video."""

from __future__ import annotations

from typing import Any

from diffusers import (
    FlowMatchEulerDiscreteScheduler,
    SanaVideoPipeline,
    SanaVideoTransformer3DModel,
)

from tests.models.diffusers.tiny import wan
from tests.models.diffusers.tiny.bytewise import gemma, seeded, tokenizer, whole


def text() -> Any:
    network = seeded(
        SanaVideoTransformer3DModel,
        in_channels=16,
        out_channels=16,
        num_attention_heads=2,
        attention_head_dim=12,
        num_layers=2,
        num_cross_attention_heads=2,
        cross_attention_head_dim=12,
        cross_attention_dim=24,
        caption_channels=8,
        mlp_ratio=2.5,
        sample_size=8,
        patch_size=(1, 2, 2),
        qk_norm="rms_norm_across_heads",
        rope_max_seq_len=32,
    )
    return whole(
        SanaVideoPipeline,
        tokenizer=tokenizer(),
        text_encoder=gemma(),
        vae=wan.vae(),
        transformer=network,
        scheduler=FlowMatchEulerDiscreteScheduler(shift=7.0),
    )


BUILDERS = {"sana_video": text}
