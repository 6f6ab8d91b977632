"""Extend: new frames before, after and between clips, whose own frames stay bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from nodes.bridging import JUMP, bridge_of, bridged, fill, request_for
from nodes.sampling import AS_ADVISED, Sampling, Text, unseen
from soraapp.engine.job import Job
from soraapp.errors import SoraError
from soraapp.media.clip import Clip
from soraapp.media.ops import Concatenate, Paced, conform
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.gap import Gap
from soraapp.models.limits import problems
from soraapp.nodekit import Choice, Slider, node

ENDLESS = 1.2
"""From so many usual steps on, a seam is seen that comes round again and again; at other seams more is needed."""


class Longer(NamedTuple):
    """What was there with what is new, and what is new by itself."""

    clip: Clip
    added: Clip


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


def _lasting(clip: Clip, seconds: float) -> Clip:
    """All frames of a clip, shown for exactly so long, to a millionth of a second."""
    rate = clip.count / Fraction(seconds).limit_denominator(1_000_000)
    return clip if rate == clip.rate else Paced(clip, rate)


def _check_extend(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return
    limits = find(values["model"])
    gaps = _extended(
        limits, unseen(limits, limits.count_step), values.get("direction", Direction.FORWARD), values.get("seconds", 1)
    )
    for gap in gaps:
        if gap is not None:
            yield from problems(request_for(limits, Sampling.of(values), values.get("prompt", ""), gap), limits)


def _check_bridge(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    clip = unseen(limits, limits.count_step)
    gap = bridge_of(limits, clip, clip, values.get("seconds", 1))
    return problems(request_for(limits, Sampling.of(values), values.get("prompt", ""), gap), limits)


@node("extend.extend", version=2, check=_check_extend, aliases=("continue", "longer", "outfill", "延长"))
def extend(
    job: Job,
    clip: Clip,
    prompt: Text = "",
    direction: Side = Direction.FORWARD,
    seconds: Seconds = 2.0,
    sampling: Sampling = AS_ADVISED,
) -> Longer:
    """Continue a clip after its end, before its beginning, or both.

    The clip itself stays as it is, frame for frame; what is added has its size and frame rate. What the text leaves
    unsaid is as the clip's own prompt says, where it is known.

    Added is what is new by itself, and lasts exactly as long as was asked for.
    """
    limits = job.capabilities(sampling.model)
    before, after = _extended(limits, clip, direction, seconds)
    head = () if before is None else (fill(job, limits, sampling, prompt, before),)
    tail = () if after is None else (fill(job, limits, sampling, prompt, after),)
    new = (*head, *tail)
    added = new[0] if len(new) == 1 else Concatenate(new)
    return Longer(Concatenate((*head, clip, *tail)), _lasting(added, seconds * len(new)))


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
    return Concatenate((clip, bridged(job, sampling, prompt, clip, clip, seconds, seam=ENDLESS)))


@node("extend.connect", version=3, check=_check_bridge, aliases=("bridge", "morph", "join", "连接"))
def connect(
    job: Job,
    first: Clip,
    second: Clip,
    prompt: Text = "",
    seconds: Bridge = 1.0,
    sampling: Sampling = AS_ADVISED,
) -> Longer:
    """Bridge two clips: new frames lead from the end of the first to the beginning of the second.

    Both stay as they are; a second one of another size or frame rate is fitted to the first. Where the model finds no
    way between them, as from one place to another, the first goes on and fades into what leads to the second.

    Added are the new frames by themselves, which last exactly as long as was asked for, however many the model made.
    """
    first, second = conform((first, second))
    bridge = bridged(job, sampling, prompt, first, second, seconds, seam=JUMP)
    return Longer(Concatenate((first, bridge, second)), _lasting(bridge, seconds))
