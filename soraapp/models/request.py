"""One request for every ability: the fields here are all that can change a generated frame, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from soraapp.media.clip import Clip, Image, Size
from soraapp.media.identity import digest


@dataclass(frozen=True)
class Cue:
    """What should be seen from a moment on. One cue at 0 is a plain prompt."""

    text: str
    start: Fraction = Fraction(0)
    """When the cue begins, in seconds from the first frame."""


@dataclass(frozen=True)
class Keep:
    """Media that must appear in the result."""

    media: Image | Clip
    at: int = 0
    """The frame of the result where the media begins; negative numbers count from the end (-1 is the last frame)."""
    strength: float = 1.0
    """How strongly it is kept: 1 keeps it exactly (up to the model's own compression), 0 not at all."""


@dataclass(frozen=True)
class Request:
    """What a model is asked to make."""

    model: str
    """Which model, with which weights and code: `Capabilities.identity`, such as ``nano@1f0c...``."""
    cues: tuple[Cue, ...]
    size: Size
    count: int
    """The number of frames; 1 asks for an image."""
    rate: Fraction
    seed: int
    steps: int
    guidance: float
    negative: str = ""
    keeps: tuple[Keep, ...] = ()

    @property
    def digest(self) -> str:
        """The content digest under which the result is cached."""
        return digest(self)
