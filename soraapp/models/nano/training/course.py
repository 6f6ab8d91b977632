"""The course of a training: steps of Muon and AdamW, a running average of the weights, a log, and checkpoints."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Protocol, TypeVar

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from soraapp.models.devices import Device
from soraapp.models.nano.training.chance import Chance
from soraapp.models.nano.training.muon import Muon, split
from soraapp.models.nano.training.ranks import Rank
from soraapp.models.nano.training.run import Run, read_checkpoint, read_progress, take, write_checkpoint
from soraapp.models.nano.training.settings import Pace

Tell = Callable[[Mapping[str, object]], None]
"""Told every line of the log."""


@dataclass(frozen=True)
class Loss:
    """What a step was about."""

    value: Tensor
    kind: str
    """What was trained on, such as pictures or clips: the log keeps their losses apart."""
    samples: int


class Task(Protocol):
    """Something that a network learns."""

    @property
    def network(self) -> nn.Module: ...

    def loss(self, chance: Chance, share: float) -> Loss:
        """The loss on samples of this rank. `share` is how much of the training is over, 0 to 1."""
        ...

    def judge(self, network: nn.Module) -> Mapping[str, float]:
        """How good the network is, as numbers for the log; asked of the averaged network at every checkpoint."""
        ...


_Network = TypeVar("_Network", bound=nn.Module)


def placed(network: _Network, device: Device) -> _Network:
    """The network on its device, laid out in memory as convolutions like it best."""
    for parameter in network.parameters():
        if parameter.ndim == _CONVOLUTION:
            parameter.data = parameter.data.contiguous(memory_format=torch.channels_last)
    nn.Module.to(network, device.torch)
    return network


_CONVOLUTION = 4
"""The dimensions of a convolution's weights."""


