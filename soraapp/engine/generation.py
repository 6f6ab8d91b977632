"""The job of a heavy node inside the worker: requests become stored clips while progress and previews are told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Event as Flag

from soraapp.engine.cache import Cache
from soraapp.engine.descriptions import describe
from soraapp.engine.events import StepProgress
from soraapp.engine.messages import Report
from soraapp.engine.previews import PreviewWriter
from soraapp.engine.provider import Models
from soraapp.errors import Cancelled, ModelError
from soraapp.media.clip import Clip, Frames, Image
from soraapp.media.identity import digest
from soraapp.models.base import Capabilities
from soraapp.models.request import Request

_SHARE = 0.15
"""The largest part of the time of sampling that previews may take."""


@dataclass(frozen=True)
class Surroundings:
    """What the steps of one run share."""

    run: int
    models: Models
    cache: Cache
    send: Callable[[Report], None]
    flush: Callable[[], None]
    """Waits until all that was sent is out."""
    previews: PreviewWriter | None
    """None when nobody looks."""
    cancelled: Flag

    def check(self) -> None:
        """Raises Cancelled when the run should stop."""
        if self.cancelled.is_set():
            raise Cancelled


@dataclass(frozen=True)
class StepJob:
    """A `Job` for one step."""

    node: str
    around: Surroundings

    def capabilities(self, model: str) -> Capabilities:
        return self.around.models.capabilities(model)

    def generate(self, request: Request) -> Clip:
        stored = self.around.cache.clip(request.digest)
        if stored is not None:
            return stored
        model = self.around.models.load(request.model.partition("@")[0])
        if model.capabilities.identity != request.model:
            raise ModelError(
                "The model {model} is not the one that was asked for.",
                remedy="Run again.",
                model=model.capabilities.title,
            )
        self.around.check()
        frames = model.generate(request, StepWatch(self.node, request, self.around))
        return self.around.cache.write(
            request.digest, self._exactly(frames, request), request.size, request.rate, _facts(request)
        )

    def _exactly(self, frames: Iterator[Frames], request: Request) -> Iterator[Frames]:
        """Frames as the model makes them. Raises ModelError when there are too many or too few, and Cancelled."""
        count = 0
        for chunk in frames:
            self.around.check()
            count += len(chunk)
            yield chunk
        if count != request.count:
            raise ModelError(
                "{model} made {made} frames instead of {count}.",
                remedy="Tell its author.",
                model=request.model.partition("@")[0],
                made=count,
                count=request.count,
            )


class StepWatch:
    """Tells a model's steps, their pace, and as many previews as cost little."""

    def __init__(self, node: str, request: Request, around: Surroundings) -> None:
        self._node = node
        self._request = request
        self._around = around
        self._began = time.perf_counter()
        self._looking = 0.0

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        self.check()
        run, node = self._around.run, self._node
        now = time.perf_counter()
        left = (now - self._began) / done * (total - done) if done else None
        self._around.send(StepProgress(run, node, done, total, left))
        previews = self._around.previews
        if previews is not None and previews.free() and self._looking <= _SHARE * (now - self._began):
            previews.put(run, node, done, total, preview(), self._request.rate)
            self._looking += time.perf_counter() - now
            self.check()

    def check(self) -> None:
        self._around.check()


def _facts(request: Request) -> Mapping[str, object]:
    """What made a clip, for its record; media that it kept are named by their digests."""
    return {"request": describe(request, lambda value: digest(value) if isinstance(value, Clip | Image) else None)}
