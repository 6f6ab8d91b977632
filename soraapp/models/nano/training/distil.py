"""Distils the transformer into students that need few steps, with the guidance folded in.

Progressive distillation (Salimans and Ho 2022) along the schedule that the program samples with: where its teacher
takes two half-steps, the student learns to arrive in one. The first teacher is the transformer, guided (Meng et al.
2023), so that the student asks for one forward pass a step instead of two; every next teacher is the student before.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from soraapp.models.devices import Device
from soraapp.models.nano.pipeline import GUIDED
from soraapp.models.nano.scheduler import FrameFlowScheduler
from soraapp.models.nano.training import flow
from soraapp.models.nano.training.chance import Chance
from soraapp.models.nano.training.course import Course, Loss, Tell, placed
from soraapp.models.nano.training.flow import Batch, drawn, kinds_now, weighed
from soraapp.models.nano.training.ranks import Rank
from soraapp.models.nano.training.run import Run, averaged
from soraapp.models.nano.training.settings import Settings
from soraapp.models.nano.training.shards import Shards

UNGUIDED = 1.0


def stage_of(steps: int) -> str:
    """The name of the stage that makes the student for so many steps."""
    return f"distil-{steps}"


def train(rank: Rank, settings: Settings, run: Run, device: Device, *, tell: Tell | None = None) -> None:
    """All students, or what is left of them, on one rank."""
    shards = Shards(run.latents, rank)
    before, guidance = flow.STAGE, settings.distil.guidance
    for steps in settings.distil.steps:
        task = Student(settings, run, before, steps, guidance, shards, device)
        Course(task, settings.distil.pace, settings.seed, run, stage_of(steps), rank, device).go(tell)
        if rank.agree(rank.stopping)[0]:
            return
        before, guidance = stage_of(steps), UNGUIDED


class Student:
    """The task of the student for `steps` steps. It begins as its teacher."""

    def __init__(
        self, settings: Settings, run: Run, before: str, steps: int, guidance: float, shards: Shards, device: Device
    ) -> None:
        self.settings, self.shards, self.device, self.guidance = settings.transformer, shards, device, guidance
        channels = settings.compression.latent_channels
        self.teacher, self.network = (
            placed(averaged(flow.build(settings.transformer, channels), run, before, stage_of(steps)), device)
            for _ in range(2)
        )
        self.network.requires_grad_(requires_grad=True)
        self.schedule = FrameFlowScheduler(shift=settings.transformer.shift).levels(2 * steps)

    def loss(self, chance: Chance, share: float) -> Loss:  # noqa: ARG002 (the same all the time)
        return self._loss(self.network, chance)

    def judge(self, network: nn.Module) -> Mapping[str, float]:
        """How far the student is from its teacher, on samples that are always the same."""
        return {"error of the student": self._loss(network, Chance(0, 0)).value.item()}

    def _loss(self, network: nn.Module, chance: Chance) -> Loss:
        where = self.device.torch
        kinds = kinds_now(self.settings, self.shards, chance, 1.0)
        batch = drawn(self.shards, kinds, self.settings.tokens, chance).to(where)
        clips, frames = batch.latents.shape[:2]
        known = flow.levels(chance, clips, frames, self.settings.shift)
        ceilings = torch.where(known.given, known.levels, 1.0)
        begin = 2 * chance.choices((len(self.schedule) - 1) // 2, clips)
        now, middle, after = (torch.minimum(self.schedule[begin + half, None], ceilings).to(where) for half in range(3))
        mixed = torch.lerp(batch.latents, chance.normal(*batch.latents.shape).to(where), _wide(now))
        target = self.target(mixed, batch, now, middle, after)
        with self.device.autocast():
            guess = network(mixed, now, batch.stills, batch.told, batch.controls)
        still = known.given.to(where) | (now == after)
        return Loss(weighed(guess.float(), target, batch.mask, now, still), kinds[-1], clips)

    @torch.no_grad()
    def target(self, mixed: Tensor, batch: Batch, now: Tensor, middle: Tensor, after: Tensor) -> Tensor:
        """The clean latents that lead, in one step, where the teacher's two lead."""
        halfway = _stepped(mixed, self._taught(mixed, batch, now), now, middle)
        arrived = _stepped(halfway, self._taught(halfway, batch, middle), middle, after)
        way = _wide(now - after)
        clean = mixed - _wide(now) * (mixed - arrived) / way.clamp(min=_LEAST)
        return torch.where(way > 0, clean, batch.latents)

    def _taught(self, latents: Tensor, batch: Batch, at: Tensor) -> Tensor:
        """The clean latents that the teacher sees; guided away from those it sees when nothing is told."""
        with self.device.autocast():
            told = self.teacher(latents, at, batch.stills, batch.told, batch.controls).float()
            if self.guidance == UNGUIDED:
                return told
            nothing = torch.zeros_like(batch.told), torch.zeros_like(batch.controls)
            untold = self.teacher(latents, at, batch.stills, *nothing).float()
        strength = torch.where(at.amax(1) >= GUIDED, self.guidance, UNGUIDED)
        return untold + _wide(strength[:, None]) * (told - untold)


_LEAST = 1e-6


def _stepped(latents: Tensor, clean: Tensor, now: Tensor, after: Tensor) -> Tensor:
    """The latents at the levels `after` (clips, frames), on the straight way from those at `now` to `clean`."""
    return torch.lerp(clean, latents, _wide(after / now.clamp(min=_LEAST)))


def _wide(at: Tensor) -> Tensor:
    return at[:, :, None, None, None]
