"""Tiny pipelines of still images: Flux, Stable Diffusion 3 and XL, Z-Image, Sana."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AutoencoderDC,
    AutoencoderKL,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    FluxFillPipeline,
    FluxKontextPipeline,
    FluxPipeline,
    FluxTransformer2DModel,
    SanaPipeline,
    SanaTransformer2DModel,
    SD3Transformer2DModel,
    StableDiffusion3Pipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from transformers import Qwen3Config, Qwen3Model

from tests.models.diffusers.tiny.bytewise import clip, gemma, seeded, tokenizer, whole
from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer


def vae(channels: int, blocks: int = 2, width: int = 8, **settings: Any) -> Any:
    """A compression network that halves once less than it has blocks."""
    return seeded(
        AutoencoderKL,
        block_out_channels=(width,) * blocks,
        down_block_types=("DownEncoderBlock2D",) * blocks,
        up_block_types=("UpDecoderBlock2D",) * blocks,
        layers_per_block=1,
        latent_channels=channels,
        norm_num_groups=2,
        **settings,
    )


SHIFTED: dict[str, Any] = {"shift_factor": 0.0609, "scaling_factor": 1.5035}


def flux(kind: Any = FluxPipeline, channels: int = 16) -> Any:
    network = seeded(
        FluxTransformer2DModel,
        patch_size=1,
        in_channels=channels,
        out_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=32,
        pooled_projection_dim=32,
        axes_dims_rope=(4, 4, 8),
        guidance_embeds=True,
    )
    return whole(
        kind,
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift=3.0),
        vae=vae(4, **SHIFTED),
        text_encoder=clip(),
        tokenizer=tokenizer(77, begun=True),
        text_encoder_2=t5_encoder(),
        tokenizer_2=t5_tokenizer(),
        transformer=network,
    )


def flux_kontext() -> Any:
    return flux(FluxKontextPipeline)


def flux_fill() -> Any:
    """Beside the picture it is told what is kept of one, and where."""
    return flux(FluxFillPipeline, 48)


def sd3() -> Any:
    network = seeded(
        SD3Transformer2DModel,
        sample_size=32,
        patch_size=2,
        in_channels=16,
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        caption_projection_dim=32,
        joint_attention_dim=32,
        pooled_projection_dim=64,
        out_channels=16,
    )
    parts: dict[str, Any] = {
        "text_encoder": clip(projected=True),
        "text_encoder_2": clip(projected=True),
        "text_encoder_3": t5_encoder(),
        "tokenizer": tokenizer(77, begun=True),
        "tokenizer_2": tokenizer(77, begun=True),
        "tokenizer_3": t5_tokenizer(),
    }
    scheduler = FlowMatchEulerDiscreteScheduler(shift=3.0)
    return whole(StableDiffusion3Pipeline, transformer=network, scheduler=scheduler, vae=vae(16, **SHIFTED), **parts)


def sdxl() -> Any:
    network = seeded(
        UNet2DConditionModel,
        block_out_channels=(8, 8),
        layers_per_block=1,
        sample_size=16,
        in_channels=4,
        out_channels=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=(2, 4),
        use_linear_projection=True,
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        transformer_layers_per_block=(1, 2),
        projection_class_embeddings_input_dim=80,
        cross_attention_dim=64,
        norm_num_groups=1,
    )
    scheduler = EulerDiscreteScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        steps_offset=1,
        beta_schedule="scaled_linear",
        timestep_spacing="leading",
    )
    parts: dict[str, Any] = {
        "text_encoder": clip(),
        "text_encoder_2": clip(projected=True),
        "tokenizer": tokenizer(77, begun=True),
        "tokenizer_2": tokenizer(77, begun=True),
    }
    return whole(StableDiffusionXLPipeline, unet=network, scheduler=scheduler, vae=vae(4), **parts)


def zimage() -> Any:
    network = seeded(
        ZImageTransformer2DModel,
        in_channels=16,
        dim=32,
        n_layers=2,
        n_refiner_layers=1,
        n_heads=2,
        n_kv_heads=2,
        cap_feat_dim=16,
        axes_dims=[8, 4, 4],
        axes_lens=[512, 64, 64],
    )
    with torch.no_grad():  # They are made without being filled.
        network.x_pad_token.fill_(1)
        network.cap_pad_token.fill_(1)
    encoder = seeded(
        Qwen3Model,
        config=Qwen3Config(
            vocab_size=300,
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=512,
        ),
    )
    parts: dict[str, Any] = {"text_encoder": encoder, "tokenizer": tokenizer(), "vae": vae(16, **SHIFTED)}
    return whole(ZImagePipeline, transformer=network, scheduler=FlowMatchEulerDiscreteScheduler(shift=6.0), **parts)


def sana() -> Any:
    network = seeded(
        SanaTransformer2DModel,
        patch_size=1,
        in_channels=4,
        out_channels=4,
        num_layers=2,
        num_attention_heads=2,
        attention_head_dim=4,
        num_cross_attention_heads=2,
        cross_attention_head_dim=4,
        cross_attention_dim=8,
        caption_channels=8,
        sample_size=32,
    )
    deep = seeded(
        AutoencoderDC,
        in_channels=3,
        latent_channels=4,
        attention_head_dim=2,
        encoder_block_types=("ResBlock", "EfficientViTBlock"),
        decoder_block_types=("ResBlock", "EfficientViTBlock"),
        encoder_block_out_channels=(8, 8),
        decoder_block_out_channels=(8, 8),
        encoder_qkv_multiscales=((), (5,)),
        decoder_qkv_multiscales=((), (5,)),
        encoder_layers_per_block=(1, 1),
        decoder_layers_per_block=(1, 1),
        downsample_block_type="conv",
        upsample_block_type="interpolate",
        decoder_norm_types="rms_norm",
        decoder_act_fns="silu",
        scaling_factor=0.41407,
    )
    parts: dict[str, Any] = {"text_encoder": gemma(), "tokenizer": tokenizer(), "vae": deep}
    return whole(SanaPipeline, transformer=network, scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0), **parts)


BUILDERS = {
    "flux": flux,
    "flux_kontext": flux_kontext,
    "flux_fill": flux_fill,
    "sd3": sd3,
    "sdxl": sdxl,
    "zimage": zimage,
    "sana": sana,
}
