"""What is wrong with a request, told before anything runs. Imports no torch."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from soraapp.errors import InputError, ModelError, SoraError
from soraapp.models.base import Capabilities
from soraapp.models.keep_limits import keep_problems
from soraapp.models.request import Request

MOST_STEPS = 200
MOST_GUIDANCE = 30.0
MOST_SEED = 2**63 - 1
MOST_SPEED = 3.0
"""The fastest camera, in multiples of the model's calm one."""


def problems(request: Request, capabilities: Capabilities) -> tuple[SoraError, ...]:
    """Everything that keeps the model from doing what is asked; nothing when it can. Decodes no frame."""
    return (
        *_size_problems(request, capabilities),
        *_length_problems(request, capabilities),
        *_number_problems(request),
        *_text_problems(request, capabilities),
        *keep_problems(request, capabilities),
        *_source_problems(request, capabilities),
        *_performance_problems(request, capabilities),
        *_steer_problems(request, capabilities),
        *_detail_problems(request, capabilities),
    )


def refuse(request: Request, capabilities: Capabilities) -> None:
    """Raises the first problem, if there is one."""
    for problem in problems(request, capabilities):
        raise problem


def _size_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    """At most one: the remedy mends all that is wrong with the size."""
    (width, height), multiple = request.size, capabilities.size_multiple
    (least_width, least_height), (most_width, most_height) = capabilities.smallest, capabilities.largest
    if not (least_width <= width <= most_width and least_height <= height <= most_height):
        yield ModelError(
            "{model} cannot make {size}: it makes {smallest} to {largest}.",
            remedy="Choose {nearest}.",
            model=capabilities.title,
            size=request.size,
            smallest=capabilities.smallest,
            largest=capabilities.largest,
            nearest=capabilities.nearest_size(request.size),
        )
    elif width % multiple or height % multiple:
        yield ModelError(
            "{model} cannot make {size}: width and height must be multiples of {multiple}.",
            remedy="Choose {nearest}.",
            model=capabilities.title,
            size=request.size,
            multiple=multiple,
            nearest=capabilities.nearest_size(request.size),
        )


def _length_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    if not 1 <= request.count <= capabilities.largest_count:
        yield ModelError(
            "{model} cannot make {count} frames: it makes 1 to {most}.",
            remedy="Choose a duration of at most {seconds} s.",
            model=capabilities.title,
            count=request.count,
            most=capabilities.largest_count,
            seconds=float(Fraction(capabilities.largest_count - 1) / capabilities.rate),
        )
    elif capabilities.legal_count(request.count) != request.count:
        yield ModelError(
            "{model} cannot make {count} frames: it makes a multiple of {step} and one more.",
            remedy="Ask for {legal} frames and trim them.",
            model=capabilities.title,
            count=request.count,
            step=capabilities.count_step,
            legal=capabilities.legal_count(request.count),
        )
    if request.rate != capabilities.rate:
        yield ModelError(
            "{model} cannot make {rate} frames a second.",
            remedy="Ask for {native} frames a second and change the rate of the result.",
            model=capabilities.title,
            rate=float(request.rate),
            native=float(capabilities.rate),
        )


def _number_problems(request: Request) -> Iterator[SoraError]:
    ranges = (
        ("steps", request.steps, 1, MOST_STEPS),
        ("guidance", request.guidance, 0.0, MOST_GUIDANCE),
        ("seed", request.seed, 0, MOST_SEED),
    )
    for name, value, least, most in ranges:
        if not least <= value <= most:
            yield InputError(
                "{name} is {value}.",
                remedy="Choose a value from {least} to {most}.",
                name=name,
                value=value,
                least=least,
                most=most,
            )


def _text_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    starts = [cue.start for cue in request.cues]
    if not starts or starts[0] != 0 or any(late <= early for early, late in pairwise(starts)):
        yield InputError(
            "The prompts do not follow each other from the first frame on.",
            remedy="Let the first prompt start at 0 s and each other one later than the one before.",
        )
    if request.negative and not capabilities.negative:
        yield ModelError(
            "{model} takes no negative prompt.", remedy="Leave the negative prompt empty.", model=capabilities.title
        )


def _source_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    if request.source is None:
        return
    if not capabilities.sources:
        yield ModelError("{model} cannot start from media.", remedy="Choose another model.", model=capabilities.title)
    if not 0 <= request.source.change <= 1:
        yield InputError(
            "The change of a source is {change}.", remedy="Choose a value from 0 to 1.", change=request.source.change
        )


def _performance_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    asked = request.performance
    if asked is not None and not capabilities.performs:
        yield ModelError(
            "{model} cannot move a character as an actor does.",
            remedy="Choose a model that can, such as Wan 2.2 Animate.",
            model=capabilities.title,
        )
    if asked is None and capabilities.performs:
        yield ModelError(
            "{model} moves a character as an actor does, and makes nothing else.",
            remedy="Use Animate character, or choose another model.",
            model=capabilities.title,
        )
    if asked is not None and (asked.scene is None) != (asked.place is None):
        yield InputError(
            "A character takes its place in a scene, and only one of the two is given.",
            remedy="Connect both scene and place, or neither.",
        )


def _steer_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    if request.steers and not capabilities.steers:
        yield ModelError("{model} cannot be steered.", remedy="Choose another model.", model=capabilities.title)
    starts = [steer.start for steer in request.steers]
    if starts and (starts[0] != 0 or any(late <= early for early, late in pairwise(starts))):
        yield InputError(
            "The camera moves do not follow each other from the first frame on.",
            remedy="Let the first start at 0 s and each other one later than the one before.",
        )
    for steer in request.steers:
        for name in ("pan", "tilt", "dolly", "orbit"):
            if not -MOST_SPEED <= getattr(steer, name) <= MOST_SPEED:
                yield InputError(
                    "The camera's {move} is {speed}.",
                    remedy="Choose a value from {least} to {most}.",
                    move=name,
                    speed=getattr(steer, name),
                    least=-MOST_SPEED,
                    most=MOST_SPEED,
                )


def _detail_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    most = capabilities.finest if request.count == 1 else 1
    if not 1 <= request.detail <= most:
        yield ModelError(
            "{model} cannot draw with detail {detail}: it draws {what} with a detail of 1 to {most}.",
            remedy="Choose a detail of {most}.",
            model=capabilities.title,
            detail=request.detail,
            what="images" if request.count == 1 else "clips",
            most=most,
        )
