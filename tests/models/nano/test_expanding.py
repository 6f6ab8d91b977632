"""Short prompts made detailed: read by the words of the world, told by its grammar."""

from __future__ import annotations

import random
import sys
from subprocess import run

import pytest

from soraapp.models.language import language_of
from soraapp.models.nano.expanding import expand
from soraapp.models.nano.world.captions import attributes, describe
from soraapp.models.nano.world.reading import read
from soraapp.models.nano.world.scene import sample
from soraapp.models.registry import Registry


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_captions_tell_is_read(language: str) -> None:
    rng, right, asked = random.Random(5), 0, 0
    for _ in range(150):
        scene = sample(rng)
        caption = describe(scene, rng, language, detailed=True)
        found = read(caption.text, language).values
        truth = attributes(scene)
        asked += len(caption.told)
        right += sum(found.get(name) == truth[name] for name in caption.told)
    assert right / asked > 0.93


@pytest.mark.parametrize("text", ["a red cat", "a ball bounces in a room", "一只红色的猫", "小狗在草地上跑", "city"])
def test_nothing_that_was_told_is_lost_and_more_is_told(text: str) -> None:
    language = language_of(text)
    before = read(text, language).values
    for seed in range(12):
        long = expand(text, seed)
        after = read(long, language).values
        assert language_of(long) == language
        assert {name: after.get(name) for name in before} == before
        assert len(after) >= len(before) + 2


def test_words_that_are_not_understood_stay() -> None:
    assert expand("a dog wearing a hat", 3).startswith("a dog wearing a hat, ")
    assert expand("一只大象在沙漠里。", 3).startswith("一只大象在沙漠里，")


def test_a_seed_decides_and_nothing_else() -> None:
    assert expand("a cat", 1) == expand("a cat", 1)
    assert len({expand("a cat", seed) for seed in range(8)}) > 4
    code = "from soraapp.models.nano.expanding import expand; print(expand('a cat', 1), end='')"
    other = run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert other.stdout == expand("a cat", 1)


def test_nothing_becomes_a_scene() -> None:
    assert len(read(expand("", 4), "en").values) > 4


def test_the_model_offers_it_without_torch() -> None:
    code = (
        "import sys; from soraapp.models.registry import Registry;"
        "print(Registry.standard().capabilities('nano').expand('a cat', 1)); assert 'torch' not in sys.modules"
    )
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    offered = Registry.standard().capabilities("nano").expand
    assert offered is not None
    assert offered("a cat", 1) == expand("a cat", 1)
