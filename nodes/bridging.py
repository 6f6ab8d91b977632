"""What is made between and beside clips, and whether it jumps: shared by all nodes that extend, connect and blend."""

from __future__ import annotations

from fractions import Fraction

from nodes.sampling import Sampling, going_on, make
from soraapp.engine.job import Job
from soraapp.media.clip import Clip
from soraapp.media.ops.painting import Curve, Painted, Ramp
from soraapp.media.steps import Steps
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.gap import Gap
from soraapp.models.request import Request

JUMP = 2.5
"""From so many usual steps on, a step from one frame to the next is seen as a jump."""


def bridge_of(limits: Capabilities, first: Clip, second: Clip, seconds: float) -> Gap:
    """The gap of `seconds` between two clips of one size and rate, and a little more where the model needs it."""
    return Gap.of(limits, first.size, first.rate, frame_count(Fraction(seconds), first.rate), first, second)


def request_for(limits: Capabilities, sampling: Sampling, prompt: str, gap: Gap) -> Request:
    """What a model is asked for to fill a gap."""
    return sampling.request(limits, prompt, gap.model_size, gap.count, keeps=gap.keeps)


def fill(job: Job, limits: Capabilities, sampling: Sampling, prompt: str, gap: Gap) -> Clip:
    """The frames of a gap, made by the model."""
    return gap.filled(make(job, going_on(job, request_for(limits, sampling, prompt, gap)), limits))


def roughness(job: Job, before: Clip | None, made: Clip, after: Clip | None, seam: float = JUMP) -> float:
    """How much a stretch jumps, at seams from `seam` usual steps on: above 1 it is seen."""
    steps = Steps.around(before, made, after, job.check)
    return max(steps.at_seams / seam, steps.inside / JUMP)


def bridged(
    job: Job, sampling: Sampling, prompt: str, first: Clip, second: Clip, seconds: float, *, seam: float
) -> Clip:
    """The frames between two clips, whose steps at the seams should be at most `seam` usual ones.

    Where the model finds no way from the one to the other and jumps, both go on, and one fades into the other.
    """
    limits = job.capabilities(sampling.model)
    gap = bridge_of(limits, first, second, seconds)
    bridge = fill(job, limits, sampling, prompt, gap)

    def rough(made: Clip) -> float:
        return roughness(job, first, made, second, seam)

    if rough(bridge) <= 1:
        return bridge
    onwards = fill(job, limits, sampling, prompt, Gap.of(limits, gap.size, gap.rate, gap.length, before=first))
    towards = fill(job, limits, sampling, prompt, Gap.of(limits, gap.size, gap.rate, gap.length, after=second))
    faded = Painted(onwards, towards, Ramp(gap.size, gap.rate, gap.length, Curve.GENTLE))
    return min(bridge, faded, key=rough)
