"""What a campaign has done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

from tests.faults.scene import same


@dataclass
class Tally:
    """Counts."""

    kills: int = 0
    lost: int = 0
    """Workers whose end the engine told."""
    films: int = 0
    """Films that came out bit for bit as undisturbed ones."""
    written_again: int = 0
    """Those of them that the encoder wrote otherwise at first."""
    failures: int = 0
    """Runs that ended with a clear error and were run again."""
    damaged: int = 0
    """Files that were damaged in between."""
    recovered: int = 0
    """Times that unsaved work came back as it was."""
    refused: int = 0
    """Times that unsaved work was told to be damaged, and set aside."""

    def compare(self, film: Path, expected: bytes, again: Callable[[], object]) -> None:
        """Count a film that is as expected, perhaps when it is written again. Raises AssertionError when it is not."""
        self.written_again += not same(film, expected, again)
        self.films += 1

    def __str__(self) -> str:
        counts = {field.name: getattr(self, field.name) for field in fields(self)}
        return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count)
