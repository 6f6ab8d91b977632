"""Tiny pipelines of LTX-2."""

from __future__ import annotations

from typing import Any

from diffusers import (
    AutoencoderKLLTX2Audio,
    AutoencoderKLLTX2Video,
    FlowMatchEulerDiscreteScheduler,
    LTX2Pipeline,
    LTX2VideoTransformer3DModel,
)
from diffusers.pipelines.ltx2 import LTX2TextConnectors, LTX2Vocoder
from transformers import Gemma3Config, Gemma3ForConditionalGeneration

from tests.models.diffusers.tiny.bytewise import seeded, tokenizer, whole

_WIDTH, _DEEP = 32, 2


def _reader() -> Any:
    text: dict[str, Any] = {
        "vocab_size": 320,
        "hidden_size": _WIDTH,
        "intermediate_size": 32,
        "num_hidden_layers": _DEEP,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 8,
        "sliding_window": 64,
        "max_position_embeddings": 2048,
    }
    seeing: dict[str, Any] = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": 28,
        "patch_size": 14,
    }
    config: Any = Gemma3Config(
        text_config=text,
        vision_config=seeing,
        mm_tokens_per_image=4,
        boi_token_index=4,
        eoi_token_index=5,
        image_token_index=6,
    )
    return seeded(Gemma3ForConditionalGeneration, config=config)


def _network(**later: Any) -> Any:
    return seeded(
        LTX2VideoTransformer3DModel,
        in_channels=4,
        out_channels=4,
        patch_size=1,
        patch_size_t=1,
        num_attention_heads=2,
        attention_head_dim=8,
        cross_attention_dim=16,
        audio_in_channels=4,
        audio_out_channels=4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=4,
        audio_cross_attention_dim=8,
        caption_channels=_WIDTH,
        rope_double_precision=False,
        rope_type="split",
        **later,
    )


def _connectors() -> Any:
    each: dict[str, Any] = {}
    for kind in ("video", "audio"):
        each |= {
            f"{kind}_connector_num_attention_heads": 4,
            f"{kind}_connector_attention_head_dim": 8,
            f"{kind}_connector_num_layers": 1,
            f"{kind}_connector_num_learnable_registers": None,
        }
    return seeded(
        LTX2TextConnectors,
        caption_channels=_WIDTH,
        text_proj_in_factor=_DEEP + 1,
        connector_rope_base_seq_len=32,
        rope_theta=10000.0,
        rope_double_precision=False,
        causal_temporal_positioning=False,
        rope_type="split",
        **each,
    )


def _vae() -> Any:
    return seeded(
        AutoencoderKLLTX2Video,
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        block_out_channels=(8,),
        decoder_block_out_channels=(8,),
        layers_per_block=(1,),
        decoder_layers_per_block=(1, 1),
        spatio_temporal_scaling=(True,),
        decoder_spatio_temporal_scaling=(True,),
        decoder_inject_noise=(False, False),
        downsample_type=("spatiotemporal",),
        upsample_residual=(False,),
        upsample_factor=(1,),
        timestep_conditioning=False,
        patch_size=1,
        patch_size_t=1,
        encoder_causal=True,
        decoder_causal=False,
    )


def text() -> Any:
    audio = seeded(
        AutoencoderKLLTX2Audio,
        base_channels=4,
        output_channels=2,
        ch_mult=(1,),
        num_res_blocks=1,
        attn_resolutions=None,
        in_channels=2,
        resolution=32,
        latent_channels=2,
        norm_type="pixel",
        causality_axis="height",
        dropout=0.0,
        mid_block_add_attention=False,
        sample_rate=16000,
        mel_hop_length=160,
        is_causal=True,
        mel_bins=8,
    )
    vocoder = seeded(
        LTX2Vocoder,
        in_channels=16,
        hidden_channels=32,
        out_channels=2,
        upsample_kernel_sizes=[4, 4],
        upsample_factors=[2, 2],
        resnet_kernel_sizes=[3],
        resnet_dilations=[[1, 3, 5]],
        leaky_relu_negative_slope=0.1,
        output_sampling_rate=16000,
    )
    return whole(
        LTX2Pipeline,
        transformer=_network(num_layers=2),
        vae=_vae(),
        audio_vae=audio,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        text_encoder=_reader(),
        tokenizer=tokenizer(1024, side="left", begun=True),
        connectors=_connectors(),
        vocoder=vocoder,
    )


BUILDERS = {"ltx2": text}
