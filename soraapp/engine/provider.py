"""The models as the engine sees them: a value that both processes can make from its importable name."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any, Protocol

from soraapp.models.base import Capabilities, Model
from soraapp.models.loras import Lora

STANDARD = "soraapp.models.registry:Registry.standard"
"""Names the function that gives the models of this machine."""


class Models(Protocol):
    """Models by name, also with LoRAs (`soraapp.models.references`). To ask what they can do loads no weights."""

    def names(self) -> Iterable[str]: ...

    def loras(self) -> Mapping[str, Lora]:
        """LoRAs by name."""
        ...

    def capabilities(self, name: str) -> Capabilities:
        """Raises ModelError when there is no such model."""
        ...

    def load(self, name: str) -> Model:
        """The model, ready to generate. Raises ModelError when it is missing or damaged."""
        ...


class OneAtATime:
    """Models of which two threads never load one twice."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self._lock = Lock()

    def names(self) -> Iterable[str]:
        return self._models.names()

    def loras(self) -> Mapping[str, Lora]:
        return self._models.loras()

    def capabilities(self, name: str) -> Capabilities:
        return self._models.capabilities(name)

    def load(self, name: str) -> Model:
        with self._lock:
            return self._models.load(name)


def provide(name: str) -> Models:
    """What the function called `name`, such as ``package.module:Class.method``, gives."""
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found()
