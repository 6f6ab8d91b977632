"""The making of one clip: its latents window by window, and its frames as soon as nothing can change them any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, sqrt

import numpy as np
import torch
from torch import Tensor

from soraapp.media.clip import Frames
from soraapp.models.base import State, Watch
from soraapp.models.devices import Device
from soraapp.models.nano.grid import Grid
from soraapp.models.nano.keeps import kept_groups, source_groups
from soraapp.models.nano.pipeline import Known, NanoPipeline, Told
from soraapp.models.nano.shape import CELL, GROUP, frames_of, group_count
from soraapp.models.nano.steering import control_rows
from soraapp.models.nano.world.palette import Indices
from soraapp.models.request import Request
from soraapp.models.windows import Window, plan

WINDOW = 5
"""Latent frames in one window: the length the transformer was trained on."""
OVERLAP = 2
ENCODED_AT_ONCE = 8
_GLANCED = 16 * 2**20
"""Bytes that a look at the whole clip may take: it is sent with every step."""


class Making:
    """Latents of a whole clip, some known, the others still noise."""

    def __init__(self, pipeline: NanoPipeline, request: Request, device: Device, *, thrifty: bool = False) -> None:
        """`thrifty` codes one latent frame at a time: it needs less memory, and more time."""
        self.pipeline = pipeline
        self.request = request
        self.device = device
        self.thrifty = thrifty
        self.grid = Grid.of(request.size)
        self.length = group_count(request.count)
        self.noise = pipeline.noise(self.length, *self.grid.cells, seed=request.seed).to(device.torch)
        self.latents = torch.zeros_like(self.noise)
        self.ceilings = torch.ones(self.length)
        self.fixed = torch.zeros(self.length, *self.grid.cells, dtype=torch.bool, device=device.torch)
        self.controls = control_rows(request.steers, self.length, request.rate)
        self.made = [False] * self.length
        self.backward = False
        self._glances: dict[int, Frames] = {}
        """A cheap look at latent frames that are made: of each, 4 frames."""
        rows, columns = self.grid.cells
        pixels = self.length * GROUP * rows * columns * CELL**2 * 3
        self._stride = ceil(sqrt(pixels / _GLANCED))

    def keep(self) -> None:
        """Encodes the source and the kept media into the latents."""
        if self.request.source is not None:
            self.latents[:] = self._encoded(source_groups(self.request.source, self.request, self.grid))
        groups = kept_groups(self.request, self.grid)
        encoded = self._encoded([group.frames for group in groups.values()])
        for (index, group), latent in zip(groups.items(), encoded, strict=True):
            if group.cells is None:
                self.latents[index] = latent
                self.ceilings[index] = 1 - group.strength
            else:
                cells = torch.from_numpy(group.cells).to(self.device.torch)
                self.latents[index] = torch.where(cells, latent, self.latents[index])
                self.fixed[index] = cells
        self.backward = bool(self.ceilings[-1] < 1 <= self.ceilings[0])

    def windows(self) -> tuple[Window, ...]:
        """The windows in the order of their making: from the end when only the end is known."""
        return plan(self.length, WINDOW, OVERLAP, backward=self.backward)

    def state(self) -> State:
        """What is made so far."""
        return {"latents": self.latents.cpu().numpy().copy(), "made": np.array(self.made)}

    def resume(self, state: State) -> None:
        """Goes on from a `state`; an empty one begins."""
        if state:
            made = torch.from_numpy(state["made"])
            self.latents[made] = torch.from_numpy(state["latents"]).to(self.device.torch)[made]
            self.ceilings[made] = 0
            self.made = made.tolist()

    def has(self, window: Window) -> bool:
        """Whether a window is made."""
        return all(self.made[index] for index in window)

    def make(self, window: Window, number: int, total: int, watch: Watch) -> None:
        """Denoises one window; `number` of `total` windows tells `watch` how far the clip is."""
        part = slice(window.start, window.stop)
        steps, source = self.request.steps, self.request.source

        def on_step(done: int, clean: Callable[[], Tensor]) -> None:
            watch.step(number * steps + done, total * steps, lambda: self._glance(clean(), window))

        self.latents[part] = self.pipeline.denoise(
            self.noise[part],
            self.told(self._prompt(window), self.controls[part]),
            Known(self.latents[part], self.ceilings[part], self.fixed[part], window.start == 0),
            self.device,
            steps=steps,
            guidance=self.request.guidance,
            part=1.0 if source is None else source.change,
            on_step=on_step,
        )
        self.ceilings[part] = 0
        for index in window:
            self.made[index] = True
            self._glances.pop(index, None)

    def told(self, prompt: str, controls: Tensor) -> Told:
        """What a prompt of the request tells."""
        request = self.request
        return self.pipeline.read(prompt, request.negative, controls, self.device, request.context)

    def ready(self) -> int:
        """How many latent frames from the first on are made."""
        return self.made.index(False) if False in self.made else self.length

    def parts(self, start: int, stop: int) -> Iterator[Window]:
        """The latent frames start <= i < stop in parts that are decoded in one go."""
        at_once = 1 if self.thrifty else WINDOW
        return (Window(first, min(first + at_once, stop)) for first in range(start, stop, at_once))

    def frames(self, part: Window) -> Frames:
        """The frames of some latent frames."""
        indices = self.pipeline.decode(self.latents[part.start : part.stop], self.device)
        return self.grid.show(indices[0 if part.start else GROUP - 1 :])

    def _encoded(self, groups: Sequence[Indices]) -> Tensor:
        """The latents of groups of frames, a few at a time."""
        at_once = 1 if self.thrifty else ENCODED_AT_ONCE
        parts = [
            self.pipeline.encode(np.stack(groups[first : first + at_once]), self.device)
            for first in range(0, len(groups), at_once)
        ]
        return torch.cat(parts) if parts else self.latents[:0]

    def _prompt(self, window: Window) -> str:
        """The prompt in force in the middle of what the window adds."""
        fresh = [frame for index in window if not self.made[index] for frame in frames_of(index)]
        moment = max(fresh[len(fresh) // 2], 0) / self.request.rate
        return [cue.text for cue in self.request.cues if cue.start <= moment][-1]

    def _glance(self, clean: Tensor, window: Window) -> Frames:
        """The clip as it stands: what is made of it, and the window at work as `clean` foresees it."""
        known = [index for index in range(self.length) if self.made[index] or index in window]
        missing = [index for index in known if index not in self._glances and index not in window]
        for first in range(0, len(missing), ENCODED_AT_ONCE):
            part = missing[first : first + ENCODED_AT_ONCE]
            self._glances |= dict(zip(part, self._looks(self.latents[part]), strict=True))
        now = dict(zip(window, self._looks(clean), strict=True))
        frames = np.concatenate([now[index] if index in now else self._glances[index] for index in known])
        return frames[GROUP - 1 if known[0] == 0 else 0 :]

    def _looks(self, latents: Tensor) -> Sequence[Frames]:
        """4 frames of each latent frame, with as few pixels as a long clip can be shown with while it is made."""
        frames = self.pipeline.glance(latents)[:, :: self._stride, :: self._stride]
        return np.split(np.ascontiguousarray(frames), len(latents))
