"""Lets the same network in several processes compute one clip: each has a part of its tokens, and heads of attention.

Sequences are divided as the network itself tells (`_cp_plan`), attention by Ulysses: before it, each process gets all
tokens of some heads (https://arxiv.org/abs/2309.14509). Lengths and heads need not be divisible.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import torch
from diffusers import ContextParallelConfig
from diffusers.models._modeling_parallel import ParallelConfig
from torch import distributed
from torch.distributed.device_mesh import DeviceMesh, init_device_mesh

_BACKENDS = {"cuda": "nccl", "xpu": "xccl", "cpu": "gloo"}
_PATIENCE = timedelta(minutes=10)
"""How long one waits for the others: the first step of a large model may take a while."""


@dataclass(frozen=True)
class Place:
    """Of one process among those that share a network."""

    rank: int
    count: int
    device: str
    """The kind of device that each has one of."""

    def device_of(self) -> torch.device:
        return torch.device(self.device, self.rank) if self.device != "cpu" else torch.device("cpu")


def meet(place: Place, meeting: Path) -> None:
    """Wait for the others, by a file that all know. Networks that were shared before must be joined anew."""
    distributed.init_process_group(
        _BACKENDS[place.device],
        init_method=meeting.as_uri(),
        rank=place.rank,
        world_size=place.count,
        timeout=_PATIENCE,
    )


def leave() -> None:
    """Whom this process met are others' business again."""
    if distributed.is_initialized():
        distributed.destroy_process_group()


def join(network: Any, place: Place) -> None:
    """Compute with the same network of the others from now on. All processes do this in the same order."""
    mesh = init_device_mesh(place.device, (1, place.count), mesh_dim_names=("ring", "ulysses"))
    if network._parallel_config is not None:
        _tell(network._parallel_config, place, mesh)
        return
    # Of diffusers' own way alone this is replaced: it takes the device for the fastest of the machine.
    network._resolve_parallel_config = partial(_resolved, network, place, mesh)
    try:
        network.enable_parallelism(config=ContextParallelConfig(ulysses_degree=place.count, ulysses_anything=True))
    finally:
        del network._resolve_parallel_config


def _resolved(network: Any, place: Place, mesh: DeviceMesh, config: ContextParallelConfig) -> ParallelConfig:
    network._parallel_config = made = ParallelConfig(context_parallel_config=config)
    _tell(made, place, mesh)
    return made


def _tell(config: ParallelConfig, place: Place, mesh: DeviceMesh) -> None:
    config.setup(place.rank, place.count, place.device_of(), mesh=mesh)
