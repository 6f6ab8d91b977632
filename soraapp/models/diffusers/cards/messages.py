"""What processes of this program tell each other over a pipe: JSON, and numbers as safetensors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from struct import Struct
from typing import Any, BinaryIO

from safetensors.torch import load, save
from torch import Tensor

_LENGTHS = Struct("<QQ")


def send(stream: BinaryIO, told: object, tensors: Mapping[str, Tensor] | None = None) -> None:
    """Raises OSError when nobody listens any more."""
    words, numbers = json.dumps(told).encode(), save(dict(tensors or {}))
    stream.write(_LENGTHS.pack(len(words), len(numbers)))
    stream.write(words)
    stream.write(numbers)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Any, Mapping[str, Tensor]] | None:
    """What comes next; None when the other end is gone."""
    lengths = _LENGTHS.unpack(head) if len(head := stream.read(_LENGTHS.size)) == _LENGTHS.size else (0, 0)
    words, numbers = (stream.read(length) for length in lengths)
    if not words or (len(words), len(numbers)) != lengths:
        return None
    return json.loads(words), load(numbers)
