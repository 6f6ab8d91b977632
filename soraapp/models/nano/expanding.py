"""Makes a detailed caption out of a short prompt: the world's own grammar tells what was said, and adds the rest."""

from __future__ import annotations

import random
from dataclasses import replace

from soraapp.models.language import language_of
from soraapp.models.nano.world.captions import describe
from soraapp.models.nano.world.grammar import going
from soraapp.models.nano.world.reading import Reading, read
from soraapp.models.nano.world.scene import EVENTS, Scene, sample
from soraapp.models.nano.world.vocabulary import TABLES

_SHELTERED = ("underwater", "space", "room", "game")
"""Places without weather."""
_TRIES = 40


def expand(text: str, seed: int) -> str:
    """A detailed caption in the language of `text`. The same text and seed give the same caption.

    A text that the grammar understands is told anew with what it leaves open; another stays as it is, and what it
    leaves open follows. A text of no words becomes a scene of the grammar's own.
    """
    language, rng = language_of(text), random.Random(f"{seed} {text}")
    reading = read(text, language)
    scene = _completed(reading.values, rng)
    if reading.whole and ("subject" in reading.values or not reading.values):
        return _retold(scene, reading, rng, language)
    return _followed(text.strip().rstrip(".,;:。，；：、 "), scene, reading.values, rng, language)


def _completed(told: dict[str, str], rng: random.Random) -> Scene:
    """A scene with all that is told, and the rest as the world is."""
    event = told.get("event", "none")
    scene = sample(rng, event=event if event in EVENTS else "none")
    known = {name: told[name] for name in ("place", "light", "weather", "style", "camera") if name in told}
    actors = list(scene.actors)
    for index, prefix in enumerate(("", "other ")[: len(actors)]):
        kind, colour = told.get(f"{prefix}subject"), told.get(f"{prefix}colour")
        first = actors[index]
        actors[index] = replace(first, kind=kind or first.kind, colour=colour or first.colour)
    actors[0] = replace(actors[0], motion=told.get("motion", actors[0].motion))
    weather = "clear" if told.get("place", scene.place) in _SHELTERED else scene.weather
    speed = float(told.get("speed", scene.speed))
    return replace(scene, **{"weather": weather} | known, speed=speed, actors=tuple(actors), moves=())


def _retold(scene: Scene, reading: Reading, rng: random.Random, language: str) -> str:
    """A caption that leaves nothing out that was told: the grammar may leave out what goes without saying."""
    captions = (describe(scene, rng, language, detailed=True) for _ in range(_TRIES))
    best = max(captions, key=lambda caption: (len(caption.told & reading.values.keys()), len(caption.told)))
    return best.text


def _followed(text: str, scene: Scene, told: dict[str, str], rng: random.Random, language: str) -> str:
    """The text itself, and in parts behind it what it leaves open."""
    values = {name: getattr(scene, name) for name in ("place", "light", "weather", "style", "camera")}
    parts = [text] if text else []
    if "subject" in told and not {"motion", "event"} & told.keys():
        parts.append(_word("motion", scene.actors[0].motion, rng, language))
    parts += [_word(name, value, rng, language) for name, value in values.items() if name not in told]
    if scene.camera != "static" and "speed" not in told:
        parts.append(_word("speed", str(scene.speed), rng, language))
    return ("，" if language == "zh" else ", ").join(filter(None, parts))


def _word(attribute: str, value: str, rng: random.Random, language: str) -> str:
    words = [word for word in TABLES[attribute][language][value] if word]
    if attribute == "motion" and language == "en":
        words = [word for word in words if word.split()[0].endswith("ing")] or [going(word) for word in words]
    return rng.choice(words) if words else ""
