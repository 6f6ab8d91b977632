"""The one fallback for what a pipeline does not know of: media are kept, or started from, among its latents.

Kept latents are noised to the level of the step that comes next and written back after every step (as in RePaint,
Lugmayr et al. 2022, without resampling); at the end they are exactly what the media were encoded to. A source is what
denoising starts from, late in the schedule (SDEdit, Meng et al. 2021).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from soraapp.media.clip import Frames
from soraapp.models.diffusers.asked import Asked, Kept
from soraapp.models.diffusers.family import Latents
from soraapp.models.diffusers.schedule import noised


class Keeping:
    """Media that are written back among the latents of one run."""

    def __init__(self, pipeline: Any, layout: Latents, asked: Asked, numbers: Sequence[int], seed: int) -> None:
        self._pipeline, self._behind = pipeline, layout.conditions_behind
        kept = [asked.keeps[number] for number in numbers]
        self._clean: Tensor = layout.encode(pipeline, pixels(filled(kept, asked.count)))
        generator = torch.Generator().manual_seed(seed)
        self._noise = torch.randn(self._clean.shape, generator=generator).to(self._clean)
        frames, height, width = layout.plain(pipeline, self._clean, asked).shape[1:]
        together = layout.together(pipeline) if layout.together else 0
        weights = torch.stack([held(one, asked.count, (frames, height, width), together) for one in kept]).amax(0)
        self._strength: Tensor = layout.spread(pipeline, weights, self._clean).to(self._clean.device)

    def write(self, latents: Tensor, done: int, total: int) -> Tensor:
        """The latents after `done` of `total` steps with what is kept in its place: to the end at strength 1, half as
        long at 0.5."""
        level = noised(self._pipeline.scheduler, self._clean, self._noise, done).to(latents)
        # Tokens of conditions stand beside those of the result.
        start = 0 if self._behind else latents.shape[1] - level.shape[1]
        before, own, behind = latents.tensor_split([start, start + level.shape[1]], dim=1)
        return torch.cat([before, torch.where(self._strength * total >= done, level, own), behind], dim=1)


def filled(kept: Sequence[Kept], count: int) -> Frames:
    """A clip of so many frames with what is kept in its place; all other frames are as the nearest of these."""
    known: dict[int, np.ndarray] = {}
    for one in kept:
        known.update(zip(one.span, one.frames, strict=True))
    places = np.array(sorted(known))
    nearest = [int(places[np.abs(places - frame).argmin()]) for frame in range(count)]
    return np.stack([known[place] for place in nearest])


def held(kept: Kept, count: int, shape: tuple[int, int, int], together: int = 0) -> Tensor:
    """How strongly each latent (frames, height, width) is kept. The first frame has a latent of its own unless so many
    are `together` from the first on; any other latent counts as soon as one of its frames is kept."""
    frames, height, width = shape
    times = torch.zeros(frames)
    for frame in kept.span:
        times[latent_of(frame, count, frames, together)] = kept.strength
    if kept.mask is None:
        return times[:, None, None].expand(shape)
    where = torch.from_numpy(kept.mask.astype(np.float32))[None, None]
    return times[:, None, None] * functional.adaptive_max_pool2d(where, (height, width))[0]


def latent_of(frame: int, count: int, frames: int, together: int = 0) -> int:
    """Which of so many latent `frames` holds a frame of a clip of `count`; `together` as for `held`."""
    step = max(1, (count - 1) // max(1, frames - 1))
    return min(frames - 1, frame // together if together else -(-frame // step))


def pixels(frames: Frames) -> Tensor:
    """Frames as networks take them: (1, 3, frames, height, width) from -1 to 1."""
    return torch.from_numpy(frames.copy()).permute(3, 0, 1, 2)[None].float() / 127.5 - 1
