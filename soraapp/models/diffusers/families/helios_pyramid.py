"""Helios in stages: every window is made small first, and then larger. One of them was taught to need few steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.families import helios
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, normalised

STAGED = "HeliosPyramidPipeline"


def _stages(contents: Contents) -> int:
    return contents.config("scheduler", "stages", 3)


def describe(contents: Contents) -> Described:
    """As the other one; sides must have a half of a half as often as there are stages."""
    told = helios.describe(contents)
    few = bool(contents.settings.get("is_distilled"))
    multiple = told.size_multiple * 2 ** (_stages(contents) - 1)
    return replace(
        told,
        size_multiple=multiple,
        smallest=Size(2 * multiple, 2 * multiple),  # The pipeline cannot go with one patch in the first stage.
        steps=_stages(contents) * (2 if few else 20),
        guidance=1.0 if few else told.guidance,
        step_caches=frozenset(),
    )


def call(contents: Contents, asked: Asked) -> Call:
    """Each stage has its share of the steps, and at least one."""
    plain, stages = helios.call(contents, asked), _stages(contents)
    steps = [-(-asked.request.steps // stages)] * stages
    return replace(
        plain,
        pipeline=STAGED,
        arguments={**plain.arguments, "pyramid_num_inference_steps_list": steps},
        stages=stages,
    )


def _grown(pipeline: Any, latents: Any, asked: Asked) -> Any:
    """Latents (channels, frames, height, width), those of an early stage as large as the last."""
    from torch.nn import functional

    space = pipeline.vae_scale_factor_spatial
    size = (latents.shape[2], asked.size.height // space, asked.size.width // space)
    return functional.interpolate(latents.float(), size=size)[0]


_MOVING = moving(normalised)
FAMILY = Family(
    "helios_pyramid",
    "Helios Pyramid",
    (STAGED,),
    describe,
    call,
    Latents(_MOVING.encode, _MOVING.spread, _grown),
    repositories=("BestWishYsh/Helios-Mid", "BestWishYsh/Helios-Distilled"),
)
