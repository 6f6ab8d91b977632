"""The text encoder: the tokens of a prompt in English or Chinese to the numbers of the attributes that it tells."""

from __future__ import annotations

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.nano.attributes import ATTRIBUTES, TOLD

PADDING, BEGIN = 0, 1
"""The tokens that fill up a prompt and that begin it; all others are text."""


class ReadingBlock(nn.Module):
    """One layer of self-attention in which nothing sees the padding."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(width)
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.feed = nn.Sequential(
            nn.LayerNorm(width),
            nn.Linear(width, 4 * width),
            nn.GELU(),
            nn.Linear(4 * width, width),
        )

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        joint = self.query_key_value(self.attention_norm(x)).unflatten(2, (3, self.heads, -1))
        query, key, value = joint.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        x = x + self.attention_out(mixed.transpose(1, 2).flatten(2))
        return x + self.feed(x)


class NanoTextEncoder(ModelMixin, ConfigMixin):
    """A small transformer over byte-pair tokens, with one learned question for every attribute in `TOLD`."""

    @register_to_config
    def __init__(
        self, vocabulary: int = 2048, length: int = 128, width: int = 128, layers: int = 3, heads: int = 4
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width, padding_idx=PADDING)
        self.positions = nn.Parameter(torch.randn(length, width) * 0.1)
        self.questions = nn.Parameter(torch.randn(len(TOLD), width) * 0.2)
        self.blocks = nn.ModuleList([ReadingBlock(width, heads) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        self.answers = nn.ModuleList([nn.Linear(width, len(values) + 1) for values in TOLD.values()])

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """Token numbers (prompts, tokens), of which those beyond `length` are not read, to the logits of each attribute
        in `TOLD`: (prompts, values + 1), where 0 stands for unsaid."""
        ids = ids[:, : len(self.positions)]
        questions = self.questions.expand(len(ids), -1, -1)
        x = torch.cat([questions, self.embedding(ids) + self.positions[: ids.shape[1]]], 1)
        seen = functional.pad(ids != PADDING, (questions.shape[1], 0), value=True)[:, None, None]
        for block in self.blocks:
            x = block(x, seen)
        x = self.norm(x[:, : questions.shape[1]])
        return tuple(answer(x[:, index]) for index, answer in enumerate(self.answers))

    @torch.no_grad()
    def read(self, ids: Tensor) -> Tensor:
        """Token numbers (prompts, tokens) to attribute numbers (prompts, attributes), in the order of `ATTRIBUTES`.

        A prompt without text tells nothing; no prompt tells how large the scene is drawn.
        """
        numbers = torch.stack([logits.argmax(1) for logits in self(ids)], 1)
        numbers = torch.where((ids > BEGIN).any(1, keepdim=True), numbers, 0)
        return functional.pad(numbers, (0, len(ATTRIBUTES) - len(TOLD)))
