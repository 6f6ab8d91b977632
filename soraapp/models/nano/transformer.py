"""The diffusion transformer: noisy latents of a clip to the clean ones.

Every latent cell is a token. Every latent frame has its own noise level (diffusion forcing, Chen et al. 2024), so
frames that are known stay clean beside frames that are still noise. What is told of the scene is read as extra keys and
values; it also steers every layer, together with the noise level, the camera and whether a frame is a still
(AdaLN-single, Chen et al. 2023, PixArt-alpha).
"""

from __future__ import annotations

import math

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.nano.attention import mixed
from soraapp.models.nano.attributes import ATTRIBUTES, COUNTS
from soraapp.models.nano.positions import rotate, rotations
from soraapp.models.nano.world.view import RATES, WAYS

LEVEL_FEATURES = 256
CONTROLS = 11
"""Pan, tilt, dolly and orbit a second, the player's action, one of six, and 1 where these are given at all."""
_USUAL = torch.tensor([*RATES.values(), *[1.0] * (CONTROLS - len(RATES))])
_CAMERA = list(ATTRIBUTES).index("camera")
_MOVES = torch.tensor(
    [
        ATTRIBUTES["camera"].index(move) + 1
        for move in ("static", *(f"{axis} {ways[way]}" for way in (True, False) for axis, ways in WAYS.items()))
    ]
)
"""The numbers of a camera that stands still, and of one that moves along each axis, forwards and then backwards."""


class Block(nn.Module):
    """Attention of all tokens of a clip to each other and to what is told, then a feed-forward layer."""

    def __init__(self, width: int, heads: int, growth: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width, bias=False)
        self.told_key, self.told_value = (nn.Linear(width, width, bias=False) for _ in range(2))
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

    def forward(self, x: Tensor, steering: Tensor, told: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
        """`x` (clips, frames, cells, width); `steering` (clips, frames, 6, width); `told` (clips, words, width)."""
        steering = (steering + self.modulation.to(steering.dtype)).unsqueeze(2)
        shift, scale, gate, feed_shift, feed_scale, feed_gate = steering.unbind(3)
        width = x.shape[-1:]
        seen = self._attend(functional.layer_norm(x, width) * (1 + scale) + shift, told, cosines, sines)
        x = x + gate * self.attention_out(seen)
        y = functional.layer_norm(x, width) * (1 + feed_scale) + feed_shift
        return x + feed_gate * self.feed_out(functional.gelu(self.feed_in(y)))

    def _attend(self, y: Tensor, told: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
        query, key, value = self.query_key_value(y).flatten(1, 2).chunk(3, -1)
        kind = value.dtype
        query = rotate(self._normed(query, self.query_scale), cosines, sines).to(kind)
        key = rotate(self._normed(key, self.key_scale), cosines, sines).to(kind)
        told_key = self._normed(self.told_key(told), self.key_scale).to(kind)
        keys = torch.cat([told_key, key], 2)
        values = torch.cat([self._heads(self.told_value(told)), self._heads(value)], 2)
        seen = mixed(query, keys, values)
        return seen.transpose(1, 2).reshape(y.shape)

    def _normed(self, x: Tensor, scale: Tensor) -> Tensor:
        heads = self._heads(x)
        return functional.rms_norm(heads, heads.shape[-1:]) * scale.to(heads.dtype)

    def _heads(self, x: Tensor) -> Tensor:
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)


class NanoTransformer(ModelMixin, ConfigMixin):
    """Predicts the clean latents of every cell, from latents at per-frame noise levels."""

    @register_to_config
    def __init__(
        self,
        latent_channels: int = 40,
        width: int = 256,
        layers: int = 8,
        heads: int = 4,
        bands: tuple[int, int, int] = (8, 12, 12),
        attributes: tuple[int, ...] = COUNTS,
    ) -> None:
        super().__init__()
        self.bands = (bands[0], bands[1], bands[2])
        self.told = nn.ModuleList([nn.Embedding(count, width) for count in attributes])
        self.controls = nn.Linear(CONTROLS, width, bias=False)
        self.cells_in = nn.Linear(latent_channels, width)
        self.level_in = nn.Linear(LEVEL_FEATURES, width)
        self.level_out = nn.Linear(width, width)
        self.still = nn.Parameter(torch.zeros(width))
        self.steering = nn.Linear(width, 6 * width)
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(layers)])
        self.last_steering = nn.Linear(width, 2 * width)
        self.cells_out = nn.Linear(width, latent_channels)
        nn.init.normal_(self.steering.weight, std=0.002)
        nn.init.zeros_(self.steering.bias)
        nn.init.zeros_(self.controls.weight)
        for parameter in (*self.last_steering.parameters(), *self.cells_out.parameters()):
            nn.init.zeros_(parameter)

    def forward(self, latents: Tensor, levels: Tensor, stills: Tensor, told: Tensor, controls: Tensor) -> Tensor:
        """The clean latents behind `latents` (clips, frames, channels, h, w).

        `levels` (clips, frames) are noise levels from 0, clean, to 1, noise; `stills` (clips, frames) is true where a
        latent frame is a single picture rather than a group of four frames; `told` (clips, attributes) are the numbers
        of `attributes.numbers`; `controls` (clips, frames, 11) say what camera and player do, all 0 where unknown.
        """
        height, width = latents.shape[3:]
        cosines, sines = rotations(latents.shape[1], height, width, self.bands)
        cosines, sines = cosines.to(latents.device), sines.to(latents.device)
        words = torch.stack([one(told[:, index]) for index, one in enumerate(self.told)], 1)
        known = self.level_out(functional.silu(self.level_in(_waves(levels))))
        known = known + self._said(words, controls) + stills.unsqueeze(-1) * self.still
        known = functional.silu(known)
        steering = self.steering(known).unflatten(2, (6, -1))
        x = self.cells_in(latents.permute(0, 1, 3, 4, 2).flatten(2, 3))
        for block in self.blocks:
            x = block(x, steering, words, cosines, sines)
        shift, scale = self.last_steering(known).unsqueeze(2).chunk(2, -1)
        x = self.cells_out(functional.layer_norm(x, x.shape[-1:]) * (1 + scale) + shift)
        return x.unflatten(2, (height, width)).permute(0, 1, 4, 2, 3)

    def _said(self, words: Tensor, controls: Tensor) -> Tensor:
        """What is told of a clip and of its frames, (clips, frames, width).

        Where controls are given, what the camera does in a frame takes the place of the word for what it does in the
        clip: the vectors of the same words, as strongly as the camera moves. So the network understands controls as
        soon as it understands words.
        """
        controls = controls / _USUAL.to(controls)
        moves, given = controls[..., : len(RATES)], controls[..., -1:]
        still = (given - moves.abs().amax(-1, keepdim=True)).clamp(min=0)
        strengths = torch.cat([still, moves.clamp(min=0), (-moves).clamp(min=0)], -1)
        camera = strengths @ self.told[_CAMERA](_MOVES.to(controls.device))
        return words.sum(1, keepdim=True) - given * words[:, None, _CAMERA] + camera + self.controls(controls)


def _waves(levels: Tensor) -> Tensor:
    """Noise levels (...) as sines and cosines (..., 256) of 128 frequencies."""
    half = LEVEL_FEATURES // 2
    frequencies = torch.exp(-math.log(2000) * torch.arange(half, device=levels.device) / half)
    angles = (levels.float() * 1000).unsqueeze(-1) * frequencies
    return torch.cat([angles.cos(), angles.sin()], -1)
