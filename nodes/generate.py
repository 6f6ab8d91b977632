"""Generate: clips made by a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Annotated, Any

from soraapp.engine.job import Job
from soraapp.errors import SoraError
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.ops import Trim
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.models.limits import problems
from soraapp.models.request import Cue, Keep, Request
from soraapp.nodekit import ModelChoice, Prompt, Seed, Slider, node

Text = Annotated[str, Prompt(placeholder="Describe what should be seen, in English or Chinese")]
Unwanted = Annotated[str, Prompt(placeholder="What should not be seen")]
Seconds = Annotated[float, Slider(0.125, 60, step=0.125, unit="s", soft=10, help="The duration of the clip.")]
Width = Annotated[int, Slider(64, 2048, step=16, unit="px")]
Height = Annotated[int, Slider(64, 2048, step=16, unit="px")]
SeedValue = Annotated[int, Seed(help="The same seed gives the same clip; another one gives a variation.")]
Steps = Annotated[
    int | None, Slider(1, 100, help="Denoising steps: more is slower and finer. Empty: as the model advises.")
]
Guidance = Annotated[
    float | None, Slider(1, 15, step=0.1, help="How closely the prompt is followed. Empty: as the model advises.")
]
ModelName = Annotated[str, ModelChoice(help="The model that makes the clip.")]


def _request(
    limits: Capabilities,
    *,
    prompt: str = "",
    negative: str = "",
    seconds: float = 2.0,
    width: int,
    height: int,
    seed: int = 0,
    steps: int | None = None,
    guidance: float | None = None,
    keeps: tuple[Keep, ...] = (),
    **_: Any,
) -> Request:
    """The request for at least `seconds` of video: the frame count is the next that is legal for the model."""
    return Request(
        model=limits.identity,
        cues=(Cue(prompt),),
        size=Size(width, height),
        count=limits.legal_count(frame_count(Fraction(seconds), limits.rate)),
        rate=limits.rate,
        seed=seed,
        steps=limits.steps if steps is None else steps,
        guidance=limits.guidance if guidance is None else guidance,
        negative=negative,
        keeps=keeps,
    )


def _check(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" not in values:
        return ()
    limits = find(values["model"])
    # A size that a wire feeds is known only when the graph runs; until then the model's own stands in.
    size: dict[str, Any] = {"width": limits.native_size.width, "height": limits.native_size.height}
    return problems(_request(limits, **(size | dict(values))), limits)


def _generate(job: Job, request: Request, seconds: float) -> Clip:
    """Make the request, then trim the frames beyond the wish that the model's legal count brought."""
    clip = job.generate(request)
    wish = min(frame_count(Fraction(seconds), request.rate), clip.count)
    return clip if wish == clip.count else Trim(clip, 0, wish)


@node("generate.text_to_video", version=1, check=_check, aliases=("t2v", "sora", "文生视频"))
def text_to_video(
    job: Job,
    prompt: Text = "",
    seconds: Seconds = 2.0,
    width: Width = 160,
    height: Height = 96,
    seed: SeedValue = 0,
    negative: Unwanted = "",
    steps: Steps = None,
    guidance: Guidance = None,
    model: ModelName = "nano",
) -> Clip:
    """Make a clip from a description."""
    request = _request(
        job.capabilities(model),
        prompt=prompt,
        negative=negative,
        seconds=seconds,
        width=width,
        height=height,
        seed=seed,
        steps=steps,
        guidance=guidance,
    )
    return _generate(job, request, seconds)


@node("generate.image_to_video", version=1, check=_check, aliases=("i2v", "animate", "图生视频"))
def image_to_video(
    job: Job,
    image: Image,
    prompt: Text = "",
    seconds: Seconds = 2.0,
    width: Width = 160,
    height: Height = 96,
    seed: SeedValue = 0,
    negative: Unwanted = "",
    steps: Steps = None,
    guidance: Guidance = None,
    model: ModelName = "nano",
) -> Clip:
    """Bring a picture to life: it is the first frame of the clip."""
    request = _request(
        job.capabilities(model),
        prompt=prompt,
        negative=negative,
        seconds=seconds,
        width=width,
        height=height,
        seed=seed,
        steps=steps,
        guidance=guidance,
        keeps=(Keep(image, at=0),),
    )
    return _generate(job, request, seconds)
