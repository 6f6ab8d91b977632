"""Cosmos Predict 1, 2 and 2.5 (NVIDIA): worlds from text, and from a picture or a clip to begin with.

They run with the guardrail of their licence alone. Noise stands above their latents in a way that only their own
conditions know of, so nothing is kept but at the begin.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, Kept
from soraapp.models.diffusers.families.guardrail import guardrail, need_guardrail
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving

TEXT, VIDEO = "CosmosTextToWorldPipeline", "CosmosVideoToWorldPipeline"
IMAGE_2, VIDEO_2 = "Cosmos2TextToImagePipeline", "Cosmos2VideoToWorldPipeline"
PREDICT = "Cosmos2_5_PredictBasePipeline"
_FIRST = (TEXT, VIDEO)
"""Of the first generation."""
_KNOWN_FRAMES = 5
"""Frames of a clip that the third generation begins with."""
_NOTE = "Its guardrail, which its licence asks for, refuses some prompts and blurs faces."


def describe(contents: Contents) -> Described:
    """From the compression network's factors. Raises ModelError where the guardrail is not installed."""
    need_guardrail(FAMILY.title)
    kind = contents.pipeline
    first, still = kind in _FIRST, kind == IMAGE_2
    space, time = _factors(contents)
    patch = contents.config("transformer", "patch_size", [1, 2, 2])
    return Described(
        native_size=Size(1360, 768) if still else Size(1280, 704),
        size_multiple=max(16, space * patch[1]),
        rate=Fraction(30 if first else 16),
        count_step=1 if still else time,
        native_count=1 if still else 121 if first else 93,
        steps=35 if kind in (IMAGE_2, VIDEO_2) else 36,
        guidance=7.0,
        keeps_anywhere=False,
        needs_first=kind in (VIDEO, VIDEO_2),
        sources=False,
        masks=False,
        extends=kind in (VIDEO, VIDEO_2),
        note=_NOTE,
    )


def _factors(contents: Contents) -> tuple[int, int]:
    """How many pixels and how many frames a latent spans."""
    if contents.pipeline in _FIRST:
        kinds = ("spatial", "temporal")
        space, time = (contents.config("vae", f"{kind}_compression_ratio", 8) for kind in kinds)
        return space, time
    halves = contents.config("vae", "temperal_downsample", [False, True, True])
    return 2 ** len(halves), 2 ** sum(halves)


def call(contents: Contents, asked: Asked) -> Call:
    """The class of the folder, with what there is to begin with. Raises ModelError for what it cannot begin with."""
    kind, arguments = contents.pipeline, asked.usual()
    first = None if kind in (TEXT, IMAGE_2) else asked.first()
    if asked.rest(first) or (first is not None and not _begins(contents, first)):
        raise _refused(kind, _factors(contents)[1])
    if kind != IMAGE_2:
        arguments["num_frames"] = asked.count
    if kind in (TEXT, VIDEO, VIDEO_2):
        arguments["fps"] = int(asked.request.rate)
    return Call(kind, {**arguments, **_beginning(kind, first)})


def _begins(contents: Contents, first: Kept) -> bool:
    count = len(first.span)
    if contents.pipeline == PREDICT:
        return count in (1, _KNOWN_FRAMES)
    return count % _factors(contents)[1] == 1


def _beginning(kind: str, first: Kept | None) -> dict[str, Any]:
    if first is None:
        return {}
    pictures = first.pictures()
    if kind == PREDICT:
        return {"video": pictures, "num_latent_conditional_frames": 1 if len(pictures) == 1 else 2}
    return {"image": pictures[0]} if len(pictures) == 1 else {"video": pictures}


def _refused(kind: str, time: int) -> ModelError:
    if kind in (TEXT, IMAGE_2):
        return ModelError(
            "{model} begins with text alone.", remedy="Leave media out, or choose another model.", model=FAMILY.title
        )
    counts = f"1 or {_KNOWN_FRAMES}" if kind == PREDICT else f"1, {time + 1}, {2 * time + 1} and so on"
    return ModelError(
        "{model} begins with a picture or a clip of {counts} frames, kept exactly.",
        remedy="Keep only that at the first frame, with a strength of 1.",
        model=FAMILY.title,
        counts=counts,
    )


def _unkept(*_: Any) -> Any:
    raise ValueError("what is known stands beside these latents, and is never written among them")


FAMILY = Family(
    "cosmos",
    "Cosmos",
    (TEXT, VIDEO, IMAGE_2, VIDEO_2, PREDICT),
    describe,
    call,
    moving(_unkept),
    own={"CosmosSafetyChecker": "cosmos_guardrail"},
    beside=guardrail,
    repositories=(
        "nvidia/Cosmos-1.0-Diffusion-7B-Text2World",
        "nvidia/Cosmos-1.0-Diffusion-7B-Video2World",
        "nvidia/Cosmos-Predict2-2B-Text2Image",
        "nvidia/Cosmos-Predict2-2B-Video2World",
    ),
)
