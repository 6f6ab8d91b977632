"""Tokenizers that read bytes, as stand-ins for those of CLIP, Llama, Qwen and Gemma, and encoders for them."""

from __future__ import annotations

from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    Gemma2Config,
    Gemma2Model,
    PreTrainedTokenizerFast,
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen2VLImageProcessorPil,
    Qwen2VLProcessor,
)


def seeded(kind: Any, **settings: Any) -> Any:
    """A network with random weights that are always the same."""
    torch.manual_seed(0)
    return kind(**settings).eval()


def whole(kind: Any, **parts: Any) -> Any:
    """A pipeline of these parts, or settings whose names are not told."""
    return kind(**parts)


CHAT = (
    "{% for one in messages %}<|im_start|>{{ one['role'] }}\n"
    "{% if one['content'] is string %}{{ one['content'] }}"
    "{% else %}{% for part in one['content'] %}{{ part['text'] }}{% endfor %}{% endif %}<|im_end|>\n{% endfor %}"
)
"""How a conversation is written."""
SPECIAL = (
    "<|pad|>", "<|im_start|>", "<|im_end|>", "<|unk|>", "<|image_pad|>", "<|vision_start|>", "<|vision_end|>",
    "<|video_pad|>",
)  # fmt: skip
NUMBER = {name: number for number, name in enumerate(SPECIAL)}


def tokenizer(length: int = 4096, *, side: str = "right", begun: bool = False) -> PreTrainedTokenizerFast:
    """Bytes, and a few special words. `begun`: a word at the begin and one at the end, as CLIP has them."""
    words = [*SPECIAL, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    known = {word: number for number, word in enumerate(words)}
    made = Tokenizer(models.BPE(vocab=known, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    start, end = SPECIAL[1:3]
    if begun:
        made.post_processor = processors.TemplateProcessing(
            single=f"{start} $A {end}", pair=f"{start} $A $B {end}", special_tokens=[(start, 1), (end, 2)]
        )
    found = PreTrainedTokenizerFast(
        tokenizer_object=made,
        bos_token=start,
        eos_token=end,
        pad_token=SPECIAL[0],
        unk_token=SPECIAL[3],
        model_max_length=length,
        padding_side=side,
    )
    found.chat_template = CHAT
    return found


def looker() -> Any:
    """What reads words and looks at pictures for Qwen 2.5 VL, as folders name it."""
    words = tokenizer()
    words.add_special_tokens({"additional_special_tokens": list(SPECIAL[4:])})
    crop: Any = Qwen2VLImageProcessorPil(min_pixels=28 * 28, max_pixels=28 * 28 * 64)
    return _Looker(crop, words, None)


class _Looker(Qwen2VLProcessor):
    """One that is made, and saved, where nothing for clips is installed."""

    def check_argument_for_proper_class(self, argument_name: str, argument: Any) -> Any:
        if argument_name == "video_processor":
            return None
        return super().check_argument_for_proper_class(argument_name, argument)

    def save_pretrained(self, save_directory: Any, push_to_hub: bool = False, **_: Any) -> list[str]:
        self.tokenizer.save_pretrained(save_directory, push_to_hub=push_to_hub)
        return self.image_processor.save_pretrained(save_directory)


_Looker.__name__, _Looker.__module__ = Qwen2VLProcessor.__name__, Qwen2VLProcessor.__module__


def clip(*, projected: bool = False) -> Any:
    """A text encoder like CLIP's, of 32 numbers."""
    return seeded(
        CLIPTextModelWithProjection if projected else CLIPTextModel,
        config=CLIPTextConfig(
            bos_token_id=1,
            eos_token_id=2,
            pad_token_id=0,
            hidden_size=32,
            intermediate_size=37,
            num_attention_heads=4,
            num_hidden_layers=2,
            vocab_size=300,
            projection_dim=32,
        ),
    )


def qwen() -> Any:
    """A text encoder like that of Qwen 2.5 VL, of 16 numbers."""
    text: dict[str, Any] = {
        "vocab_size": 300,
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "rope_scaling": {"mrope_section": [1, 1, 2], "rope_type": "default", "type": "default"},
        "rope_theta": 1000000.0,
        "pad_token_id": 0,
        "bos_token_id": 1,
        "eos_token_id": 2,
    }
    seeing = {
        "depth": 1,
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_heads": 2,
        "out_hidden_size": 16,
        "fullatt_block_indexes": [0],
    }
    config: Any = Qwen2_5_VLConfig(
        text_config=text,
        vision_config=seeing,
        image_token_id=NUMBER["<|image_pad|>"],
        video_token_id=NUMBER["<|video_pad|>"],
        vision_start_token_id=NUMBER["<|vision_start|>"],
        vision_end_token_id=NUMBER["<|vision_end|>"],
    )
    return seeded(Qwen2_5_VLForConditionalGeneration, config=config)


def gemma() -> Any:
    """A text encoder like that of Gemma 2, of 8 numbers."""
    return seeded(
        Gemma2Model,
        config=Gemma2Config(
            head_dim=8,
            hidden_size=8,
            intermediate_size=16,
            max_position_embeddings=8192,
            num_attention_heads=2,
            num_hidden_layers=1,
            num_key_value_heads=2,
            vocab_size=300,
        ),
    )
