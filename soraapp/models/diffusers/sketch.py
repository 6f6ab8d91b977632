"""Latents as small moving pictures, without the network that decodes them."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from soraapp.media.clip import Frames

_EDGE = 0.02
"""The share of the darkest and of the brightest that is cut off."""


def sketch(latents: Tensor) -> Frames:
    """Pictures (frames, height, width, 3) of latents (channels, frames, height, width): every third channel each for
    red, green and blue, stretched to the full range. It shows shapes and motion, and no true colours."""
    grouped = torch.stack([latents[number::3].float().mean(0) for number in range(3)], dim=-1)
    flat = grouped.flatten()
    low, high = torch.quantile(flat[:: max(1, flat.numel() // 100_000)], torch.tensor([_EDGE, 1 - _EDGE]).to(flat))
    level = ((grouped - low) / (high - low).clamp(min=1e-6)).clamp(0, 1)
    return (level * 255).round().to(torch.uint8).cpu().numpy().astype(np.uint8)
