"""Weights that wait on the disk: in a folder of their own, each by itself, and read to where they were in memory."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from diffusers.hooks import HookRegistry, group_offloading
from torch import Tensor, nn

from soraapp import places
from soraapp.filelock import FileLock
from soraapp.models.diffusers.weights.alignment import copied
from soraapp.models.planning import offload_folder

_GROUPS = group_offloading._GROUP_OFFLOADING  # pyright: ignore[reportPrivateUsage]


def held_folder(holder: object) -> Path:
    """A folder that is there as long as its holder, or as its process."""
    root = offload_folder(places.cache_folder())
    root.mkdir(parents=True, exist_ok=True)
    for one in root.glob("model-*.lock"):
        if held := FileLock.take(one):  # Of a process that ended.
            shutil.rmtree(one.with_suffix(""), ignore_errors=True)
            held.release()
    folder = Path(tempfile.mkdtemp(prefix="model-", dir=root))
    lock = FileLock.take(folder.with_suffix(".lock"))
    weakref.finalize(holder, _leave, folder, lock)
    return folder


def _leave(folder: Path, lock: FileLock | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        lock.release()


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
