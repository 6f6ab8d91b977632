"""Names that people give to nodes, unique in a graph."""

from __future__ import annotations

import re
from collections.abc import Collection


def free_name(wish: str, taken: Collection[str]) -> str:
    """The wish itself if it is free, else the first free one of ``Prompt 2``, ``Prompt 3``, ..."""
    if wish not in taken:
        return wish
    stem = re.sub(r" \d+$", "", wish)
    number = 2
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"
