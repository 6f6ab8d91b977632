"""Tiny pipelines of Kandinsky 5 for images."""

from __future__ import annotations

from typing import Any

from diffusers import (
    FlowMatchEulerDiscreteScheduler,
    Kandinsky5I2IPipeline,
    Kandinsky5T2IPipeline,
    Kandinsky5Transformer3DModel,
)

from tests.models.diffusers.tiny.bytewise import clip, looker, qwen, seeded, tokenizer, whole
from tests.models.diffusers.tiny.stills import vae


def _parts(*, told: bool) -> dict[str, Any]:
    network = seeded(
        Kandinsky5Transformer3DModel,
        in_visual_dim=4,
        in_text_dim=16,
        in_text_dim2=32,
        time_dim=32,
        out_visual_dim=4,
        patch_size=(1, 2, 2),
        model_dim=12,
        ff_dim=16,
        num_text_blocks=1,
        num_visual_blocks=1,
        axes_dims=(4, 4, 4),
        visual_cond=told,
    )
    return {
        "transformer": network,
        # It makes large pictures only: these are quickly compressed.
        "vae": vae(4, 4, 2),
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=3.0),
        "text_encoder": qwen(),
        "tokenizer": looker(),
        "text_encoder_2": clip(),
        "tokenizer_2": tokenizer(77, begun=True),
    }


def text() -> Any:
    return whole(Kandinsky5T2IPipeline, **_parts(told=False))


def edit() -> Any:
    return whole(Kandinsky5I2IPipeline, **_parts(told=True))


BUILDERS = {"kandinsky5_image": text, "kandinsky5_edit": edit}
