"""What the tests ask of tiny pipelines, and how diffusers is asked for the same by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition
from PIL import Image as Pictures

from soraapp.media.clip import Frames, Size
from soraapp.models.base import Capabilities
from soraapp.models.diffusers.describing import describe
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.request import Cue, Keep, Request, Source

SIZE = Size(32, 32)
PROMPT, NEGATIVE = "a red ball bounces over green hills", "blurry"
STEPS, SEED = 3, 7


@dataclass(frozen=True)
class Shown:
    """A clip of given frames."""

    pixels_: bytes
    count: int = 1
    rate: Fraction = Fraction(16)
    size: Size = SIZE

    def frames(self, start: int, stop: int) -> Frames:
        whole = np.frombuffer(self.pixels_, np.uint8).reshape(self.count, self.size.height, self.size.width, 3)
        return whole[start:stop]


@dataclass(frozen=True)
class Still:
    """A picture."""

    pixels_: bytes
    size: Size = SIZE

    def pixels(self) -> Any:
        return np.frombuffer(self.pixels_, np.uint8).reshape(self.size.height, self.size.width, 3)


def noise(seed: int, count: int = 1) -> Frames:
    """Frames with coarse patterns."""
    coarse = np.random.default_rng(seed).integers(0, 256, (count, 8, 8, 3), np.uint8)
    return coarse.repeat(SIZE.height // 8, axis=1).repeat(SIZE.width // 8, axis=2)


def still(seed: int) -> Still:
    return Still(noise(seed)[0].tobytes())


def clip(seed: int, count: int, rate: Fraction) -> Shown:
    return Shown(noise(seed, count).tobytes(), count, rate)


def picture(seed: int) -> Pictures.Image:
    return Pictures.fromarray(noise(seed)[0])


def film(seed: int, count: int) -> list[Pictures.Image]:
    return [Pictures.fromarray(frame) for frame in noise(seed, count)]


@dataclass(frozen=True)
class Case:
    """An ability of a pipeline."""

    pipeline: str
    """The tiny one, by name."""
    count: int
    by_hand: str
    """The class that diffusers is called with."""
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Besides prompts, size, guidance, steps and generator."""
    keeps: Callable[[Capabilities], tuple[Keep, ...]] = lambda _: ()
    source: Callable[[Capabilities], Source | None] = lambda _: None

    def request(self, capabilities: Capabilities) -> Request:
        return Request(
            capabilities.identity,
            (Cue(PROMPT),),
            SIZE,
            self.count,
            capabilities.rate,
            SEED,
            STEPS,
            4.0,
            NEGATIVE,
            self.keeps(capabilities),
            self.source(capabilities),
        )


def _grey(count: int) -> list[Pictures.Image]:
    """For VACE: the first and the last picture, and grey between them."""
    return [picture(1), *[Pictures.new("RGB", SIZE, (128, 128, 128))] * (count - 2), picture(2)]


def _black(count: int) -> list[Pictures.Image]:
    """Where they are black, those pictures are kept."""
    keep, make = Pictures.new("L", SIZE, 0), Pictures.new("L", SIZE, 255)
    return [keep, *[make] * (count - 2), keep]


_LTX = {"num_frames": 25, "frame_rate": 25.0}
CASES: Mapping[str, Case] = {
    "wan text": Case("wan_text", 9, "WanPipeline", {"num_frames": 9}),
    "wan two experts": Case("wan_two_experts", 9, "WanPipeline", {"num_frames": 9}),
    "wan video": Case(
        "wan_text",
        9,
        "WanVideoToVideoPipeline",
        {"video": film(5, 9), "strength": 0.7},
        source=lambda able: Source(clip(5, 9, able.rate), 0.7),
    ),
    "wan first": Case(
        "wan_image",
        9,
        "WanImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
    ),
    "wan first and last": Case(
        "wan_image",
        9,
        "WanImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1), "last_image": picture(2)},
        keeps=lambda _: (Keep(still(1)), Keep(still(2), -1)),
    ),
    "wan vace": Case(
        "wan_vace",
        17,
        "WanVACEPipeline",
        {"num_frames": 17, "video": _grey(17), "mask": _black(17)},
        keeps=lambda _: (Keep(still(1)), Keep(still(2), -1)),
    ),
    "ltx text": Case("ltx_text", 25, "LTXPipeline", _LTX),
    "ltx conditions": Case(
        "ltx_text",
        25,
        "LTXConditionPipeline",
        {
            **_LTX,
            "conditions": [
                LTXVideoCondition(image=picture(1), frame_index=0, strength=1.0),
                LTXVideoCondition(image=picture(2), frame_index=8, strength=0.5),
                LTXVideoCondition(video=film(3, 9), frame_index=16, strength=1.0),
            ],
        },
        keeps=lambda able: (Keep(still(1)), Keep(still(2), 8, 0.5), Keep(clip(3, 9, able.rate), 16)),
    ),
}


def load(folder: Path) -> DiffusersModel:
    """The model in a folder, as the program loads it."""
    family, contents, capabilities = describe(folder.name, folder)
    return DiffusersModel.load(contents, family, capabilities)
