"""What the networks are told of a scene: its attributes, each a number, where 0 means that nothing is said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from soraapp.models.nano.world import scene
from soraapp.models.nano.world.palette import LIGHTS, STYLES

TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "place": scene.PLACES,
        "light": LIGHTS,
        "weather": scene.WEATHERS,
        "style": STYLES,
        "camera": scene.CAMERAS,
        "speed": ("0.5", "1.0", "1.5"),
        "event": scene.EVENTS,
        "subject": scene.SUBJECTS,
        "colour": scene.COLOURS,
        "motion": scene.MOTIONS,
        "other subject": scene.SUBJECTS,
        "other colour": scene.COLOURS,
    }
)
"""The attributes that a prompt can tell, in the order of the networks, with their values: value i has number i + 1."""

SCALE = "scale"
ATTRIBUTES: Mapping[str, tuple[str, ...]] = MappingProxyType({**TOLD, SCALE: ("2", "4")})
"""All attributes: those told, and how many times larger than at its native size the scene is drawn."""

PLAIN: Mapping[str, str] = MappingProxyType(
    {"light": "day", "weather": "clear", "style": "pixel", "camera": "static", "event": "none"}
)
"""What a prompt means that says nothing of these, as in the captions of the world."""

COUNTS = tuple(len(values) + 1 for values in ATTRIBUTES.values())
"""How many numbers each attribute has, 0 among them."""


def numbers(values: Mapping[str, str], told: Collection[str] | None = None) -> tuple[int, ...]:
    """The numbers of all attributes; 0 for those without a value and, where `told` is given, for those not in it.

    Raises ValueError for a value that an attribute does not have.
    """
    return tuple(
        known.index(values[name]) + 1 if name in values and (told is None or name in told) else 0
        for name, known in ATTRIBUTES.items()
    )


def overlaid(told: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The numbers of several prompts together: of each attribute what the last of those says that speaks of it."""
    return tuple(next((said for said in reversed(column) if said), 0) for column in zip(*told, strict=True))


def completed(told: Sequence[int], ruled: Mapping[str, str] = MappingProxyType({})) -> tuple[int, ...]:
    """The numbers of a prompt with what it leaves plain filled in. What is `ruled` holds whatever the prompt says."""
    plain, firm = numbers(PLAIN), numbers(ruled)
    return tuple(rule or number or usual for rule, number, usual in zip(firm, told, plain, strict=True))
