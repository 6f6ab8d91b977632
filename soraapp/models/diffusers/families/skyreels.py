"""SkyReels V2 (Skywork): text, first and last picture; by diffusion forcing also long clips, and clips that go on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked, Kept
from soraapp.models.diffusers.families.wan import knows_last, needs_last
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.layouts import moving, normalised
from soraapp.models.diffusers.speed.step_cache import EVERY

TEXT, IMAGE = "SkyReelsV2Pipeline", "SkyReelsV2ImageToVideoPipeline"
FORCED = "SkyReelsV2DiffusionForcingPipeline"
FORCED_IMAGE = "SkyReelsV2DiffusionForcingImageToVideoPipeline"
FORCED_VIDEO = "SkyReelsV2DiffusionForcingVideoToVideoPipeline"
_FORCED = (FORCED, FORCED_IMAGE, FORCED_VIDEO)
_WINDOW, _OVERLAP, _NOISE = 97, 17, 20
"""Frames that are made at a time, those that each window has of the one before, and the noise on these."""
_LONGEST, _RATE = 1457, 24


def describe(contents: Contents) -> Described:
    """From the compression network's factors and the shape of the transformer's patches."""
    times = contents.config("vae", "temperal_downsample", [False, True, True])
    forced = contents.pipeline in _FORCED
    return Described(
        native_size=Size(960, 544),
        size_multiple=2 ** len(times) * contents.config("transformer", "patch_size", [1, 2, 2])[1],
        rate=Fraction(_RATE),
        count_step=2 ** sum(times),
        native_count=_LONGEST if forced else _WINDOW,
        steps=50,
        guidance=5.0 if contents.pipeline == IMAGE else 6.0,
        needs_first=contents.pipeline == IMAGE,
        needs_last=contents.pipeline == IMAGE and needs_last(contents),
        keeping_count=_WINDOW if forced else None,
        goes_on=forced,
        # From a picture it makes what follows upon it, and that is something.
        least_count=1 + 2 ** sum(times) if forced else 1,
        # Where every frame has a noise of its own, none can begin late.
        sources=contents.pipeline == TEXT,
        step_caches=EVERY,
    )


def call(contents: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    if contents.pipeline in _FORCED:
        return _forced(contents, asked)
    arguments = {**asked.usual(), "num_frames": asked.count}
    if contents.pipeline == TEXT:
        return Call(TEXT, arguments, asked.rest(), source=asked.source is not None)
    first, last = asked.first(), asked.last() if knows_last(contents) else None
    assert first is not None, "it needs a picture to begin with"
    # Of clips only the first or the last picture is known to the pipeline.
    return Call(IMAGE, {**arguments, **_pictures(first, last)}, asked.rest(*asked.single(first, last)))


def _forced(contents: Contents, asked: Asked) -> Call:
    """A clip at the beginning goes on; a picture there, and one at the end, are known by themselves; all else is kept
    among the latents, as long as there is one window."""
    step = describe(contents).count_step
    first, last = asked.first(), next(iter(asked.single(asked.last())), None)
    begun = first is not None and step < len(first.span) < asked.count
    if first is not None and begun and not asked.rest(first):
        return _on(asked, first, step)
    arguments = {**asked.usual(), "num_frames": asked.count, "fps": _RATE}
    if asked.count > _WINDOW:
        arguments |= {"overlap_history": _OVERLAP, "addnoise_condition": _NOISE, "base_num_frames": _WINDOW}
    windows = _windows(asked.count, _WINDOW, _OVERLAP, step)
    still = first if first is not None and len(first.span) == 1 else None
    parts: dict[str, Any] = {"windows": windows, "overlap": (_OVERLAP - 1) // step + 1}
    # With others the last one is kept as these are.
    end = last if still is not None and not asked.rest(still, last) else None
    if still is None:
        return Call(FORCED, arguments, asked.rest(), **parts)
    return Call(FORCED_IMAGE, {**arguments, **_pictures(still, end)}, asked.rest(still, end), **parts)


def _on(asked: Asked, first: Kept, step: int) -> Call:
    """How a clip goes on: the pipeline gives the clip, the frames of its end once more, and then the new ones."""
    known = len(first.span)
    overlap = min(_OVERLAP, (known - 1) // step * step + 1)
    count = -(-(asked.count - known) // step) * step + overlap
    window = min(_WINDOW, count)
    arguments = {
        **asked.usual(),
        "num_frames": count,
        "base_num_frames": window,
        "overlap_history": overlap,
        "addnoise_condition": _NOISE,
        "fps": _RATE,
        "video": first.pictures(),
    }
    again = range(known, known + overlap)
    windows = _windows(count, window, overlap, step)
    return Call(FORCED_VIDEO, arguments, windows=windows, overlap=(overlap - 1) // step + 1, left_out=again)


def _pictures(first: Kept, last: Kept | None) -> dict[str, Any]:
    return {"image": first.pictures()[0], "last_image": last.pictures()[-1] if last else None}


def _windows(count: int, window: int, overlap: int, step: int) -> int:
    """How many it takes."""
    if count <= window:
        return 1
    return 1 + -(-(count - window) // step // ((window - overlap) // step))


FAMILY = Family(
    "skyreels",
    "SkyReels V2",
    (TEXT, IMAGE, *_FORCED),
    describe,
    call,
    moving(normalised),
    blocks={"SkyReelsV2TransformerBlock": (0, None)},
    repositories=(
        "Skywork/SkyReels-V2-DF-1.3B-540P-Diffusers",
        "Skywork/SkyReels-V2-T2V-14B-720P-Diffusers",
        "Skywork/SkyReels-V2-DF-14B-720P-Diffusers",
    ),
)
