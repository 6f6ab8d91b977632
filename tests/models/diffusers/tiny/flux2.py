"""Tiny pipelines of Flux.2."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Pipeline,
    Flux2Transformer2DModel,
)
from transformers import Mistral3Config, Mistral3ForConditionalGeneration, Qwen3Config, Qwen3ForCausalLM

from tests.models.diffusers.tiny.bytewise import seeded, tokenizer, whole

_WIDTH = 8
_TEXT: dict[str, Any] = {
    "vocab_size": 300,
    "hidden_size": _WIDTH,
    "intermediate_size": 16,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
    "head_dim": 4,
    "max_position_embeddings": 2048,
    # It is asked for what three layers deep inside say.
    "num_hidden_layers": 30,
}


def _shared(*, guided: bool) -> dict[str, Any]:
    vae = seeded(
        AutoencoderKLFlux2,
        block_out_channels=(8, 8),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=2,
        sample_size=32,
    )
    with torch.no_grad():  # As if it had seen pictures.
        vae.bn.running_mean.uniform_(-0.5, 0.5)
        vae.bn.running_var.uniform_(0.5, 2)
    network = seeded(
        Flux2Transformer2DModel,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=3 * _WIDTH,
        timestep_guidance_channels=32,
        axes_dims_rope=(4, 4, 4, 4),
        guidance_embeds=guided,
    )
    scheduler = FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift=3.0)
    return {"transformer": network, "vae": vae, "scheduler": scheduler, "tokenizer": tokenizer()}


def large() -> Any:
    seeing = {
        "model_type": "pixtral",
        "hidden_size": 8,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "head_dim": 4,
        "image_size": 32,
        "patch_size": 8,
    }
    config: Any = whole(Mistral3Config, text_config={"model_type": "mistral", **_TEXT}, vision_config=seeing)
    encoder = seeded(Mistral3ForConditionalGeneration, config=config)
    return whole(Flux2Pipeline, **_shared(guided=True), text_encoder=encoder)


def small() -> Any:
    encoder = seeded(Qwen3ForCausalLM, config=Qwen3Config(**_TEXT))
    return whole(Flux2KleinPipeline, **_shared(guided=False), text_encoder=encoder)


BUILDERS = {"flux2": large, "flux2_small": small}
