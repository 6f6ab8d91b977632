"""Rows about what happens in a shot: what is hidden returns, marks stay, a cut holds its subject."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.models.nano.evaluation.oracle import Oracle
from soraapp.models.nano.evaluation.scores import Kind, Measure
from soraapp.models.nano.evaluation.trial import (
    SIZE,
    Clips,
    Judgement,
    Row,
    Studio,
    Trial,
    drawn,
    prompt,
    psnr,
    scenes,
    steps,
)
from soraapp.models.nano.world.palette import INDEX, SUBJECT_COLOURS, Indices
from soraapp.models.nano.world.scene import Scene, sample

Judge = Callable[[Oracle, Scene, Indices], Judgement]


def _row(name: str, title: str, event: str, measures: tuple[Measure, ...], judge: Judge, samples: int = 24) -> Row:
    def make(rng: random.Random) -> Scene:
        return _plain(sample(rng, held=True, event=event))

    def trials(studio: Studio, count: int) -> Iterator[Trial]:
        for number, (rng, scene) in enumerate(scenes(name, count, make)):
            caption = prompt(scene, rng, number)

            def judged(clips: Clips, scene: Scene = scene) -> Judgement:
                return judge(studio.oracle, scene, clips[0])

            yield Trial(caption, (studio.ask(caption, number),), lambda scene=scene: (drawn(scene),), judged)

    return Row(name, title, measures, trials, samples, quick=4)


def _plain(scene: Scene) -> Scene:
    """Without weather, and where only the camera or a mark should change, with nothing else that does.

    Tracks are drawn in another style than neon, in which snow and tracks have one colour.
    """
    if scene.event == "return":
        return replace(scene, weather="clear", actors=(replace(scene.actors[0], motion="stay"),))
    style = "pixel" if (scene.event, scene.style) == ("tracks", "neon") else scene.style
    return replace(scene, weather="clear", camera="static", style=style)


def _occluded(oracle: Oracle, scene: Scene, clip: Indices) -> Judgement:
    actor, seen = scene.actors[0], oracle.read(clip)
    before, after = oracle.read(clip[:3]), oracle.read(clip[-3:])
    areas = seen.track.area
    hidden = areas[6:11].min() < 0.35 * min(areas[:3].max(), areas[-3:].max())
    sides = [
        np.nanmean(part) - SIZE.width / 2 if np.isfinite(part).any() else 0.0
        for part in (seen.track.x[:3], seen.track.x[-3:])
    ]
    found = {
        "hidden": bool(hidden),
        "subject": before.subject == after.subject == actor.kind,
        "colour": before.colour == after.colour == actor.colour,
        "other side": bool(sides[0] * sides[1] < 0),
    }
    return found | {"all": all(found.values())}


def _returned(_oracle: Oracle, scene: Scene, clip: Indices) -> Judgement:
    """How alike the ends are; and whether the camera was away in between, at least half as far as it should be."""
    true = drawn(scene)
    away, wanted = (float((part[8] != part[0]).mean()) for part in (clip, true))
    return {"return": psnr(clip[0], clip[-1]), "went out": away >= 0.5 * wanted}


def _cut(oracle: Oracle, scene: Scene, clip: Indices) -> Judgement:
    """The greatest change between frames 4 and 13 is taken for the cut."""
    found, actor = steps(clip), scene.actors[0]
    place = 4 + int(found[4:12].argmax())
    before, after = oracle.read(clip[: place + 1]), oracle.read(clip[place + 1 :])
    subject = before.subject == after.subject == actor.kind
    colour = before.colour == after.colour == actor.colour
    return {
        "is cut": bool(found[place] > 2 * np.median(found[:place])),
        "subject": subject,
        "colour": colour,
        "both": subject and colour,
    }


_PAINT = np.array([INDEX[f"{name}_plain"] for name in SUBJECT_COLOURS if name != "white"], np.uint8)
LEAST_MARK = 6
"""Paint and bites have at least so many pixels."""
LEAST_TRACKS = 3
"""Tracks that can be seen to be new, when a subject has crossed the picture; wide subjects cover most of theirs."""


def _painted(_oracle: Oracle, _scene: Scene, clip: Indices) -> Judgement:
    """Paint is what is white in the first frames and then has a plain colour."""
    blank = (clip[:3] == INDEX["white_light"]).sum(0) >= 2
    return {"stays": _stays([int((blank & np.isin(frame, _PAINT)).sum()) for frame in clip])}


def _bitten(oracle: Oracle, _scene: Scene, clip: Indices) -> Judgement:
    """What is bitten off is what the burger has less than at first; it has to be a burger still."""
    seen = oracle.read(clip)
    areas = np.median(seen.track.area[:3]) - seen.track.area
    lost = _stays([float(area) for area in areas]) and areas[-2:].mean() >= 0.1 * np.median(seen.track.area[:3])
    return {"stays": bool(lost and seen.subject == "burger")}


def _tracked(oracle: Oracle, _scene: Scene, clip: Indices) -> Judgement:
    """Tracks are what is new on the ground between where the subject was at first and where it is."""
    seen = oracle.read(clip)
    x, foot = seen.track.x, seen.track.bottom
    if not np.isfinite(x[[0, 1, -2, -1]]).any() or seen.subject == "":
        return {"stays": False}
    around = np.stack([cv2.dilate(mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0 for mask in seen.masks])
    row = int(np.nanmedian(foot))
    band = np.zeros(clip.shape[1:], np.bool_)
    band[row : row + 7, int(max(0, np.nanmin(x) - 3)) : int(np.nanmax(x) + 4)] = True
    return {"stays": _stays([_new(clip, around, band, number) for number in range(1, len(clip))], LEAST_TRACKS)}


def _new(clip: Indices, around: NDArray[np.bool_], band: NDArray[np.bool_], number: int) -> int:
    """How many pixels of the ground differ from how they were first seen free of the subject, and do not flicker."""
    free = ~around[: number + 1]
    first = free.argmax(0)
    then = np.take_along_axis(clip, first[None], 0)[0]
    still = around[number - 1] | (clip[number] == clip[number - 1])
    return int((band & still & free[number] & (clip[number] != then)).sum())


def _stays(sizes: list[int] | list[float], least: float = LEAST_MARK) -> bool:
    """Whether a mark is there at the end, and at least 70 % as large as it ever was."""
    end = float(np.mean(sizes[-2:]))
    return end >= least and end >= 0.7 * max(sizes)


_STAYS = (Measure("stays", aim=0.85),)

ROWS = (
    _row(
        "occluded",
        "objects persist behind occluders",
        "occluded",
        (Measure("hidden"), Measure("subject"), Measure("colour"), Measure("other side"), Measure("all", aim=0.8)),
        _occluded,
        48,
    ),
    _row(
        "return",
        "camera out and back",
        "return",
        (Measure("return", Kind.MEAN, aim=0.85, unit="dB"), Measure("went out", aim=0.85)),
        _returned,
        32,
    ),
    _row("paint", "marks stay: paint", "paint", _STAYS, _painted),
    _row("bite", "marks stay: bites", "bite", _STAYS, _bitten),
    _row("tracks", "marks stay: tracks", "tracks", _STAYS, _tracked),
    _row(
        "cut",
        "one subject over a cut",
        "cut",
        (Measure("is cut"), Measure("subject"), Measure("colour"), Measure("both", aim=0.85)),
        _cut,
        32,
    ),
)
