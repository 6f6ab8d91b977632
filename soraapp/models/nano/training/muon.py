"""The Muon optimiser: every update of a matrix is made orthogonal, so that all its directions learn equally fast.

Jordan et al. 2024, https://kellerjordan.github.io/posts/muon; the size of the updates follows Liu et al. 2025, "Muon is
Scalable for LLM Training", so that rates are comparable to those of AdamW.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

from soraapp.models.nano.training.ranks import Rank

_NARROWEST = 16
"""Matrices with a side below this are left to AdamW."""


class Muon(torch.optim.Optimizer):
    """For matrices, and for convolutions as matrices of (out, in * height * width)."""

    def __init__(
        self,
        params: Iterable[Tensor],
        rank: Rank,
        lr: float = 2e-3,
        momentum: float = 0.95,
        weight_decay: float = 0.01,
    ) -> None:
        """The ranks, whose gradients must be the same, share the work of making updates orthogonal."""
        super().__init__(list(params), {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self._rank = rank

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """One update of all parameters that have a gradient."""
        loss = None if closure is None else closure()
        for group in self.param_groups:
            learning = [parameter for parameter in group["params"] if parameter.grad is not None]
            directions = [self._direction(parameter, group["momentum"]) for parameter in learning]
            for parameter, update in zip(learning, self._rank.shared(orthogonal, directions), strict=True):
                size = 0.2 * math.sqrt(max(update.shape))
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                parameter.add_(update.to(parameter.dtype).reshape(parameter.shape), alpha=-group["lr"] * size)
        return loss

    def _direction(self, parameter: Tensor, momentum: float) -> Tensor:
        """The gradient (rows, columns) with Nesterov's momentum."""
        gradient = parameter.grad
        assert gradient is not None
        state = self.state[parameter]
        if not state:
            state["momentum"] = torch.zeros_like(parameter)
        past: Tensor = state["momentum"]
        past.lerp_(gradient, 1 - momentum)
        return gradient.lerp(past, momentum).flatten(1)


def orthogonal(matrix: Tensor, steps: int = 4) -> Tensor:
    """About the nearest matrix whose singular values are all 1 (they come out within 0.6 to 1.3), in bfloat16.

    Newton-Schulz iterations with the coefficients of Jordan et al.; `matrix` is (rows, columns).
    """
    x = matrix.bfloat16()
    tall = x.shape[0] > x.shape[1]
    if tall:
        x = x.mT
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        square = x @ x.mT
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * (square @ square)) @ x
    return x.mT if tall else x


def split(network: nn.Module) -> tuple[dict[str, nn.Parameter], dict[str, nn.Parameter]]:
    """The parameters for Muon, by name, and those for AdamW.

    Muon takes convolutions and the matrices of transformer blocks; embeddings, the first and last layers, gains and
    biases are AdamW's, as Jordan et al. advise.
    """
    muon: dict[str, nn.Parameter] = {}
    adam: dict[str, nn.Parameter] = {}
    for name, parameter in network.named_parameters():
        hidden = parameter.ndim == 4 or (parameter.ndim == 2 and name.startswith("blocks."))
        wide = hidden and min(parameter.shape[0], parameter[0].numel()) >= _NARROWEST
        (muon if wide else adam)[name] = parameter
    return muon, adam
