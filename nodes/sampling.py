"""What all nodes that ask a model for frames have in common: the prompt, and how frames are sampled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Annotated, Any, Self

from soraapp.engine.job import Job
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.ops.painting import Plain
from soraapp.models.base import Capabilities
from soraapp.models.limits import refuse
from soraapp.models.request import Cue, Keep, Request, Source
from soraapp.nodekit import Choice, ModelChoice, Prompt, Seed, Slider

Text = Annotated[str, Prompt(placeholder="Describe what should be seen, in English or Chinese")]


@dataclass(frozen=True)
class Sampling:
    """How a model makes frames: a group of inputs."""

    seed: Annotated[int, Seed(help="The same seed gives the same clip; another one gives a variation.")] = 0
    negative: Annotated[str, Prompt(placeholder="What should not be seen")] = ""
    steps: Annotated[
        int | None, Slider(1, 100, help="Denoising steps: more is slower and finer. Empty: as the model advises.")
    ] = None
    guidance: Annotated[
        float | None, Slider(1, 15, step=0.1, help="How closely the prompt is followed. Empty: as the model advises.")
    ] = None
    model: Annotated[str, ModelChoice(help="The model that makes the clip.")] = "nano"

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """The group out of all values of a node; what is not among them has its default."""
        return cls(**{one.name: values[one.name] for one in fields(cls) if one.name in values})

    def request(
        self,
        limits: Capabilities,
        prompt: str,
        size: Size,
        count: int,
        *,
        keeps: tuple[Keep, ...] = (),
        source: Source | None = None,
        detail: int = 1,
    ) -> Request:
        """What the model with these capabilities is asked for."""
        return Request(
            model=limits.identity,
            cues=(Cue(prompt),),
            size=size,
            count=count,
            rate=limits.rate,
            seed=self.seed,
            steps=limits.steps if self.steps is None else self.steps,
            guidance=limits.guidance if self.guidance is None else self.guidance,
            negative=self.negative,
            keeps=keeps,
            source=source,
            detail=detail,
        )


class Strength(Enum):
    """How much an edit changes."""

    SUBTLE = "subtle"
    MILD = "mild"
    STRONG = "strong"
    ANEW = "anew"


_CHANGE = {Strength.SUBTLE: 0.5, Strength.MILD: 0.7, Strength.STRONG: 0.85, Strength.ANEW: 1.0}

Stop = Annotated[
    Strength,
    Choice(help="Subtle keeps things where they are, mild and strong follow the text more, anew keeps nothing."),
]
Amount = Annotated[
    float | None,
    Slider(
        0, 1, step=0.05, help="A strength of one's own, from 0, nothing changes, to 1, anew. Empty: as named above."
    ),
]


AS_ADVISED = Sampling()
"""The built-in model, as it advises."""


def unseen(limits: Capabilities, count: int) -> Clip:
    """Stands in for a clip that is known only when the graph runs: just what the model makes itself."""
    return Plain(limits.native_size, limits.rate, count)


def source_of(media: Clip | Image, strength: Strength, amount: float | None) -> Source | None:
    """What an edit starts from; nothing when all should be made anew."""
    change = _CHANGE[strength] if amount is None else amount
    return Source(media, change) if change < 1 else None


def going_on(job: Job, request: Request) -> Request:
    """The request with what is known of the media that it is given, so that a text need only say what is new."""
    media = [keep.media for keep in request.keeps]
    if request.source is not None:
        media.append(request.source.media)
    return replace(request, context=tuple(dict.fromkeys(text for one in media for text in job.told(one))))


def make(job: Job, request: Request, limits: Capabilities) -> Clip:
    """The clip of a request. What the model cannot do is an error before it is loaded."""
    refuse(request, limits)
    return job.generate(request)
