"""Large pictures: a picture is drawn again two, four, ... times finer, in overlapping tiles that agree on every cell.

Every doubling starts from the picture so far with noise added (SDEdit, Meng et al. 2021). At every step the clean
latents of all tiles are averaged, each weighted less towards its edges (MultiDiffusion, Bar-Tal et al. 2023), so that
there is nothing at which a seam could show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from soraapp.media.clip import Frames
from soraapp.models.base import Watch
from soraapp.models.devices import Device
from soraapp.models.nano.attributes import ATTRIBUTES, SCALE
from soraapp.models.nano.grid import Grid
from soraapp.models.nano.pipeline import NanoPipeline, Told
from soraapp.models.nano.shape import GROUP
from soraapp.models.nano.world.palette import Indices
from soraapp.models.request import Request

TILE = 9
"""The edge of a tile in latent cells: that of the square scenes of the training."""
STRIDE = 6
CHANGE = 0.27
"""The part of the way from noise that a doubling goes again."""


def doublings(detail: int) -> tuple[int, ...]:
    """The details that are drawn one after the other: 2, 4, ... and `detail` itself at the end."""
    powers = [2**power for power in range(1, 12) if 2**power < detail]
    return (*powers, detail) if detail > 1 else ()


@dataclass(frozen=True)
class Refinement:
    """A picture that is drawn finer and finer, until it is as fine as the `detail` of its request says."""

    pipeline: NanoPipeline
    request: Request
    told: Told
    device: Device
    watch: Watch

    def finish(self, picture: Frames) -> Frames:
        """The picture (1, height, width, 3), of the request's size, anew.

        `Request.steps` steps are behind it; every doubling takes as many more.
        """
        stages = doublings(self.request.detail)
        for done, detail in enumerate(stages, 1):
            grid = Grid.of(self.request.size, detail)
            indices = np.repeat(grid.read(picture[0])[None, None], GROUP, axis=1)
            told = _scaled(self.told, detail)
            latents = self._again(indices, told, done * self.request.steps, (1 + len(stages)) * self.request.steps)
            picture = grid.show(self.pipeline.decode(latents, self.device)[GROUP - 1 :])
        return picture

    def _again(self, enlarged: Indices, told: Told, done: int, total: int) -> Tensor:
        """New latents (1, channels, rows, columns) of a picture that was enlarged, (1, 4, height, width)."""
        scheduler = self.pipeline.scheduler
        known = self.pipeline.encode(enlarged, self.device)
        noise = self.pipeline.noise(1, *known.shape[2:], seed=self.request.seed).to(known.device)
        levels = scheduler.levels(self.request.steps, CHANGE)[:, None].to(known.device)
        latents = scheduler.mix(known, noise, levels[0])
        for step, (now, following) in enumerate(pairwise(levels), done + 1):
            clean = self._agreed(latents, now, told)
            latents = scheduler.step(latents, clean, now, following)
            self.watch.step(step, total, partial(self._glance, clean))
        return latents

    def _agreed(self, latents: Tensor, level: Tensor, told: Told) -> Tensor:
        """The clean latents on which all tiles agree."""
        height, width = latents.shape[2:]
        agreed, weights = torch.zeros_like(latents), torch.zeros_like(latents[:, :1])
        for top in _starts(height):
            for left in _starts(width):
                tile = (..., slice(top, top + TILE), slice(left, left + TILE))
                part = latents[tile]
                clean = self.pipeline.foresee(
                    part, level, told, self.device, begins=True, guidance=self.request.guidance
                )
                weight = _weight(part.shape[2], part.shape[3]).to(latents.device)
                agreed[tile] += weight * clean
                weights[tile] += weight
        return agreed / weights

    def _glance(self, clean: Tensor) -> Frames:
        return self.pipeline.glance(clean)[GROUP - 1 :]


def _starts(length: int) -> Iterator[int]:
    """Where tiles begin along an edge: every tile is whole unless the picture is smaller than one."""
    last = max(length - TILE, 0)
    yield from range(0, last, STRIDE)
    yield last


def _weight(rows: int, columns: int) -> Tensor:
    """How much a tile counts at each of its cells, (rows, columns): a pyramid."""
    down, across = (torch.minimum(torch.arange(1, n + 1), torch.arange(n, 0, -1)) for n in (rows, columns))
    return (down[:, None] * across[None]).float()


def _scaled(told: Told, detail: int) -> Told:
    """The same told of a scene that is drawn larger."""
    wanted = told.wanted.clone()
    scales = [int(value) for value in ATTRIBUTES[SCALE]]
    wanted[list(ATTRIBUTES).index(SCALE)] = max(index for index, scale in enumerate(scales) if scale <= detail) + 1
    return replace(told, wanted=wanted, controls=told.controls[:1])
