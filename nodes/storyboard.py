"""Storyboard: a clip from cards on a time line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Annotated, Any, TypeVar

from nodes.generate import Height, Width, wired_camera
from nodes.sampling import AS_ADVISED, Sampling, make, unseen
from soraapp.engine.job import Job
from soraapp.errors import InputError, SoraError
from soraapp.media.camera import Camera
from soraapp.media.clip import Clip, FrameImage, Image, Size
from soraapp.media.ops import Trim
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.limits import problems
from soraapp.models.request import Keep, Request
from soraapp.models.steers import steers_of
from soraapp.models.storyboard import MOST, Card, Cards
from soraapp.nodekit import CardList, Slider, node

Seconds = Annotated[float, Slider(0.125, 60, step=0.125, unit="s", soft=20, help="The duration of the clip.")]

M = TypeVar("M", Image, Clip)

TWO_CARDS = Cards((Card(0.0), Card(2.0)))


def _request(
    limits: Capabilities,
    cards: Cards,
    seconds: float,
    size: Size,
    sampling: Sampling,
    pictures: Sequence[Image],
    clips: Sequence[Clip],
    camera: Camera | None = None,
) -> Request:
    """The texts as cues and the media as keeps, for at least `seconds`. Raises InputError for a card without media."""
    count = limits.legal_count(frame_count(Fraction(seconds), limits.rate))
    steers = steers_of(camera, count, limits.rate)
    request = replace(sampling.request(limits, "", size, count), cues=cards.cues(), steers=steers)
    keeps = [keep for card in cards.cards for keep in _keeps(card, request, pictures, clips)]
    return replace(request, keeps=tuple(keeps))


def _keeps(card: Card, request: Request, pictures: Sequence[Image], clips: Sequence[Clip]) -> Iterable[Keep]:
    """What a card shows. A clip that lasts longer than the result is cut there."""
    at = min(floor(Fraction(card.at) * request.rate), request.count - 1)
    if card.image:
        yield Keep(_wired(card, "picture", card.image, pictures), at)
    if card.clip:
        clip = _wired(card, "clip", card.clip, clips)
        room = max(1, floor((request.count - at) * clip.rate / request.rate))
        yield Keep(clip if clip.count <= room else Trim(clip, 0, room), at)


def _wired(card: Card, what: str, number: int, media: Sequence[M]) -> M:
    if number > len(media):
        raise InputError(
            "The card at {time} s shows {what} {number}, but only {count} are connected.",
            remedy="Connect it, or choose another one on the card.",
            time=f"{card.at:g}",
            what=what,
            number=number,
            count=len(media),
        )
    return media[number - 1]


def _too_late(cards: Cards, seconds: float) -> Iterable[SoraError]:
    for card in cards.cards:
        if card.at > seconds or (card.text and card.at == seconds):
            yield InputError(
                "The card at {time} s comes after the end of the clip.",
                remedy="Make the clip longer than {time} s, or let the card begin earlier.",
                time=f"{card.at:g}",
            )


def _check(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if not {"model", "cards", "seconds"} <= values.keys():
        return
    yield from _too_late(values["cards"], values["seconds"])
    limits = find(values["model"])
    size = Size(values.get("width", limits.native_size.width), values.get("height", limits.native_size.height))
    clips = (unseen(limits, 1),) * MOST  # Until the wires bring them.
    pictures = tuple(FrameImage(clip, 0) for clip in clips)
    request = _request(
        limits, values["cards"], values["seconds"], size, Sampling.of(values), pictures, clips, wired_camera(values)
    )
    yield from problems(request, limits)


@node("generate.storyboard", version=1, check=_check, aliases=("cards", "scenes", "keyframes", "分镜", "故事板"))
def storyboard(
    job: Job,
    pictures: tuple[Image, ...] = (),
    clips: tuple[Clip, ...] = (),
    cards: Annotated[
        Cards, CardList(help="What is seen from which moment on. The spacing of the cards is the pacing.")
    ] = TWO_CARDS,
    seconds: Seconds = 4.0,
    width: Width = 768,
    height: Height = 432,
    sampling: Sampling = AS_ADVISED,
    camera: Camera | None = None,
) -> Clip:
    """Make a clip from cards on a time line: texts, pictures and clips at chosen times.

    A text holds until the next one; a picture or a clip appears exactly when its card says. Pictures and clips are
    numbered in the order in which they are connected.
    """
    for problem in _too_late(cards, seconds):
        raise problem
    limits = job.capabilities(sampling.model)
    request = _request(limits, cards, seconds, Size(width, height), sampling, pictures, clips, camera)
    clip = make(job, request, limits)
    wish = min(frame_count(Fraction(seconds), limits.rate), clip.count)
    return clip if wish == clip.count else Trim(clip, 0, wish)
