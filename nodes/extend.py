"""Extend: new frames before, after and between clips, whose own frames stay bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any

from nodes.sampling import AS_ADVISED, Amount, Sampling, Stop, Strength, Text, going_on, make, source_of, unseen
from soraapp.engine.job import Job
from soraapp.errors import SoraError
from soraapp.media.clip import Clip
from soraapp.media.ops import Concatenate, Trim, conform
from soraapp.media.ops.painting import Curve, Painted, Ramp
from soraapp.media.steps import Steps
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.gap import Gap
from soraapp.models.limits import problems
from soraapp.models.request import Request
from soraapp.nodekit import Choice, Slider, node

JUMP = 2.5
"""From so many usual steps on, a step from one frame to the next is seen as a jump."""
ENDLESS = 1.2
"""The same for a seam that comes round again and again, where less is seen."""


class Direction(Enum):
    """Where a clip is continued."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


Side = Annotated[Direction, Choice(help="After its end, before its beginning, or both.")]
Seconds = Annotated[float, Slider(0.125, 60, step=0.125, unit="s", soft=10, help="How much is added on each side.")]
Bridge = Annotated[
    float,
    Slider(
        0.25, 60, step=0.125, unit="s", soft=4, help="The new frames between; a little more where the model needs it."
    ),
]


def _extended(limits: Capabilities, clip: Clip, direction: Direction, seconds: float) -> tuple[Gap | None, Gap | None]:
    """The gaps before and after a clip."""
    wish = frame_count(Fraction(seconds), clip.rate)
    before = None if direction is Direction.FORWARD else Gap.of(limits, clip.size, clip.rate, wish, after=clip)
    after = None if direction is Direction.BACKWARD else Gap.of(limits, clip.size, clip.rate, wish, before=clip)
    return before, after


def _bridge(limits: Capabilities, first: Clip, second: Clip, seconds: float) -> Gap:
    return Gap.of(limits, first.size, first.rate, frame_count(Fraction(seconds), first.rate), first, second)


def _request(limits: Capabilities, sampling: Sampling, prompt: str, gap: Gap) -> Request:
    return sampling.request(limits, prompt, gap.model_size, gap.count, keeps=gap.keeps)


def _fill(job: Job, limits: Capabilities, sampling: Sampling, prompt: str, gap: Gap) -> Clip:
    return gap.filled(make(job, going_on(job, _request(limits, sampling, prompt, gap)), limits))


def _roughness(job: Job, before: Clip | None, made: Clip, after: Clip | None, seam: float = JUMP) -> float:
    """How much a stretch jumps, at seams from `seam` usual steps on: above 1 it is seen."""
    steps = Steps.around(before, made, after, job.check)
    return max(steps.at_seams / seam, steps.inside / JUMP)


def _bridged(
    job: Job, sampling: Sampling, prompt: str, first: Clip, second: Clip, seconds: float, *, seam: float
) -> Clip:
    """The frames between two clips, whose steps at the seams should be at most `seam` usual ones.

    Where the model finds no way from the one to the other and jumps, both go on, and one fades into the other.
    """
    limits = job.capabilities(sampling.model)
    gap = _bridge(limits, first, second, seconds)
    bridge = _fill(job, limits, sampling, prompt, gap)

    def rough(made: Clip) -> float:
        return _roughness(job, first, made, second, seam)

    if rough(bridge) <= 1:
        return bridge
    onwards = _fill(job, limits, sampling, prompt, Gap.of(limits, gap.size, gap.rate, gap.length, before=first))
    towards = _fill(job, limits, sampling, prompt, Gap.of(limits, gap.size, gap.rate, gap.length, after=second))
    faded = Painted(onwards, towards, Ramp(gap.size, gap.rate, gap.length, Curve.GENTLE))
    return min(bridge, faded, key=rough)


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
    return replace(_request(limits, sampling, prompt, gap), source=source_of(gap.source(clip), stop, amount))


def _check_extend(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return
    limits = find(values["model"])
    gaps = _extended(
        limits, unseen(limits, limits.count_step), values.get("direction", Direction.FORWARD), values.get("seconds", 1)
    )
    for gap in gaps:
        if gap is not None:
            yield from problems(_request(limits, Sampling.of(values), values.get("prompt", ""), gap), limits)


def _check_bridge(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    clip = unseen(limits, limits.count_step)
    gap = _bridge(limits, clip, clip, values.get("seconds", 1))
    return problems(_request(limits, Sampling.of(values), values.get("prompt", ""), gap), limits)


def _check_blend(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    seconds = values.get("seconds", 1.0)
    clip = unseen(limits, frame_count(Fraction(seconds), limits.rate) + 2 * limits.count_step)
    blended = _blended(limits, clip, clip, seconds, Curve.EVEN)
    strength = values.get("strength", Strength.SUBTLE), values.get("amount")
    return problems(_blend_request(limits, Sampling.of(values), values.get("prompt", ""), blended, *strength), limits)


@node("extend.extend", version=1, check=_check_extend, aliases=("continue", "longer", "outfill", "延长"))
def extend(
    job: Job,
    clip: Clip,
    prompt: Text = "",
    direction: Side = Direction.FORWARD,
    seconds: Seconds = 2.0,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Continue a clip after its end, before its beginning, or both.

    The clip itself stays as it is, frame for frame; what is added has its size and frame rate. What the text leaves
    unsaid is as the clip's own prompt says, where it is known.
    """
    limits = job.capabilities(sampling.model)
    before, after = _extended(limits, clip, direction, seconds)
    parts = [clip]
    if before is not None:
        parts.insert(0, _fill(job, limits, sampling, prompt, before))
    if after is not None:
        parts.append(_fill(job, limits, sampling, prompt, after))
    return Concatenate(tuple(parts))


@node("extend.loop", version=2, check=_check_bridge, aliases=("endless", "seamless", "cycle", "循环"))
def loop(
    job: Job,
    clip: Clip,
    prompt: Text = "",
    seconds: Bridge = 1.0,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Make a clip endless: new frames lead from its end back to its beginning.

    It becomes longer by these; played over and over, there is no end to be seen. Where the model finds no way back, the
    end goes on and fades into what comes before the beginning.
    """
    return Concatenate((clip, _bridged(job, sampling, prompt, clip, clip, seconds, seam=ENDLESS)))


@node("extend.connect", version=2, check=_check_bridge, aliases=("bridge", "morph", "join", "连接"))
def connect(
    job: Job,
    first: Clip,
    second: Clip,
    prompt: Text = "",
    seconds: Bridge = 1.0,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Bridge two clips: new frames lead from the end of the first to the beginning of the second.

    Both stay as they are; a second one of another size or frame rate is fitted to the first. Where the model finds no
    way between them, as from one place to another, the first goes on and fades into what leads to the second.
    """
    first, second = conform((first, second))
    return Concatenate((first, _bridged(job, sampling, prompt, first, second, seconds, seam=JUMP), second))


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
    if _roughness(job, gap.before, made, gap.after) > 1:
        start = gap.before.count if gap.before else 0
        made = Trim(clip, start, start + gap.length)
    return Concatenate(tuple(part for part in (gap.before, made, gap.after) if part is not None))
