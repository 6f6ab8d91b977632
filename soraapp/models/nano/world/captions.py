"""Describes a scene in English or Chinese, short or detailed, with synonyms: what a person might type to get it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from soraapp.models.nano.world.chinese import MEASURES
from soraapp.models.nano.world.grammar import articled
from soraapp.models.nano.world.scene import Scene
from soraapp.models.nano.world.vocabulary import TABLES

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Caption:
    """A description, and the attributes of the scene that it tells (the names of `vocabulary.TABLES`)."""

    text: str
    told: frozenset[str]


def attributes(scene: Scene) -> dict[str, str]:
    """The value of every attribute that a scene has, by the names of `vocabulary.TABLES`."""
    first = scene.actors[0]
    found = {
        "place": scene.place,
        "light": scene.light,
        "weather": scene.weather,
        "style": scene.style,
        "camera": scene.camera,
        "event": scene.event,
        "subject": first.kind,
        "colour": first.colour,
    }
    if scene.camera != "static":
        found["speed"] = str(scene.speed)
    if scene.event in ("none", "cut", "return") and not scene.moves:
        found["motion"] = first.motion
    if scene.event == "meet":
        found["other subject"], found["other colour"] = scene.actors[1].kind, scene.actors[1].colour
    return found


def describe(scene: Scene, rng: random.Random, language: str, *, detailed: bool, still: bool = False) -> Caption:
    """A description of a scene in ``en`` or ``zh``. `still` tells of one frame: nothing about movement."""
    teller = _Teller(scene, rng, language)
    chinese = language == "zh"
    who = teller.who("subject", "colour")
    if scene.event == "meet":
        who += ("和" if chinese else " and ") + teller.who("other subject", "other colour")
        teller.told.add("event")
        if not still:
            who += teller.word("event") if chinese else " " + teller.word("event")
    doing = "" if still else teller.word("event" if scene.event not in ("cut", "return", "meet") else "motion")
    if not still and not doing:
        doing = teller.word("motion")
    where = teller.word("place")
    if chinese and doing and rng.random() < 0.2:
        doing = "正在" + doing
    order = (who, where, doing) if chinese else (who, doing, where)
    text = ("" if chinese else " ").join(part for part in order if part)
    parts = [text, *_extras(scene, teller, detailed, still)]
    return Caption(("，" if chinese else ", ").join(part for part in parts if part), frozenset(teller.told))


def _extras(scene: Scene, teller: _Teller, detailed: bool, still: bool) -> list[str]:
    extras = [teller.word("light")] if detailed or scene.light != "day" else []
    extras.append(teller.word("weather"))
    if detailed or scene.style != "pixel":
        extras.append(teller.word("style"))
    if not still:
        extras.append(teller.word("camera"))
        if detailed and scene.camera != "static":
            extras.append(teller.word("speed"))
        if scene.event in ("cut", "return"):
            extras.append(teller.word("event"))
    return extras


class _Teller:
    """Picks the words for one scene in one language, and remembers which attributes it has told."""

    def __init__(self, scene: Scene, rng: random.Random, language: str) -> None:
        self.values, self.rng, self.language = attributes(scene), rng, language
        self.told: set[str] = set()

    def word(self, attribute: str) -> str:
        choices = TABLES[attribute][self.language].get(self.values.get(attribute, ""), ("",))
        chosen = self.rng.choice(choices)
        if chosen:
            self.told.add(attribute)
        return chosen

    def who(self, subject: str, colour: str) -> str:
        shade, kind = self.word(colour), self.word(subject)
        if self.language == "zh":
            measure = self.rng.choice(MEASURES[self.values[subject]])
            return self.rng.choice((f"一{measure}", "一个", "")) + shade + kind
        return articled(f"{shade} {kind}")
