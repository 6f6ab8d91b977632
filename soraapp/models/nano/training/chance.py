"""Randomness that depends on seed, step and rank alone, so that a resumed training draws what it would have drawn."""

from __future__ import annotations

import random

import torch
from torch import Tensor


class Chance:
    """The random numbers of one step on one rank."""

    def __init__(self, seed: int, step: int, rank: int = 0) -> None:
        self.common = random.Random(f"{seed}/{step}")
        """The same in all ranks."""
        self.own = random.Random(f"{seed}/{step}/{rank}")
        self._source = torch.Generator().manual_seed(self.own.getrandbits(62))

    def even(self, *shape: int) -> Tensor:
        """Numbers from 0 to 1."""
        return torch.rand(shape, generator=self._source)

    def normal(self, *shape: int) -> Tensor:
        """Numbers of mean 0 and deviation 1."""
        return torch.randn(shape, generator=self._source)

    def choices(self, below: int, count: int) -> Tensor:
        """`count` whole numbers from 0 to `below`, which is not among them."""
        return torch.randint(below, (count,), generator=self._source)
