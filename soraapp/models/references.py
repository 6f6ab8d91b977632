"""How a model with LoRAs is named: ``NAME + style:0.8 + motion:1``, a text that goes wherever the name of a model does.

A LoRA is named by its file without the ending; ``%``, ``+`` and ``@`` in it are written as in addresses of the web.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from soraapp.errors import InputError

STRONGEST = 2.0
"""The most that a LoRA counts, for or against what it was trained for."""
_BETWEEN = " + "
_PART = re.compile(r"([^+@]+):(-?\d{1,3}(?:\.\d{1,6})?)")
_WRITTEN = str.maketrans({"%": "%25", "+": "%2B", "@": "%40"})


@dataclass(frozen=True)
class Strong:
    """A LoRA, and how strongly it counts."""

    lora: str
    strength: float


@dataclass(frozen=True)
class Reference:
    """A model by name, with LoRAs in their order, each once and none without strength."""

    model: str
    loras: tuple[Strong, ...] = ()

    def __str__(self) -> str:
        parts = [f"{one.lora.translate(_WRITTEN)}:{one.strength:.6g}" for one in self.loras]
        return _BETWEEN.join((self.model, *parts))


def parse(text: str) -> Reference:
    """What a text refers to. One that is not written as above is the name of a model as it is. The strengths of a LoRA
    that is named twice are added."""
    name, *parts = text.split(_BETWEEN)
    found = [_PART.fullmatch(part) for part in parts]
    strengths: dict[str, float] = {}
    for match in found:
        if match is None:
            return Reference(text)
        lora = unquote(match[1])
        strengths[lora] = round(strengths.get(lora, 0) + float(match[2]), 6)
    return Reference(name, tuple(Strong(lora, strength) for lora, strength in strengths.items() if strength))


def with_lora(model: str, lora: str, strength: float) -> str:
    """The text for a model, which may have LoRAs, and one more LoRA."""
    known = parse(model)
    return str(parse(str(Reference(known.model, (*known.loras, Strong(lora, round(strength, 6)))))))


def too_strong(one: Strong) -> InputError | None:
    """Why a LoRA cannot count as strongly as that."""
    if abs(one.strength) <= STRONGEST:
        return None
    return InputError(
        "The strength of {lora} is {strength}.",
        remedy="Choose a value from {least} to {most}.",
        lora=one.lora,
        strength=one.strength,
        least=-STRONGEST,
        most=STRONGEST,
    )
