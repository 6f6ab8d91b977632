"""How much room the results take on disk."""

from __future__ import annotations

from pathlib import Path


def folder_size(folder: Path) -> int:
    """The bytes of all files in a folder; those that vanish meanwhile do not count."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total
