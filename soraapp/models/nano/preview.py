"""A cheap look at latents: a linear map from each latent cell to its 4 frames of 8x8 pixels."""

from __future__ import annotations

from typing import Self

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn

from soraapp.media.clip import Frames
from soraapp.models.nano.shape import CELL, GROUP

OUTPUTS = GROUP * 3 * CELL**2


class NanoPreview(ModelMixin, ConfigMixin):
    """One matrix for all cells; some thirty times cheaper than the decoder."""

    @register_to_config
    def __init__(self, latent_channels: int = 12) -> None:
        super().__init__()
        self.cell = nn.Linear(latent_channels, OUTPUTS)

    def forward(self, latents: Tensor) -> Tensor:
        """Latents (n, channels, h, w) to groups (n, 4, 3, 8 h, 8 w), about -1 to 1, not clamped."""
        return self._cells(latents).permute(0, 3, 6, 1, 4, 2, 5).flatten(5).flatten(3, 4)

    def frames(self, latents: Tensor) -> Frames:
        """Latents (n, channels, h, w) to pixels (4n, 8 h, 8 w, 3), moved into place as bytes because that is cheap."""
        pixels = self._cells(latents).add_(1).mul_(127.5).clamp_(0, 255).to(torch.uint8)
        count, height, width = pixels.shape[:3]
        laid_out = pixels.cpu().numpy().transpose(0, 3, 1, 4, 2, 5, 6)
        return laid_out.reshape(count * GROUP, height * CELL, width * CELL, 3)

    def _cells(self, latents: Tensor) -> Tensor:
        """(n, h, w, 4, 8, 8, 3)"""
        return self.cell(latents.permute(0, 2, 3, 1)).unflatten(3, (GROUP, CELL, CELL, 3))

    @classmethod
    def fit(cls, latents: Tensor, groups: Tensor) -> Self:
        """The least-squares map from latents (n, channels, h, w) to groups (n, 4, 3, 8 h, 8 w)."""
        cells = latents.permute(0, 2, 3, 1).flatten(0, 2).double()
        known = torch.cat([cells, torch.ones_like(cells[:, :1])], 1)
        wanted = groups.unflatten(4, (-1, CELL)).unflatten(3, (-1, CELL)).permute(0, 3, 5, 1, 4, 6, 2)
        wanted = wanted.flatten(3).flatten(0, 2).double()
        answer = torch.linalg.lstsq(known.cpu(), wanted.cpu(), driver="gelsd").solution
        preview = cls(latent_channels=latents.shape[1])
        with torch.no_grad():
            preview.cell.weight.copy_(answer[:-1].T)
            preview.cell.bias.copy_(answer[-1])
        return preview
