"""Trains the text encoder of nano, and the tokenizer before it, on captions of scenes and on looser prompts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from torch import Tensor
from torch.nn import functional
from transformers import PreTrainedTokenizerFast

from soraapp.models.nano.attributes import TOLD, numbers
from soraapp.models.nano.text import BEGIN, PADDING, NanoTextEncoder
from soraapp.models.nano.world.captions import LANGUAGES, attributes, describe
from soraapp.models.nano.world.fillers import mistyped
from soraapp.models.nano.world.phrasing import phrase
from soraapp.models.nano.world.scene import sample

Example = tuple[str, tuple[int, ...]]

RATE = 1.5e-3
_SPECIAL = ["<pad>", "<bos>"]


def examples(rng: random.Random) -> Example:
    """A prompt, and the numbers of the attributes that it tells, in the order of `ATTRIBUTES`."""
    language = rng.choice(LANGUAGES)
    if rng.random() < 0.4:
        text, told = caption(rng, language, event="meet" if rng.random() < 0.15 else None)
    else:
        text, values = phrase(rng, language)
        told = numbers(values)
    return _dressed(text, rng), told


def caption(
    rng: random.Random,
    language: str,
    *,
    detailed: bool | None = None,
    still: bool | None = None,
    held: bool = False,
    event: str | None = None,
) -> Example:
    """The caption of a random scene with its numbers; `held` takes one that is never trained on.

    In a scene of the `event` "meet" two subjects are told."""
    scene = sample(rng, held=held, event=event)
    made = describe(
        scene,
        rng,
        language,
        detailed=rng.random() < 0.5 if detailed is None else detailed,
        still=rng.random() < 0.25 if still is None else still,
    )
    return made.text, numbers(attributes(scene), made.told)


def _dressed(text: str, rng: random.Random) -> str:
    """The text with capitals, marks at its end and slips of the finger, as people write."""
    if rng.random() < 0.12:
        text = mistyped(text, rng)
    change = rng.choices((str, str.capitalize, str.upper, str.title), (60, 34, 3, 3))[0]
    return change(text) + rng.choices(("", ".", "!", "。", "！", "...", " ", "?"), (60, 14, 6, 8, 4, 3, 3, 2))[0]


def tokenizer(texts: Sequence[str], vocabulary: int, length: int) -> PreTrainedTokenizerFast:
    """A byte-pair tokenizer learned from texts: case is ignored, and every Chinese character stands for itself."""
    made = Tokenizer(models.BPE())
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex("[。、]"), ", "),
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
            normalizers.Prepend(" "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(r"[\u3400-\u9fff]"), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    made.decoder = decoders.ByteLevel()
    made.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", BEGIN)])
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary, special_tokens=_SPECIAL, initial_alphabet=alphabet, show_progress=False
    )
    made.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token=_SPECIAL[PADDING], bos_token=_SPECIAL[BEGIN], model_max_length=length
    )


def tokens(tokenizer: PreTrainedTokenizerFast, texts: Sequence[str]) -> Tensor:
    """The token numbers of texts, cut to what the encoder reads and padded to the longest: (texts, tokens)."""
    found = tokenizer(list(texts), padding="longest", truncation=True)["input_ids"]
    return torch.tensor(found, dtype=torch.long).reshape(len(texts), -1)


def train(
    folder: Path,
    steps: int,
    log: Callable[[dict[str, float]], None],
    *,
    seed: int = 0,
    corpus: int = 30_000,
    batch: int = 64,
) -> None:
    """Learn the tokenizer from `corpus` prompts and the encoder in `steps` steps of `batch` prompts.

    They are saved as ``folder/tokenizer`` and ``folder/text_encoder``. The same arguments give the same weights on the
    same machine. `log` gets the step and its loss, now and then.
    """
    rng = random.Random(seed)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        encoder = NanoTextEncoder()
        vocabulary, length = encoder.config["vocabulary"], encoder.config["length"]
        words = tokenizer([examples(rng)[0] for _ in range(corpus)], vocabulary, length)
        words.save_pretrained(folder / "tokenizer")
        optimizer = torch.optim.AdamW(encoder.parameters(), RATE, betas=(0.9, 0.98), weight_decay=0.01)
        encoder.train()
        batches = _batches(rng, batch)
        for step in range(steps):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / 100) * min(1.0, (steps - step) / (0.5 * steps))
            loss = _loss(encoder, words, next(batches))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            if step % 100 == 0 or step == steps - 1:
                log({"step": step + 1, "loss": loss.item()})
    encoder.eval().save_pretrained(folder / "text_encoder")


def _batches(rng: random.Random, size: int) -> Iterator[list[Example]]:
    """Batches of prompts of about the same length each, so that little of what is computed is padding."""
    while True:
        pool = sorted(
            (examples(rng) for _ in range(8 * size)),
            key=lambda example: sum(1 if letter.isascii() else 4 for letter in example[0]),
        )
        batches = [pool[at : at + size] for at in range(0, len(pool), size)]
        rng.shuffle(batches)
        yield from batches


def _loss(encoder: NanoTextEncoder, words: PreTrainedTokenizerFast, batch: list[Example]) -> Tensor:
    """The sum of the cross entropies of all attributes, with some tokens exchanged for others."""
    ids = tokens(words, [text for text, _ in batch])
    exchanged = (torch.rand(ids.shape) < 0.03 * torch.rand(len(ids), 1)) & (ids > BEGIN)
    ids = torch.where(exchanged, torch.randint_like(ids, BEGIN + 1, encoder.config["vocabulary"]), ids)
    wanted = torch.tensor([told for _, told in batch])
    with torch.autocast("cpu", torch.bfloat16):
        answers = encoder(ids)
    losses = [functional.cross_entropy(logits.float(), wanted[:, index]) for index, logits in enumerate(answers)]
    return torch.stack(losses).sum()


def accuracy(encoder: NanoTextEncoder, words: PreTrainedTokenizerFast, given: Sequence[Example]) -> dict[str, float]:
    """The share of told attributes that the encoder reads right, by attribute, and of unsaid ones read as unsaid."""
    encoder.eval()
    read = torch.cat(
        [encoder.read(tokens(words, [text for text, _ in given[at : at + 64]])) for at in range(0, len(given), 64)]
    )
    wanted = torch.tensor([told for _, told in given])
    right, said = read == wanted, wanted > 0
    found = {name: right[said[:, at], at].float().mean().item() for at, name in enumerate(TOLD) if said[:, at].any()}
    return found | {"all told": right[said].float().mean().item(), "unsaid": right[~said].float().mean().item()}
