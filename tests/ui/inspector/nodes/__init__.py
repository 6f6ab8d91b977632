"""One node with every kind of control, and one that takes anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated

from soraapp.media.clip import Clip, Image
from soraapp.nodekit import Choice, Control, File, ModelChoice, Prompt, Seed, Slider, Toggle, node


@dataclass(frozen=True)
class Novelty(Control):
    """A control that the inspector has never heard of."""


class Direction(Enum):
    """Few and short: buttons."""

    FORWARD = "forward"
    BACKWARD = "backward"
    LOOP = "loop"


class Curve(Enum):
    """Many: a list."""

    LINEAR = "linear"
    EASE = "ease_in_out"
    SHARP = "sharp"
    SYMMETRIC = "symmetric"
    ASYMMETRIC = "asymmetric"


@node("show.everything", version=1)
def everything(
    clip: Clip,
    more: tuple[Image, ...],
    prompt: Annotated[str, Prompt(placeholder="Describe it")] = "",
    strength: Annotated[float, Slider(0, 1, step=0.05)] = 0.5,
    width: Annotated[int, Slider(64, 2048, step=16, unit="px")] = 96,
    steps: Annotated[int | None, Slider(1, 100)] = None,
    border: Annotated[int | None, Slider(0, 10)] = None,
    seed: Annotated[int, Seed()] = 7,
    direction: Annotated[Direction, Choice()] = Direction.FORWARD,
    curve: Annotated[Curve, Choice()] = Curve.LINEAR,
    expand: Annotated[bool, Toggle()] = True,
    file: Annotated[Path, File("image")] = Path(),
    model: Annotated[str, ModelChoice()] = "nano",
    label: Annotated[str, Novelty()] = "plain",
) -> Clip:
    """Shows every control.

    And says more about itself.

    As much as there is to say.
    """
    return clip


@node("show.number", version=1)
def number() -> float:
    """Gives a number."""
    return 5.0
