"""Reads a plain prompt by the words of the world alone: what it tells, and whether anything in it is left over."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from soraapp.models.nano.world import chinese, english
from soraapp.models.nano.world.grammar import bare, going, third
from soraapp.models.nano.world.vocabulary import TABLES

_UNSAYING = {
    "en": frozenset(
        re.findall(r"\w+", "a an the and is are it its that which who with of to my one some there i this")
    ),
    "zh": frozenset("一个只条位名辆台艘枚支颗有着了的地在正是会和与跟这那我里上中下"),
}
"""Words, in Chinese characters, that say nothing by themselves."""


class Reading(NamedTuple):
    """What a prompt tells."""

    values: dict[str, str]
    """By the names of `vocabulary.TABLES`."""
    whole: bool
    """Whether every word was understood."""


class _Found(NamedTuple):
    start: int
    attribute: str
    value: str


def read(text: str, language: str) -> Reading:
    """What a prompt in ``en`` or ``zh`` tells; longer phrases go before shorter ones that lie within them."""
    rest, found = text.lower(), list[_Found]()
    for phrase, attribute, value in _phrases(language):
        pattern = phrase if language == "zh" else rf"\b{phrase}\b"
        for match in re.finditer(pattern, rest):
            found.append(_Found(match.start(), attribute, value))
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    words = re.findall(r"\w" if language == "zh" else r"\w+", rest)
    return Reading(_told(sorted(found)), set(words) <= _UNSAYING[language])


def _told(found: list[_Found]) -> dict[str, str]:
    """The first of each kind counts; a second subject is the other one, and a colour is of the subject behind it."""
    values: dict[str, str] = {}
    for _, attribute, value in found:
        name = attribute
        if attribute in ("subject", "colour") and (
            "subject" in values if attribute == "colour" else attribute in values
        ):
            name = f"other {attribute}"
        values.setdefault(name, value)
    if "other subject" in values:
        values["event"] = "meet"
    else:
        values.pop("other colour", None)
    return values


@lru_cache
def _phrases(language: str) -> tuple[tuple[str, str, str], ...]:
    """Every phrase as a pattern, its attribute and value, the longest first."""
    found: dict[str, tuple[str, str]] = {}
    for attribute, table in TABLES.items():
        for value, words in table[language].items():
            for word in filter(None, words):
                forms = [word]
                if attribute in ("place", "light", "weather"):
                    forms += [bare(word, language), bare(word, language).removeprefix("the ")]
                for form in forms:
                    found.setdefault(form.lower(), (attribute.removeprefix("other "), value))
    for form, value in _verbs(language):
        found.setdefault(form, ("motion", value))
    longest = sorted(found, key=lambda form: (-len(form), form))
    return tuple((re.escape(form), *found[form]) for form in longest)


def _verbs(language: str) -> list[tuple[str, str]]:
    """Verbs as they stand in a wish, and those that tell of moving on, which is to the right."""
    if language == "zh":
        return [(verb, "right") for verb in chinese.ONWARD]
    plain = [(verb, motion) for motion, verbs in english.MOTIONS.items() for verb in verbs]
    return plain + [(form(verb), "right") for verb in english.ONWARD for form in (str, third, going)]
