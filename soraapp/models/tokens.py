"""How many tokens a text is to a model: what text encoders read is counted in tokens, not in characters."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any


def count_tokens(tokenizer: Path, text: str) -> int:
    """The tokens of a text, with those that begin and end it; `tokenizer` is a `tokenizer.json`. Loads no weights, but
    takes some 0.1 s the first time."""
    return len(_tokenizer(tokenizer).encode(text).ids)


@lru_cache(maxsize=8)
def _tokenizer(file: Path) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(file))
