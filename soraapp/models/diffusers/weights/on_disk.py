"""Weights that wait on the disk: each by itself, and read to where they were in memory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from diffusers.hooks import HookRegistry, group_offloading
from torch import Tensor, nn

from soraapp.models.diffusers.weights.alignment import copied

_GROUPS = group_offloading._GROUP_OFFLOADING  # pyright: ignore[reportPrivateUsage]


def untie(network: nn.Module) -> None:
    """A weight that two layers share becomes two: each waits in a file of its own."""
    seen: set[int] = set()
    for module in network.modules():
        for name, weight in list(module.named_parameters(recurse=False)):
            if id(weight) in seen:
                setattr(module, name, nn.Parameter(weight.detach().clone(), requires_grad=False))
            seen.add(id(weight))


def keep_offsets(network: nn.Module, offsets: Mapping[Tensor, int]) -> None:
    """Weights that are read from the disk begin where they did."""
    for module in network.modules():
        hook = HookRegistry.check_if_exists_or_initialize(module).get_hook(_GROUPS)
        if hook is not None:
            group: Any = hook.group  # pyright: ignore[reportAttributeAccessIssue]
            group.onload_ = partial(_read, group, offsets)


def _read(group: Any, offsets: Mapping[Tensor, int]) -> None:
    type(group).onload_(group)
    for weight in group.tensor_to_key:
        weight.data = copied(weight.data, offsets[weight])
