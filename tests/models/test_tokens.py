"""Tokens are counted as the model counts them, without loading it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from soraapp.models.registry import STANDARD_FOLDER, Registry

NANO = Registry.standard().capabilities("nano")


@pytest.mark.parametrize("text", ["", "a red ball bounces", "一只小猫在草地上追逐蝴蝶", "x" * 400, "🎾 ball"])
def test_the_count_is_that_of_the_model(text: str) -> None:
    from transformers import AutoTokenizer

    assert NANO.count_tokens is not None
    tokenizer = AutoTokenizer.from_pretrained(STANDARD_FOLDER / "nano" / "tokenizer")
    assert NANO.count_tokens(text) == len(tokenizer(text)["input_ids"])


def test_the_limit_is_what_the_text_encoder_reads() -> None:
    config = (STANDARD_FOLDER / "nano" / "text_encoder" / "config.json").read_text(encoding="utf-8")
    assert f'"length": {NANO.token_limit}' in config


def test_counting_loads_no_torch() -> None:
    program = (
        "import sys; from soraapp.models.registry import Registry;"
        "Registry.standard().capabilities('nano').count_tokens('a'); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
