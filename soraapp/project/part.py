"""A part of a JSON document that a stranger may have written: every step into it is checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from soraapp.errors import ProjectError

MEND = "Open an earlier copy of it, or mend that place in a text editor."
"""The remedy for a damaged file."""


@dataclass(frozen=True)
class Part:
    """One value of a JSON document, and its place there, such as ``nodes.3.kind``."""

    value: object
    place: str = ""

    def wrong(self, message: str, **facts: object) -> ProjectError:
        """The error that says what is wrong here: `message` goes on from the place, such as ``is missing``."""
        return ProjectError(
            "{file} is damaged: {place} " + message + ".",
            remedy=MEND,
            file="The project",
            place=self.place or "all of it",
            **facts,
        )

    def members(self, required: Collection[str] | None = None, optional: Collection[str] = ()) -> dict[str, Part]:
        """The members of an object: all those required are there, and no others than those named, if any are named."""
        if not isinstance(self.value, dict):
            raise self.wrong("is not an object")
        found = {key: Part(value, self._inner(key)) for key, value in cast("dict[str, object]", self.value).items()}
        if required is not None:
            for key in required:
                if key not in found:
                    raise Part(None, self._inner(key)).wrong("is missing")
            for key, part in found.items():
                if key not in required and key not in optional:
                    raise part.wrong("is not known")
        return found

    def items(self) -> list[Part]:
        if not isinstance(self.value, list):
            raise self.wrong("is not a list")
        return [Part(value, self._inner(str(index))) for index, value in enumerate(cast("list[object]", self.value))]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong("is not a text")
        return self.value

    def any_text(self) -> str:
        """A text that may be empty."""
        if not isinstance(self.value, str):
            raise self.wrong("is not a text")
        return self.value

    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong("is not a whole number")
        return self.value

    def number(self) -> float:
        if not isinstance(self.value, int | float) or isinstance(self.value, bool) or not abs(self.value) < 1e9:
            raise self.wrong("is not a number below 10^9")
        return float(self.value)

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong("is neither true nor false")
        return self.value

    def _inner(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key
