"""A small real model without torch: noise that settles, step by step, to a picture of the seed that moves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from soraapp.errors import ModelError
from soraapp.media.clip import Frames, Image, Size
from soraapp.models.base import Capabilities, Model, Watch
from soraapp.models.request import Request

PAUSE = 0.01
"""Seconds for a step."""

LOADED: list[str] = []
"""The names of the models that were loaded in this process."""


def _capabilities(name: str) -> Capabilities:
    return Capabilities(
        name=name,
        title=name.capitalize(),
        fingerprint="1",
        native_size=Size(32, 32),
        size_multiple=16,
        smallest=Size(16, 16),
        largest=Size(4096, 4096),
        rate=Fraction(12),
        count_step=4,
        largest_count=81,
        keeps_anywhere=False,
        negative=False,
        steps=4,
        guidance=1.0,
        prompt_limit=100,
    )


class SampleModel:
    """Looks at its watch ten times a step, unless its name is deaf; a short one loses a frame."""

    def __init__(self, name: str) -> None:
        self.capabilities = _capabilities(name)

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        random = np.random.default_rng([request.seed, len(request.cues[0].text)])
        shape = (request.count, request.size.height, request.size.width, 3)
        aim = random.integers(0, 256, shape, np.uint8)
        noise = random.integers(0, 256, shape, np.uint8)
        for done in range(1, request.steps + 1):
            for _ in range(10):
                time.sleep(PAUSE / 10)
                if self.capabilities.name != "deaf":
                    watch.check()
            if self.capabilities.name == "deaf":
                continue
            share = done / request.steps
            watch.step(done, request.steps, lambda share=share: (noise * (1 - share) + aim * share).astype(np.uint8))
        for keep in request.keeps:
            if isinstance(keep.media, Image):
                aim[0] = np.resize(keep.media.pixels(), aim[0].shape)
        yield aim[:5]
        yield aim[5:-1] if self.capabilities.name == "short" else aim[5:]


class SampleModels:
    """The sample model under several names."""

    def names(self) -> tuple[str, ...]:
        return ("deaf", "sample", "short")

    def capabilities(self, name: str) -> Capabilities:
        if name not in self.names():
            raise ModelError("There is no model called {name}.", name=name)
        return _capabilities(name)

    def load(self, name: str) -> Model:
        self.capabilities(name)
        LOADED.append(name)
        return SampleModel(name)


def provide() -> SampleModels:
    return SampleModels()
