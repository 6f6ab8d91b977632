"""Generate: clips and pictures made by a model."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, Any

from nodes.sampling import AS_ADVISED, Sampling, Text, going_on, make, unseen
from soraapp.engine.job import Job
from soraapp.errors import SoraError
from soraapp.media.camera import Camera
from soraapp.media.clip import Clip, FrameImage, Image, Size
from soraapp.media.clip import seconds as seconds_of
from soraapp.media.ops import Trim
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.limits import problems
from soraapp.models.request import Keep, Performance
from soraapp.models.steers import steers_of
from soraapp.nodekit import Slider, node

Seconds = Annotated[float, Slider(0.125, 60, step=0.125, unit="s", soft=10, help="The duration of the clip.")]
Width = Annotated[int, Slider(64, 2048, step=8, unit="px")]
Height = Annotated[int, Slider(64, 2048, step=8, unit="px")]
Detail = Annotated[
    int | None,
    Slider(
        1, 8, help="How many times finer than at its own size the model draws. Empty: as fine as the size asks for."
    ),
]


def fineness(limits: Capabilities, size: Size) -> int:
    """The detail at which a picture of a size is drawn as finely as one of the model's own size, as far as it goes."""
    scale = math.sqrt(size.width * size.height / (limits.native_size.width * limits.native_size.height))
    return min(max(1, math.floor(scale + 0.5)), limits.finest)


def _size(values: Mapping[str, Any], limits: Capabilities) -> Size:
    """A size that a wire feeds is known only when the graph runs; until then the model's own stands in."""
    return Size(values.get("width", limits.native_size.width), values.get("height", limits.native_size.height))


def _count(seconds: float | Fraction, limits: Capabilities) -> int:
    """The next legal number of frames for at least `seconds`."""
    return limits.legal_count(frame_count(Fraction(seconds), limits.rate))


def wired_camera(values: Mapping[str, Any]) -> Camera | None:
    """A camera that stands still for one that a wire will bring."""
    return None if "camera" in values else Camera()


def _check_video(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    return _video_problems(values, find, begun=False)


def _check_begun(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    return _video_problems(values, find, begun=True)


def _video_problems(
    values: Mapping[str, Any], find: Callable[[str], Capabilities], *, begun: bool
) -> Iterable[SoraError]:
    """`begun`: a picture will be there to begin with."""
    if "model" not in values:
        return ()
    limits, sampling = find(values["model"]), Sampling.of(values)
    count = _count(values.get("seconds", 1), limits)
    keeps = (Keep(unseen(limits, 1)),) if begun else ()
    request = sampling.request(limits, values.get("prompt", ""), _size(values, limits), count, keeps=keeps)
    return problems(replace(request, steers=steers_of(wired_camera(values), count, request.rate)), limits)


def _check_performance(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits, sampling = find(values["model"]), Sampling.of(values)
    seen = unseen(limits, 1)
    performance = Performance(FrameImage(seen, 0), seen, seen)
    request = sampling.request(limits, values.get("prompt", ""), _size(values, limits), limits.legal_count(1))
    return problems(replace(request, performance=performance), limits)


def _check_image(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits, sampling = find(values["model"]), Sampling.of(values)
    detail = values.get("detail") or 1
    request = sampling.request(limits, values.get("prompt", ""), _size(values, limits), 1, detail=detail)
    return problems(request, limits)


def _video(
    job: Job,
    sampling: Sampling,
    prompt: str,
    seconds: float,
    size: Size,
    camera: Camera | None,
    keeps: tuple[Keep, ...] = (),
) -> Clip:
    """The clip, without the frames beyond the wish that the model's legal count brings."""
    limits = job.capabilities(sampling.model)
    request = going_on(job, sampling.request(limits, prompt, size, _count(seconds, limits), keeps=keeps))
    clip = make(job, replace(request, steers=steers_of(camera, request.count, request.rate)), limits)
    wish = min(frame_count(Fraction(seconds), limits.rate), clip.count)
    return clip if wish == clip.count else Trim(clip, 0, wish)


@node("generate.text_to_video", version=1, check=_check_video, aliases=("t2v", "sora", "文生视频"))
def text_to_video(
    job: Job,
    prompt: Text = "",
    seconds: Seconds = 2.0,
    width: Width = 768,
    height: Height = 432,
    sampling: Sampling = AS_ADVISED,
    camera: Camera | None = None,
) -> Clip:
    """Make a clip from a description."""
    return _video(job, sampling, prompt, seconds, Size(width, height), camera)


@node(
    "generate.animate_character",
    version=1,
    check=_check_performance,
    aliases=("wan animate", "puppet", "motion transfer", "replace person", "动作迁移", "角色动画", "换人"),
)
def animate_character(
    job: Job,
    character: Image,
    pose: Clip,
    face: Clip,
    scene: Clip | None = None,
    place: Clip | None = None,
    prompt: Text = "",
    width: Width = 768,
    height: Height = 432,
    sampling: Sampling = AS_ADVISED,
) -> Clip:
    """Let the character of a picture move as an actor does, with a model that is made for it, such as Wan Animate.

    Pose is a clip of the actor's skeleton on black, face one of the face alone: other programs make them of a film.
    The result is as long as the pose. With a scene and a place in it, white where the character goes, it stands there;
    else it stays where its picture is.
    """
    limits, wish = job.capabilities(sampling.model), seconds_of(pose)
    request = sampling.request(limits, prompt, Size(width, height), _count(wish, limits))
    clip = make(job, replace(request, performance=Performance(character, pose, face, scene, place)), limits)
    count = min(frame_count(wish, limits.rate), clip.count)
    return clip if count == clip.count else Trim(clip, 0, count)


@node("generate.text_to_image", version=1, check=_check_image, aliases=("t2i", "picture", "photo", "文生图"))
def text_to_image(
    job: Job,
    prompt: Text = "",
    width: Width = 768,
    height: Height = 432,
    detail: Detail = None,
    sampling: Sampling = AS_ADVISED,
) -> Image:
    """Make a picture from a description.

    One that is larger than the model's own size is drawn again finer and finer, in overlapping tiles.
    """
    limits, size = job.capabilities(sampling.model), Size(width, height)
    fine = fineness(limits, size) if detail is None else detail
    return FrameImage(make(job, sampling.request(limits, prompt, size, 1, detail=fine), limits), 0)


@node("generate.image_to_video", version=1, check=_check_begun, aliases=("i2v", "animate", "图生视频"))
def image_to_video(
    job: Job,
    image: Image,
    prompt: Text = "",
    seconds: Seconds = 2.0,
    width: Width = 768,
    height: Height = 432,
    sampling: Sampling = AS_ADVISED,
    camera: Camera | None = None,
) -> Clip:
    """Bring a picture to life: it is the first frame of the clip.

    What the text leaves unsaid is as the picture's own prompt says, where it is known.
    """
    return _video(job, sampling, prompt, seconds, Size(width, height), camera, (Keep(image, at=0),))
