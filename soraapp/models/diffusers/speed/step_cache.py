"""Step caches: between steps that are alike, what a network computed is used again instead of computed anew.

This is the table of them, and what each does to a result; `step_caching.py` puts them on networks. Imports no torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from soraapp.errors import ModelError


class Kind(StrEnum):
    """The ways of knowing when a step is like the one before."""

    FIRST_BLOCK = "first block"
    """The first block of a network is computed in every step. Where it changes little, the others are left out."""
    MAGNITUDE = "MagCache"
    """How strongly the network changes its input from step to step was measured for a model, and tells what is left
    out."""
    TAYLOR = "TaylorSeer"
    """The whole network is computed in every third or fifth step, and foreseen in those between."""


EVERY = frozenset(Kind)
"""What suits networks whose blocks hand one stream on, each to the next."""
BUT_FIRST = frozenset({Kind.MAGNITUDE, Kind.TAYLOR})
"""What suits the same where blocks call that stream by a name that diffusers does not look for in the first."""
FORESEEN = frozenset({Kind.TAYLOR})
"""What suits networks whose blocks are given more than what the block before gives."""


@dataclass(frozen=True)
class StepCache:
    """A kind at a strength."""

    kind: Kind
    strength: str
    effect: str
    """What it does to the result, for people."""
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Of diffusers' configuration of that kind."""

    @property
    def title(self) -> str:
        """Such as ``first block, light``."""
        return f"{self.kind}, {self.strength}"

    @property
    def measured(self) -> bool:
        """Whether it needs what was measured of the very model."""
        return self.kind is Kind.MAGNITUDE


_WARM = 3
"""Steps that TaylorSeer computes before it foresees any."""
TABLE: Mapping[str, StepCache] = {
    "first-block-light": StepCache(
        Kind.FIRST_BLOCK,
        "light",
        "Leaves out a step where the first block changes by less than 6 %. Small differences in fine detail.",
        {"threshold": 0.06},
    ),
    "first-block-strong": StepCache(
        Kind.FIRST_BLOCK,
        "strong",
        "Leaves out a step where the first block changes by less than 15 %. Detail and fast motion may suffer.",
        {"threshold": 0.15},
    ),
    "magcache-light": StepCache(
        Kind.MAGNITUDE,
        "light",
        "Leaves out up to 2 steps in a row, after the first fifth, where little was measured to change. "
        "Small differences in fine detail.",
        {"threshold": 0.06, "max_skip_steps": 2, "retention_ratio": 0.2},
    ),
    "magcache-strong": StepCache(
        Kind.MAGNITUDE,
        "strong",
        "Leaves out up to 4 steps in a row, after the first fifth, where little was measured to change. "
        "Detail and fast motion may suffer.",
        {"threshold": 0.12, "max_skip_steps": 4, "retention_ratio": 0.2},
    ),
    "taylorseer-light": StepCache(
        Kind.TAYLOR,
        "light",
        "Computes every third step, and foresees those between. Motion may come out a little otherwise.",
        {"cache_interval": 3, "disable_cache_before_step": _WARM, "max_order": 1},
    ),
    "taylorseer-strong": StepCache(
        Kind.TAYLOR,
        "strong",
        "Computes every fifth step, and foresees those between. Motion and detail come out otherwise.",
        {"cache_interval": 5, "disable_cache_before_step": _WARM, "max_order": 1},
    ),
}
"""By the names under which they are chosen."""


def suited(kinds: frozenset[Kind]) -> tuple[str, ...]:
    """The names of those of some kinds."""
    return tuple(name for name, cache in TABLE.items() if cache.kind in kinds)


def refuse(name: str, kinds: frozenset[Kind], model: str, *, measured: bool) -> None:
    """Raises ModelError when a model, which is suited to some kinds, cannot run with the cache of that name, or has to
    be `measured` first."""
    cache = TABLE.get(name)
    if cache is None:
        return
    if cache.kind not in kinds:
        raise ModelError(
            "{model} cannot run with the step cache {cache}: its network does not allow it.",
            remedy="Choose one of: {names}." if kinds else "Run it without a step cache.",
            model=model,
            cache=name,
            names=", ".join(("auto", *suited(kinds))),
        )
    if cache.measured and not measured:
        raise ModelError(
            "{model} was not measured yet, which MagCache needs.",
            remedy="Run `python3 main.py model bench {model} --measure`, or choose another step cache.",
            model=model,
        )
