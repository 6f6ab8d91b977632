"""Heavy nodes: clips of the sample model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from soraapp.engine.job import Job
from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.ops import Trim
from soraapp.models.base import Capabilities
from soraapp.models.request import Cue, Keep, Request
from soraapp.nodekit import ModelChoice, Prompt, Seed, Slider, node
from tests.engine.sample_models import LOADED


def _check(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" in values and values["count"] > find(values["model"]).largest_count:
        yield InputError("{count} frames are too many.", count=values["count"])


@node("making.clip", version=1, check=_check)
def clip(
    job: Job,
    prompt: Annotated[str, Prompt()] = "",
    image: Image | None = None,
    seed: Annotated[int, Seed()] = 0,
    steps: Annotated[int, Slider(1, 10000)] = 4,
    count: Annotated[int, Slider(1, 100)] = 9,
    side: Annotated[int, Slider(16, 4096)] = 32,
    model: Annotated[str, ModelChoice()] = "sample",
    trace: Annotated[str, Prompt()] = "",
) -> Clip:
    """A clip from the sample model, without its last frame. Notes the call in the file `trace`."""
    if trace:
        with Path(trace).open("a", encoding="utf-8") as file:
            file.write("clip\n")
    limits = job.capabilities(model)
    keeps = (Keep(image),) if image is not None else ()
    cues = (Cue(prompt),)
    size = Size(side, side)
    made = job.generate(Request(limits.identity, cues, size, count, Fraction(12), seed, steps, 1.0, keeps=keeps))
    return Trim(made, 0, max(1, made.count - 1))


class Process(NamedTuple):
    torch: bool
    models: str


@node("making.process", version=1)
def process(job: Job, turn: Annotated[int, Slider(0, 10**9)] = 0) -> Process:
    """Whether the process has imported torch, and the models that it has loaded."""
    return Process("torch" in sys.modules, " ".join(LOADED))
