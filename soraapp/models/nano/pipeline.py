"""The networks of nano together: prompts to latents of one window, latents to frames, and frames to latents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from diffusers import DiffusionPipeline
from torch import Tensor

from soraapp.media.clip import Frames
from soraapp.models.devices import Device
from soraapp.models.nano.attributes import completed, overlaid
from soraapp.models.nano.grid import Grid
from soraapp.models.nano.preview import NanoPreview
from soraapp.models.nano.scheduler import FrameFlowScheduler
from soraapp.models.nano.shape import GROUP, group_count
from soraapp.models.nano.steering import steering_words
from soraapp.models.nano.text import NanoTextEncoder
from soraapp.models.nano.transformer import CONTROLS, NanoTransformer
from soraapp.models.nano.vae import NanoVideoVAE
from soraapp.models.nano.world.palette import Indices

GUIDED = 0.85
"""The noise level down to which guidance is given: above, it decides the scene; below, it would only coarsen what is
there already, and take twice the time (Kynkaanniemi et al. 2024, Applying Guidance in a Limited Interval)."""

OnStep = Callable[[int, Callable[[], Tensor]], None]
"""Called after every step with the number of steps done and a function that gives the clean latents as foreseen."""


@dataclass(frozen=True)
class Told:
    """What the transformer is told of one window."""

    wanted: Tensor
    """The attribute numbers of the prompt, (attributes,)."""
    unwanted: Tensor
    """Those of the negative prompt."""
    controls: Tensor
    """What camera and player do, (frames, 11)."""


@dataclass(frozen=True)
class Known:
    """What is known of the latents of one window."""

    latents: Tensor
    """(frames, channels, h, w)"""
    ceilings: Tensor
    """How noisy each frame may become, (frames,): 0 keeps it exactly, 1 leaves it free."""
    fixed: Tensor
    """Which cells of free frames are kept, (frames, h, w)."""
    begins: bool
    """Whether the first latent frame is the first of the clip, a single picture."""


class NanoPipeline(DiffusionPipeline):
    """Text, and latents that are known, to video."""

    transformer: NanoTransformer
    vae: NanoVideoVAE
    text_encoder: NanoTextEncoder
    tokenizer: Any
    scheduler: FrameFlowScheduler
    preview: NanoPreview

    def __init__(
        self,
        transformer: NanoTransformer,
        vae: NanoVideoVAE,
        text_encoder: NanoTextEncoder,
        tokenizer: Any,
        scheduler: FrameFlowScheduler,
        preview: NanoPreview,
    ) -> None:
        super().__init__()
        self.register_modules(
            transformer=transformer,
            vae=vae,
            text_encoder=text_encoder,
            tokenizer=tokenizer,
            scheduler=scheduler,
            preview=preview,
        )

    @property
    def latent_channels(self) -> int:
        return self.vae.config["latent_channels"]

    @torch.inference_mode()
    def read(self, prompt: str, negative: str, controls: Tensor, device: Device, context: Sequence[str] = ()) -> Told:
        """What a prompt and its negative tell. What the prompt leaves unsaid is as the last text of `context` says that
        speaks of it. Rows of `controls` (frames, 11) that are not all 0 steer the camera."""
        length, texts = self.text_encoder.config["length"], [*context, prompt, negative]
        ids = self.tokenizer(texts, padding="max_length", truncation=True, max_length=length)["input_ids"]
        *wanted, unwanted = self.text_encoder.read(torch.tensor(ids, device=device.torch)).tolist()
        full = completed(overlaid(wanted), steering_words(controls))
        numbers = torch.tensor([full, unwanted], device=device.torch)
        return Told(numbers[0], numbers[1], controls.to(device.torch))

    def free(self, like: Tensor, *, begins: bool = True) -> Known:
        """Nothing known of latents of the shape of `like` (frames, channels, h, w)."""
        count, _, *cells = like.shape
        fixed = torch.zeros(count, *cells, dtype=torch.bool, device=like.device)
        return Known(torch.zeros_like(like), torch.ones(count), fixed, begins)

    @torch.inference_mode()
    def denoise(
        self,
        noise: Tensor,
        told: Told,
        known: Known,
        device: Device,
        *,
        steps: int,
        guidance: float,
        part: float = 1.0,
        on_step: OnStep | None = None,
    ) -> Tensor:
        """Clean latents (frames, channels, h, w) from `noise` of that shape.

        A `part` of the way below 1 starts from the known latents with noise. Guidance 1 ignores the negative prompt and
        takes half the time.
        """
        levels = [torch.minimum(level, known.ceilings).to(device.torch) for level in self.scheduler.levels(steps, part)]
        latents = self.scheduler.mix(known.latents, noise, levels[0])
        for index, (now, following) in enumerate(pairwise(levels)):
            strength = guidance if now.max() >= GUIDED else 1.0
            clean = self.foresee(latents, now, told, device, begins=known.begins, guidance=strength)
            latents = self.scheduler.step(latents, clean, now, following)
            kept = self.scheduler.mix(known.latents, noise, following)
            latents = torch.where(known.fixed.unsqueeze(1), kept, latents)
            if on_step is not None:
                on_step(index + 1, partial(torch.where, known.fixed.unsqueeze(1), known.latents, clean))
        return latents

    @torch.inference_mode()
    def foresee(
        self, latents: Tensor, levels: Tensor, told: Told, device: Device, *, begins: bool, guidance: float
    ) -> Tensor:
        """The clean latents behind `latents` (frames, channels, h, w) at noise `levels` (frames,)."""
        stills = torch.zeros(1, latents.shape[0], dtype=torch.bool, device=device.torch)
        stills[:, 0] = begins
        words, controls = told.wanted[None], told.controls[None]
        if guidance != 1:
            words = torch.stack([told.wanted, told.unwanted])
            controls = torch.stack([told.controls, torch.zeros_like(told.controls)])
        both = len(words)
        with device.autocast():
            clean = self.transformer(
                latents.expand(both, *latents.shape),
                levels.expand(both, -1),
                stills.expand(both, -1),
                words,
                controls,
            ).float()
        return clean[0] if both == 1 else clean[1] + guidance * (clean[0] - clean[1])

    @torch.inference_mode()
    def decode(self, latents: Tensor, device: Device) -> Indices:
        """All frames of the groups of `latents` (n, channels, h, w): palette indices (4n, 8 h, 8 w)."""
        with device.autocast():
            return self.vae.decode_groups(latents).flatten(0, 1).cpu().numpy()

    @torch.inference_mode()
    def glance(self, latents: Tensor) -> Frames:
        """What `decode` gives, blurred, in colours, at a fraction of its cost."""
        return self.preview.frames(latents)

    @torch.inference_mode()
    def encode(self, frames: Indices, device: Device) -> Tensor:
        """Latents (n, channels, h, w) of groups of four frames (n, 4, height, width)."""
        indices = torch.from_numpy(np.ascontiguousarray(frames)).to(device.torch).long()
        with device.autocast():
            return self.vae.encode_groups(indices)

    def __call__(
        self,
        prompt: str,
        device: Device,
        *,
        grid: Grid,
        frames: int,
        seed: int,
        steps: int,
        guidance: float,
        negative: str = "",
    ) -> Frames:
        """The plain clip of one window: frames (4k + 1, height, width, 3)."""
        count = group_count(frames)
        told = self.read(prompt, negative, torch.zeros(count, CONTROLS), device)
        noise = self.noise(count, *grid.cells, seed=seed).to(device.torch)
        latents = self.denoise(noise, told, self.free(noise), device, steps=steps, guidance=guidance)
        return grid.show(self.decode(latents, device)[GROUP - 1 :])

    def noise(self, count: int, height: int, width: int, *, seed: int) -> Tensor:
        """The noise (count, channels, height, width) that belongs to a seed, the same on every device."""
        source = torch.Generator().manual_seed(seed)
        return torch.randn(count, self.latent_channels, height, width, generator=source)
