"""A folder of weights as a Model: requests become calls of diffusers pipelines, with the same bits as calling these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor

from soraapp.media.clip import Frames
from soraapp.media.fit import fit_pixels
from soraapp.models.base import Capabilities, Watch
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.cancelling import cancelling
from soraapp.models.diffusers.cards.companions import Companions, share
from soraapp.models.diffusers.family import Call, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.following import follow, guide
from soraapp.models.diffusers.given import frames_of, samples_of
from soraapp.models.diffusers.keeping import Keeping, pixels
from soraapp.models.diffusers.long import in_windows
from soraapp.models.diffusers.parting import lengthened
from soraapp.models.diffusers.preview.showing import Showing
from soraapp.models.diffusers.reach import Reach
from soraapp.models.diffusers.schedule import begin_late, fresh, noised
from soraapp.models.diffusers.speed.pace import Pace
from soraapp.models.diffusers.speed.step_caching import Sparing
from soraapp.models.diffusers.weights.loading import sharing
from soraapp.models.diffusers.weights.placing import Placed
from soraapp.models.limits import refuse
from soraapp.models.placeable import undivided
from soraapp.models.request import Request
from soraapp.models.setup import Setup

_CHUNK = 8
"""Frames that are given at a time."""


class DiffusersModel:
    """The parts of a folder on their device, and the pipelines that share them."""

    def __init__(
        self, pipeline: Any, family: Family, contents: Contents, capabilities: Capabilities, placed: Placed, pace: Pace
    ) -> None:
        self.pipeline, self.family, self.contents, self.device = pipeline, family, contents, placed.device
        self.placed, self.pace = placed, pace
        self._capabilities = capabilities
        self.pipelines: dict[str, Any] = {type(pipeline).__name__: pipeline}
        self.companions: Companions | None = None

    @classmethod
    def load(cls, contents: Contents, family: Family, capabilities: Capabilities, setup: Setup | None = None) -> Self:
        """The model in a folder that `read_contents` has judged, to run as is wished. Raises ModelError when it cannot
        be loaded, or this machine cannot do what is wished."""
        setup = setup or Setup()
        placed = Placed.of(contents, setup, capabilities.name)
        if placed.placement.cards > 1 and not family.divides:
            raise undivided(capabilities.name)
        pace = Pace.of(setup, family, contents, capabilities, placed.device.torch.type)
        beside = family.beside() if family.beside is not None else {}
        pipeline = placed.load(beside)
        if family.prepare is not None:
            family.prepare(pipeline)
        pace.prepare(pipeline)
        placed.settle(pipeline)
        model = cls(pipeline, family, contents, capabilities, placed, pace)
        if (cards := placed.placement.cards) > 1:
            model.companions = share(capabilities.name, pipeline, contents, setup, cards, placed.device.torch.type)
        return model

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        """See `soraapp.models.base.Model`."""
        refuse(request, self.capabilities)
        watch.check()
        reach = Reach.of(self.family, self.family.describe(self.contents), self.pipeline)
        for frames in in_windows(request, reach, self._made, watch):
            for start in range(0, len(frames), _CHUNK):
                yield np.stack([fit_pixels(frame, request.size) for frame in frames[start : start + _CHUNK]])

    def _made(self, request: Request, watch: Watch) -> Frames:
        """The frames that one call gives, of the size that it makes."""
        asked = Asked(lengthened(request, self.family.describe(self.contents).least_count))
        if asked.source is not None and asked.change == 0:
            return asked.unchanged()
        call = self.family.call(self.contents, asked)
        if call.size is not None:
            asked = Asked(replace(asked.request, size=call.size))
        return self._run(self.shared(call.pipeline), call, asked, watch)[: request.count]

    def _run(self, pipeline: Any, call: Call, asked: Asked, watch: Watch) -> Frames:
        request = asked.request
        pipeline.scheduler = fresh(pipeline.scheduler)
        guide(pipeline, request.guidance)
        arguments = dict(call.arguments)
        with (
            nullcontext() if self.companions is None else self.companions.working(),
            cancelling(pipeline.components, watch.check),
            torch.no_grad(),
            torch.random.fork_rng(self._forked()),
            self.placed.working(pipeline, watch.economy),
            self.pace.running(pipeline, request.steps, asked.change) as sparing,
        ):
            # Some pipelines draw noise without asking the generator that they are given.
            torch.manual_seed(request.seed)
            if call.source:
                arguments["latents"] = self._begin(pipeline, asked)
            after = self._after_step(pipeline, call, asked, watch, sparing)
            made = pipeline(
                **arguments,
                **follow(pipeline, after),
                **({"num_inference_steps": request.steps} if call.stages == 1 else {}),
                generator=torch.Generator().manual_seed(request.seed),
                output_type="np",
            )
        if sparing.computed is not None:
            watch.computed(*sparing.computed)
        if self.family.sound is not None:
            watch.sound(samples_of(made), self.family.sound(pipeline))
        return np.delete(frames_of(made), call.left_out, axis=0)

    def _keeping(self, pipeline: Any, call: Call, asked: Asked) -> Keeping | None:
        if not call.keeps:
            return None
        assert self.family.latents is not None, f"{self.family.name} keeps nothing by itself"
        return Keeping(pipeline, self.family.latents, asked, call.keeps, asked.request.seed)

    def _begin(self, pipeline: Any, asked: Asked) -> Tensor:
        """The latents that a run starts from: those of the source, noised once the schedule is known."""
        assert self.family.latents is not None
        assert asked.source is not None
        layout = self.family.latents
        clean: Tensor = layout.encode(pipeline, pixels(asked.source))
        generator = torch.Generator().manual_seed(asked.request.seed)
        noise = torch.randn(clean.shape, generator=generator).to(clean)
        # Channels that tell the network something are no part of the picture.
        shape = layout.plain(pipeline, clean, asked).shape[1:]
        seen = layout.spread(pipeline, torch.ones(shape), clean).to(clean)
        latents = clean.clone()

        def begun(scheduler: Any) -> None:
            # Pipelines make noise as strong as their scheduler begins with, where that is not 1.
            level = noised(scheduler, clean, noise, 0) / getattr(scheduler, "init_noise_sigma", 1.0)
            latents.copy_(torch.where(seen > 0, level, clean))

        begin_late(pipeline.scheduler, asked.share, begun)
        return layout.given(pipeline, latents, asked) if layout.given else latents

    def _after_step(
        self, pipeline: Any, call: Call, asked: Asked, watch: Watch, sparing: Sparing
    ) -> Callable[[Tensor], Tensor]:
        keeping, done = self._keeping(pipeline, call, asked), 0
        showing = Showing(pipeline, self.family, self.contents, call, asked) if self.family.latents else None

        def after(latents: Tensor) -> Tensor:
            nonlocal done
            done += 1
            schedule = getattr(pipeline, "num_timesteps", 0) or len(pipeline.scheduler.timesteps)
            total = schedule * call.stages * call.windows
            sparing.stepped(done, total // call.windows)
            if keeping is not None:
                latents = keeping.write(latents, done, total)
            if showing is not None:
                self.device.settle()
                showing.tell(watch, latents, done, total)
            return latents

        return after

    def shared(self, name: str) -> Any:
        """The pipeline of that class over the same parts."""
        if name not in self.pipelines:
            self.pipelines[name] = sharing(name, self.pipeline)
        return self.pipelines[name]

    def _forked(self) -> list[int]:
        """The CUDA devices whose random numbers are to go on as if nothing had happened."""
        return [self.device.torch.index or 0] if self.device.torch.type == "cuda" else []
