"""The diffusion transformer: noisy latents of a clip to the velocity that leads to the clean ones.

Patches of 2x2 latent cells are tokens. Every latent frame has its own noise level (diffusion forcing, Chen et al.
2024), so frames that are known stay clean beside frames that are still noise. The prompt's tokens are read as extra
keys and values; its summary, the noise level and whether a frame is a still steer every layer (AdaLN-single, PixArt).
"""

from __future__ import annotations

import math

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.nano.positions import rotate, rotations
from soraapp.models.nano.text import TextFeatures

PATCH = 2
LEVEL_FEATURES = 256


class Block(nn.Module):
    """Attention of all tokens of a clip to each other and to the prompt, then a feed-forward layer."""

    def __init__(self, width: int, heads: int, growth: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width, bias=False) for _ in range(3))
        self.text_key, self.text_value = (nn.Linear(width, width, bias=False) for _ in range(2))
        self.attention_out = nn.Linear(width, width, bias=False)
        self.feed_in = nn.Linear(width, growth * width, bias=False)
        self.feed_out = nn.Linear(growth * width, width, bias=False)
        nn.init.zeros_(self.attention_out.weight)
        nn.init.zeros_(self.feed_out.weight)
        self.query_scale = nn.Parameter(torch.ones(width // heads))
        self.key_scale = nn.Parameter(torch.ones(width // heads))
        modulation = torch.zeros(6, width)
        modulation[2] = modulation[5] = 1
        self.modulation = nn.Parameter(modulation)

    def forward(self, x: Tensor, steering: Tensor, text: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
        """`x` (clips, frames, tokens, width); `steering` (clips, frames, 6, width); `text` (clips, words, width)."""
        steering = (steering + self.modulation.to(steering.dtype)).unsqueeze(2)
        shift, scale, gate, feed_shift, feed_scale, feed_gate = steering.unbind(3)
        width = x.shape[-1:]
        seen = self._attend(functional.layer_norm(x, width) * (1 + scale) + shift, text, cosines, sines)
        x = x + gate * self.attention_out(seen)
        y = functional.layer_norm(x, width) * (1 + feed_scale) + feed_shift
        return x + feed_gate * self.feed_out(functional.gelu(self.feed_in(y), approximate="tanh"))

    def _attend(self, y: Tensor, text: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
        value = self._heads(self.value(y))
        kind = value.dtype
        query = rotate(self._normed(self.query(y), self.query_scale, kind), cosines, sines).to(kind)
        key = rotate(self._normed(self.key(y), self.key_scale, kind), cosines, sines).to(kind)
        text_key = self._normed(self.text_key(text), self.key_scale, kind).to(kind)
        text_value = self._heads(self.text_value(text))
        seen = functional.scaled_dot_product_attention(
            query, torch.cat([text_key, key], 2), torch.cat([text_value, value], 2)
        )
        return seen.transpose(1, 2).reshape(y.shape)

    def _normed(self, x: Tensor, scale: Tensor, kind: torch.dtype) -> Tensor:
        heads = self._heads(x)
        return functional.rms_norm(heads, heads.shape[-1:]) * scale.to(kind)

    def _heads(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], -1, self.heads, x.shape[-1] // self.heads).transpose(1, 2)


class NanoTransformer(ModelMixin, ConfigMixin):
    """Predicts velocity = noise - clean for every cell, from latents at per-frame noise levels."""

    @register_to_config
    def __init__(
        self,
        latent_channels: int = 12,
        width: int = 256,
        layers: int = 8,
        heads: int = 4,
        bands: tuple[int, int, int] = (8, 12, 12),
    ) -> None:
        super().__init__()
        self.bands = (bands[0], bands[1], bands[2])
        self.patches_in = nn.Linear(latent_channels * PATCH**2, width)
        self.level_in = nn.Linear(LEVEL_FEATURES, width)
        self.level_out = nn.Linear(width, width)
        self.still = nn.Parameter(torch.zeros(width))
        self.steering = nn.Linear(width, 6 * width)
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(layers)])
        self.last_steering = nn.Linear(width, 2 * width)
        self.patches_out = nn.Linear(width, latent_channels * PATCH**2)
        nn.init.normal_(self.steering.weight, std=0.002)
        for parameter in (self.steering.bias, *self.last_steering.parameters(), *self.patches_out.parameters()):
            nn.init.zeros_(parameter)

    def forward(self, latents: Tensor, levels: Tensor, stills: Tensor, text: TextFeatures) -> Tensor:
        """The velocity of `latents` (clips, frames, channels, h, w), with h and w even.

        `levels` (clips, frames) are noise levels from 0, clean, to 1, noise; `stills` (clips, frames) is true where a
        latent frame is a single picture rather than a group of four frames.
        """
        height, width = latents.shape[3] // PATCH, latents.shape[4] // PATCH
        cosines, sines = rotations(latents.shape[1], height, width, self.bands)
        cosines, sines = cosines.to(latents.device), sines.to(latents.device)
        known = self.level_out(functional.silu(self.level_in(_waves(levels))))
        known = known + text.summary.unsqueeze(1) + stills.unsqueeze(-1).to(known.dtype) * self.still.to(known.dtype)
        known = functional.silu(known)
        steering = self.steering(known).unflatten(2, (6, -1))
        x = self.patches_in(_to_patches(latents))
        for block in self.blocks:
            x = block(x, steering, text.tokens, cosines, sines)
        shift, scale = self.last_steering(known).unsqueeze(2).chunk(2, -1)
        x = self.patches_out(functional.layer_norm(x, x.shape[-1:]) * (1 + scale) + shift)
        return _from_patches(x, height, width)


def _waves(levels: Tensor) -> Tensor:
    """Noise levels (...) as sines and cosines (..., 256) of 128 frequencies."""
    half = LEVEL_FEATURES // 2
    frequencies = torch.exp(-math.log(2000) * torch.arange(half, device=levels.device) / half)
    angles = (levels.float() * 1000).unsqueeze(-1) * frequencies
    return torch.cat([angles.cos(), angles.sin()], -1)


def _to_patches(latents: Tensor) -> Tensor:
    """(clips, frames, channels, h, w) to tokens (clips, frames, h * w / 4, channels * 4)."""
    cells = latents.unflatten(4, (-1, PATCH)).unflatten(3, (-1, PATCH))
    return cells.permute(0, 1, 3, 5, 2, 4, 6).flatten(4).flatten(2, 3)


def _from_patches(tokens: Tensor, height: int, width: int) -> Tensor:
    """The inverse of `_to_patches` for a grid of height x width tokens."""
    cells = tokens.unflatten(3, (-1, PATCH, PATCH)).unflatten(2, (height, width))
    return cells.permute(0, 1, 4, 2, 5, 3, 6).flatten(5).flatten(3, 4)
