"""Tiny pipelines of HunyuanVideo 1.5."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AutoencoderKLHunyuanVideo15,
    ClassifierFreeGuidance,
    FlowMatchEulerDiscreteScheduler,
    HunyuanVideo15ImageToVideoPipeline,
    HunyuanVideo15Pipeline,
    HunyuanVideo15Transformer3DModel,
)
from transformers import (
    ByT5Tokenizer,
    Qwen2_5_VLTextConfig,
    Qwen2_5_VLTextModel,
    SiglipImageProcessorPil,
    SiglipVisionConfig,
    SiglipVisionModel,
    T5Config,
    T5EncoderModel,
)

from tests.models.diffusers.tiny.bytewise import tokenizer, whole


def shared(task: str) -> dict[str, Any]:
    torch.manual_seed(0)
    network = HunyuanVideo15Transformer3DModel(
        in_channels=9,
        out_channels=4,
        num_attention_heads=2,
        attention_head_dim=8,
        num_layers=1,
        num_refiner_layers=1,
        mlp_ratio=2.0,
        patch_size=1,
        patch_size_t=1,
        text_embed_dim=16,
        text_embed_2_dim=32,
        image_embed_dim=12,
        rope_axes_dim=(2, 2, 4),
        target_size=32,
        task_type=task,
    ).eval()
    vae = AutoencoderKLHunyuanVideo15(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        block_out_channels=(16, 16),  # pyright: ignore[reportArgumentType]
        layers_per_block=1,
        spatial_compression_ratio=4,
        temporal_compression_ratio=2,
        downsample_match_channel=False,
        upsample_match_channel=False,
    ).eval()
    text = whole(
        Qwen2_5_VLTextConfig,
        vocab_size=300,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=3,
        num_attention_heads=2,
        num_key_value_heads=2,
        rope_scaling={"mrope_section": [1, 1, 2], "rope_type": "default", "type": "default"},
        rope_theta=1000000.0,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
    )
    letters = T5Config(
        vocab_size=400,
        d_model=32,
        d_kv=8,
        d_ff=37,
        num_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        feed_forward_proj="gated-gelu",
    )
    return {
        "transformer": network,
        "vae": vae,
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0),
        "text_encoder": Qwen2_5_VLTextModel(text).eval(),
        "tokenizer": tokenizer(),
        "text_encoder_2": T5EncoderModel(letters).eval(),
        "tokenizer_2": ByT5Tokenizer(),
        "guider": ClassifierFreeGuidance(guidance_scale=6.0),
    }


def text() -> Any:
    return HunyuanVideo15Pipeline(**shared("t2v"))


def image() -> Any:
    parts = shared("i2v")
    torch.manual_seed(0)
    # It looks for 729 parts of the picture.
    config = SiglipVisionConfig(
        hidden_size=12, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=27, patch_size=1
    )
    crop: Any = SiglipImageProcessorPil(size={"height": 27, "width": 27})
    seeing: Any = SiglipVisionModel(config).eval()
    return HunyuanVideo15ImageToVideoPipeline(**parts, image_encoder=seeing, feature_extractor=crop)


BUILDERS = {"hunyuan15_text": text, "hunyuan15_image": image}