class Course:
    """The training of one network, from its last checkpoint on."""

    def __init__(self, task: Task, pace: Pace, seed: int, run: Run, stage: str, rank: Rank, device: Device) -> None:
        self.task, self.pace, self.seed, self.rank, self.device = task, pace, seed, rank, device
        self.run, self.stage, self.path = run, stage, run.checkpoint(stage)
        self.network = task.network
        self.average = deepcopy(task.network).eval().requires_grad_(requires_grad=False)
        self.muon_part, self.adam_part = split(self.network)
        self.muon = Muon(self.muon_part.values(), rank, lr=pace.muon_rate) if self.muon_part else None
        self.adam = torch.optim.AdamW(
            list(self.adam_part.values()), lr=pace.adam_rate, betas=(0.9, 0.98), weight_decay=0.0
        )
        self.progress = read_progress(self.path)
        if self.path.exists():
            self._restore()

    def go(self, tell: Tell | None = None) -> None:
        """Train until the stage is over or a person stops it. Leaves a checkpoint either way."""
        if self.progress.finished and self.rank.agree(self._share())[0] >= 1:
            return
        losses: defaultdict[str, list[Tensor]] = defaultdict(list)
        saved = last = time.monotonic()
        self.network.train()
        while True:
            share, stopping = self.rank.agree(self._share(), self.rank.stopping)
            if share >= 1 or stopping:
                break
            loss = self._step(share)
            losses[loss.kind].append(loss.value.detach())
            self.progress.samples.setdefault(loss.kind, 0)
            self.progress.samples[loss.kind] += loss.samples * self.rank.count
            now = time.monotonic()
            self.progress.seconds += now - last
            last = now
            if self.rank.number == 0 and self.progress.step % self.pace.log_steps == 0:
                self._log(losses, share, tell)
                losses.clear()
            if self.rank.number == 0 and now - saved > self.pace.checkpoint_seconds:
                self._save(tell)
                saved = last = time.monotonic()
        self.progress.finished = share >= 1
        if self.rank.number == 0:
            if losses:
                self._log(losses, share, tell)
            self._save(tell)

    def _share(self) -> float:
        if self.pace.steps:
            return self.progress.step / self.pace.steps
        return self.progress.seconds / (self.pace.hours * 3600)

    def _step(self, share: float) -> Loss:
        step = self.progress.step
        for optimizer, rate in ((self.muon, self.pace.muon_rate), (self.adam, self.pace.adam_rate)):
            for group in optimizer.param_groups if optimizer else ():
                group["lr"] = rate * speed(self.pace, step, share)
        loss = self.task.loss(Chance(self.seed, step, self.rank.number), share)
        loss.value.backward()
        gradients = [parameter.grad for parameter in self.network.parameters() if parameter.grad is not None]
        self.rank.average(gradients)
        nn.utils.clip_grad_norm_(
            self.adam_part.values(), 1.0
        )  # Muon's updates have their size whatever the gradient's.
        if self.muon:
            self.muon.step()
        self.adam.step()
        self.network.zero_grad(set_to_none=False)
        self.progress.step += 1
        self._follow()
        return loss

    @torch.no_grad()
    def _follow(self) -> None:
        """Let the running average follow: quickly at first, so that it soon forgets the beginning."""
        past = min(self.pace.averaging, 1 - 1 / (self.progress.step + 1) ** 0.8)
        average, now = self.average.state_dict(), self.network.state_dict()
        real = [name for name, tensor in now.items() if tensor.is_floating_point()]
        get_ema_multi_avg_fn(past)([average[name] for name in real], [now[name] for name in real], 0)
        for name in now.keys() - set(real):
            average[name].copy_(now[name])

    def _log(self, losses: Mapping[str, list[Tensor]], share: float, tell: Tell | None) -> None:
        means = {f"loss {kind}": torch.stack(values).mean().item() for kind, values in losses.items()}
        self._tell({"share": round(share, 4), **means, **self.progress.samples}, tell)

    def _tell(self, facts: Mapping[str, object], tell: Tell | None) -> None:
        progress = self.progress
        entry = {"stage": self.stage, "step": progress.step, "seconds": round(progress.seconds, 1), **facts}
        self.run.write_log(entry)
        if tell:
            tell(entry)

    def _save(self, tell: Tell | None) -> None:
        write_checkpoint(self.path, self._tensors(), self.progress)
        with torch.no_grad(), self.device.autocast():
            found = self.task.judge(self.average)
        self._tell({name: round(value, 4) for name, value in found.items()}, tell)

    def _tensors(self) -> dict[str, Tensor]:
        tensors = {f"model.{name}": tensor for name, tensor in self.network.state_dict().items()}
        tensors |= {f"average.{name}": tensor for name, tensor in self.average.state_dict().items()}
        for name, parameter in self.muon_part.items():
            if self.muon and parameter in self.muon.state:
                tensors[f"muon.{name}"] = self.muon.state[parameter]["momentum"]
        for name, parameter in self.adam_part.items():
            for moment in _MOMENTS if parameter in self.adam.state else ():
                tensors[f"adam.{name}.{moment}"] = self.adam.state[parameter][moment]
        return tensors

    def _restore(self) -> None:
        tensors = read_checkpoint(self.path)
        take(self.network, tensors, "model", self.path)
        take(self.average, tensors, "average", self.path)
        for name, parameter in self.muon_part.items():
            if self.muon and f"muon.{name}" in tensors:
                self.muon.state[parameter]["momentum"] = torch.zeros_like(parameter).copy_(tensors[f"muon.{name}"])
        for name, parameter in self.adam_part.items():
            if f"adam.{name}.{_MOMENTS[0]}" in tensors:
                state = self.adam.state[parameter]
                state["step"] = torch.tensor(float(self.progress.step))
                for moment in _MOMENTS:
                    state[moment] = torch.zeros_like(parameter).copy_(tensors[f"adam.{name}.{moment}"])


_MOMENTS = ("exp_avg", "exp_avg_sq")


def speed(pace: Pace, step: int, share: float) -> float:
    """The rates of a step as a share of the full ones: they rise, stay, and fall linearly at the end."""
    return min(1.0, (step + 1) / pace.warm_up) * min(1.0, max(pace.least, (1 - share) / pace.decay))
