"""Reads the small files of a folder and the headers of large ones; what a stranger wrote there is not believed.

Imports no torch.
"""

from __future__ import annotations

import json
import struct
from math import prod
from pathlib import Path
from typing import Any, cast

from soraapp.errors import ModelError
from soraapp.media.identity import digest

_LARGEST = 4 * 2**20
"""Bytes of a JSON file or a header: larger ones are none."""
_HEADER = struct.Struct("<Q")
_BYTES = {
    **dict.fromkeys(("F64", "I64", "U64", "C64"), 8),
    **dict.fromkeys(("F32", "I32", "U32"), 4),
    **dict.fromkeys(("F16", "BF16", "I16", "U16"), 2),
    **dict.fromkeys(("I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2", "F8_E8M0"), 1),
}
"""Of a number in each format; others are packed."""
_SIDES = 9
_SAMPLES, _SAMPLE = 16, 4096


def header(file: Path) -> dict[str, Any]:
    """The header of a safetensors file: shapes and formats by name of tensor. Raises ModelError."""
    try:
        with file.open("rb") as stream:
            (length,) = _HEADER.unpack(stream.read(_HEADER.size))
            if length > 8 * _LARGEST or length + _HEADER.size > file.stat().st_size:
                raise ValueError("it is shorter than its header says")
            found: Any = json.loads(stream.read(length))
        room = file.stat().st_size - length - _HEADER.size
        _judge([tensor for name, tensor in found.items() if name != "__metadata__"], room)
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


def _judge(tensors: list[Any], room: int) -> None:
    """Raises ValueError unless tensors lie one behind the other, each as large as its shape, in all of `room`."""
    reached = 0
    for tensor in sorted(tensors, key=lambda one: one["data_offsets"]):
        (start, stop), shape = tensor["data_offsets"], tensor["shape"]
        size = _BYTES.get(tensor["dtype"])
        wrong = size is not None and size * prod(shape) != stop - start
        if start != reached or stop < start or min(shape, default=0) < 0 or wrong:
            raise ValueError("its header tells tensors that cannot be")
        reached = stop
    if reached != room:
        raise ValueError("a part of it is missing" if reached > room else "it holds more than its header tells")


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
