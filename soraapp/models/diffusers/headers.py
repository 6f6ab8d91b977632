"""Reads the small files of a folder and the headers of large ones; what a stranger wrote there is not believed.

Imports no torch.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any, cast

from soraapp.errors import ModelError
from soraapp.media.identity import digest

_LARGEST = 4 * 2**20
"""Bytes of a JSON file or a header: larger ones are none."""
_HEADER = struct.Struct("<Q")
_SIDES = 9
_SAMPLES, _SAMPLE = 16, 4096


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
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        struct.error,
        RecursionError,
    ) as error:
        raise damaged(file, str(error) or "it is no safetensors file") from error
    return cast("dict[str, Any]", found)


def shape_of(tensor: Any) -> tuple[int, ...]:
    """The shape of a tensor in such a header; of one that tells none, one without sides."""
    shape: Any = tensor.get("shape") if isinstance(tensor, dict) else None  # pyright: ignore[reportUnknownMemberType]
    if not isinstance(shape, list):
        return ()
    sides = cast("list[object]", shape)
    return tuple(side for side in sides if isinstance(side, int)) if len(sides) < _SIDES else ()


def read_json(file: Path) -> dict[str, Any]:
    """The object in a JSON file. Raises ModelError."""
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        found: Any = json.loads(file.read_text("utf-8"))
        if not isinstance(found, dict):
            raise TypeError("it is no object")
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise damaged(file, str(error)) from error
    return cast("dict[str, Any]", found)


def damaged(file: Path, reason: str) -> ModelError:
    """That a file of a model cannot be used."""
    return ModelError(
        "{file} in {folder} cannot be read: {reason}.",
        remedy="Get the model again.",
        file=file.name,
        folder=file.parent.name,
        reason=reason.rstrip("."),
    )


def sampled(file: Path) -> tuple[int, str]:
    """The size of a file, and a digest of parts of it: all of a small one."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        if size <= _SAMPLES * _SAMPLE:
            return size, digest(stream.read())
        found: list[bytes] = []
        for number in range(_SAMPLES):
            stream.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
            found.append(stream.read(_SAMPLE))
    return size, digest(found)
