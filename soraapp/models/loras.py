"""LoRAs that lie beside models, told by the headers of their files alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soraapp.errors import ModelError
from soraapp.models.diffusers.headers import header

FOLDER = "loras"
_MARKS = ("lora_", ".lora.", ".hada_", ".lokr_")
"""What stands in the names of tensors of a LoRA."""
_BASES = ("modelspec.architecture", "ss_base_model_version", "base_model")
_LONGEST = 60


@dataclass(frozen=True)
class Lora:
    """A small addition to the weights of a model."""

    file: Path
    bytes: int
    base: str
    """The family that it was made for, as its header tells; empty where it does not."""


def loras_in(folders: Iterable[Path]) -> Iterator[Lora]:
    """The LoRAs in the folders `loras` of these folders. Files that are none, or damaged, are left out."""
    for folder in dict.fromkeys(folders):
        for file in sorted((folder / FOLDER).glob("*.safetensors")):
            try:
                told = header(file)
            except ModelError:
                continue
            if any(mark in name for name in told for mark in _MARKS):
                yield Lora(file, file.stat().st_size, _base(told.get("__metadata__")))


def _base(told: Any) -> str:
    if not isinstance(told, Mapping):
        return ""
    return next((str(told[name])[:_LONGEST] for name in _BASES if told.get(name)), "")  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
