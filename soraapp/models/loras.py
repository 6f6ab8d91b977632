"""LoRAs that lie beside models, told by the headers of their files alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.headers import header, sampled, shape_of

FOLDER = "loras"
_MARKS = ("lora_", ".lora.", ".hada_", ".lokr_")
"""What stands in the names of tensors of a LoRA."""
_BASES = ("modelspec.architecture", "ss_base_model_version", "base_model")
_LONGEST = 60
_SETTINGS = "lora_adapter_metadata"
"""What diffusers hands on to the library that adds LoRAs to networks."""
_HARMLESS = {
    "alpha_pattern", "base_model_name_or_path", "bias", "exclude_modules", "fan_in_fan_out", "inference_mode",
    "init_lora_weights", "layers_pattern", "layers_to_transform", "lora_alpha", "lora_bias", "lora_dropout",
    "modules_to_save", "peft_type", "peft_version", "r", "rank_pattern", "revision", "target_modules", "task_type",
    "use_dora", "use_rslora",
}  # fmt: skip
"""Settings that are numbers and names of layers. Others name modules to import, or replace layers."""


@dataclass(frozen=True)
class Lora:
    """A small addition to the weights of a model."""

    file: Path
    bytes: int
    base: str
    """The family that it was made for, as its header tells; empty where it does not."""
    fingerprint: str = ""
    """Changes when the file holds something else."""
    shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, "tuple[int, ...]"], repr=False)
    """Of its tensors, by name."""
    foreign: tuple[str, ...] = ()
    """Settings in its header that a LoRA does not need and that may run something: it is not used then."""

    @property
    def name(self) -> str:
        """By which references name it."""
        return self.file.stem


def loras_in(folders: Iterable[Path]) -> Iterator[Lora]:
    """The LoRAs in the folders `loras` of these folders. Files that are none, or damaged, are left out."""
    for folder in dict.fromkeys(folders):
        for file in sorted((folder / FOLDER).glob("*.safetensors")):
            try:
                seen = file.stat()
                found = _read(file, seen.st_mtime_ns, seen.st_size)
            except (ModelError, OSError):
                continue
            if found is not None:
                yield found


@lru_cache(maxsize=1024)
def _read(file: Path, changed: int, size: int) -> Lora | None:  # noqa: ARG001 (another time is another file)
    """The LoRA in a file; None where it holds something else. Raises ModelError for a damaged one."""
    told = header(file)
    if not any(mark in name for name in told for mark in _MARKS):
        return None
    about: Any = told.pop("__metadata__", None)
    shapes = {name: shape_of(tensor) for name, tensor in told.items()}
    fingerprint = str(sampled(file)[1])[:16]
    return Lora(file, size, _base(about), fingerprint, shapes, _foreign(about))


def _base(told: Any) -> str:
    if not isinstance(told, Mapping):
        return ""
    return next((str(told[name])[:_LONGEST] for name in _BASES if told.get(name)), "")  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


def _foreign(told: Any) -> tuple[str, ...]:
    """The settings that are set and not known to be harmless."""
    text: Any = told.get(_SETTINGS) if isinstance(told, Mapping) else None  # pyright: ignore[reportUnknownMemberType]
    if not text:
        return ()
    try:
        found: Any = json.loads(text)
        settings = {str(name).rpartition(".")[2]: value for name, value in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return (_SETTINGS,)
    return tuple(sorted(name for name, value in settings.items() if name not in _HARMLESS and _says(value)))


def _says(value: Any) -> bool:
    """Whether a setting is more than its absence."""
    return value not in (None, False, 0, "", "megatron.core") and value != [] and value != {}
