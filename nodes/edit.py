"""Edit: a clip changed by text, all of it or for a time, or a picture; and a picture drawn finer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import floor
from typing import Annotated, Any

from nodes.generate import Detail, fineness
from nodes.sampling import AS_ADVISED, Amount, Sampling, Stop, Strength, Text, going_on, make, source_of, unseen
from soraapp.engine.job import Job
from soraapp.errors import InputError, SoraError
from soraapp.media.audio.soundtrack import keeping_sound
from soraapp.media.clip import Clip, FrameImage, Image, Size, StillClip
from soraapp.media.fit import FitMode
from soraapp.media.ops import Concatenate, Fit
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.gap import Gap
from soraapp.models.limits import problems
from soraapp.models.request import Request, Source
from soraapp.nodekit import Slider, node


def _edit_request(
    limits: Capabilities,
    sampling: Sampling,
    prompt: str,
    gap: Gap,
    clip: Clip,
    stop: Strength,
    amount: float | None,
    detail: int = 1,
) -> Request:
    source = source_of(gap.source(clip), stop, amount)
    return sampling.request(limits, prompt, gap.model_size, gap.count, keeps=gap.keeps, source=source, detail=detail)


def _check_edit(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    step = limits.count_step
    clip = unseen(limits, 4 * step)
    start = step if values.get("start", 0) else 0
    stop = clip.count if values.get("seconds") is None else start + step
    gap = Gap.within(limits, clip, start, stop)
    strength = values.get("strength", Strength.MILD), values.get("amount")
    return problems(_edit_request(limits, Sampling.of(values), values.get("prompt", ""), gap, clip, *strength), limits)


@node("edit.edit", version=1, check=_check_edit, aliases=("sdedit", "remix", "restyle", "retake", "vary", "编辑"))
def edit(
    job: Job,
    clip: Clip,
    prompt: Text = "",
    strength: Stop = Strength.MILD,
    amount: Amount = None,
    start: Annotated[float, Slider(0, 600, step=0.125, unit="s", soft=10, help="Where the edited part begins.")] = 0.0,
    seconds: Annotated[
        float | None,
        Slider(0.125, 600, step=0.125, unit="s", soft=10, help="The edited part's duration. Empty: to the end."),
    ] = None,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Change a clip by text: all of it, or a part of its time.

    Say what is new, such as "in the snow". What the text leaves unsaid is as the clip's own prompt says, where it is
    known: for a clip from a file, describe all that should be seen.

    Everything before and after the part stays as it is, frame for frame. A part between two others ends a few frames
    early where the model makes frames in groups.
    """
    limits = job.capabilities(sampling.model)
    first = floor(Fraction(start) * clip.rate + Fraction(1, 2))
    if first >= clip.count:
        raise InputError(
            "The part begins at {start} s, but the clip ends at {end} s.",
            remedy="Choose an earlier start.",
            start=start,
            end=round(float(clip.count / clip.rate), 3),
        )
    last = clip.count if seconds is None else min(clip.count, first + frame_count(Fraction(seconds), clip.rate))
    gap = Gap.within(limits, clip, first, last)
    request = going_on(job, _edit_request(limits, sampling, prompt, gap, clip, strength, amount))
    parts = [part for part in (gap.before, gap.filled(make(job, request, limits)), gap.after) if part is not None]
    return keeping_sound(clip, parts[0] if len(parts) == 1 else Concatenate(tuple(parts)))


def _check_edit_image(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    clip = unseen(limits, 1)
    gap = Gap.of(limits, clip.size, clip.rate, 1)
    strength = values.get("strength", Strength.MILD), values.get("amount")
    sampling, detail = Sampling.of(values), values.get("detail") or 1
    return problems(_edit_request(limits, sampling, values.get("prompt", ""), gap, clip, *strength, detail), limits)


@node(
    "edit.edit_image",
    version=1,
    check=_check_edit_image,
    aliases=("sdedit", "img2img", "image to image", "remix", "restyle", "picture", "photo", "编辑图片", "图生图"),
)
def edit_image(
    job: Job,
    image: Image,
    prompt: Text = "",
    strength: Stop = Strength.MILD,
    amount: Amount = None,
    detail: Detail = None,
    sampling: Sampling = AS_ADVISED,
) -> Image:
    """Change a picture by text. Its size stays.

    Say what is new. What the text leaves unsaid is as the picture's own prompt says, where it is known.
    """
    limits = job.capabilities(sampling.model)
    clip = StillClip(image, limits.rate, 1)
    gap = Gap.of(limits, image.size, limits.rate, 1)
    fine = fineness(limits, gap.model_size) if detail is None else detail
    request = going_on(job, _edit_request(limits, sampling, prompt, gap, clip, strength, amount, fine))
    return FrameImage(gap.filled(make(job, request, limits)), 0)


def _refine_request(
    limits: Capabilities,
    sampling: Sampling,
    prompt: str,
    image: Image,
    scale: float,
    change: float,
    detail: int | None,
) -> Request:
    size = limits.nearest_size(_scaled(image.size, scale))
    fine = fineness(limits, size) if detail is None else detail
    return sampling.request(limits, prompt, size, 1, source=Source(image, change), detail=fine)


def _scaled(size: Size, scale: float) -> Size:
    return Size(*(max(1, floor(side * Fraction(scale) + Fraction(1, 2))) for side in size))


def _check_refine(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    picture = FrameImage(unseen(limits, 1), 0)
    request = _refine_request(
        limits,
        Sampling.of(values),
        values.get("prompt", ""),
        picture,
        values.get("scale", 1),
        values.get("change", 0.0),
        values.get("detail") or 1,
    )
    return problems(request, limits)


@node("edit.refine", version=1, check=_check_refine, aliases=("upscale", "enlarge", "sharpen", "super", "高清放大"))
def refine(
    job: Job,
    image: Image,
    prompt: Text = "",
    scale: Annotated[float, Slider(1, 8, step=0.5, help="How many times larger the picture becomes.")] = 2.0,
    change: Annotated[
        float, Slider(0, 1, step=0.05, help="How far what is drawn may leave the picture. 0: as near as the model can.")
    ] = 0.25,
    detail: Detail = None,
    sampling: Sampling = AS_ADVISED,
) -> Image:
    """Enlarge a picture and draw it finer, in overlapping tiles, with the details that the text asks for."""
    limits = job.capabilities(sampling.model)
    request = going_on(job, _refine_request(limits, sampling, prompt, image, scale, change, detail))
    made, size = make(job, request, limits), _scaled(image.size, scale)
    return FrameImage(made if made.size == size else Fit(made, size, FitMode.STRETCH), 0)
