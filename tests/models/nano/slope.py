"""A task so small that several processes learn it within a second or two."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn

from soraapp.models.devices import Device
from soraapp.models.nano.training.chance import Chance
from soraapp.models.nano.training.course import Course, Loss
from soraapp.models.nano.training.ranks import Rank
from soraapp.models.nano.training.run import Run
from soraapp.models.nano.training.settings import Pace

EXACT = Device(torch.device("cpu"), torch.float32)


class Slope:
    """Learns the sums of random numbers: rank and step decide which."""

    def __init__(self) -> None:
        torch.manual_seed(1)
        self.network = nn.Linear(8, 1)

    def loss(self, chance: Chance, share: float) -> Loss:
        given = chance.normal(4, 8)
        return Loss((self.network(given) - given.sum(1, keepdim=True)).square().mean(), "sums", 4)

    def judge(self, network: nn.Module) -> Mapping[str, float]:
        return {"mean weight": sum(parameter.mean().item() for parameter in network.parameters())}


def learn(rank: Rank, folder: Path) -> None:
    """A few steps; each rank writes down the weights it arrives at."""
    slope = Slope()
    Course(slope, Pace(steps=5, adam_rate=0.1, warm_up=1), 1, Run(folder), "slope", rank, EXACT).go()
    (folder / f"weights-{rank.number}-of-{rank.count}").write_text(repr(slope.network.weight.tolist()))


def fail(rank: Rank) -> None:
    """The second process dies; the first waits for it."""
    if rank.number:
        raise SystemExit(3)
    rank.average([torch.ones(2)])
