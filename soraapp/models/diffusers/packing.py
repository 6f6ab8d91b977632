"""What networks are asked and give, as JSON with its numbers apart: it comes back with the bits, the layout and the
place in memory that it had."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import torch
from torch import Tensor

from soraapp.models.diffusers.weights.alignment import copied, offset

PLAIN = (str, int, float, bool, type(None))


class Unpackable(Exception):  # noqa: N818 - named for what follows
    """Something that cannot be told, or not be stored."""


def packed(made: Any, tensors: dict[str, Tensor]) -> Any:
    """What was made as JSON; its numbers are added to `tensors`, each as a row. Raises Unpackable for anything but
    tensors and plain values, in lists, tuples and dictionaries."""
    if isinstance(made, Tensor):
        name = str(len(tensors))
        span = 1 + sum((side - 1) * step for side, step in zip(made.shape, made.stride(), strict=True))
        whole = made.detach().as_strided((span if made.numel() else 0,), (1,), made.storage_offset())
        tensors[name] = whole.cpu().clone()
        start = offset(whole) if made.device.type == "cpu" else 0
        return ["tensor", name, list(made.shape), list(made.stride()), start, made.device.type]
    if isinstance(made, PLAIN):
        return ["plain", made]
    if type(made) in (list, tuple):
        return [type(made).__name__, [packed(one, tensors) for one in made]]
    if type(made) is dict:
        return ["dict", {str(name): packed(one, tensors) for name, one in cast("dict[Any, Any]", made).items()}]
    raise Unpackable


def unpacked(told: Any, tensors: Callable[[str], Tensor], device: torch.device) -> Any:
    """What was packed. What was not in the memory of the processor comes to that device."""
    kind, value, *rest = told
    match kind:
        case "tensor":
            shape, steps, start, place = rest
            numbers = copied(tensors(value), start)
            if place != "cpu":
                numbers = numbers.to(device)
            return numbers.as_strided(shape, steps)
        case "plain":
            return value
        case "dict":
            return {name: unpacked(one, tensors, device) for name, one in value.items()}
        case _:
            made = [unpacked(one, tensors, device) for one in value]
            return tuple(made) if kind == "tuple" else made
