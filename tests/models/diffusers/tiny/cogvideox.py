"""Tiny pipelines of CogVideoX."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AutoencoderKLCogVideoX,
    CogVideoXDDIMScheduler,
    CogVideoXImageToVideoPipeline,
    CogVideoXPipeline,
    CogVideoXTransformer3DModel,
)

from tests.models.diffusers.tiny.bytewise import whole
from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer


def shared(channels: int = 4, **settings: Any) -> dict[str, Any]:
    torch.manual_seed(0)
    network = CogVideoXTransformer3DModel(
        num_attention_heads=4,
        attention_head_dim=16,
        in_channels=channels,
        out_channels=4,
        time_embed_dim=2,
        text_embed_dim=32,
        num_layers=1,
        sample_width=4,
        sample_height=4,
        sample_frames=9,
        patch_size=2,
        temporal_compression_ratio=4,
        **settings,
    ).eval()
    vae = whole(
        AutoencoderKLCogVideoX,
        in_channels=3,
        out_channels=3,
        down_block_types=("CogVideoXDownBlock3D",) * 4,
        up_block_types=("CogVideoXUpBlock3D",) * 4,
        block_out_channels=(8,) * 4,
        latent_channels=4,
        layers_per_block=1,
        norm_num_groups=2,
        temporal_compression_ratio=4,
    ).eval()
    return {
        "transformer": network,
        "vae": vae,
        "scheduler": CogVideoXDDIMScheduler(),
        "text_encoder": t5_encoder(),
        "tokenizer": t5_tokenizer(226),
    }


def text() -> Any:
    return CogVideoXPipeline(**shared())


def newer() -> Any:
    """Version 1.5: two latents make one token."""
    return CogVideoXPipeline(**shared(patch_size_t=2, use_rotary_positional_embeddings=True, patch_bias=False))


def image() -> Any:
    learned: Any = {"use_rotary_positional_embeddings": True, "use_learned_positional_embeddings": True}
    return CogVideoXImageToVideoPipeline(**shared(8, **learned))


BUILDERS = {"cogvideox_text": text, "cogvideox_newer": newer, "cogvideox_image": image}
