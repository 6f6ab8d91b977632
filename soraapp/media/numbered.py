"""Clips as numbered pictures: a run of ``#`` in the name of a file stands for the number of the frame."""

from __future__ import annotations

import re
from pathlib import Path


def is_numbered(path: Path) -> bool:
    """Whether a path stands for many files."""
    return "#" in path.name


def numbered(path: Path, number: int) -> Path:
    """The file of a frame, such as ``frame_0007.png`` of ``frame_####.png``."""
    return path.with_name(re.sub("#+", lambda run: f"{number:0{len(run.group())}d}", path.name))
