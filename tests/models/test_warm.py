"""Models stay loaded while there is room, and those that were used least recently leave by need."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from soraapp.models.about import About
from soraapp.models.diffusers.folder.contents import Weights
from soraapp.models.machine import Machine
from soraapp.models.setup import Setup
from soraapp.models.warm import Warm

GIB = 2**30


class _Loaded:
    """Stands for a model; who holds it is what is looked at."""


def _about(size: int) -> About:
    """A model that takes so many GiB on the processor."""
    return About("Wan", Path("wan"), {"transformer": Weights(1, size * GIB // 4, ("F32",))})


def _asking(warm: Warm) -> Callable[..., Any]:
    def ask(name: str, size: int, mark: str = "") -> Any:
        made: Any = _Loaded()
        return warm.model(_about(size), Setup(), name, mark, lambda: made)

    return ask


def test_a_model_stays_loaded_until_it_is_wanted_otherwise() -> None:
    ask = _asking(Warm(Machine(20 * GIB)))
    first = ask("a", 5)
    assert ask("a", 5) is first
    assert ask("a", 5, "run otherwise") is not first


def test_those_that_were_used_least_recently_leave_by_need() -> None:
    warm = Warm(Machine(20 * GIB))
    ask = _asking(warm)
    a, b = weakref.ref(ask("a", 7)), weakref.ref(ask("b", 7))
    assert warm.names == ("a", "b")
    ask("a", 7)
    ask("c", 7)
    gc.collect()
    assert warm.names == ("a", "c"), "of 18 GiB that may be used"
    assert b() is None
    assert a() is not None
    ask("d", 17)
    assert warm.names == ("d",)


def test_a_model_on_the_card_leaves_memory_alone() -> None:
    warm = Warm(Machine(8 * GIB, graphics=24 * GIB, card="Fast"))
    ask = _asking(warm)
    for name in "abc":
        ask(name, 12)  # 6 GiB in 16 bits.
    assert warm.names == ("a", "b", "c")
    ask("d", 12)
    assert warm.names == ("b", "c", "d")
