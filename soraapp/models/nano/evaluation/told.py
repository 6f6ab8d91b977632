"""Rows about what a prompt or a first picture tells: is it there, and does it stay."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from soraapp.media.clip import FrameImage
from soraapp.models.nano.evaluation.oracle import Oracle, Reading
from soraapp.models.nano.evaluation.scores import Kind, Measure
from soraapp.models.nano.evaluation.trial import (
    COUNT,
    Clips,
    Judgement,
    Rendered,
    Row,
    Studio,
    Trial,
    drawn,
    prompt,
    psnr,
    scenes,
)
from soraapp.models.nano.world.captions import LANGUAGES, Caption, attributes, describe
from soraapp.models.nano.world.scene import PLACES, Scene, sample
from soraapp.models.request import Keep, Source

_READ = ("subject", "colour", "place", "motion")
_AIM = 0.9


def at_rest(scene: Scene) -> Scene:
    """The same scene seen by a camera that does not move."""
    return replace(scene, camera="static")


def _text(language: str) -> Row:
    name = f"text-{language}"

    def trials(studio: Studio, count: int) -> Iterator[Trial]:
        for rng, scene in scenes(name, count, lambda rng: at_rest(sample(rng, held=True, event="none"))):
            caption = describe(scene, rng, language, detailed=rng.random() < 0.5)
            yield _told(studio, scene, caption, rng.randrange(2**31))

    return Row(
        name,
        f"text to video, {'English' if language == 'en' else 'Chinese'}",
        (*(Measure(read, aim=_AIM) for read in _READ), Measure("all", aim=_AIM)),
        trials,
        samples=96,
        quick=4,
    )


def _told(studio: Studio, scene: Scene, caption: Caption, seed: int) -> Trial:
    wanted = {name: value for name, value in attributes(scene).items() if name in _READ and name in caption.told}

    def judge(clips: Clips) -> Judgement:
        right = agreement(studio.oracle.read(clips[0]), wanted)
        return right | {"all": all(right.values())}

    return Trial(caption.text, (studio.ask(caption.text, seed),), lambda: (drawn(scene),), judge)


def agreement(reading: Reading, wanted: dict[str, str]) -> dict[str, bool]:
    """For each attribute that is wanted, whether it was read."""
    return {name: getattr(reading, name) == value for name, value in wanted.items()}


def _image_trials(studio: Studio, count: int) -> Iterator[Trial]:
    for number, (rng, scene) in enumerate(scenes("image", count, lambda rng: sample(rng, held=True, event="none"))):
        caption = prompt(scene, rng, number)
        first = Keep(FrameImage(Rendered(scene), 0))
        requests = (
            studio.ask(caption, number, keeps=(first,)),
            studio.ask(caption, number, keeps=(first,), count=1),
        )
        truth = scene

        def judge(clips: Clips, scene: Scene = scene) -> Judgement:
            picture = drawn(scene)[0]
            found, alone = psnr(clips[0][0], picture), psnr(clips[1][0], picture)
            return {
                "first frame": found,
                "compression alone": alone,
                "less than alone": alone - found,
                "subject at the end": studio.oracle.read(clips[0][-4:]).subject == scene.actors[0].kind,
            }

        yield Trial(caption, requests, lambda scene=truth: (drawn(scene), drawn(scene)[:1]), judge)


IMAGE = Row(
    "image",
    "image to video",
    (
        Measure("first frame", Kind.MEAN, unit="dB"),
        Measure("compression alone", Kind.MEAN, unit="dB"),
        Measure("less than alone", Kind.MEAN, aim=0.5, of_ceiling=False, at_most=True, unit="dB"),
        Measure("subject at the end", aim=0.95),
    ),
    _image_trials,
    samples=48,
    quick=4,
    needs=lambda capabilities: capabilities.largest_count >= COUNT,
)

CHANGE = 0.7
"""How far an edit by text may leave the clip that it starts from."""


def unplayed(rng: random.Random) -> Scene:
    """A held-out scene seen by a camera at rest, outside the game world, where only players move subjects."""
    while True:
        scene = at_rest(sample(rng, held=True, event="none"))
        if scene.place != "game":
            return scene


def _edited(rng: random.Random) -> Scene:
    return replace(unplayed(rng), light="day", weather="clear")


def _edit_trials(studio: Studio, count: int) -> Iterator[Trial]:
    for number, (rng, wanted) in enumerate(scenes("edit", count, _edited)):
        elsewhere = [place for place in PLACES if place not in (wanted.place, "game")]
        before = replace(wanted, place=rng.choice(elsewhere))
        caption = prompt(wanted, rng, number)
        request = studio.ask(caption, number, source=Source(Rendered(before), CHANGE))
        yield Trial(caption, (request,), lambda scene=wanted: (drawn(scene),), _edit_judge(studio.oracle, wanted))


def _edit_judge(oracle: Oracle, wanted: Scene) -> Callable[[Clips], Judgement]:
    actor = wanted.actors[0]

    def judge(clips: Clips) -> Judgement:
        seen = oracle.read(clips[0])
        subject = seen.subject == actor.kind and seen.colour == actor.colour
        return {
            "place": seen.place == wanted.place,
            "subject and colour": subject,
            "motion": seen.motion == actor.motion,
            "kept": subject and seen.motion == actor.motion,
        }

    return judge


EDIT = Row(
    "edit",
    "edit by text (SDEdit)",
    (Measure("place", aim=0.85), Measure("subject and colour"), Measure("motion"), Measure("kept", aim=0.85)),
    _edit_trials,
    samples=48,
    quick=4,
    needs=lambda capabilities: capabilities.sources,
)

ROWS = (*map(_text, LANGUAGES), IMAGE, EDIT)
