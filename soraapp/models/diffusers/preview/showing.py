"""A look at the clip that a run is making, in time and as far as it is made."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from soraapp.media.clip import Frames
from soraapp.models.base import Watch
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Family, Latents
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.keeping import latent_of
from soraapp.models.diffusers.preview.colours import file_of, known
from soraapp.models.diffusers.preview.foreseeing import Foreseen
from soraapp.models.diffusers.preview.sketch import Sketch

_WHOLE = 5
"""Sides of latents of clips that are not packed."""


class Showing:
    """Follows the latents of one run of a pipeline, whose scheduler should be a fresh one."""

    def __init__(self, pipeline: Any, family: Family, contents: Contents, call: Call, asked: Asked) -> None:
        assert family.latents is not None
        self._pipeline, self._call, self._asked = pipeline, call, asked
        self._layout: Latents = family.latents
        self._map = file_of(contents, family.name)
        self._sketch: Sketch | None = None
        self._foreseen = Foreseen(pipeline.scheduler)
        self._made: list[Tensor] = []
        """The latents of the windows that are done, in their order in time."""

    def tell(self, watch: Watch, latents: Tensor, done: int, total: int) -> None:
        """So many steps of all windows are done, and these are the loop's latents."""
        watch.step(done, total, lambda: self._frames(latents, ended=self._ends(done, total)))
        if self._call.windows > 1 and self._ends(done, total):
            now = self._seen(latents, ended=True).clone()
            self._made = [now, *self._made] if self._call.backward else [*self._made, now]
        self._foreseen.forget()

    def _frames(self, latents: Tensor, *, ended: bool) -> Frames:
        """The clip as it stands, frame by frame."""
        now = self._seen(latents, ended=ended)
        if self._sketch is None:
            self._sketch = Sketch(known(self._map, len(now)))
        shown = self._sketch.frames(self._with_made(now))
        return shown[self._times(len(shown))]

    def _ends(self, done: int, total: int) -> bool:
        """Whether a window is done, and what is kept in it is in its place."""
        return done % max(1, total // self._call.windows) == 0

    def _seen(self, latents: Tensor, *, ended: bool) -> Tensor:
        plain: Tensor = self._layout.plain(self._pipeline, latents, self._asked)
        clean = None if ended else self._foreseen.clean()
        # Some pipelines denoise a part of their latents only, some each frame by itself.
        if clean is not None and (clean.shape == latents.shape or clean.ndim == latents.ndim == _WHOLE):
            found = self._layout.plain(self._pipeline, clean, self._asked)
            plain = found if found.shape == plain.shape else plain
        return plain[:, self._call.overlap :] if self._made else plain

    def _with_made(self, now: Tensor) -> Tensor:
        if not self._made:
            return now
        return torch.cat([now, *self._made] if self._call.backward else [*self._made, now], dim=1)

    def _times(self, latents: int) -> list[int]:
        """Which latent each frame shows: as long as the real clip, as far as that is made."""
        count = self._asked.count
        if self._call.windows == 1 and not self._call.left_out:
            together = self._layout.together(self._pipeline) if self._layout.together else 0
            return [latent_of(frame, count, latents, together) for frame in range(count)]
        step = self._pipeline.vae_scale_factor_temporal
        return [frame // step for frame in range(latents * step)]
