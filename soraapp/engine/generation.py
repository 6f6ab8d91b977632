"""The job of a heavy node inside the worker: requests become stored clips while progress and previews are told."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event as Flag

from soraapp.engine.cache import Cache, Growing
from soraapp.engine.cache.sound import Heard
from soraapp.engine.descriptions import describe
from soraapp.engine.economy import climb, digest_of
from soraapp.engine.events import StepEconomy, StepProgress, StepSpared
from soraapp.engine.messages import Report
from soraapp.engine.origins import told
from soraapp.engine.previews import PreviewWriter
from soraapp.engine.provider import Models
from soraapp.errors import Cancelled, ModelError
from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Clip, Frames, Image
from soraapp.media.identity import digest
from soraapp.models.base import Capabilities, Model, State
from soraapp.models.request import Request

_SHARE = 0.02
"""The largest part of the time of sampling that previews may take."""
_AT_FIRST, _SOON = 0.15, 0.25
"""The part at first, up to so many seconds: who waits for a short clip wants to see it, and nobody notices these."""


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
    at: Callable[[int], None] = lambda _: None
    """Marks which step is next, so that it is known outside whatever happens in it."""
    economies: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many of a model's economies to begin with, by node."""

    def __post_init__(self) -> None:
        self.cache.begin_run()

    def check(self) -> None:
        """Raises Cancelled when the run should stop."""
        if self.cancelled.is_set():
            raise Cancelled


@dataclass
class StepJob:
    """A `Job` for one step."""

    node: str
    around: Surroundings
    part: int = 0
    """How many clips it was asked for."""

    def capabilities(self, model: str) -> Capabilities:
        return self.around.models.capabilities(model)

    def check(self) -> None:
        self.around.check()

    def told(self, media: Clip | Image) -> tuple[str, ...]:
        return told(media)

    def generate(self, request: Request) -> Clip:
        self.part += 1
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
        return climb(
            lambda economy: self._make(model, request, economy),
            request,
            model.capabilities,
            self.around.economies.get(self.node, 0),
            lambda name: self.around.send(StepEconomy(self.around.run, self.node, name)),
        )

    def _make(self, model: Model, request: Request, economy: int) -> Clip:
        """The clip made with the first `economy` of the model's economies."""
        cache, named = self.around.cache, digest_of(request, model.capabilities, economy)
        with cache.alone(named, self.around.check):
            stored = cache.clip(named)
            return stored if stored is not None else self._made(model, request, economy, named)

    def _made(self, model: Model, request: Request, economy: int, named: str) -> Clip:
        with self.around.cache.begin(named, request.size, request.rate) as growing:
            watch = StepWatch(self.node, request, self.around, growing, economy, self.part)
            for frames in model.generate(request, watch):
                self.around.check()
                growing.add(frames)
            if growing.count != request.count:
                wrong = _miscounted(request, growing.count)
                growing.discard()
                raise wrong
            used = [one.name for one in model.capabilities.economies[:economy]]
            made_by = {**_facts(request), "economies": used, **watch.spared()}
            return growing.finish(made_by, watch.last, watch.heard)


class StepWatch:
    """Tells a model's steps, their pace, and as many previews as cost little."""

    def __init__(
        self, node: str, request: Request, around: Surroundings, growing: Growing, economy: int, part: int
    ) -> None:
        self._node = node
        self._request = request
        self._around = around
        self._growing = growing
        self.economy = economy
        self._part = part
        self._began = time.perf_counter()
        self._looking = 0.0
        """Seconds that all previews took."""
        self._skipped: int | None = None
        """How many steps earlier work had done, once the first one is told."""
        self.last: State | None = None
        """What the model kept at its end: it belongs to the whole clip."""
        self.heard: Heard | None = None
        """The sound that the model told."""
        self._blocks = 0, 0

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        self.check()
        run, node = self._around.run, self._node
        now = time.perf_counter()
        if self._skipped is None:
            self._skipped = done - 1 if self._growing.count else 0
        left = (now - self._began) / (done - self._skipped) * (total - done) if done > self._skipped else None
        self._around.send(StepProgress(run, node, done, total, left, self._part))
        previews = self._around.previews
        if previews is not None and previews.free() and self._has_time(now - self._began):
            previews.put(run, node, done, total, preview(), self._request.rate)
            self._looking += time.perf_counter() - now
            self.check()

    def _has_time(self, worked: float) -> bool:
        """Whether previews have taken no more than their share of so many seconds."""
        return self._looking <= max(_SHARE * worked, min(_AT_FIRST * worked, _SOON))

    def check(self) -> None:
        self._around.check()

    def keep(self, done: int, state: Callable[[], State]) -> None:
        if done < self._request.count:
            self._growing.keep(done, state)
        else:
            self.last = state()

    def kept(self) -> tuple[int, State]:
        return self._growing.resume()

    def sound(self, samples: Samples, rate: int) -> None:
        self.heard = (samples, rate) if len(samples) else None

    def computed(self, done: int, whole: int) -> None:
        self._blocks = self._blocks[0] + done, self._blocks[1] + whole

    def spared(self) -> dict[str, object]:
        """For the record of the clip: what of the networks was computed, and what would be without a step cache."""
        done, whole = self._blocks
        if whole:
            self._around.send(StepSpared(self._around.run, self._node, done, whole))
        return {"computed": {"blocks": done, "of": whole}} if whole else {}


def _miscounted(request: Request, made: int) -> ModelError:
    return ModelError(
        "{model} made {made} frames instead of {count}.",
        remedy="Tell its author.",
        model=request.model.partition("@")[0],
        made=made,
        count=request.count,
    )


def _facts(request: Request) -> Mapping[str, object]:
    """What made a clip, for its record; media that it kept are named by their digests."""
    return {"request": describe(request, lambda value: digest(value) if isinstance(value, Clip | Image) else None)}
