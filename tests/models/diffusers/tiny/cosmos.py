"""Tiny pipelines of Cosmos."""

from __future__ import annotations

from typing import Any

import diffusers
from diffusers import (
    AutoencoderKLCosmos,
    CosmosTransformer3DModel,
    EDMEulerScheduler,
    FlowMatchEulerDiscreteScheduler,
    UniPCMultistepScheduler,
)

from tests.models.diffusers.guardrails.cosmos_guardrail import CosmosSafetyChecker
from tests.models.diffusers.tiny import wan
from tests.models.diffusers.tiny.bytewise import qwen, seeded, tokenizer, whole
from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer


def _network(channels: int, seen: int, **more: Any) -> Any:
    """`seen` channels more than it makes tell what is known."""
    return seeded(
        CosmosTransformer3DModel,
        in_channels=channels + seen,
        out_channels=channels,
        num_attention_heads=2,
        attention_head_dim=16,
        num_layers=2,
        mlp_ratio=2,
        text_embed_dim=32,
        adaln_lora_dim=4,
        max_size=(4, 32, 32),
        patch_size=(1, 2, 2),
        rope_scale=(2.0, 1.0, 1.0),
        concat_padding_mask=False,  # It takes torchvision, which comes with the real guardrail.
        extra_pos_embed_type="learnable",
        **more,
    )


def _first_vae() -> Any:
    return seeded(
        AutoencoderKLCosmos,
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        encoder_block_out_channels=(8, 8, 8, 8),
        decode_block_out_channels=(8, 8, 8, 8),
        attention_resolutions=(8,),
        resolution=64,
        num_layers=2,
        patch_size=4,
        patch_type="haar",
        scaling_factor=1.0,
        spatial_compression_ratio=4,
        temporal_compression_ratio=4,
    )


def _saved(kind: str, **parts: Any) -> Any:
    """As NVIDIA publishes them: without the guardrail, which is a package of its own."""
    made = whole(getattr(diffusers, kind), **parts, safety_checker=CosmosSafetyChecker())
    made.safety_checker = None
    made.register_to_config(safety_checker=(None, None))
    return made


def _first(kind: str, seen: int) -> Any:
    scheduler = EDMEulerScheduler(
        sigma_min=0.002, sigma_max=80, sigma_data=0.5, sigma_schedule="karras", final_sigmas_type="sigma_min"
    )
    parts = {"text_encoder": t5_encoder(), "tokenizer": t5_tokenizer(), "vae": _first_vae(), "scheduler": scheduler}
    return _saved(kind, transformer=_network(4, seen), **parts)


def _second(kind: str, seen: int) -> Any:
    scheduler = FlowMatchEulerDiscreteScheduler(use_karras_sigmas=True)
    parts = {"text_encoder": t5_encoder(), "tokenizer": t5_tokenizer(), "vae": wan.vae(), "scheduler": scheduler}
    return _saved(kind, transformer=_network(16, seen), **parts)


def predict() -> Any:
    """The third, whose words come from all layers of a network that talks."""
    scheduler = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True)
    parts = {"text_encoder": qwen(), "tokenizer": tokenizer(), "vae": wan.vae(), "scheduler": scheduler}
    return _saved("Cosmos2_5_PredictBasePipeline", transformer=_network(16, 1), **parts)


BUILDERS = {
    "cosmos_text": lambda: _first("CosmosTextToWorldPipeline", 0),
    "cosmos_video": lambda: _first("CosmosVideoToWorldPipeline", 1),
    "cosmos2_image": lambda: _second("Cosmos2TextToImagePipeline", 0),
    "cosmos2_video": lambda: _second("Cosmos2VideoToWorldPipeline", 1),
    "cosmos25": predict,
}
