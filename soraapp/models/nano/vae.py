"""The compression network: 4 frames of 8x8 pixels become one cell of a latent, and back.

The first frame of a clip is a group of its own, as if it stood still for 4 frames, so a picture is a clip of one
latent frame and clips have 4k + 1 frames. The encoder looks at one group at a time, so latents do not depend on where
in a clip their group lies; the decoder looks at two neighbours on each side, which hides the seams between groups.
"""

from __future__ import annotations

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.nano.shape import GROUP

DECODER_REACH = 2
"""How many latent frames the decoder looks to each side."""


class ChannelNorm(nn.Module):
    """Root-mean-square normalisation over the channels of (batch, channels, height, width)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1, channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        size = torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-5)
        return x * size * self.scale.to(x.dtype)


class SpaceBlock(nn.Module):
    """A residual block of two 3x3 convolutions."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = ChannelNorm(channels)
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(_bias(self.second))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(functional.silu(self.first(self.norm(x))))


class TimeBlock(nn.Module):
    """A residual block in which every latent frame sees the one before and the one after it."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = ChannelNorm(channels)
        self.mix = nn.Conv2d(3 * channels, channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(_bias(self.out))

    def forward(self, x: Tensor, length: int) -> Tensor:
        """`x` holds clips of `length` latent frames, one after the other: (clips * length, channels, height, width)."""
        clips = self.norm(x).unflatten(0, (-1, length))
        edge = torch.zeros_like(clips[:, :1])
        padded = torch.cat([edge, clips, edge], 1)
        near = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], 2).flatten(0, 1)
        return x + self.out(functional.silu(self.mix(near)))


class Encoder(nn.Module):
    """Groups of frames to the means of their latents."""

    def __init__(self, latent_channels: int, fine: int, coarse: int) -> None:
        super().__init__()
        self.stem = nn.Conv2d(GROUP * 3 * 16, fine, 3, padding=1)
        self.fine = SpaceBlock(fine)
        self.down = nn.Conv2d(fine * 4, coarse, 1)
        self.coarse = nn.ModuleList([SpaceBlock(coarse) for _ in range(2)])
        self.norm = ChannelNorm(coarse)
        self.head = nn.Conv2d(coarse, 2 * latent_channels, 1)

    def forward(self, groups: Tensor) -> Tensor:
        """(n, 12, height, width) to (n, 2 * latent channels, height / 8, width / 8): means, then log variances."""
        patches = functional.pixel_unshuffle(groups, 4).contiguous(memory_format=torch.channels_last)
        x = self.down(functional.pixel_unshuffle(self.fine(self.stem(patches)), 2))
        for block in self.coarse:
            x = block(x)
        return self.head(functional.silu(self.norm(x)))


class Decoder(nn.Module):
    """Latents to groups of frames."""

    def __init__(self, latent_channels: int, fine: int, coarse: int) -> None:
        super().__init__()
        self.stem = nn.Conv2d(latent_channels, coarse, 3, padding=1)
        self.space = nn.ModuleList([SpaceBlock(coarse) for _ in range(3)])
        self.time = nn.ModuleList([TimeBlock(coarse) for _ in range(2)])
        self.up = nn.Conv2d(coarse, fine * 4, 1)
        self.fine = nn.ModuleList([SpaceBlock(fine) for _ in range(3)])
        self.norm = ChannelNorm(fine)
        self.head = nn.Conv2d(fine, GROUP * 3 * 16, 3, padding=1)

    def forward(self, latents: Tensor, length: int) -> Tensor:
        """(clips * length, latent channels, h, w) to (clips * length, 12, 8 h, 8 w)."""
        x = self.stem(latents.contiguous(memory_format=torch.channels_last))
        x = self.time[0](self.space[0](x), length)
        x = self.time[1](self.space[1](x), length)
        x = functional.pixel_shuffle(self.up(self.space[2](x)), 2)
        for block in self.fine:
            x = block(x)
        return functional.pixel_shuffle(self.head(functional.silu(self.norm(x))), 4)


class NanoVideoVAE(ModelMixin, ConfigMixin):
    """Pixels to latents of zero mean and unit deviation, and back. Pixels are in -1 to 1."""

    @register_to_config
    def __init__(self, latent_channels: int = 12, fine_width: int = 96, coarse_width: int = 192) -> None:
        super().__init__()
        self.encoder = Encoder(latent_channels, fine_width, coarse_width)
        self.decoder = Decoder(latent_channels, fine_width, coarse_width)
        self.register_buffer("mean", torch.zeros(latent_channels))
        self.register_buffer("deviation", torch.ones(latent_channels))

    mean: Tensor
    deviation: Tensor

    def encode_groups(self, groups: Tensor) -> Tensor:
        """Groups (n, 4, 3, height, width) of four frames each to latents (n, channels, height / 8, width / 8)."""
        means = self.encoder(groups.flatten(1, 2)).float().chunk(2, 1)[0]
        return (means - self.mean[:, None, None]) / self.deviation[:, None, None]

    def encode(self, video: Tensor) -> Tensor:
        """A clip (4k + 1, 3, height, width) to its latents (k + 1, channels, height / 8, width / 8)."""
        still = video[:1].expand(GROUP - 1, -1, -1, -1)
        return self.encode_groups(torch.cat([still, video]).unflatten(0, (-1, GROUP)))

    def decode_groups(self, latents: Tensor) -> Tensor:
        """The latents of one clip (n, channels, h, w) to its groups (n, 4, 3, 8 h, 8 w), not clamped."""
        raw = latents * self.deviation[:, None, None] + self.mean[:, None, None]
        return self.decoder(raw, latents.shape[0]).float().unflatten(1, (GROUP, 3))

    def decode(self, latents: Tensor) -> Tensor:
        """The latents of a clip (k + 1, channels, h, w) to its frames (4k + 1, 3, 8 h, 8 w) in -1 to 1."""
        return self.decode_groups(latents).flatten(0, 1)[GROUP - 1 :].clamp(-1, 1)


def _bias(layer: nn.Conv2d) -> Tensor:
    assert layer.bias is not None
    return layer.bias
