"""Times one run of a model: by this program, or by its own pipeline that is called by hand on the same networks."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import wraps
from math import inf, log10
from typing import Any

import numpy as np
import torch

from soraapp.errors import ModelError
from soraapp.media.clip import Frames
from soraapp.media.fit import fit_pixels
from soraapp.models.base import State
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.following import guide
from soraapp.models.diffusers.given import frames_of
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.schedule import fresh
from soraapp.models.diffusers.speed.memory import peak_since
from soraapp.models.request import Request


@dataclass(frozen=True)
class Row:
    """One way to run; times are seconds."""

    name: str
    whole: float
    encode: float
    """Reading the prompts."""
    decode: float
    """From latents to frames."""
    steps: int
    peak: int
    """Bytes, at most; of the device, or of this process where the processor computes."""
    frames: Frames = field(repr=False)
    done: int = 0
    """Blocks that were computed, and the `blocks` that are without a step cache; 0 where there is none."""
    blocks: int = 0

    @property
    def step(self) -> float:
        """Seconds of a denoising step: what is left without reading prompts and decoding, by the number of steps."""
        return max(self.whole - self.encode - self.decode, 0.0) / self.steps

    def likeness(self, other: Row) -> float:
        """The peak signal-to-noise ratio of the frames against those of another, in dB; infinite for the same bits."""
        error = float(np.mean((self.frames.astype(np.float64) - other.frames.astype(np.float64)) ** 2))
        return 10 * log10(255**2 / error) if error else inf


class _Counts:
    """A watch that nobody looks through."""

    economy = 0

    def __init__(self) -> None:
        self.done = self.blocks = 0

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None: ...

    def check(self) -> None: ...

    def keep(self, done: int, state: Callable[[], State]) -> None: ...

    def kept(self) -> tuple[int, State]:
        return 0, {}

    def sound(self, samples: Any, rate: int) -> None: ...

    def computed(self, done: int, whole: int) -> None:
        self.done, self.blocks = self.done + done, self.blocks + whole


def ours(model: DiffusersModel, request: Request) -> Row:
    """What this program does."""
    watch = _Counts()
    row = _timed(model, request, lambda: np.concatenate(list(model.generate(request, watch))))
    return replace(row, done=watch.done, blocks=watch.blocks)


def by_hand(model: DiffusersModel, request: Request) -> Row:
    """What diffusers does when it is called with the arguments of the request."""
    asked = Asked(request)
    call = model.family.call(model.contents, asked)
    if call.keeps or call.source:
        raise ModelError("{model} does this in no way of its own.", remedy="Choose another model.", model=request.model)
    pipeline = model.shared(call.pipeline)
    pipeline.scheduler = fresh(pipeline.scheduler)
    guide(pipeline, request.guidance)

    def made() -> Frames:
        torch.manual_seed(request.seed)
        given = pipeline(
            **call.arguments,
            num_inference_steps=request.steps,
            generator=torch.Generator().manual_seed(request.seed),
            output_type="np",
        )
        frames = np.delete(frames_of(given), call.left_out, axis=0)[: request.count]
        return np.stack([fit_pixels(frame, request.size) for frame in frames])

    with model.placed.working(pipeline, 0):
        return _timed(model, request, made)


def _timed(model: DiffusersModel, request: Request, make: Callable[[], Frames]) -> Row:
    spent = {"encode_prompt": 0.0, "decode": 0.0}
    owners = [*model.pipelines.values(), getattr(model.pipeline, "vae", None)]
    with _clocked(owners, spent, model.device.settle), peak_since(model.device.torch) as peak:
        began = time.perf_counter()
        frames = make()
        model.device.settle()
        whole = time.perf_counter() - began
    return Row("", whole, spent["encode_prompt"], spent["decode"], request.steps, peak(), frames)


@contextmanager
def _clocked(owners: list[Any], spent: dict[str, float], settle: Callable[[], None]) -> Generator[None]:
    """Within, what methods of these names take is added up."""

    def clocked(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def timed(*inputs: Any, **options: Any) -> Any:
            settle()
            began = time.perf_counter()
            try:
                return method(*inputs, **options)
            finally:
                settle()
                spent[name] += time.perf_counter() - began

        return timed

    put: list[tuple[Any, str]] = []
    for owner in owners:
        for name in spent:
            if hasattr(owner, name) and name not in vars(owner):
                setattr(owner, name, clocked(name, getattr(owner, name)))
                put.append((owner, name))
    try:
        yield
    finally:
        for owner, name in put:
            vars(owner).pop(name, None)  # A run may have put back what the class has.
