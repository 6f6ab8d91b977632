"""A language model of a few kilobytes, with random weights, in a folder as transformers stores it."""

from __future__ import annotations

from pathlib import Path

WORDS = (*"a red blue cat dog boat walks swims in the snow rain at night slowly".split(), *"一只猫在雪里，。")  # noqa: SIM905


def save(folder: Path) -> Path:
    """Writes the model, which knows WORDS, reads 64 of them and never ends by itself. Gives the folder."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    vocabulary = {word: number for number, word in enumerate(["<unk>", "<end>", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", eos_token="<end>").save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2,
        max_position_embeddings=64, bos_token_id=None, eos_token_id=1, initializer_range=1.0,
    )  # fmt: skip
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(0)
        model = LlamaForCausalLM(config)
        model.lm_head.weight[:2] = 0  # Neither an unknown word nor the end is the likeliest.
    model.save_pretrained(folder)
    return folder
