"""Takes: every result that a heavy node has made, with the values that made it. They are history, not settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from soraapp.nodekit import Value

MOST = 50
"""How many takes a node keeps; when there are more, the oldest that is not pinned goes."""
STARS = 5
_DIGEST = re.compile(r"[0-9a-f]{16,128}")


@dataclass(frozen=True)
class Take:
    """One result. The frames themselves are in the cache, under these keys."""

    key: str
    """The content key of the step that made it: hexadecimal digits."""
    at: datetime
    """When it was made, with its time zone."""
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """What the node was set to."""
    seconds: float | None = None
    """How long it took; None when that is not known."""
    clip: str | None = None
    """The digest of the clip among its outputs: hexadecimal digits. None when there is none."""
    name: str = ""
    """What a person calls it; may be empty."""
    stars: int = 0
    """How good a person finds it, from 1 to 5; 0 for no opinion."""
    number: int = 0
    """By which a person knows it among the takes of its node, from 1; it stays. 0 until the node has it."""


def is_digest(text: str) -> bool:
    """Whether a text can be a key: nothing else may become the name of a file."""
    return _DIGEST.fullmatch(text) is not None


def with_take(takes: tuple[Take, ...], take: Take, pinned: str | None) -> tuple[Take, ...]:
    """The takes with one more, the latest last. One with the same key is there already: the same bits."""
    if any(other.key == take.key for other in takes):
        return takes
    kept = [*takes, replace(take, number=max((other.number for other in takes), default=0) + 1)]
    while len(kept) > MOST:
        kept.remove(next(other for other in kept if other.key != pinned))
    return tuple(kept)


def number_of(takes: tuple[Take, ...], key: str | None) -> int | None:
    """The number by which a person knows the take with a key. None when there is none."""
    return next((take.number for take in takes if take.key == key), None)


def differing(takes: tuple[Take, ...]) -> tuple[str, ...]:
    """The names of the values in which some takes differ, in the order in which they come up."""
    names = dict.fromkeys(name for take in takes for name in take.values)
    return tuple(name for name in names if any(_value(take, name) != _value(takes[0], name) for take in takes))


def _value(take: Take, name: str) -> object:
    """With its type: 1 and True, or 1 and 1.0, are not the same to a person."""
    value = take.values.get(name)
    return type(value), value
