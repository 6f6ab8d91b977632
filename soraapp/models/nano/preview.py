"""A cheap look at latents: a linear map from each latent cell to its 4 frames of 8x8 pixels."""

from __future__ import annotations

from typing import Self

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn

from soraapp.media.clip import Frames
from soraapp.models.nano.shape import CELL, GROUP
from soraapp.models.nano.world.palette import RGB

OUTPUTS = GROUP * 3 * CELL**2


class NanoPreview(ModelMixin, ConfigMixin):
    """One matrix for all cells; some fifty times cheaper than the decoder."""

    @register_to_config
    def __init__(self, latent_channels: int = 40) -> None:
        super().__init__()
        self.cell = nn.Linear(latent_channels, OUTPUTS)

    def frames(self, latents: Tensor) -> Frames:
        """Latents (n, channels, h, w) to pixels (4n, 8 h, 8 w, 3), moved into place as bytes because that is cheap."""
        cells = self.cell(latents.permute(0, 2, 3, 1)).unflatten(3, (GROUP, CELL, CELL, 3))
        pixels = cells.add_(1).mul_(127.5).clamp_(0, 255).to(torch.uint8)
        count, height, width = pixels.shape[:3]
        laid_out = pixels.cpu().numpy().transpose(0, 3, 1, 4, 2, 5, 6)
        return laid_out.reshape(count * GROUP, height * CELL, width * CELL, 3)

    @classmethod
    def fit(cls, latents: Tensor, groups: Tensor) -> Self:
        """The least-squares map from latents (n, channels, h, w) to the colours of indices (n, 4, 8 h, 8 w)."""
        cells = latents.permute(0, 2, 3, 1).flatten(0, 2).double()
        known = torch.cat([cells, torch.ones_like(cells[:, :1])], 1)
        colours = torch.from_numpy(RGB).double()[groups.long()] / 127.5 - 1
        wanted = colours.unflatten(3, (-1, CELL)).unflatten(2, (-1, CELL)).permute(0, 2, 4, 1, 3, 5, 6)
        answer = torch.linalg.lstsq(known, wanted.flatten(3).flatten(0, 2), driver="gelsd").solution
        preview = cls(latent_channels=latents.shape[1])
        with torch.no_grad():
            preview.cell.weight.copy_(answer[:-1].T)
            preview.cell.bias.copy_(answer[-1])
        return preview
