"""Storyboards: cards on a time line. The text of a card is seen from its time on, and its media exactly then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isfinite
from typing import Self, cast

from soraapp.errors import InputError
from soraapp.models.request import Cue

LONGEST = 60.0
"""Seconds: the latest time of a card."""
MOST = 60
"""The most cards of a storyboard, and the highest number of a picture or clip."""


@dataclass(frozen=True)
class Card:
    """What is seen from a time on."""

    at: float
    """Seconds from the first frame."""
    text: str = ""
    image: int = 0
    """The number, from 1, of the picture that is shown then; 0 for none."""
    clip: int = 0
    """The number, from 1, of the clip that plays from then on; 0 for none."""


@dataclass(frozen=True)
class Cards:
    """The cards in the order of their times."""

    cards: tuple[Card, ...] = ()

    @classmethod
    def of(cls, plain: object) -> Self:
        """The cards that `plain` wrote. Raises InputError that names the card and what is wrong with it."""
        if not isinstance(plain, list):
            raise InputError("The cards are not a list.", remedy="Reset them.")
        items = cast("list[object]", plain)
        return cls(tuple(sorted((_card(item, number) for number, item in enumerate(items, 1)), key=lambda one: one.at)))

    def plain(self) -> list[object]:
        """The cards as JSON values; what a card leaves open is left out."""
        return [
            {
                "at": card.at,
                "text": card.text,
                **({"image": card.image} if card.image else {}),
                **({"clip": card.clip} if card.clip else {}),
            }
            for card in self.cards
        ]

    def problem(self) -> InputError | None:
        """Why these cards cannot be used, or None."""
        if len(self.cards) > MOST:
            return InputError(
                "There are {count} cards.", remedy="Keep at most {most}.", count=len(self.cards), most=MOST
            )
        for card in self.cards:
            if card.image and card.clip:
                return InputError(
                    "The card at {time} s shows a picture and a clip.",
                    remedy="Choose one of them, and give the other a card of its own.",
                    time=f"{card.at:g}",
                )
        for first, second in pairwise(card for card in self.cards if card.text):
            if first.at == second.at:
                return InputError(
                    "Two cards with a text begin at {time} s.",
                    remedy="Give each its own time, or join their texts.",
                    time=f"{first.at:g}",
                )
        return None

    def cues(self) -> tuple[Cue, ...]:
        """The texts as a request takes them: the first holds from the first frame on."""
        told = [card for card in self.cards if card.text]
        starts = [Fraction(0), *(Fraction(card.at) for card in told[1:])]
        return tuple(Cue(card.text, start) for card, start in zip(told, starts, strict=False)) or (Cue(""),)


def _card(item: object, number: int) -> Card:
    if not isinstance(item, dict):
        raise InputError("Card {number} is not an object.", remedy="Reset the cards.", number=number)
    members = cast("Mapping[str, object]", item)
    for name in members:
        if name not in ("at", "text", "image", "clip"):
            raise InputError("Card {number} has an unknown {name}.", remedy="Remove it.", number=number, name=name)
    text = members.get("text", "")
    if not isinstance(text, str):
        raise InputError("The text of card {number} is not a text.", remedy="Write it anew.", number=number)
    return Card(
        _time(members.get("at"), number), text, _place(members, "image", number), _place(members, "clip", number)
    )


def _time(value: object, number: int) -> float:
    right = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and 0 <= value <= LONGEST
    if not right:
        raise InputError(
            "The time of card {number} is not a number from 0 to {most}.",
            remedy="Set its time.",
            number=number,
            most=f"{LONGEST:g}",
        )
    return float(cast("float", value))


def _place(members: Mapping[str, object], name: str, number: int) -> int:
    value = members.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise InputError(
            "The {name} of card {number} is not a whole number from 0 to {most}.",
            remedy="Choose one.",
            name=name,
            number=number,
            most=MOST,
        )
    return value
