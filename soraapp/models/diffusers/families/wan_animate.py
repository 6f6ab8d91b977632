"""Wan Animate (Alibaba): the character of a picture moves as an actor does, alone or in the place of another one.

It takes clips that were prepared from a film of the actor: the skeleton, and the face. Clips of any length are made
part by part.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, pictures
from soraapp.models.diffusers.families import wan
from soraapp.models.diffusers.family import Call, Described, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents

ANIMATE = "WanAnimatePipeline"
_PART, _LEAST = 77, 5
"""Frames of a part, and of the shortest one."""
_SECONDS = 60


def describe(contents: Contents) -> Described:
    """As other models of Wan, whose networks it has."""
    known, rate = wan.describe(contents), 30
    return Described(
        native_size=Size(1280, 720),
        size_multiple=max(16, known.size_multiple),
        rate=Fraction(rate),
        count_step=known.count_step,
        native_count=_SECONDS * rate + 1,
        steps=20,
        guidance=1.0,
        keeps_anywhere=False,
        sources=False,
        masks=False,
        performs=True,
        extends=False,
        note="It takes clips of the skeleton and of the face, which other programs make of a film of an actor.",
    )


def call(contents: Contents, asked: Asked) -> Call:
    """Parts follow upon the last frame of the one before. Raises ModelError for media to be kept."""
    performance = asked.request.performance
    assert performance is not None, "it is asked for nothing else"
    if asked.keeps:
        raise ModelError(
            "{model} keeps no media: it moves the character of its picture.",
            remedy="Leave them out, or choose another model.",
            model=FAMILY.title,
        )
    from PIL import Image

    count = max(asked.count, _LEAST)
    part, side = min(_PART, count), contents.config("transformer", "motion_encoder_size", 512)
    arguments: dict[str, Any] = {
        **asked.usual(),
        "image": Image.fromarray(performance.character.pixels()),
        "pose_video": pictures(asked.clip(performance.pose, count)),
        "face_video": pictures(asked.clip(performance.face, count, Size(side, side))),
        "segment_frame_length": part,
        "mode": "animate",
    }
    if performance.scene is not None and performance.place is not None:
        arguments |= {
            "mode": "replace",
            "background_video": pictures(asked.clip(performance.scene, count)),
            "mask_video": pictures(asked.clip(performance.place, count)),
        }
    return Call(ANIMATE, arguments, windows=-(-(count - 1) // (part - 1)), overlap=1)


def _unkept(*_: Any) -> Any:
    raise ValueError("nothing is kept among these latents")


FAMILY = Family(
    "wan_animate",
    "Wan Animate",
    (ANIMATE,),
    describe,
    call,
    # The first latent is that of the character.
    Latents(_unkept, _unkept, plain=lambda _, latents, __: latents[0][:, 1:]),
    repositories=("Wan-AI/Wan2.2-Animate-14B-Diffusers",),
)
