"""A tiny pipeline of Wan Animate."""

from __future__ import annotations

from typing import Any

from diffusers import FlowMatchEulerDiscreteScheduler, WanAnimatePipeline, WanAnimateTransformer3DModel
from transformers import CLIPImageProcessorPil, CLIPVisionConfig, CLIPVisionModel

from tests.models.diffusers.tiny import wan
from tests.models.diffusers.tiny.bytewise import seeded, whole


def animate() -> Any:
    network = seeded(
        WanAnimateTransformer3DModel,
        in_channels=36,
        latent_channels=16,
        **wan.SHAPE,
        image_dim=4,
        motion_encoder_channel_sizes={"4": 16, "8": 16, "16": 16},
        motion_encoder_size=16,
        motion_style_dim=8,
        motion_dim=4,
        motion_encoder_dim=16,
        face_encoder_hidden_dim=16,
        face_encoder_num_heads=2,
        inject_face_latents_blocks=2,
    )
    seeing = CLIPVisionConfig(
        hidden_size=4,
        projection_dim=4,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=4,
        intermediate_size=16,
        patch_size=1,
    )
    parts = {**wan.shared(), "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0)}
    return whole(
        WanAnimatePipeline,
        **parts,
        transformer=network,
        image_encoder=seeded(CLIPVisionModel, config=seeing),
        image_processor=CLIPImageProcessorPil(crop_size=4, size=4),
    )


BUILDERS = {"wan_animate": animate}
