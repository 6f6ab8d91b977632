"""Rectified flow with one noise level a latent frame: Euler steps from noise to clean along shifted times."""

from __future__ import annotations

import torch
from diffusers import ConfigMixin, SchedulerMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor


class FrameFlowScheduler(SchedulerMixin, ConfigMixin):
    """A straight path from noise (level 1) to clean latents (level 0), walked in `steps` Euler steps.

    Frames may have a ceiling: a frame with ceiling c starts at level c and waits there until the common level falls
    below it. Ceiling 1 is a free frame, ceiling 0 a frame that never changes. A shift above 1 spends more of the steps
    where there is much noise, which is where the prompt decides the scene (Esser et al. 2024, section 5.3.2).
    """

    order = 1

    @register_to_config
    def __init__(self, shift: float = 4.0) -> None:
        self.shift = shift

    def levels(self, steps: int, part: float = 1.0) -> Tensor:
        """The steps + 1 common noise levels of the last `part` of the way, falling to 0.

        Like the times, `part` is shifted: with shift 4, half of the way begins at level 0.8.
        """
        even = torch.linspace(part, 0, steps + 1)
        return self.shift * even / (1 + (self.shift - 1) * even)

    def mix(self, clean: Tensor, noise: Tensor, levels: Tensor) -> Tensor:
        """`clean` latents (frames, channels, h, w) with noise at `levels` (frames)."""
        share = _by_frame(levels)
        return (1 - share) * clean + share * noise

    def step(self, latents: Tensor, clean: Tensor, levels: Tensor, following: Tensor) -> Tensor:
        """The latents at the levels `following` (frames), from those at `levels` (frames) and the clean ones foreseen.

        A frame at level 0 stays as it is.
        """
        share = _by_frame(following / levels.clamp(min=1e-6))
        return torch.where(_by_frame(levels) > 0, share * latents + (1 - share) * clean, latents)


def _by_frame(levels: Tensor) -> Tensor:
    return levels[:, None, None, None]
