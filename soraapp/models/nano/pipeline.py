"""The networks of nano together: prompts to latents of one window, latents to frames, and frames to latents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from diffusers import DiffusionPipeline
from torch import Tensor

from soraapp.media.clip import Frames
from soraapp.models.devices import Device
from soraapp.models.nano.preview import NanoPreview
from soraapp.models.nano.scheduler import FrameFlowScheduler
from soraapp.models.nano.shape import CELL, GROUP, group_count
from soraapp.models.nano.text import NanoTextEncoder, TextFeatures
from soraapp.models.nano.transformer import NanoTransformer
from soraapp.models.nano.vae import NanoVideoVAE

OnStep = Callable[[int, Callable[[], Tensor]], None]
"""Called after every step with the number of steps done and a function that gives the clean latents as foreseen."""


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
    def read(self, prompt: str, negative: str, device: Device) -> TextFeatures:
        """The features of a prompt and of its negative, in that order."""
        length = self.text_encoder.config["length"]
        ids = self.tokenizer([prompt, negative], padding="max_length", truncation=True, max_length=length)
        with device.autocast():
            return self.text_encoder(torch.tensor(ids["input_ids"], device=device.torch))

    @torch.inference_mode()
    def denoise(
        self,
        noise: Tensor,
        text: TextFeatures,
        device: Device,
        *,
        known: Tensor | None = None,
        ceilings: Tensor | None = None,
        begins: bool = True,
        steps: int,
        guidance: float,
        on_step: OnStep | None = None,
    ) -> Tensor:
        """Clean latents (frames, channels, h, w) from `noise` of that shape.

        `known` latents bind the result: a frame with ceiling 0 is exactly `known`, one with ceiling 1 is free, between
        them `known` is followed the more loosely the higher the ceiling. `begins` says that the first latent frame is
        the first of the clip, a single picture. Guidance 1 ignores the negative prompt.
        """
        count = noise.shape[0]
        ceilings = torch.ones(count) if ceilings is None else ceilings
        stills = torch.zeros(2, count, dtype=torch.bool)
        stills[:, 0] = begins
        stills = stills.to(device.torch)
        levels = [torch.minimum(level, ceilings).to(device.torch) for level in self.scheduler.levels(steps)]
        latents = noise if known is None else self.scheduler.mix(known, noise, levels[0])
        for index, (now, following) in enumerate(pairwise(levels)):
            with device.autocast():
                both = self.transformer(latents.expand(2, *latents.shape), now.expand(2, -1), stills, text).float()
            velocity = both[1] + guidance * (both[0] - both[1])
            clean = partial(self.scheduler.clean, latents, velocity, now)
            latents = self.scheduler.step(latents, velocity, now, following)
            if on_step is not None:
                on_step(index + 1, clean)
        return latents

    @torch.inference_mode()
    def decode(self, latents: Tensor, device: Device) -> Frames:
        """All frames of the groups of `latents` (n, channels, h, w): (4n, 8 h, 8 w, 3)."""
        with device.autocast():
            return to_frames(self.vae.decode_groups(latents))

    @torch.inference_mode()
    def glance(self, latents: Tensor) -> Frames:
        """What `decode` gives, blurred, at a fraction of its cost."""
        return self.preview.frames(latents)

    @torch.inference_mode()
    def encode(self, frames: Frames, device: Device) -> Tensor:
        """Latents (n, channels, h, w) of groups of four frames (n, 4, height, width, 3)."""
        pixels = torch.from_numpy(np.ascontiguousarray(frames)).to(device.torch)
        with device.autocast():
            return self.vae.encode_groups(pixels.permute(0, 1, 4, 2, 3).float() / 127.5 - 1)

    def __call__(
        self,
        prompt: str,
        device: Device,
        *,
        width: int,
        height: int,
        frames: int,
        seed: int,
        steps: int,
        guidance: float,
        negative: str = "",
    ) -> Frames:
        """The plain clip of one window: frames (4k + 1, height, width, 3)."""
        shape = (group_count(frames), height // CELL, width // CELL)
        text = self.read(prompt, negative, device)
        noise = self.noise(*shape, seed=seed).to(device.torch)
        latents = self.denoise(noise, text, device, steps=steps, guidance=guidance)
        return self.decode(latents, device)[GROUP - 1 :]

    def noise(self, count: int, height: int, width: int, *, seed: int) -> Tensor:
        """The noise (count, channels, height, width) that belongs to a seed, the same on every device."""
        source = torch.Generator().manual_seed(seed)
        return torch.randn(count, self.latent_channels, height, width, generator=source)


def to_frames(groups: Tensor) -> Frames:
    """Groups (n, 4, 3, height, width), -1 to 1, to pixels (4n, height, width, 3)."""
    pixels = ((groups.flatten(0, 1) + 1) * 127.5).clamp(0, 255).to(torch.uint8)
    return pixels.permute(0, 2, 3, 1).contiguous().cpu().numpy()
