"""One request for every ability: the fields here are all that can change a generated frame, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from soraapp.media.audio.soundtrack import muted
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
    mask: Image | Clip | None = None
    """Where it is kept: where the mask is brighter than middle grey. Without a mask, everywhere."""


@dataclass(frozen=True)
class Source:
    """Media that the result starts from instead of noise (SDEdit, Meng et al. 2021). They fill the whole result."""

    media: Image | Clip
    change: float
    """How far the result may leave the media: 0 gives them back, 1 ignores them."""


@dataclass(frozen=True)
class Performance:
    """How a character moves: clips that were prepared from a film of an actor, and begin with the result."""

    character: Image
    pose: Clip
    """The skeleton of the actor, drawn on black."""
    face: Clip
    """The face of the actor, which fills the picture."""
    scene: Clip | None = None
    """What is seen around the character, as in a film in which it takes somebody's place; else as around it in its
    picture."""
    place: Clip | None = None
    """Where in the scene the character goes: where it is white."""


class Action(Enum):
    """What the player of a game world does."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    ACT = "act"


@dataclass(frozen=True)
class Steer:
    """How the camera moves and what the player does from a moment on, until the next steer.

    1 is the speed at which the model's own camera moves calmly; negative numbers go the other way.
    """

    start: Fraction = Fraction(0)
    """When it begins, in seconds from the first frame."""
    pan: float = 0.0
    """Turning to the right."""
    tilt: float = 0.0
    """Turning upwards."""
    dolly: float = 0.0
    """Going ahead."""
    orbit: float = 0.0
    """Going around the subject, clockwise as seen from above."""
    action: Action = Action.NONE


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
    source: Source | None = None
    performance: Performance | None = None
    steers: tuple[Steer, ...] = ()
    """Empty leaves camera and player to the prompt."""
    detail: int = 1
    """How many times finer than at its native size the model draws, refined in overlapping tiles."""
    context: tuple[str, ...] = ()
    """Prompts of the media that are given, as far as they are known, the earliest first: what the cues leave unsaid is
    as the last of these that speaks of it says."""

    @property
    def digest(self) -> str:
        """The content digest under which the result is cached. How given clips sound changes no frame."""
        return digest(muted(self))
