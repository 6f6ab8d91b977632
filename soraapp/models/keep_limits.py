"""What is wrong with the media that a request keeps. Imports no torch."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from soraapp.errors import InputError, ModelError, SoraError
from soraapp.media.clip import Clip
from soraapp.models.base import Capabilities
from soraapp.models.request import Keep, Request


def keep_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    """Everything that keeps the model from keeping them."""
    for keep in request.keeps:
        yield from _keep_problems(keep, request, capabilities)
    yield from _needed_problems(request, capabilities)
    yield from _long_problems(request, capabilities)


def kept_span(keep: Keep, request: Request) -> range:
    """The frames of the result that the kept media fill. A clip of another frame rate keeps its duration."""
    start = keep.at if keep.at >= 0 else request.count + keep.at
    length = 1
    if isinstance(keep.media, Clip):
        length = max(1, round(Fraction(keep.media.count) * request.rate / keep.media.rate))
    return range(start, start + length)


def _keep_problems(keep: Keep, request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    span = kept_span(keep, request)
    if span.start < 0 or span.stop > request.count:
        yield InputError(
            "Media to keep fill frames {first} to {last}, but the result has frames 0 to {end}.",
            remedy="Make the result longer, or keep less.",
            first=span.start,
            last=span.stop - 1,
            end=request.count - 1,
        )
    elif span.start > 0 and not capabilities.keeps_anywhere:
        yield ModelError(
            "{model} can keep media only at the first frame.", remedy="Move them there.", model=capabilities.title
        )
    if not 0 <= keep.strength <= 1:
        yield InputError(
            "The strength of a keep is {strength}.", remedy="Choose a value from 0 to 1.", strength=keep.strength
        )
    if keep.mask is not None and not capabilities.masks:
        yield ModelError("{model} keeps whole pictures only.", remedy="Leave the mask out.", model=capabilities.title)


def _needed_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    spans = [kept_span(keep, request) for keep in request.keeps if _whole(keep)]
    if capabilities.needs_first and not any(span.start == 0 for span in spans):
        yield ModelError(
            "{model} makes clips from a picture, and there is none to begin with.",
            remedy="Use Image to video, or choose another model.",
            model=capabilities.title,
        )
    elif capabilities.needs_last and (request.count == 1 or not any(span.stop == request.count for span in spans)):
        yield ModelError(
            "{model} makes clips from one picture to another, and there is none to end with.",
            remedy="Use Connect or Loop, or choose another model.",
            model=capabilities.title,
        )


def _whole(keep: Keep) -> bool:
    """Whether it is kept all over and exactly."""
    return keep.mask is None and keep.strength == 1


def _long_problems(request: Request, capabilities: Capabilities) -> Iterator[SoraError]:
    """At most one, for clips that are too long for anything to be kept in them."""
    if capabilities.keeping_count is None or request.count <= capabilities.keeping_count:
        return
    spans = [kept_span(keep, request) if _whole(keep) else range(0) for keep in request.keeps]
    goes_on = capabilities.goes_on and len(spans) == 1
    if goes_on and spans[0].start == 0 and capabilities.count_step < len(spans[0]) < request.count:
        return
    first, last = range(1), range(request.count - 1, request.count)
    if all(span == first or (span == last and first in spans) for span in spans):
        return
    if capabilities.keeps_anywhere:
        yield ModelError(
            "In a clip of {count} frames {model} keeps only whole pictures: one at the first frame, and with it one at "
            "the last.",
            remedy="Keep these alone, or choose another model.",
            model=capabilities.title,
            count=request.count,
        )
    else:
        yield ModelError(
            "{model} begins with one picture, kept exactly.",
            remedy="Keep only a picture at the first frame, with a strength of 1.",
            model=capabilities.title,
        )
