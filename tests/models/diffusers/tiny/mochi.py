"""A tiny pipeline of Mochi."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import AutoencoderKLMochi, FlowMatchEulerDiscreteScheduler, MochiPipeline, MochiTransformer3DModel

from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer


def text() -> Any:
    torch.manual_seed(0)
    network = MochiTransformer3DModel(
        patch_size=2,
        num_attention_heads=2,
        attention_head_dim=8,
        num_layers=2,
        pooled_projection_dim=16,
        in_channels=12,
        qk_norm="rms_norm",
        text_embed_dim=32,
        time_embed_dim=4,
        activation_fn="swiglu",
        max_sequence_length=16,
    ).eval()
    with torch.no_grad():  # Which it does not set by itself.
        network.pos_frequencies.normal_()
    vae = AutoencoderKLMochi(
        latent_channels=12,
        out_channels=3,
        encoder_block_out_channels=(32,) * 4,  # pyright: ignore[reportArgumentType]
        decoder_block_out_channels=(32,) * 4,  # pyright: ignore[reportArgumentType]
        layers_per_block=(1,) * 5,
    ).eval()
    # Mochi is published with levels that tell how clean latents are.
    scheduler = FlowMatchEulerDiscreteScheduler(invert_sigmas=True)
    return MochiPipeline(
        transformer=network, vae=vae, scheduler=scheduler, text_encoder=t5_encoder(), tokenizer=t5_tokenizer(256)
    )


BUILDERS = {"mochi": text}
