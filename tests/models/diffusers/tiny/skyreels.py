"""Tiny pipelines of SkyReels V2."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    SkyReelsV2DiffusionForcingPipeline,
    SkyReelsV2ImageToVideoPipeline,
    SkyReelsV2Pipeline,
    SkyReelsV2Transformer3DModel,
    UniPCMultistepScheduler,
)
from transformers import CLIPImageProcessorPil, CLIPVisionConfig, CLIPVisionModelWithProjection

from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer
from tests.models.diffusers.tiny.wan import SHAPE, vae


def shared(channels: int = 16, **settings: Any) -> dict[str, Any]:
    torch.manual_seed(0)
    network = SkyReelsV2Transformer3DModel(in_channels=channels, **SHAPE, **settings).eval()
    return {
        "transformer": network,
        "vae": vae(),
        # SkyReels is published with this scheduler.
        "scheduler": UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=8.0),
        "text_encoder": t5_encoder(multilingual=True),
        "tokenizer": t5_tokenizer(),
    }


def text() -> Any:
    return SkyReelsV2Pipeline(**shared())


def image(**settings: Any) -> Any:
    parts = shared(36, image_dim=4, **settings)
    torch.manual_seed(0)
    config = CLIPVisionConfig(
        hidden_size=4,
        projection_dim=4,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=32,
        intermediate_size=16,
        patch_size=8,
    )
    seeing: Any = CLIPVisionModelWithProjection(config).eval()
    crop: Any = CLIPImageProcessorPil(crop_size=32, size=32)
    return SkyReelsV2ImageToVideoPipeline(**parts, image_encoder=seeing, image_processor=crop)


def ends() -> Any:
    """It looks at two pictures, of 16 parts and a whole each."""
    return image(pos_embed_seq_len=34)


def forced() -> Any:
    """Every frame has a noise of its own."""
    return SkyReelsV2DiffusionForcingPipeline(**shared(inject_sample_info=True))


BUILDERS = {"skyreels_text": text, "skyreels_image": image, "skyreels_ends": ends, "skyreels_forced": forced}
