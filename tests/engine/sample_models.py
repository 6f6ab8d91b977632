"""Small real models without torch: noise that settles, step by step, to a picture of the seed that moves."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from soraapp.errors import ModelError
from soraapp.media.clip import Frames, Image, Size
from soraapp.models.base import Capabilities, Economy, Model, Watch
from soraapp.models.loras import Lora
from soraapp.models.request import Request

PAUSE = 0.01
"""Seconds for a step."""

WINDOW = 8
"""Frames that the windowed model makes at a time."""

ECONOMIES = {
    "hungry": (Economy("decode by frames"), Economy("shorter parts")),
    "starving": (Economy("decode by frames"),),
    "blurring": (Economy("half the sharpness", exact=False),),
}

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
        economies=ECONOMIES.get(name, ()),
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


class WindowedModel:
    """Makes window after window, each out of the one before, and keeps what the next one needs."""

    def __init__(self, name: str) -> None:
        self.capabilities = _capabilities(name)

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        done, state = watch.kept()
        last = state["last"] if state else np.random.default_rng(request.seed).integers(0, 256, (WINDOW, 64), np.uint8)
        total = -(-request.count // WINDOW) * request.steps
        while done < request.count:
            for step in range(1, request.steps + 1):
                time.sleep(PAUSE)
                watch.check()
                frames = self._show(last, request)
                watch.step(done // WINDOW * request.steps + step, total, lambda frames=frames: frames)
            last = (np.cumsum(last, axis=1, dtype=np.uint64) * 31 + done).astype(np.uint8)
            window = self._show(last, request)[: request.count - done]
            yield window
            done += len(window)
            watch.keep(done, lambda last=last: {"last": last})

    def _show(self, values: NDArray[np.uint8], request: Request) -> Frames:
        return np.resize(values[:, None, :, None], (WINDOW, request.size.height, request.size.width, 3))


class HungryModel:
    """Runs out of memory in the middle of a clip unless it uses all its economies; a starving one does even then."""

    def __init__(self, name: str) -> None:
        self.capabilities = _capabilities(name)

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        frames = list(SampleModel("sample").generate(request, watch))
        yield frames[0] // (2 if self.capabilities.name == "blurring" and watch.economy else 1)
        if watch.economy < len(self.capabilities.economies) or self.capabilities.name == "starving":
            raise MemoryError
        yield frames[1]


class DecodingModel:
    """Takes a second for each part of its frames, as a decoder does whose blocks ask whether to stop."""

    def __init__(self, name: str) -> None:
        self.capabilities = _capabilities(name)

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        frames = list(SampleModel("sample").generate(request, watch))
        for part in frames:
            for _ in range(20):
                time.sleep(0.05)
                watch.check()
            yield part


MODELS = {
    "blurring": HungryModel,
    "deaf": SampleModel,
    "decoding": DecodingModel,
    "hungry": HungryModel,
    "sample": SampleModel,
    "short": SampleModel,
    "slow to load": SampleModel,
    "starving": HungryModel,
    "windowed": WindowedModel,
}


class SampleModels:
    """The sample models by name."""

    def names(self) -> tuple[str, ...]:
        return tuple(MODELS)

    def loras(self) -> Mapping[str, Lora]:
        return {}

    def capabilities(self, name: str) -> Capabilities:
        if name not in self.names():
            raise ModelError("There is no model called {name}.", name=name)
        return _capabilities(name)

    def load(self, name: str) -> Model:
        self.capabilities(name)
        LOADED.append(name)
        if name == "slow to load":
            time.sleep(3.0)
        return MODELS[name](name)


def provide() -> SampleModels:
    return SampleModels()
