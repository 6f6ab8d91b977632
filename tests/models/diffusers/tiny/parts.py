"""What tiny pipelines share: tokenizers that need no file, and a text encoder."""

from __future__ import annotations

from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast, T5Config, T5EncoderModel, UMT5Config, UMT5EncoderModel

WORDS = (
    "a", "ball", "blurry", "bounces", "day", "go", "green", "hills", "it", "low", "make", "over", "quality", "red",
    "snow", "sunny", "underwater",
)  # fmt: skip


def t5_tokenizer(length: int = 512) -> PreTrainedTokenizerFast:
    """Like that of T5: words of its own, and letters for all else."""
    known = [
        ("<pad>", 0.0),
        ("</s>", 0.0),
        ("<unk>", 0.0),
        ("▁", -2.0),
        *(("▁" + word, -3.0) for word in sorted(set(WORDS))),
    ]
    known += [(chr(letter), -8.0) for letter in range(33, 127)]
    tokenizer = Tokenizer(models.Unigram(known, unk_id=2, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=length
    )


def t5_encoder(*, multilingual: bool = False) -> Any:
    """A text encoder; `eval` matters, as one that was just made drops numbers out at random."""
    torch.manual_seed(0)
    settings: dict[str, Any] = {
        "vocab_size": 160,
        "d_model": 32,
        "d_kv": 8,
        "d_ff": 37,
        "num_layers": 2,
        "num_heads": 4,
        "dropout_rate": 0.0,
        "feed_forward_proj": "gated-gelu",
        "pad_token_id": 0,
        "eos_token_id": 1,
        "decoder_start_token_id": 0,
    }
    made = UMT5EncoderModel(UMT5Config(**settings)) if multilingual else T5EncoderModel(T5Config(**settings))
    return made.eval()
