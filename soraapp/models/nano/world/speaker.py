"""Picks the words of a loose prompt, and remembers what they tell."""

from __future__ import annotations

import random

from soraapp.models.nano.world import chinese, english
from soraapp.models.nano.world.fillers import ADJECTIVES, THINGS
from soraapp.models.nano.world.grammar import articled, bare
from soraapp.models.nano.world.vocabulary import TABLES

Values = dict[str, str]
"""What a prompt tells: attributes by the names of `vocabulary.TABLES`."""

_DEEDS = ("occluded", "paint", "bite", "tracks")


class Speaker:
    """Picks words for one prompt and remembers what they tell."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.language, self.chinese = rng, language, language == "zh"
        self.values: Values = {}

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def value(self, attribute: str) -> str:
        """A value that has words, from now on told."""
        table = TABLES[attribute][self.language]
        self.values[attribute] = self.rng.choice([value for value, words in table.items() if any(words)])
        return self.values[attribute]

    def word(self, attribute: str) -> str:
        """A word for a value, from now on told."""
        return self.said(attribute, self.value(attribute))

    def said(self, attribute: str, value: str) -> str:
        return self.rng.choice([word for word in TABLES[attribute][self.language][value] if word])

    def other(self, attribute: str) -> str:
        """A word for another value than the one told, which it leaves untold."""
        table = TABLES[attribute][self.language]
        told = self.values.get(attribute)
        return self.said(
            attribute, self.rng.choice([key for key, words in table.items() if key != told and any(words)])
        )

    def bare(self, phrase: str) -> str:
        return bare(phrase, self.language)

    def noun(self, subject: str, colour: str, *, article: bool = True) -> str:
        """A subject, most often in a colour; now and then something that the world does not have."""
        unknown = self.chance(0.07)
        name = self.rng.choice(THINGS[self.language]) if unknown else self.word(subject)
        shade = self.word(colour) if self.chance(0.65) else ""
        extra = self.rng.choice(ADJECTIVES[self.language]) if self.chance(0.25) else ""
        if self.chinese:
            parts = [extra, shade] if self.chance(0.5) else [shade, extra]
            kind = self.values.get(subject, "")
            return (self._measure("" if unknown else kind) if article else "") + "".join(parts) + name
        words = " ".join(part for part in (extra, shade, name) if part)
        if not article:
            return words
        return self.rng.choice((articled(words),) * 3 + (f"the {words}", f"one {words}", words, f"my {words}"))

    def _measure(self, kind: str) -> str:
        if self.chance(0.3):
            return ""
        measure = self.rng.choice(chinese.MEASURES.get(kind, ("只", "个", "条")))
        return self.rng.choice(("一", "一", "一", "", "这", "那", "有一")) + measure

    def verb(self) -> str:
        """The base form of a movement or a deed, told."""
        words = chinese if self.chinese else english
        if "event" not in self.values and self.chance(0.25):
            deed = self.values["event"] = self.rng.choice(_DEEDS)
            return self.rng.choice(words.EVENTS[deed])
        if self.chance(0.2):
            self.values["motion"] = "right"
            return self.rng.choice(words.ONWARD)
        motion = self.values["motion"] = self.rng.choice(tuple(words.MOTIONS))
        return self.rng.choice(words.MOTIONS[motion])

    def joined(self, parts: list[str]) -> str:
        marks = (
            ("，", "，", "，", "。", " ", "、", "") if self.chinese else (", ", ", ", ", ", ". ", " ", " and ", "; ")
        )
        return self.rng.choice(marks).join(part for part in parts if part)

    def told(self, text: str) -> tuple[str, Values]:
        if "other subject" in self.values or "other colour" in self.values:
            self.values.setdefault("event", "meet")
        return text, self.values
