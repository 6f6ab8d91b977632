"""Paint: a part of the picture made anew, within a mask that may move or beyond the edges, while the rest stays pixel
for pixel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from fractions import Fraction
from math import floor
from typing import Annotated, Any

from nodes.generate import Detail, fineness
from nodes.sampling import AS_ADVISED, Amount, Sampling, Stop, Strength, Text, going_on, make, source_of, unseen
from soraapp.engine.job import Job
from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, FrameImage, Image, Size, StillClip
from soraapp.media.clip import seconds as duration
from soraapp.media.fit import FitMode
from soraapp.media.ops import Fit
from soraapp.media.ops.moments import Moments
from soraapp.media.ops.painting import Framed, Plain
from soraapp.media.ops.tracked import Lost, Tracked
from soraapp.media.time import exact, frame_at
from soraapp.models.base import Capabilities
from soraapp.models.limits import problems
from soraapp.models.region import Region
from soraapp.models.request import Request, Source
from soraapp.nodekit import Choice, Slider, node

_REACH = 1 / 8
"""How far beyond its mask the model may paint: half of the coarsest cells of latents that models keep or paint."""


class Following(Enum):
    """How a mask follows a picture."""

    MOVE = "move"
    MOVE_AND_TURN = "move_and_turn"


class Aspect(Enum):
    """Width to height."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"
    CLASSIC = "4:3"
    PORTRAIT = "3:4"
    CINEMA = "21:9"


def _request(
    limits: Capabilities,
    sampling: Sampling,
    prompt: str,
    region: Region,
    source: Source | None = None,
    detail: int = 1,
) -> Request:
    return sampling.request(
        limits, prompt, region.model_size, region.count, keeps=(region.keep,), source=source, detail=detail
    )


