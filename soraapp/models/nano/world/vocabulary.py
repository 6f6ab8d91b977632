"""The words of the world in English and Chinese, as captions use them; an empty word says nothing."""

from __future__ import annotations

from soraapp.models.nano.world import chinese, english
from soraapp.models.nano.world.english import Words
from soraapp.models.nano.world.grammar import going, third


def _conjugated(verbs: Words) -> Words:
    return {value: tuple(form(word) for form in (third, going) for word in words) for value, words in verbs.items()}


def _met() -> tuple[str, ...]:
    """Two who meet take the plural."""
    return (*english.EVENTS["meet"], *(going(word) for word in english.EVENTS["meet"]))


def _often_unsaid(words: tuple[str, ...]) -> tuple[str, ...]:
    """A subject that stays where it is is often told without a verb."""
    return words + ("",) * (2 * len(words) // 3)


_MOTIONS = _conjugated(english.MOTIONS)

TABLES: dict[str, dict[str, Words]] = {
    "place": {"en": english.PLACES, "zh": chinese.PLACES},
    "light": {"en": english.LIGHTS, "zh": chinese.LIGHTS},
    "weather": {"en": english.WEATHERS, "zh": chinese.WEATHERS},
    "style": {"en": english.STYLES, "zh": chinese.STYLES},
    "camera": {"en": english.CAMERAS, "zh": chinese.CAMERAS},
    "speed": {"en": english.SPEEDS, "zh": chinese.SPEEDS},
    "event": {
        "en": _conjugated(english.EVENTS) | english.SHOTS | {"meet": _met()},
        "zh": chinese.EVENTS | chinese.SHOTS,
    },
    "subject": {"en": english.SUBJECTS, "zh": chinese.SUBJECTS},
    "colour": {"en": english.COLOURS, "zh": chinese.COLOURS},
    "motion": {
        "en": _MOTIONS | {"stay": _often_unsaid(_MOTIONS["stay"])},
        "zh": chinese.MOTIONS | {"stay": _often_unsaid(chinese.MOTIONS["stay"])},
    },
    "other subject": {"en": english.SUBJECTS, "zh": chinese.SUBJECTS},
    "other colour": {"en": english.COLOURS, "zh": chinese.COLOURS},
}
"""The words of every attribute that a caption can tell."""
