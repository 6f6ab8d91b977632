"""The text encoder: the tokens of a prompt to one vector a token and one vector for the whole prompt."""

from __future__ import annotations

from typing import NamedTuple

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn
from torch.nn import functional


class TextFeatures(NamedTuple):
    """What the transformer reads of a batch of prompts."""

    tokens: Tensor
    """(prompts, tokens, width)"""
    summary: Tensor
    """(prompts, width)"""


class TextBlock(nn.Module):
    """One layer of self-attention over the tokens, padding included: the network was trained to see its padding."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(width)
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.feed_norm = nn.LayerNorm(width)
        self.feed_in = nn.Linear(width, 3 * width)
        self.feed_out = nn.Linear(3 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        joint = self.query_key_value(self.attention_norm(x)).unflatten(2, (3, self.heads, -1))
        query, key, value = joint.permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(query, key, value)
        x = x + self.attention_out(seen.transpose(1, 2).flatten(2))
        return x + self.feed_out(functional.gelu(self.feed_in(self.feed_norm(x)), approximate="tanh"))


class NanoTextEncoder(ModelMixin, ConfigMixin):
    """A small transformer over byte-pair tokens of English and Chinese. Token 0 is padding."""

    @register_to_config
    def __init__(
        self, vocabulary: int = 1024, length: int = 28, width: int = 256, layers: int = 2, heads: int = 4
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.randn(length, width) * 0.3)
        self.blocks = nn.ModuleList([TextBlock(width, heads) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        self.pool = nn.Linear(width, width)

    def forward(self, ids: Tensor) -> TextFeatures:
        """Token numbers (prompts, tokens), at most `length` tokens each, to their features."""
        x = self.embedding(ids) + self.positions[: ids.shape[1]]
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        told = (ids > 0).to(x.dtype).unsqueeze(-1)
        mean = (x * told).sum(1) / told.sum(1).clamp(min=1)
        return TextFeatures(x, self.pool(mean))
