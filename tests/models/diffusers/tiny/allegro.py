"""A tiny pipeline of Allegro."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AllegroPipeline,
    AllegroTransformer3DModel,
    AutoencoderKLAllegro,
    EulerAncestralDiscreteScheduler,
)

from tests.models.diffusers.tiny.bytewise import whole
from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer


def text() -> Any:
    torch.manual_seed(0)
    network = AllegroTransformer3DModel(
        num_attention_heads=2,
        attention_head_dim=12,
        in_channels=4,
        out_channels=4,
        num_layers=1,
        cross_attention_dim=24,
        sample_width=4,
        sample_height=4,
        sample_frames=10,
        caption_channels=32,
    ).eval()
    vae = AutoencoderKLAllegro(
        in_channels=3,
        out_channels=3,
        down_block_types=("AllegroDownBlock3D",) * 4,
        up_block_types=("AllegroUpBlock3D",) * 4,
        block_out_channels=(8,) * 4,
        latent_channels=4,
        layers_per_block=1,
        norm_num_groups=2,
        temporal_compression_ratio=4,
        sample_size=32,
    ).eval()
    # Allegro is published with this scheduler.
    scheduler = EulerAncestralDiscreteScheduler()
    return whole(
        AllegroPipeline,
        transformer=network,
        vae=vae,
        scheduler=scheduler,
        text_encoder=t5_encoder(),
        tokenizer=t5_tokenizer(512),
    )


BUILDERS = {"allegro": text}
