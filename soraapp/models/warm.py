"""Models stay loaded between runs as long as there is room; when another one needs it, those that were used least
recently leave."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from soraapp.errors import ModelError
from soraapp.models.about import About
from soraapp.models.base import Model
from soraapp.models.machine import Machine, this_machine
from soraapp.models.planning import plan, room_of
from soraapp.models.setup import Setup

Held = tuple[int, int]
"""Bytes of the graphics card and of memory that a model keeps while it makes nothing."""


@dataclass
class _Kept:
    mark: object
    held: Held
    model: Model


@dataclass
class Warm:
    """The models of one process that are loaded."""

    machine: Machine | None = None
    """That of this process unless another is told."""
    _kept: dict[str, _Kept] = field(default_factory=dict[str, _Kept], repr=False)
    """Those that were used last are at the end."""

    def model(self, about: About, setup: Setup, name: str, mark: object, load: Callable[[], Model]) -> Model:
        """The model of a name as it was loaded for the same mark, or loaded now: before that, others make room."""
        kept = self._kept.pop(name, None)
        if kept is None or kept.mark != mark:
            left, kept = kept is not None, None
            held = self._held(about, setup)
            if self._make_room(held) or left:
                _free()
            kept = _Kept(mark, held, load())
        self._kept[name] = kept
        return kept.model

    @property
    def names(self) -> tuple[str, ...]:
        """Of those that are loaded; the one that leaves first comes first."""
        return tuple(self._kept)

    def _held(self, about: About, setup: Setup) -> Held:
        try:
            return plan(about, self._machine, setup).held
        except ModelError:
            return 0, 0  # It is told when the model is loaded.

    def _make_room(self, held: Held) -> bool:
        """Whether any model left."""
        room, left = room_of(self._machine), False
        while self._kept and any(
            own + sum(one.held[place] for one in self._kept.values()) > room[place] > 0
            for place, own in enumerate(held)
            if own
        ):
            del self._kept[next(iter(self._kept))]
            left = True
        return left

    @cached_property
    def _machine(self) -> Machine:
        return self.machine or this_machine()


def _free() -> None:
    """What a model held is given back, though it lived on in circles of references."""
    from soraapp.models.devices import any_device

    gc.collect()
    any_device().free()
