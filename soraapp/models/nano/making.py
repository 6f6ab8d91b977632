"""The making of one clip: its latents window by window, and its frames as soon as nothing can change them any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from soraapp.media.clip import Frames
from soraapp.models.base import Watch
from soraapp.models.devices import Device
from soraapp.models.nano.keeps import kept_groups
from soraapp.models.nano.pipeline import NanoPipeline
from soraapp.models.nano.shape import CELL, GROUP, frames_of, group_count
from soraapp.models.nano.vae import DECODER_REACH
from soraapp.models.request import Request
from soraapp.models.windows import Window, plan

WINDOW = 5
"""Latent frames in one window: the length the transformer was trained on."""
OVERLAP = 2
ENCODED_AT_ONCE = 8


class Making:
    """Latents of a whole clip, some known, the others still noise."""

    def __init__(self, pipeline: NanoPipeline, request: Request, device: Device) -> None:
        self.pipeline = pipeline
        self.request = request
        self.device = device
        self.length = group_count(request.count)
        height, width = request.size.height // CELL, request.size.width // CELL
        self.noise = pipeline.noise(self.length, height, width, seed=request.seed).to(device.torch)
        self.latents = torch.zeros_like(self.noise)
        self.ceilings = torch.ones(self.length)
        self.made = [False] * self.length

    def keep(self) -> None:
        """Encodes the kept media into the latents."""
        groups = sorted(kept_groups(self.request).items())
        for start in range(0, len(groups), ENCODED_AT_ONCE):
            some = groups[start : start + ENCODED_AT_ONCE]
            latents = self.pipeline.encode(np.stack([group.frames for _, group in some]), self.device)
            for (index, group), latent in zip(some, latents, strict=True):
                self.latents[index] = latent
                self.ceilings[index] = 1 - group.strength

    def windows(self) -> tuple[Window, ...]:
        """The windows in the order of their making: from the end when only the end is known."""
        backward = bool(self.ceilings[-1] < 1 <= self.ceilings[0])
        return plan(self.length, WINDOW, OVERLAP, backward=backward)

    def make(self, window: Window, number: int, total: int, watch: Watch) -> None:
        """Denoises one window; `number` of `total` windows tells `watch` how far the clip is."""
        part = slice(window.start, window.stop)
        steps = self.request.steps

        def on_step(done: int, clean: Callable[[], Tensor]) -> None:
            watch.step(number * steps + done, total * steps, lambda: self._glance(clean(), window))

        self.latents[part] = self.pipeline.denoise(
            self.noise[part],
            self.pipeline.read(self._prompt(window), self.request.negative, self.device),
            self.device,
            known=self.latents[part],
            ceilings=self.ceilings[part],
            begins=window.start == 0,
            steps=steps,
            guidance=self.request.guidance,
            on_step=on_step,
        )
        self.ceilings[part] = 0
        for index in window:
            self.made[index] = True

    def ready(self, since: int) -> int:
        """How many latent frames from the first on, at least `since`, decode to frames that stay as they are."""
        prefix = self.made.index(False) if False in self.made else self.length + DECODER_REACH
        return max(since, prefix - DECODER_REACH)

    def parts(self, start: int, stop: int) -> Iterator[Window]:
        """The latent frames start <= i < stop in parts that are decoded in one go."""
        return (Window(first, min(first + WINDOW, stop)) for first in range(start, stop, WINDOW))

    def frames(self, part: Window) -> Frames:
        """The frames of some latent frames, decoded with the neighbours that the decoder looks at."""
        before = max(part.start - DECODER_REACH, 0)
        after = min(part.stop + DECODER_REACH, self.length)
        frames = self.pipeline.decode(self.latents[before:after], self.device)
        begin = (part.start - before) * GROUP if part.start else GROUP - 1
        return frames[begin : (part.stop - before) * GROUP]

    def _prompt(self, window: Window) -> str:
        """The prompt in force in the middle of what the window adds."""
        fresh = [frame for index in window if not self.made[index] for frame in frames_of(index)]
        moment = max(fresh[len(fresh) // 2], 0) / self.request.rate
        return [cue.text for cue in self.request.cues if cue.start <= moment][-1]

    def _glance(self, clean: Tensor, window: Window) -> Frames:
        return self.pipeline.glance(clean)[GROUP - 1 if window.start == 0 else 0 :]
