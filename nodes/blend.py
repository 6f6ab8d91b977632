"""Blend: one clip that turns into another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, Any

from nodes.bridging import request_for, roughness
from nodes.sampling import AS_ADVISED, Amount, Sampling, Stop, Strength, Text, going_on, make, source_of, unseen
from soraapp.engine.job import Job
from soraapp.errors import SoraError
from soraapp.media.clip import Clip
from soraapp.media.ops import Concatenate, Trim, conform
from soraapp.media.ops.painting import Curve, Painted, Ramp
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.gap import Gap
from soraapp.models.limits import problems
from soraapp.models.request import Request
from soraapp.nodekit import Choice, Slider, node


def _blended(limits: Capabilities, first: Clip, second: Clip, seconds: float, curve: Curve) -> tuple[Gap, Clip]:
    """Two clips that are mixed over a span, and the span as a gap in them."""
    wish = min(frame_count(Fraction(seconds), first.rate), first.count, second.count)
    # The span is cut to what the model can fill before the clips are mixed, so that no frame outside of it is.
    span = Gap.of(limits, first.size, first.rate, wish, first, second, at_most=True).length
    span = min(span, first.count, second.count)
    start = first.count - span
    ramp = Ramp(first.size, first.rate, span, curve)
    mixed = Painted(Trim(first, start, first.count), Trim(second, 0, span), ramp)
    parts = (
        *((Trim(first, 0, start),) if start else ()),
        mixed,
        *((Trim(second, span, second.count),) if span < second.count else ()),
    )
    clip = Concatenate(parts)
    return Gap.within(limits, clip, start, first.count), clip


def _blend_request(
    limits: Capabilities,
    sampling: Sampling,
    prompt: str,
    blended: tuple[Gap, Clip],
    stop: Strength,
    amount: float | None,
) -> Request:
    gap, clip = blended
    return replace(request_for(limits, sampling, prompt, gap), source=source_of(gap.source(clip), stop, amount))


def _check_blend(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    seconds = values.get("seconds", 1.0)
    clip = unseen(limits, frame_count(Fraction(seconds), limits.rate) + 2 * limits.count_step)
    blended = _blended(limits, clip, clip, seconds, Curve.EVEN)
    strength = values.get("strength", Strength.SUBTLE), values.get("amount")
    return problems(_blend_request(limits, Sampling.of(values), values.get("prompt", ""), blended, *strength), limits)


@node("extend.blend", version=2, check=_check_blend, aliases=("morph", "merge", "turn into", "transform", "融合"))
def blend(
    job: Job,
    first: Clip,
    second: Clip,
    prompt: Text = "",
    seconds: Annotated[
        float,
        Slider(0.25, 60, step=0.125, unit="s", soft=4, help="How long both are seen; a little less where need be."),
    ] = 1.0,
    curve: Annotated[Curve, Choice(help="How the second takes over from the first.")] = Curve.GENTLE,
    strength: Stop = Strength.SUBTLE,
    amount: Amount = None,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Turn one clip into another: over a span in which both move, the model makes one picture of the two.

    Outside of the span both stay as they are; the film is shorter than the two by the span. A second clip of another
    size or frame rate is fitted to the first. Where the model would jump, one simply fades into the other.
    """
    limits = job.capabilities(sampling.model)
    first, second = conform((first, second))
    gap, clip = _blended(limits, first, second, seconds, curve)
    request = going_on(job, _blend_request(limits, sampling, prompt, (gap, clip), strength, amount))
    made = gap.filled(make(job, request, limits))
    if roughness(job, gap.before, made, gap.after) > 1:
        start = gap.before.count if gap.before else 0
        made = Trim(clip, start, start + gap.length)
    return Concatenate(tuple(part for part in (gap.before, made, gap.after) if part is not None))
