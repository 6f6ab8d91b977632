"""Trains the diffusion transformer to see the clean latents behind noisy ones, pictures first, then clips.

Every latent frame has its own noise level (diffusion forcing, Chen et al. 2024): mostly all the same, sometimes each
its own, often with some frames given clean, or nearly so that long films do not drift. High levels come more often,
because they are where a scene is decided. Errors on the first subject weigh more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from soraapp.models.devices import Device
from soraapp.models.nano.attributes import ATTRIBUTES, SCALE
from soraapp.models.nano.training.chance import Chance
from soraapp.models.nano.training.course import Course, Loss, Tell, placed
from soraapp.models.nano.training.ranks import Rank
from soraapp.models.nano.training.run import Run
from soraapp.models.nano.training.settings import Settings, Transformer
from soraapp.models.nano.training.shards import CLIPS, Shards
from soraapp.models.nano.transformer import NanoTransformer

STAGE = "transformer"
PICTURES = ("pictures",)
WINDOW = 5
"""The most latent frames that are learnt at once."""
_SUBJECT_WEIGHT = 4.0
"""How much more a cell counts that the first subject covers."""
_LEVELS = (0.02, 0.999)
"""The least and the greatest noise level that is trained."""
_UNSHIFTED = 1.2
"""The shift of the one draw in five that is hardly shifted, so that fine detail is learnt too."""
_NEARLY_CLEAN = 0.25
"""The greatest noise level of frames that are given."""
_UNTOLD, _UNTOLD_AT_ALL, _STEERED = 0.08, 0.1, 0.5
"""How often an attribute is not told, nothing is told, and the controls of a clip are given."""


@dataclass(frozen=True)
class Batch:
    """What a step trains on; clips first, then frames."""

    latents: Tensor
    mask: Tensor
    told: Tensor
    controls: Tensor
    stills: Tensor

    def to(self, where: torch.device) -> Batch:
        return Batch(*(part.to(where) for part in vars(self).values()))


@dataclass(frozen=True)
class Noised:
    """Noise levels (clips, frames), and which frames are given rather than asked for."""

    levels: Tensor
    given: Tensor


def build(settings: Transformer, latent_channels: int) -> NanoTransformer:
    """The transformer, untrained."""
    return NanoTransformer(
        latent_channels=latent_channels,
        width=settings.width,
        layers=settings.layers,
        heads=settings.heads,
        bands=settings.bands,
    )


def train(rank: Rank, settings: Settings, run: Run, device: Device, *, tell: Tell | None = None) -> None:
    """The whole stage, or what is left of it, on one rank."""
    torch.manual_seed(settings.seed)
    channels = settings.compression.latent_channels
    task = Flow(settings.transformer, channels, Shards(run.latents, rank), device)
    Course(task, settings.transformer.pace, settings.seed, run, STAGE, rank, device).go(tell)


class Flow:
    """The task of the transformer."""

    def __init__(self, settings: Transformer, channels: int, shards: Shards, device: Device) -> None:
        self.settings, self.shards, self.device = settings, shards, device
        self.network: NanoTransformer = placed(build(settings, channels), device)

    def loss(self, chance: Chance, share: float) -> Loss:
        settings = self.settings
        kinds = kinds_now(settings, self.shards, chance, share)
        batch = drawn(self.shards, kinds, settings.tokens, chance).to(self.device.torch)
        clips, frames = batch.latents.shape[:2]
        noised = levels(chance, clips, frames, settings.shift)
        seen = self._guess_loss(self.network, batch, noised, chance)
        return Loss(seen, kinds[-1], clips)

    def judge(self, network: nn.Module) -> Mapping[str, float]:
        """What a wrong caption costs at a high noise level, as a share of the loss with the right one.

        It moves long before pictures show that prompts are understood.
        """
        found: dict[str, float] = {}
        for kinds in (PICTURES, CLIPS):
            if not self.shards.have(kinds):
                continue
            right = drawn(self.shards, kinds, self.settings.tokens, Chance(0, 0), spared=True).to(self.device.torch)
            wrong = Batch(right.latents, right.mask, right.told.roll(1, 0), right.controls, right.stills)
            shape = right.latents.shape[:2]
            noised = Noised(torch.full(shape, _TELLING_LEVEL), torch.zeros(shape, dtype=torch.bool))
            costs = [self._guess_loss(network, batch, noised, Chance(0, 1)).item() for batch in (right, wrong)]
            found[f"cost of wrong words, {kinds[-1]}"] = costs[1] / costs[0] - 1
        return found

    def _guess_loss(self, network: nn.Module, batch: Batch, noised: Noised, chance: Chance) -> Tensor:
        where = self.device.torch
        noise = chance.normal(*batch.latents.shape).to(where)
        at = noised.levels.to(where)
        mixed = torch.lerp(batch.latents, noise, at[:, :, None, None, None])
        with self.device.autocast():
            guess = network(mixed, at, batch.stills, batch.told, batch.controls)
        return weighed(guess.float(), batch.latents, batch.mask, at, noised.given.to(where))


_TELLING_LEVEL = 0.9


def kinds_now(settings: Transformer, shards: Shards, chance: Chance, share: float) -> tuple[str, ...]:
    """What this step trains, the same in all ranks: pictures alone at first, later mostly clips."""
    if not shards.have(CLIPS):
        return PICTURES
    if not shards.have(PICTURES):
        return CLIPS
    grown = (share - settings.clips_begin) / max(1e-9, settings.clips_full - settings.clips_begin)
    return CLIPS if chance.common.random() < settings.clips_share * min(1.0, max(0.0, grown)) else PICTURES


def drawn(shards: Shards, kinds: tuple[str, ...], tokens: int, chance: Chance, *, spared: bool = False) -> Batch:
    """About `tokens` cells of scenes of one file. `spared`: everything is told of them, and no camera is given."""
    file = shards.choose(chance.own, kinds)
    _, frames, _, height, width = file.latents.shape
    count = max(2, round(tokens / (min(frames, WINDOW) * height * width)))
    rows = chance.choices(len(file), count)
    first, last = _window(frames, chance)
    stills = torch.zeros(count, last - first, dtype=torch.bool)
    stills[:, 0] = first == 0
    told = file.told[rows].long()
    given = torch.zeros(count, 1, 1)
    if not spared:
        told = _forgetting(told, chance)
        given = (chance.even(count, 1, 1) < _STEERED * (frames > 1)).float()
        told = _steered(told, given[:, 0] > 0, chance)
    controls = file.controls[rows, first:last]
    controls = torch.cat([controls * given, given.expand(-1, last - first, 1)], 2)
    return Batch(file.latents[rows, first:last].float(), file.mask[rows, first:last].float(), told, controls, stills)


def _window(frames: int, chance: Chance) -> tuple[int, int]:
    """Which latent frames are learnt: from the first one on, or, of two clips in five, from the second."""
    later = int(frames > 1 and chance.own.random() < _LATER)
    return later, min(frames, later + WINDOW)


_LATER = 0.4


def _forgetting(told: Tensor, chance: Chance) -> Tensor:
    """`told` with some of it not told. The scale always is: without it, pictures would not know how large to draw."""
    kept = chance.even(*told.shape) >= _UNTOLD
    kept &= chance.even(len(told), 1) >= _UNTOLD_AT_ALL
    kept[:, list(ATTRIBUTES).index(SCALE)] = True
    return told * kept


def _steered(told: Tensor, given: Tensor, chance: Chance) -> Tensor:
    """`told` without words for the camera in most of the clips whose controls are `given`: as people steer."""
    silent = given & (chance.even(len(told), 1) < _SILENT)
    for name in ("camera", "speed"):
        told[:, [list(ATTRIBUTES).index(name)]] *= ~silent
    return told


_SILENT = 0.6


def levels(chance: Chance, clips: int, frames: int, shift: float) -> Noised:
    """Noise levels for a batch."""
    drawn_levels = _draw(chance, clips, 1, shift).expand(-1, frames)
    given = torch.zeros(clips, frames, dtype=torch.bool)
    if frames == 1:
        return Noised(drawn_levels, given)
    case = chance.even(clips, 1)
    drawn_levels = torch.where(case < _EACH_ITS_OWN, _draw(chance, clips, frames, shift), drawn_levels)
    for clip in (case[:, 0] >= _ALL_FREE).nonzero().flatten().tolist():
        given[clip, _given(chance, frames)] = True
    noisy = (chance.even(clips, 1) < _HALF).float() * chance.even(clips, 1) * _NEARLY_CLEAN
    return Noised(torch.where(given, noisy, drawn_levels), given)


_EACH_ITS_OWN, _ALL_FREE, _HALF = 0.2, 0.6, 0.5


def _given(chance: Chance, frames: int) -> list[int]:
    """Which frames are given, where some are: the first or the first few, the last few, both ends, or any."""
    rng = chance.own
    case, count = rng.random(), rng.randrange(1, frames)
    if case < 0.4:
        return [0] if rng.random() < _HALF else list(range(count))
    if case < 0.6:
        return list(range(frames - count, frames))
    if case < 0.85 and frames > 2:  # Of two frames, nothing would be left to ask for.
        return [0, frames - 1]
    return rng.sample(range(frames), count)


def _draw(chance: Chance, clips: int, frames: int, shift: float) -> Tensor:
    """Noise levels (clips, frames), logit-normal and shifted towards noise (Esser et al. 2024)."""
    even = torch.sigmoid(chance.normal(clips, frames))
    shifts = torch.where(chance.even(clips, 1) < 0.8, shift, _UNSHIFTED)
    return (shifts * even / (1 + (shifts - 1) * even)).clamp(*_LEVELS)


def weighed(guess: Tensor, clean: Tensor, mask: Tensor, at: Tensor, given: Tensor) -> Tensor:
    """The mean square error of the frames that were asked for, at levels `at`, with weight where `mask` is."""
    weight = 1 + _SUBJECT_WEIGHT * mask
    errors = ((guess - clean).square().mean(2) * weight).sum((2, 3)) / weight.sum((2, 3)) / at.clamp(min=0.1)
    asked = (~given).float()
    return (errors * asked).sum() / asked.sum()
