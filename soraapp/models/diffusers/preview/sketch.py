"""Latents as small moving pictures, without the network that decodes them."""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from soraapp.media.clip import Frames
from soraapp.models.diffusers.preview.colours import Colours

_CELLS = 2**19
"""Latents that are shown at once; where there are more, several are one."""
_LOOKED_AT = 4096
"""Latents by which colours are chosen."""
_OPPONENTS = torch.tensor([[1.0, 1.0, 1.0], [0.6, 0.0, -0.6], [-0.3, 0.6, -0.3]])
"""How red, green and blue change with light, with warmth, and from magenta to green."""
_SOFT = 1.6
"""How many deviations make a colour two thirds of the brightest."""


class Sketch:
    """Shows the latents of one run, in the same colours from the first look to the last, so that nothing flickers.

    With a known map these are true. Else the direction in which the first latents vary most is shown as light, brighter
    above than below as in most pictures, and the next two as colours: shapes and motion are right, and no more.
    """

    def __init__(self, colours: Colours | None = None) -> None:
        self._known = colours is not None
        self._weights: Tensor | None = None
        self._bias: Tensor | None = None
        if colours is not None:
            self._set(torch.from_numpy(colours.weights), torch.from_numpy(colours.bias))

    def frames(self, latents: Tensor) -> Frames:
        """Pictures (frames, height, width, 3) of latents (channels, frames, height, width)."""
        small = _smaller(latents)
        if self._weights is None or self._bias is None:
            self._set(*_chosen(small))
        assert self._weights is not None
        assert self._bias is not None
        self._weights, self._bias = self._weights.to(small.device), self._bias.to(small.device)
        flat = torch.addmm(self._bias, self._weights, small.reshape(len(small), -1))
        if not self._known:
            flat = flat.tanh_()
        pixels = flat.add_(1).mul_(127.5).round_().clamp_(0, 255).to(torch.uint8).cpu()
        found = pixels.reshape(3, *small.shape[1:]).movedim(0, -1)
        return np.ascontiguousarray(found.numpy(), np.uint8)

    def _set(self, weights: Tensor, bias: Tensor) -> None:
        self._weights, self._bias = weights.T.float().contiguous(), bias[:, None].float()


def _smaller(latents: Tensor) -> Tensor:
    """The means of squares of latents, as many as can be shown."""
    step = ceil(sqrt(latents[0].numel() / _CELLS))
    latents = latents.float()
    if step == 1:
        return latents
    return functional.avg_pool2d(latents.transpose(0, 1), step, ceil_mode=True).transpose(0, 1)


def _chosen(latents: Tensor) -> tuple[Tensor, Tensor]:
    """Weights (channels, 3) and bias (3) for latents of which nothing is known."""
    height = latents.shape[2]
    above = torch.linspace(1, -1, height, device=latents.device)[:, None].expand(latents.shape[1:]).reshape(-1)
    flat = latents.reshape(len(latents), -1)
    step = max(1, flat.shape[1] // _LOOKED_AT)
    flat, above = flat[:, ::step].double().cpu(), above[::step].double().cpu()
    mean = flat.mean(1, keepdim=True)
    centred = flat - mean
    spread, ways = torch.linalg.eigh(centred @ centred.T / flat.shape[1])
    ways = ways.flip(1)[:, :3]
    # The sign of a direction is not told by the latents.
    leans = ways.T @ centred @ above if height > 1 else ways.T @ mean[:, 0]
    ways = ways * torch.where(leans < 0, -1.0, 1.0)
    scale = _SOFT * spread[-1].clamp(min=1e-12).sqrt()
    weights = ways @ _OPPONENTS[: ways.shape[1]].double() / scale
    return weights, -(mean.T @ weights)[0]
