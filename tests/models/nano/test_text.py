"""Prompts in English and Chinese are read as attributes; how the reader is trained."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from soraapp.models.nano.attributes import ATTRIBUTES, COUNTS, TOLD, numbers
from soraapp.models.nano.text import NanoTextEncoder
from soraapp.models.nano.training.text import accuracy, examples, tokens, train
from soraapp.models.nano.world.grammar import going, third
from soraapp.models.nano.world.phrasing import phrase

STEPS = 30


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[float]]:
    folder, losses = tmp_path_factory.mktemp("reader"), []
    train(folder, STEPS, lambda entry: losses.append(entry["loss"]), corpus=1000, batch=8)
    return folder, losses


@pytest.fixture(scope="module")
def words(trained: tuple[Path, list[float]]) -> PreTrainedTokenizerFast:
    return AutoTokenizer.from_pretrained(trained[0] / "tokenizer", local_files_only=True)


@pytest.fixture(scope="module")
def encoder(trained: tuple[Path, list[float]]) -> NanoTextEncoder:
    return NanoTextEncoder.from_pretrained(trained[0] / "text_encoder", local_files_only=True)


def test_training_lowers_the_loss(trained: tuple[Path, list[float]]) -> None:
    first, last = trained[1]
    assert last < 0.7 * first


def test_an_empty_prompt_tells_nothing(encoder: NanoTextEncoder, words: PreTrainedTokenizerFast) -> None:
    with torch.no_grad():
        first = encoder.answers[0]
        assert isinstance(first, torch.nn.Linear)
        first.bias[3] = 100.0
    read = encoder.read(tokens(words, ["", "   ", "a red cat"]))
    assert read.dtype == torch.int64
    assert read.shape == (3, len(ATTRIBUTES))
    assert not read[:2].any()
    assert read[2, 0] == 3


def test_what_is_read_does_not_depend_on_padding(encoder: NanoTextEncoder, words: PreTrainedTokenizerFast) -> None:
    alone, beside = tokens(words, ["a red cat"]), tokens(words, ["a red cat", "a blue dog in the snow, at night"])
    for one, other in zip(encoder(alone), encoder(beside), strict=True):
        torch.testing.assert_close(one[0], other[0])


def test_text_beyond_the_length_is_cut(encoder: NanoTextEncoder, words: PreTrainedTokenizerFast) -> None:
    ids = tokens(words, ["a red cat in the snow " * 60])
    assert ids.shape == (1, encoder.config["length"])
    assert torch.equal(encoder.read(ids), encoder.read(torch.cat([ids, ids], 1)))


@pytest.mark.parametrize("text", ["a red ball bounces underwater", "把它变成雪地, 一只红色的猫", "zoé, 12 x!"])
def test_tokens_are_the_text_again(words: PreTrainedTokenizerFast, text: str) -> None:
    ids = words(text)["input_ids"]
    assert ids[0] == 1
    assert str(words.decode(ids[1:])).strip() == text


def test_capitals_and_full_width_marks_make_no_difference(words: PreTrainedTokenizerFast) -> None:
    assert words("A RED Cat！")["input_ids"] == words("  a red cat!")["input_ids"]


def test_detailed_prompts_fit(encoder: NanoTextEncoder, words: PreTrainedTokenizerFast) -> None:
    rng = random.Random(4)
    lengths = sorted(len(words(examples(rng)[0])["input_ids"]) for _ in range(500))
    assert lengths[int(0.95 * len(lengths))] < encoder.config["length"]


def test_examples_speak_both_languages_and_tell_every_value() -> None:
    rng = random.Random(3)
    made = [examples(rng) for _ in range(6000)]
    chinese = sum(not text.isascii() for text, _ in made)
    assert 2000 < chinese < 4500
    for at, name in enumerate(TOLD):
        told = {numbers_[at] for _, numbers_ in made}
        unsayable = {1} if name == "event" else set()
        assert told == set(range(COUNTS[at])) - unsayable, name
    assert all(len(told) == len(ATTRIBUTES) and told[-1] == 0 for _, told in made)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_prompts_about_something_else_tell_nothing(language: str) -> None:
    rng = random.Random(5)
    made = [phrase(rng, language) for _ in range(2000)]
    assert any(text and not values for text, values in made)
    assert all(numbers(values) for _, values in made)


def test_two_subjects_meet() -> None:
    rng = random.Random(6)
    made = [phrase(rng, "en")[1] for _ in range(2000)]
    assert all("event" in values for values in made if "other subject" in values)


def test_accuracy_counts_told_attributes_apart(encoder: NanoTextEncoder, words: PreTrainedTokenizerFast) -> None:
    unsaid = numbers({})
    read = tuple(encoder.read(tokens(words, ["a red cat"]))[0].tolist())
    assert accuracy(encoder, words, [("a red cat", read)])["all told"] == 1.0
    assert accuracy(encoder, words, [("", unsaid), ("a red cat", read)])["unsaid"] == 1.0


def test_verbs_change_their_form() -> None:
    assert third("hop up and down") == "hops up and down"
    assert third("fly up") == "flies up"
    assert third("drop and bounce") == "drops and bounces"
    assert going("not move") == "not moving"
    assert going("circle") == "circling"
    assert going("be eaten") == "being eaten"
