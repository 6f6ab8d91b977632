"""Tiny pipelines of Helios."""

from __future__ import annotations

from typing import Any

from diffusers import HeliosPipeline, HeliosPyramidPipeline, HeliosTransformer3DModel
from diffusers.schedulers import HeliosDMDScheduler, HeliosScheduler

from tests.models.diffusers.tiny import wan
from tests.models.diffusers.tiny.bytewise import seeded, whole
from tests.models.diffusers.tiny.parts import t5_encoder, t5_tokenizer


def text() -> Any:
    return _made(HeliosPipeline, HeliosScheduler(stage_range=[0, 1], stages=1, use_dynamic_shifting=True))


def staged() -> Any:
    """It makes every window small first, in two stages."""
    scheduler = HeliosScheduler(stage_range=[0, 0.5, 1], stages=2, gamma=0.3, use_dynamic_shifting=True)
    return _made(HeliosPyramidPipeline, scheduler, is_cfg_zero_star=True)


def quick() -> Any:
    """It was taught to need few steps."""
    scheduler = HeliosDMDScheduler(stage_range=[0, 0.5, 1], stages=2, gamma=0.3, use_dynamic_shifting=True)
    return _made(HeliosPyramidPipeline, scheduler, is_distilled=True)


def _made(kind: Any, scheduler: Any, **settings: Any) -> Any:
    network = seeded(
        HeliosTransformer3DModel,
        patch_size=(1, 2, 2),
        num_attention_heads=2,
        attention_head_dim=12,
        in_channels=16,
        out_channels=16,
        text_dim=32,
        freq_dim=256,
        ffn_dim=32,
        num_layers=2,
        cross_attn_norm=True,
        qk_norm="rms_norm_across_heads",
        rope_dim=(4, 4, 4),
        has_multi_term_memory_patch=True,
        guidance_cross_attn=True,
        zero_history_timestep=True,
        is_amplify_history=False,
    )
    return whole(
        kind,
        **settings,
        tokenizer=t5_tokenizer(),
        text_encoder=t5_encoder(multilingual=True),
        vae=wan.vae(),
        transformer=network,
        scheduler=scheduler,
    )


BUILDERS = {"helios": text, "helios_staged": staged, "helios_quick": quick}
