"""What a folder of weights holds, read without loading any: a stranger's folder is judged before anything in it runs.

Reads ``model_index.json``, the ``config.json`` of each part and the headers of safetensors files. Imports no torch.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from soraapp.errors import ModelError
from soraapp.media.identity import digest

INDEX = "model_index.json"
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".h5", ".msgpack")
_CODE = (".py", ".pyc", ".so", ".dll", ".dylib", ".exe")
_RUNS = (*_PICKLES, *_CODE)
"""Endings of files that can run code when they are loaded, or are code."""
_LIBRARIES = ("diffusers", "transformers")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,80}")
_LARGEST = 4 * 2**20
"""Bytes of a JSON file or a header: larger ones are none."""
_HEADER = struct.Struct("<Q")
_SAMPLES, _SAMPLE = 16, 4096


@dataclass(frozen=True)
class Weights:
    """The tensors of one part, as the headers of its files tell."""

    bytes: int = 0
    numbers: int = 0
    """How many parameters."""
    formats: tuple[str, ...] = ()
    """Of the numbers, such as BF16, the most frequent first."""


@dataclass(frozen=True)
class Part:
    """A network, a scheduler, a tokenizer: a folder inside that of the model."""

    library: str
    kind: str
    """The name of its class."""
    config: Mapping[str, Any] = field(default_factory=dict[str, Any])
    weights: Weights = Weights()


@dataclass(frozen=True)
class Contents:
    """A model's folder."""

    folder: Path
    pipeline: str
    """The name of the diffusers pipeline that it was saved from."""
    parts: Mapping[str, Part]
    settings: Mapping[str, Any]
    """What else the index says, such as ``boundary_ratio``."""
    fingerprint: str
    """Changes when the folder holds something else. Of large files the headers, the sizes and samples count."""

    @property
    def bytes(self) -> int:
        return sum(part.weights.bytes for part in self.parts.values())

    def config(self, part: str, name: str, usual: Any = None) -> Any:
        """A setting of a part; `usual` where the part or the setting is not there."""
        found = self.parts.get(part)
        value = found.config.get(name) if found else None
        return usual if value is None else value


def read_contents(folder: Path) -> Contents:
    """What a folder holds. Raises ModelError that names what is missing, damaged, or not safe to load."""
    index = _json(folder / INDEX)
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in _RUNS and file.is_file():
            raise ModelError(
                "{folder} holds {file}, which could run a program when it is loaded.",
                remedy="Remove it, or get the model as safetensors.",
                folder=folder.name,
                file=file.relative_to(folder).as_posix(),
            )
    parts: dict[str, Part] = {}
    settings: dict[str, Any] = {}
    for name, value in index.items():
        if name.startswith("_"):
            continue
        if not isinstance(value, list):
            settings[name] = value
            continue
        pair = cast("list[object]", value)
        if pair != [None, None]:
            parts[name] = _part(folder, name, pair)
    pipeline = index.get("_class_name")
    if not isinstance(pipeline, str) or not _NAME.fullmatch(pipeline):
        raise _damaged(folder / INDEX, "it names no pipeline")
    return Contents(folder, pipeline, parts, settings, _fingerprint(folder))


def _part(folder: Path, name: str, pair: list[object]) -> Part:
    library, kind = pair if len(pair) == 2 else (None, None)
    named = all(isinstance(one, str) and _NAME.fullmatch(one) for one in (name, library, kind))
    if not named:
        raise _damaged(folder / INDEX, f"{name} is no library and class")
    place = folder / name
    config = next((place / file for file in _CONFIGS if (place / file).is_file()), None)
    return Part(str(library), str(kind), _json(config) if config else {}, _weights(sorted(place.glob("*.safetensors"))))


_CONFIGS = ("config.json", "scheduler_config.json", "preprocessor_config.json", "tokenizer_config.json")


def foreign(contents: Contents, own: Mapping[str, str]) -> Iterator[str]:
    """The parts whose classes come from elsewhere than from the two libraries, or from the family itself: `own` tells
    the library that holds each such class."""
    for name, part in contents.parts.items():
        if part.library not in _LIBRARIES and own.get(part.kind) != part.library:
            yield name


def _weights(files: list[Path]) -> Weights:
    size, numbers, formats = 0, 0, dict[str, int]()
    for file in files:
        size += file.stat().st_size
        for name, tensor in header(file).items():
            if name == "__metadata__":
                continue
            count = 1
            for side in tensor["shape"]:
                count *= side
            numbers += count
            formats[tensor["dtype"]] = formats.get(tensor["dtype"], 0) + count
    return Weights(size, numbers, tuple(sorted(formats, key=lambda one: -formats[one])))


def header(file: Path) -> dict[str, Any]:
    """The header of a safetensors file: shapes and formats by name of tensor. Raises ModelError."""
    try:
        with file.open("rb") as stream:
            (length,) = _HEADER.unpack(stream.read(_HEADER.size))
            if length > 64 * _LARGEST or length + _HEADER.size > file.stat().st_size:
                raise ValueError("it is shorter than its header says")
            found: Any = json.loads(stream.read(length))
        ends = [tensor["data_offsets"][1] for name, tensor in found.items() if name != "__metadata__"]
        if max(ends, default=0) + length + _HEADER.size > file.stat().st_size:
            raise ValueError("a part of it is missing")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error) as error:
        raise _damaged(file, str(error) or "it is no safetensors file") from error
    return cast("dict[str, Any]", found)


def _json(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        found: Any = json.loads(file.read_text("utf-8"))
        if not isinstance(found, dict):
            raise TypeError("it is no object")
    except (OSError, ValueError, TypeError) as error:
        raise _damaged(file, str(error)) from error
    return cast("dict[str, Any]", found)


def _damaged(file: Path, reason: str) -> ModelError:
    return ModelError(
        "{file} in {folder} cannot be read: {reason}.",
        remedy="Get the model again.",
        file=file.name,
        folder=file.parent.name,
        reason=reason.rstrip("."),
    )


def _fingerprint(folder: Path) -> str:
    parts: list[object] = []
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".json" and file.is_file():
            parts.append((file.relative_to(folder).as_posix(), file.read_bytes()))
        elif file.suffix == ".safetensors" and file.is_file():
            parts.append((file.relative_to(folder).as_posix(), _sampled(file)))
    return digest(parts)[:16]


def _sampled(file: Path) -> tuple[int, str]:
    size = file.stat().st_size
    with file.open("rb") as stream:
        if size <= _SAMPLES * _SAMPLE:
            return size, digest(stream.read())
        found: list[bytes] = []
        for number in range(_SAMPLES):
            stream.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
            found.append(stream.read(_SAMPLE))
    return size, digest(found)
