"""A network that denoises in a file of its own, told by its header: GGUF, or safetensors as other programs write it.

Such a file has no text encoder, no network that codes pictures and no settings: a folder of diffusers lends them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Any

from soraapp.errors import ModelError
from soraapp.media.identity import digest
from soraapp.models.diffusers.folder.contents import Contents, Part, Weights
from soraapp.models.diffusers.folder.gguf_header import gguf_header, is_gguf
from soraapp.models.diffusers.folder.headers import header, read_json, sampled, shape_of
from soraapp.models.diffusers.folder.lora_fit import shapes_of

FOLDERS = ("", "diffusion_models", "unet")
"""Where such files lie in a folder of models; the names are those that other programs use."""
PART = "transformer"
"""The part of a folder that such a file stands in for."""
_LEAST = 8
"""Tensors of a network."""
_ALIKE = 0.01
"""How far the numbers of parameters may differ: files have some more, or less, for other programs."""
_QUANTISED = re.compile(r"[-_. ]((?:I?Q\d|BF16|FP?16|FP?32|FP8)[A-Z0-9_]*)$", re.IGNORECASE)
_BLOCK = re.compile(r"(?:^|\.)(\w*(?:blocks|layers))\.(\d{1,4})\.")
_ADDRESS = re.compile(r"https://huggingface\.co/([\w.-]{1,96}/[\w.-]{1,96})/?")


@dataclass(frozen=True)
class Single:
    """What the header of a file tells."""

    file: Path
    weights: Weights
    shapes: Mapping[str, tuple[int, ...]]
    architecture: str
    """Such as ``wan``; empty where it is not told."""
    origin: str
    """The repository of the model that it was made of, where that is told."""
    fingerprint: str

    @property
    def name(self) -> str:
        """By which projects know it: ``wan2.1-t2v-14b (Q4_K_M)`` for ``wan2.1-t2v-14b-Q4_K_M.gguf``."""
        return single_name(self.file, self.weights.formats[0])


def single_name(file: Path, kind: str) -> str:
    """The name of a model by that of its file, whose format it tells where that does not."""
    told = _QUANTISED.search(file.stem)
    return f"{file.stem[: told.start()]} ({told[1].upper()})" if told else f"{file.stem} ({kind})"


def single_files(folder: Path) -> Iterator[Path]:
    """The files in a folder of models, or in a cache of Hugging Face, that may be such."""
    for inside in FOLDERS:
        for file in sorted((folder / inside).glob("*")):
            if file.suffix.lower() in (".gguf", ".safetensors") and file.is_file():
                yield file
    yield from sorted(folder.glob("models--*--*/snapshots/*/*.gguf"))


def read_single(file: Path) -> Single | None:
    """What a file holds; None where it is no network that denoises. Raises ModelError for a damaged one."""
    seen = file.stat()
    return _read(file, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=256)
def _read(file: Path, changed: int, size: int) -> Single | None:  # noqa: ARG001 (another time is another file)
    formats: dict[str, int] = {}
    facts: Mapping[str, object] = {}
    shapes: dict[str, tuple[int, ...]] = {}
    if is_gguf(file):
        told = gguf_header(file)
        facts = told.facts
        found: Iterable[tuple[str, tuple[int, ...], str]] = (
            (name, one.shape, one.format) for name, one in told.tensors.items()
        )
    else:
        plain: dict[str, Any] = {name: one for name, one in header(file).items() if name != "__metadata__"}
        found = ((name, shape_of(one), str(one.get("dtype"))) for name, one in plain.items())
    for name, shape, kind in found:
        shapes[name] = shape
        formats[kind] = formats.get(kind, 0) + prod(shape)
    # LoRAs have no blocks of their own; text encoders and the like are no models by themselves.
    if (
        len(shapes) < _LEAST
        or not any(_BLOCK.search(name) for name in shapes)
        or any("lora" in name for name in shapes)
    ):
        return None
    kinds = tuple(sorted(formats, key=lambda one: -formats[one]))
    weights = Weights(size, sum(formats.values()), kinds, kept=is_gguf(file))
    origin = _ADDRESS.fullmatch(str(facts.get("general.base_model.0.repo_url", "")))
    architecture = str(facts.get("general.architecture", ""))[:40]
    return Single(file, weights, shapes, architecture, origin[1] if origin else "", sampled(file)[1][:16])


def fitness(single: Single, folder: Path) -> float | None:
    """How well a file stands in for a part of a folder, 0 being best; None where it does not."""
    config = folder / PART / "config.json"
    if not config.is_file() or (folder / f"{PART}_2").is_dir():
        return None  # Of two networks that take turns a file holds one.
    try:
        settings, shapes = read_json(config), shapes_of(folder / PART)
    except ModelError:
        return None
    if shapes:
        return _alike(single, shapes)
    return _ALIKE if _told_alike(single, settings) else None


def _alike(single: Single, shapes: Mapping[str, tuple[int, ...]]) -> float | None:
    """By the shapes of the weights that it stands in for."""
    theirs = sum(prod(shape) for shape in shapes.values())
    widths = {shape[1] for shape in shapes.values() if len(shape) > 1}
    strange = {shape[1] for shape in single.shapes.values() if len(shape) > 1} - widths
    apart = abs(single.weights.numbers - theirs) / max(theirs, 1)
    return apart if apart <= _ALIKE and not strange else None


def _told_alike(single: Single, settings: Mapping[str, Any]) -> bool:
    """By the settings of a part whose weights are not there: its width, its layers, and what it reads."""
    heads, size = settings.get("num_attention_heads"), settings.get("attention_head_dim")
    if not isinstance(heads, int) or not isinstance(size, int):
        return False
    sides = {side for shape in single.shapes.values() for side in shape}
    layers: dict[str, int] = {}
    for name in single.shapes:
        if found := _BLOCK.search(name):
            layers[found[1]] = max(layers.get(found[1], 0), int(found[2]) + 1)
    reading = {shape[1] for shape in single.shapes.values() if len(shape) > 3}
    return (
        heads * size in sides
        and settings.get("num_layers") in layers.values()
        and (not reading or settings.get("in_channels") in reading)
    )


def lent(single: Single, contents: Contents) -> Contents:
    """A folder with the file in the place of one of its parts."""
    old = contents.parts[PART]
    part = Part(old.library, old.kind, old.config, single.weights)
    return replace(
        contents,
        parts={**contents.parts, PART: part},
        fingerprint=digest((contents.fingerprint, single.fingerprint))[:16],
        singles={PART: single.file},
    )
