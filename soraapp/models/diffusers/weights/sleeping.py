"""Networks that read prompts, loaded when one is new: until then they have their layers, but no weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import nn

_LOAD = "_soraapp_load"
"""What a network that sleeps is told to do when it wakes."""


def asleep(kind: Any, place: Path, form: torch.dtype, load: Callable[[], nn.Module]) -> nn.Module:
    """A network of that class of transformers, as the files in a folder describe it, which takes no memory. `load`
    gives the same network with its weights. Raises OSError or ValueError where the description is damaged."""
    config = kind.config_class.from_pretrained(place, local_files_only=True)
    with torch.device("meta"):
        network: nn.Module = kind._from_config(config, dtype=form).eval()
    network.__class__ = type(kind.__name__, (_Sleeper, kind), {"__module__": kind.__module__})
    setattr(network, _LOAD, load)
    return network


def sleeps(network: object) -> bool:
    """Whether its weights are still to be loaded."""
    return isinstance(network, _Sleeper)


def wake(network: nn.Module) -> None:
    """Load the weights of a network that sleeps, on the processor. What holds it, or hooks into it, goes on doing so.
    Raises what loading raises; it sleeps on then."""
    there = getattr(network, _LOAD)()
    for empty, full in zip(network.modules(), there.modules(), strict=True):
        vars(empty).update({name: it for name, it in vars(full).items() if name != "_modules" and "_hook" not in name})
    delattr(network, _LOAD)
    network.__class__ = type(there)


class _Sleeper:
    """What is asked of a network, or done with it, that does not need its weights."""

    device = torch.device("cpu")

    def to(self, *_: object, **__: object) -> _Sleeper:
        """Where it is to go is known when it wakes."""
        return self
