"""Tiny pipelines of Wan."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AutoencoderKLWan,
    UniPCMultistepScheduler,
    WanImageToVideoPipeline,
    WanPipeline,
    WanTransformer3DModel,
    WanVACEPipeline,
    WanVACETransformer3DModel,
)

from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer

SHAPE: Any = {
    "patch_size": (1, 2, 2),
    "num_attention_heads": 2,
    "attention_head_dim": 12,
    "out_channels": 16,
    "text_dim": 32,
    "freq_dim": 256,
    "ffn_dim": 32,
    "num_layers": 2,
    "cross_attn_norm": True,
    "qk_norm": "rms_norm_across_heads",
    "rope_max_seq_len": 32,
}


def vae() -> Any:
    torch.manual_seed(0)
    return AutoencoderKLWan(
        base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    ).eval()


def shared() -> dict[str, Any]:
    """All but the transformer. Wan is published with this scheduler."""
    scheduler = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)
    encoder = t5_encoder(multilingual=True)
    return {"tokenizer": t5_tokenizer(), "text_encoder": encoder, "vae": vae(), "scheduler": scheduler}


def _transformer(channels: int = 16) -> Any:
    torch.manual_seed(0)
    return WanTransformer3DModel(in_channels=channels, **SHAPE).eval()


def text() -> Any:
    return WanPipeline(**shared(), transformer=_transformer(), transformer_2=None)


def two_experts() -> Any:
    """Wan 2.2: one network while there is much noise, another one after that."""
    first = _transformer()
    second = WanTransformer3DModel(in_channels=16, **SHAPE).eval()
    return WanPipeline(**shared(), transformer=first, transformer_2=second, boundary_ratio=0.875)


def image() -> Any:
    """Wan 2.2: without an image encoder, first and last picture are among the channels."""
    parts: Any = {**shared(), "transformer": _transformer(36), "transformer_2": None}
    return WanImageToVideoPipeline(**parts, image_encoder=None, image_processor=None)  # pyright: ignore[reportArgumentType]


def vace() -> Any:
    torch.manual_seed(0)
    shape: Any = {**SHAPE, "num_layers": 3}
    network = WanVACETransformer3DModel(in_channels=16, **shape, vace_layers=[0, 2], vace_in_channels=96).eval()
    parts: Any = {**shared(), "transformer": network, "transformer_2": None}
    return WanVACEPipeline(**parts)


BUILDERS = {"wan_text": text, "wan_two_experts": two_experts, "wan_image": image, "wan_vace": vace}
