"""Which of the two languages of prompts a text is in."""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u9fff]")


def language_of(text: str) -> str:
    """``zh`` for a text with at least one Chinese character, else ``en``."""
    return "zh" if _HAN.search(text) else "en"
