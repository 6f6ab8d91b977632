"""What is known of a model beside what it can do: where it is, how large, and under which terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soraapp.models.base import Capabilities, Model
from soraapp.models.diffusers.folder.contents import Weights
from soraapp.models.diffusers.speed.step_cache import Kind
from soraapp.models.setup import Setup


@dataclass(frozen=True)
class About:
    """A model's folder."""

    family: str
    folder: Path
    parts: Mapping[str, Weights] = field(default_factory=dict[str, Weights])
    """The weights of each of its networks, by name."""
    licence: str = ""
    """As its folder tells, such as ``apache-2.0``; empty where it does not."""
    repository: str = ""
    """Where it is published at Hugging Face, such as ``Wan-AI/Wan2.1-T2V-1.3B-Diffusers``; empty where not known."""
    singles: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """The files that hold networks in place of those in the folder, by name."""
    step_caches: frozenset[Kind] = frozenset()
    """The kinds of step caches that its networks allow."""
    divides: bool = False
    """Whether its networks can be divided among graphics cards."""
    wide: bool = False
    """Whether its numbers are kept in 32 bits on every device."""

    @property
    def bytes(self) -> int:
        """Of all its weights, as they are stored."""
        return sum(weights.bytes for weights in self.parts.values())

    @property
    def formats(self) -> tuple[str, ...]:
        """Of the numbers of its largest network, such as BF16, the most frequent first."""
        largest = max(self.parts.values(), key=lambda one: one.bytes, default=None)
        return largest.formats if largest else ()


@dataclass(frozen=True)
class Known:
    """A model that can be used."""

    capabilities: Capabilities
    about: About
    load: Callable[[Setup], Model]
    takes_loras: bool = False
    """Whether LoRAs can be added to it."""
