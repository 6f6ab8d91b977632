"""Text: what should be seen, in words."""

from __future__ import annotations

from typing import Annotated

from soraapp.nodekit import Prompt, node


@node("text.prompt", version=1, aliases=("words", "description", "caption", "提示词"))
def prompt(
    text: Annotated[str, Prompt(placeholder="Describe what should be seen, in English or Chinese")] = "",
) -> str:
    """A prompt that can feed several nodes at once."""
    return text
