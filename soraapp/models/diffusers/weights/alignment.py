"""Where weights and embeddings begin in memory decides how processors round their sums: copies begin alike."""

from __future__ import annotations

import torch
from torch import Tensor

_LINE = 64
"""Bytes that processors read at once."""


def offset(tensor: Tensor) -> int:
    """How far it is from a place from which processors read whole lines, in bytes."""
    return tensor.data_ptr() % _LINE


def copied(tensor: Tensor, start: int) -> Tensor:
    """A copy in the memory of the processor, of contiguous numbers, that begins at such an offset."""
    room = torch.empty(tensor.nbytes + 2 * _LINE, dtype=torch.uint8)
    first = (start - room.data_ptr()) % _LINE
    return room[first : first + tensor.nbytes].view(tensor.dtype).view(tensor.shape).copy_(tensor)
