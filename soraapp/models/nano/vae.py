"""The compression network: 4 frames of 8x8 palette indices become one cell of a latent, and back.

The first frame of a clip is a group of its own, as if it stood still for 4 frames, so a picture is a clip of one
latent frame and clips have 4k + 1 frames. Every group is coded by itself: latents and frames do not depend on where in
a clip their group lies. The decoder names a colour of the palette for every pixel, so its pictures are never blurred;
it was trained on latents with noise added (Yang et al. 2025, Latent Denoising Makes Good Visual Tokenizers), so it
takes the small errors of a diffusion model for what they are.
"""

from __future__ import annotations

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.nano.shape import GROUP

COLOURS = 64
BLOCK = 4
"""The edge of the block of pixels that the fine half of the networks sees as one place."""


class ChannelNorm(nn.Module):
    """Root-mean-square normalisation over the channels of (batch, channels, height, width)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1, channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        size = torch.rsqrt(x.float().square().mean(1, keepdim=True) + 1e-5)
        return x * size.to(x.dtype) * self.scale.to(x.dtype)


class Residual(nn.Module):
    """Two 3x3 convolutions around which the input goes unchanged."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = ChannelNorm(channels)
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        if self.second.bias is not None:
            nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(functional.silu(self.first(self.norm(x))))


class Encoder(nn.Module):
    """Groups of palette indices to latents that are not yet normalised."""

    def __init__(self, latent_channels: int, fine: int, coarse: int, colour: int) -> None:
        super().__init__()
        self.colours = nn.Embedding(COLOURS, colour)
        self.stem = nn.Conv2d(GROUP * colour * BLOCK**2, fine, 3, padding=1)
        self.fine = Residual(fine)
        self.down = nn.Conv2d(fine * 4, coarse, 1)
        self.coarse = nn.Sequential(Residual(coarse), Residual(coarse))
        self.norm = ChannelNorm(coarse)
        self.head = nn.Conv2d(coarse, latent_channels, 1)

    def forward(self, groups: Tensor) -> Tensor:
        """Indices (n, 4, height, width) to (n, latent channels, height / 8, width / 8)."""
        pixels = self.colours(groups).permute(0, 1, 4, 2, 3).flatten(1, 2)
        blocks = functional.pixel_unshuffle(pixels, BLOCK).contiguous(memory_format=torch.channels_last)
        x = self.down(functional.pixel_unshuffle(self.fine(self.stem(blocks)), 2))
        return self.head(functional.silu(self.norm(self.coarse(x))))


class Decoder(nn.Module):
    """Latents to what is known of every pixel."""

    def __init__(self, latent_channels: int, fine: int, coarse: int, pixel: int) -> None:
        super().__init__()
        self.pixel = pixel
        self.stem = nn.Conv2d(latent_channels, coarse, 3, padding=1)
        self.coarse = nn.Sequential(*(Residual(coarse) for _ in range(3)))
        self.up = nn.Conv2d(coarse, fine * 4, 1)
        self.fine = nn.Sequential(*(Residual(fine) for _ in range(4)))
        self.norm = ChannelNorm(fine)
        self.head = nn.Conv2d(fine, GROUP * pixel * BLOCK**2, 3, padding=1)

    def forward(self, latents: Tensor) -> Tensor:
        """(n, latent channels, h, w) to features (n, 4, 8 h, 8 w, pixel)."""
        x = self.coarse(self.stem(latents.contiguous(memory_format=torch.channels_last)))
        x = self.fine(functional.pixel_shuffle(self.up(x), 2))
        x = functional.pixel_shuffle(self.head(functional.silu(self.norm(x))), BLOCK)
        return x.unflatten(1, (GROUP, self.pixel)).permute(0, 1, 3, 4, 2)


class NanoVideoVAE(ModelMixin, ConfigMixin):
    """Palette indices to latents of zero mean and unit deviation, and back."""

    @register_to_config
    def __init__(
        self,
        latent_channels: int = 40,
        fine_width: int = 96,
        coarse_width: int = 224,
        colour_width: int = 8,
        pixel_width: int = 16,
    ) -> None:
        super().__init__()
        self.encoder = Encoder(latent_channels, fine_width, coarse_width, colour_width)
        self.latent_norm = nn.BatchNorm2d(latent_channels, affine=False, momentum=0.02)
        self.decoder = Decoder(latent_channels, fine_width, coarse_width, pixel_width)
        self.palette = nn.Linear(pixel_width, COLOURS)

    def encode_groups(self, groups: Tensor) -> Tensor:
        """Groups of indices (n, 4, height, width), int64, to latents (n, channels, height / 8, width / 8)."""
        return self.latent_norm(self.encoder(groups).float())

    def encode(self, video: Tensor) -> Tensor:
        """A clip of indices (4k + 1, height, width) to its latents (k + 1, channels, height / 8, width / 8)."""
        still = video[:1].expand(GROUP - 1, -1, -1)
        return self.encode_groups(torch.cat([still, video]).unflatten(0, (-1, GROUP)))

    def decode_groups(self, latents: Tensor) -> Tensor:
        """Latents (n, channels, h, w) to the likeliest indices (n, 4, 8 h, 8 w), uint8."""
        return self.palette(self.decoder(latents)).argmax(-1).to(torch.uint8)

    def decode(self, latents: Tensor) -> Tensor:
        """The latents of a clip (k + 1, channels, h, w) to its indices (4k + 1, 8 h, 8 w), uint8."""
        return self.decode_groups(latents).flatten(0, 1)[GROUP - 1 :]
