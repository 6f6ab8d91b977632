"""Weights that wait on the disk: each by itself, and read to where they were in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from diffusers.hooks import HookRegistry, group_offloading
from safetensors.torch import load_file
from torch import Tensor, nn

from soraapp.models.diffusers.weights.alignment import copied

_GROUPS = group_offloading._GROUP_OFFLOADING  # pyright: ignore[reportPrivateUsage]
_HOOKS = (
    _GROUPS,
    group_offloading._LAYER_EXECUTION_TRACKER,  # pyright: ignore[reportPrivateUsage]
    group_offloading._LAZY_PREFETCH_GROUP_OFFLOADING,  # pyright: ignore[reportPrivateUsage]
)


def untie(network: nn.Module) -> None:
    """A weight that two layers share becomes two: each waits in a file of its own."""
    seen: set[int] = set()
    for module in network.modules():
        for name, weight in list(module.named_parameters(recurse=False)):
            if id(weight) in seen:
                setattr(module, name, nn.Parameter(weight.detach().clone(), requires_grad=False))
            seen.add(id(weight))


def bring_back(network: nn.Module) -> None:
    """All weights of a network are in memory again, where they were, and wait no more."""
    for group in _groups(network):
        if group.onload_device.type == "cpu":
            group.onload_()
            continue
        stored = load_file(group.safetensors_file_path)
        for key, weight in group.key_to_tensor.items():
            weight.data = stored[key]
    registry = HookRegistry.check_if_exists_or_initialize(network)
    for hook in _HOOKS:
        registry.remove_hook(hook, recurse=True)


def keep_offsets(network: nn.Module, offsets: Mapping[Tensor, int]) -> None:
    """Weights that are read from the disk begin where they did."""
    for group in _groups(network):
        group.onload_ = partial(_read, group, offsets)


def _groups(network: nn.Module) -> Iterator[Any]:
    """What comes into memory together, each once."""
    seen: set[int] = set()
    for module in network.modules():
        hook = HookRegistry.check_if_exists_or_initialize(module).get_hook(_GROUPS)
        if hook is not None:
            group: Any = hook.group  # pyright: ignore[reportAttributeAccessIssue]
            if id(group) not in seen:
                seen.add(id(group))
                yield group


def _read(group: Any, offsets: Mapping[Tensor, int]) -> None:
    type(group).onload_(group)
    for weight in group.tensor_to_key:
        weight.data = copied(weight.data, offsets[weight])
