"""Trains the compression network: to name the palette index of every pixel from latents to which noise was added.

Latents are normalised by the batch, so the noise has a meaning (Yang et al. 2025, Latent Denoising Makes Good Visual
Tokenizers). The loss looks at every pixel of the subject, and at one in five of the others.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.devices import Device
from soraapp.models.nano.training.chance import Chance
from soraapp.models.nano.training.course import Course, Loss, Tell, placed
from soraapp.models.nano.training.ranks import Rank
from soraapp.models.nano.training.run import Run
from soraapp.models.nano.training.scenes import Crops, crops
from soraapp.models.nano.training.settings import Compression, Settings
from soraapp.models.nano.vae import NanoVideoVAE
from soraapp.models.nano.world.palette import RGB

STAGE = "compression"
_OTHERS = 0.2
"""How many of the pixels without a subject are looked at."""
_SUBJECT_WEIGHT, _OTHER_WEIGHT = 7.0, 5.0
"""An other pixel stands for five, so one of the subject counts seven times as much as one elsewhere."""
_JUDGED_NOISE = 0.2


def build(settings: Compression) -> NanoVideoVAE:
    """The network, untrained; its first three features of a palette colour are the colour itself."""
    network = NanoVideoVAE(settings.latent_channels, settings.fine_width, settings.coarse_width)
    with torch.no_grad():
        network.encoder.colours.weight[:, :3] = torch.from_numpy(RGB).float() / 127.5 - 1
    return network


def train(rank: Rank, settings: Settings, run: Run, device: Device, *, tell: Tell | None = None) -> None:
    """The whole stage, or what is left of it, on one rank."""
    torch.manual_seed(settings.seed)
    task = Palette(settings.compression, device)
    Course(task, settings.compression.pace, settings.seed, run, STAGE, rank, device).go(tell)


class Palette:
    """The task of the compression network."""

    def __init__(self, settings: Compression, device: Device) -> None:
        self.settings, self.device = settings, device
        self.network: NanoVideoVAE = placed(build(settings), device)

    def loss(self, chance: Chance, share: float) -> Loss:  # noqa: ARG002 (the same all the time)
        settings = self.settings
        indices, masks = self._tensors(crops(chance.own, settings.clips, settings.crop, settings.enlarged))
        network = self.network
        with self.device.autocast():
            latents = network.encode_groups(indices)
            deviation = settings.noise * chance.even(len(latents), 1, 1, 1)
            noise = (deviation * chance.normal(*latents.shape)).to(latents.device)
            features = network.decoder(latents + noise)
            looked_at = masks | (chance.even(*masks.shape).to(masks.device) < _OTHERS)
            guesses = network.palette(features[looked_at])
        losses = functional.cross_entropy(guesses.float(), indices[looked_at], reduction="none")
        weights = torch.where(masks, _SUBJECT_WEIGHT, _OTHER_WEIGHT)[looked_at]
        return Loss((losses * weights).sum() / weights.sum(), "crops", len(indices))

    def judge(self, network: nn.Module) -> Mapping[str, float]:
        """The shares of exact pixels, all over and on subjects, of clips that are always the same; also with noise."""
        assert isinstance(network, NanoVideoVAE)
        settings = self.settings
        indices, masks = self._tensors(crops(random.Random("judged"), settings.judged, settings.crop, 0))
        latents = network.encode_groups(indices)
        noise = Chance(0, 0).normal(*latents.shape).to(latents.device)
        found: dict[str, float] = {}
        for name, amount in (("", 0.0), (" with noise", _JUDGED_NOISE)):
            exact = network.decode_groups(latents + amount * noise) == indices
            found[f"exact{name}"] = exact.float().mean().item()
            found[f"exact on subjects{name}"] = exact[masks].float().mean().item()
        return found

    def _tensors(self, batch: Crops) -> tuple[Tensor, Tensor]:
        where = self.device.torch
        return torch.from_numpy(batch.groups).to(where).long(), torch.from_numpy(batch.masks).to(where)