def _check_inpaint(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "mask" in values and "moving_mask" in values:
        yield _no_mask()
    if "model" in values:
        limits = find(values["model"])
        yield from _inpaint_problems(values, limits, unseen(limits, limits.count_step))


def _check_inpaint_image(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" in values:
        limits = find(values["model"])
        yield from _inpaint_problems(values, limits, unseen(limits, 1), values.get("detail") or 1)


def _inpaint_problems(
    values: Mapping[str, Any], limits: Capabilities, clip: Clip, detail: int = 1
) -> Iterable[SoraError]:
    region = Region(limits, clip, clip)
    source = source_of(region.shown, values.get("strength", Strength.ANEW), values.get("amount"))
    request = _request(limits, Sampling.of(values), values.get("prompt", ""), region, source, detail)
    return problems(request, limits)


def _no_mask() -> InputError:
    return InputError(
        "There is no mask.", remedy="Connect a picture or a clip that is white where the clip should be painted anew."
    )


def _laid(mask: Image | Clip, clip: Clip) -> Clip:
    """The mask at the times and the size of the clip; one that is shorter rests on its last frame."""
    moving = mask if isinstance(mask, Clip) else StillClip(mask, clip.rate, clip.count)
    if (moving.rate, moving.count) != (clip.rate, clip.count):
        moving = Moments(moving, clip.rate, clip.count, Fraction(0), moving.rate / clip.rate)
    return moving if moving.size == clip.size else Fit(moving, clip.size, FitMode.STRETCH)


@node(
    "paint.track_mask",
    version=1,
    aliases=(
        "follow",
        "tracker",
        "tracking",
        "rotoscope",
        "roto",
        "moving mask",
        "stabilise",
        "跟踪",
        "追踪",
        "运动遮罩",
    ),
)
def track_mask(
    clip: Clip,
    mask: Image,
    at: Annotated[
        float,
        Slider(0, 3600, step=0.01, unit="s", soft=10, help="The moment of the clip over which the mask lies right."),
    ] = 0.0,
    follow: Annotated[
        Following, Choice(help="Whether the mask only goes along, or turns and changes its size as well.")
    ] = Following.MOVE,
    when_lost: Annotated[
        Lost,
        Choice(help="From where what it follows is found no more, the mask vanishes, stays there, or it is an error."),
    ] = Lost.VANISH,
) -> Clip:
    """Make a mask follow what lies under it through a clip, onward and back from one moment, for inpaint or an overlay.

    The mask may be a shape or a painted picture; it is stretched to the clip. Nothing is guessed: beyond a cut, behind
    other things and out of the picture it is lost.
    """
    if exact(at) > duration(clip):
        raise InputError(
            "There is no frame at {value} s: the clip lasts {length} s.",
            remedy="Choose a moment from 0 to {length} s.",
            value=f"{at:.5g}",
            length=f"{float(duration(clip)):.5g}",
        )
    start = min(frame_at(at, clip.rate), clip.count - 1)
    return Tracked(clip, mask, start, follow is Following.MOVE_AND_TURN, when_lost)


@node("paint.inpaint", version=1, check=_check_inpaint, aliases=("mask", "replace", "remove", "repaint", "局部重绘"))
def inpaint(
    job: Job,
    clip: Clip,
    mask: Image | None = None,
    moving_mask: Clip | None = None,
    prompt: Text = "",
    strength: Stop = Strength.ANEW,
    amount: Amount = None,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Paint a part of the picture anew, where the mask is white.

    A mask or a moving mask: one of the two is needed, and if both are wired, the moving one counts. Where it is black,
    the clip stays as it is, pixel for pixel. A mask is stretched to the clip.
    """
    given = moving_mask or mask
    if given is None:
        raise _no_mask()
    limits = job.capabilities(sampling.model)
    region = Region(limits, clip, _laid(given, clip), _REACH)
    request = _request(limits, sampling, prompt, region, source_of(region.shown, strength, amount))
    return region.filled(make(job, request, limits))


@node(
    "paint.inpaint_image",
    version=1,
    check=_check_inpaint_image,
    aliases=("mask", "replace", "remove", "repaint", "retouch", "picture", "photo", "局部重绘图片"),
)
def inpaint_image(
    job: Job,
    image: Image,
    mask: Image,
    prompt: Text = "",
    strength: Stop = Strength.ANEW,
    amount: Amount = None,
    detail: Detail = None,
    sampling: Sampling = AS_ADVISED,
) -> Image:
    """Paint a part of a picture anew, where the mask is white.

    Where it is black, the picture stays as it is, pixel for pixel. A mask is stretched to the picture.
    """
    limits = job.capabilities(sampling.model)
    clip = StillClip(image, limits.rate, 1)
    region = Region(limits, clip, _laid(mask, clip), _REACH)
    fine = fineness(limits, region.model_size) if detail is None else detail
    request = _request(limits, sampling, prompt, region, source_of(region.shown, strength, amount), fine)
    return FrameImage(region.filled(make(job, request, limits)), 0)


def _check_reframe(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    region = _reframed(limits, unseen(limits, limits.count_step), values.get("aspect", Aspect.TALL), 0.5)
    return problems(_request(limits, Sampling.of(values), values.get("prompt", ""), region), limits)


def _reframed(limits: Capabilities, clip: Clip, aspect: Aspect, position: float) -> Region:
    """The clip on the least canvas of the aspect that holds it, and what is to be painted around it."""
    wide, high = map(int, aspect.value.split(":"))
    width, height = clip.size
    canvas = Size(max(width, round(Fraction(height * wide, high))), max(height, round(Fraction(width * high, wide))))
    left, top = (floor((whole - side) * position + 0.5) for whole, side in zip(canvas, clip.size, strict=True))
    dark = Plain(clip.size, clip.rate, clip.count)
    return Region(limits, Framed(clip, canvas, left, top), Framed(dark, canvas, left, top, grey=255))


@node(
    "paint.reframe", version=1, check=_check_reframe, aliases=("outpaint", "aspect", "vertical", "uncrop", "扩展画面")
)
def reframe(
    job: Job,
    clip: Clip,
    prompt: Text = "",
    aspect: Annotated[Aspect, Choice(help="Width to height of the new picture.")] = Aspect.TALL,
    position: Annotated[
        float,
        Slider(0, 1, step=0.05, help="Where the clip lies in it: 0 at the left or top, 1 at the right or bottom."),
    ] = 0.5,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Give a clip another aspect by painting what lies beyond its edges; the clip itself stays, pixel for pixel."""
    limits = job.capabilities(sampling.model)
    region = _reframed(limits, clip, aspect, position)
    if region.clip.size == clip.size:
        return clip
    return region.filled(make(job, going_on(job, _request(limits, sampling, prompt, region)), limits))
