"""Puts the networks of a model where its placement tells, and moves them while it works.

Where they are changes no frame. What waits in memory or on the disk comes to the device by hooks of diffusers and
accelerate; those that ask whether to stop (`cancelling.py`) come before these.
"""

from __future__ import annotations

import shutil
from collections.abc import Container, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

import torch
from diffusers.hooks import HookRegistry, apply_group_offloading, group_offloading
from diffusers.models.attention_dispatch import attention_backend
from diffusers.models.modeling_utils import ModelMixin
from torch import nn

from soraapp.models.about import About
from soraapp.models.devices import Device, any_device
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.prompts import Prompts
from soraapp.models.diffusers.weights.alignment import offset
from soraapp.models.diffusers.weights.economies import ECONOMIES, TILES, WAITING
from soraapp.models.diffusers.weights.loading import loading, pipeline_of
from soraapp.models.diffusers.weights.on_disk import bring_back, keep_offsets, untie
from soraapp.models.diffusers.weights.sleeping import sleeps, wake
from soraapp.models.machine import Api, Machine, processor
from soraapp.models.planning import Fit, Placement, plan, too_large
from soraapp.models.setup import Attention, Offload, Setup, Tiling
from soraapp.models.waiting import held_folder

_BACKENDS = {Attention.FLASH_3: "_flash_3", Attention.CUDNN: "_native_cudnn"}
"""Where diffusers has other names."""
_TRACING = group_offloading._LAZY_PREFETCH_GROUP_OFFLOADING  # pyright: ignore[reportPrivateUsage]
_again = group_offloading._maybe_remove_and_reapply_group_offloading  # pyright: ignore[reportPrivateUsage]


class Placed:
    """The networks of one model on a device."""

    def __init__(self, contents: Contents, model: str, placement: Placement, device: Device) -> None:
        self._contents, self._model, self.placement, self.device = contents, model, placement, device
        self._prompts = Prompts.of(contents.fingerprint, placement.precision)
        self._folder: Path | None = None

    @classmethod
    def of(cls, contents: Contents, setup: Setup, model: str) -> Self:
        """As a person wants the model of that name to run on this machine. Raises ModelError where that cannot be, or
        where it is too large and nobody has chosen that it should be tried."""
        device = any_device()
        parts = {name: part.weights for name, part in contents.parts.items() if part.weights.bytes}
        placement = plan(About(model, contents.folder, parts), _machine(device), setup)
        if placement.fit is Fit.TOO_LARGE and setup.offload is Offload.AUTO:
            raise too_large(model, placement)
        return cls(contents, model, placement, device)

    def load(self, beside: Mapping[str, Any]) -> Any:
        """The pipeline of the folder and of the parts `beside` it, whose networks are not in their places yet but for
        those on the disk. Raises ModelError when it cannot be loaded."""
        with loading(self._model, self._contents.folder):
            return pipeline_of(self._contents, self.placement, self._to_disk, beside)

    def settle(self, pipeline: Any) -> None:
        """Bring all networks to their places."""
        match self.placement.offload:
            case Offload.NONE:
                pipeline.to(self.device.torch)
            case Offload.MODEL:
                pass  # For each run.
            case _:
                for name, network in _networks(pipeline):
                    if not _waits(network) and not sleeps(network):
                        self._wait(name, network)

    @contextmanager
    def working(self, pipeline: Any, economy: int) -> Generator[None]:
        """Within, a pipeline of the model can be called with the first so many economies."""
        used = ECONOMIES[:economy]
        if used:
            self.device.free()
        if WAITING in used:
            self._make_room(pipeline)
        by_model = self.placement.offload is Offload.MODEL
        if by_model:
            pipeline.enable_model_cpu_offload(device=self.device.torch)
            for part in _coders(pipeline):  # What is given is coded before anything runs.
                part.to(self.device.torch)
        try:
            with (
                self._prompts.remembered(pipeline, partial(self._wake, pipeline, pipeline.components)),
                self.attention(),
                _tiled(pipeline, tiled=self.placement.tiling is Tiling.ON or TILES in used),
            ):
                yield
        except BaseException:
            _mend(pipeline)
            raise
        finally:
            if by_model:
                pipeline.maybe_free_model_hooks()

    @contextmanager
    def changing(self, pipeline: Any) -> Generator[None]:
        """Within, networks can be given other layers: those that wait on the disk are in memory, and go there anew."""
        self._wake(pipeline, pipeline._lora_loadable_modules)
        names = pipeline._lora_loadable_modules if self.placement.offload is Offload.DISK else ()
        waiting = [(name, network) for name, network in _networks(pipeline) if name in names and _waits(network)]
        for _, network in waiting:
            bring_back(network)
        try:
            yield
        finally:
            for name, network in waiting:
                shutil.rmtree(self._disk() / name)
                self._to_disk(name, network)

    def _wake(self, pipeline: Any, names: Container[str]) -> None:
        """Load the networks of these names that sleep, and bring them to their places. Raises ModelError where one
        cannot be loaded."""
        for name, network in _networks(pipeline):
            if name not in names or not sleeps(network):
                continue
            with loading(self._model, self._contents.folder):
                wake(network)
            match self.placement.offload:
                case Offload.NONE:
                    network.to(self.device.torch)
                case Offload.MODEL:
                    pass  # When it works.
                case _:
                    self._wait(name, network)

    def _make_room(self, pipeline: Any) -> None:
        """Weights wait outside of the memory in which networks work."""
        waiting = Offload.GROUP if self._apart() else Offload.DISK
        if self.placement.offload in (Offload.GROUP, Offload.DISK):
            return
        pipeline.remove_all_hooks()
        pipeline.to("cpu")
        self.placement = replace(self.placement, offload=waiting)
        self.settle(pipeline)
        self.device.free()

    def _wait(self, name: str, network: nn.Module) -> None:
        if self.placement.offload is Offload.DISK:
            self._to_disk(name, network)
        else:
            self._in_groups(network)

    def _to_disk(self, name: str, network: nn.Module) -> None:
        untie(network)
        before = {weight: offset(weight) for weight in (*network.parameters(), *network.buffers())}
        folder = self._disk() / name  # Groups of two networks may be called the same.
        self._in_groups(network, offload_to_disk_path=str(folder))
        if self.device.torch.type == "cpu":
            keep_offsets(network, before)

    def _in_groups(self, network: nn.Module, **options: Any) -> None:
        """Blocks, or layers where there are none, come to the device one after the other. Networks that code pictures
        stay there: they are small, and are called by parts."""
        if _codes(network):
            network.to(self.device.torch)
            return
        blocks = isinstance(network, ModelMixin) and any(isinstance(one, nn.ModuleList) for one in network.children())
        streams = blocks and self.device.torch.type == "cuda"
        apply_group_offloading(
            network,
            onload_device=self.device.torch,
            offload_device=torch.device("cpu"),
            offload_type="block_level" if blocks else "leaf_level",
            num_blocks_per_group=1 if blocks else None,
            use_stream=streams,
            record_stream=streams,
            low_cpu_mem_usage=streams and not self.placement.pinned,
            **options,
        )

    def _apart(self) -> bool:
        return self.device.torch.type != "cpu" and not self.placement.machine.shared

    def attention(self) -> Any:
        """Within, networks compute attention as is wished."""
        chosen = self.placement.attention
        return attention_backend(_BACKENDS.get(chosen, str(chosen)))

    def _disk(self) -> Path:
        """A folder that is there as long as this is, or its process."""
        if self._folder is None:
            self._folder = held_folder(self)
        return self._folder


def _machine(device: Device) -> Machine:
    """This machine, with what torch tells of the device."""
    here, kind = processor(), device.torch.type
    if kind in ("cuda", "xpu"):
        here = replace(here, cards=torch.accelerator.device_count())
    if kind == "cuda":
        seen = torch.cuda.get_device_properties(device.torch)
        return replace(
            here,
            graphics=seen.total_memory,
            card=seen.name,
            api=Api.ROCM if torch.version.hip else Api.CUDA,
        )
    if kind == "xpu":
        seen = torch.xpu.get_device_properties(device.torch)
        return replace(here, graphics=seen.total_memory, card=seen.name, api=Api.XPU)
    if kind == "mps":
        return replace(here, graphics=torch.mps.recommended_max_memory(), card="Apple", api=Api.MPS)
    return here


def _networks(pipeline: Any) -> Iterator[tuple[str, nn.Module]]:
    for name, part in pipeline.components.items():
        # What may not be moved by others moves by itself.
        if isinstance(part, nn.Module) and name not in pipeline._exclude_from_cpu_offload:
            yield name, part


def _codes(network: nn.Module) -> bool:
    """Whether it turns pictures into latents and back."""
    return hasattr(network, "encode") and hasattr(network, "decode")


def _coders(pipeline: Any) -> Iterator[nn.Module]:
    return (part for _, part in _networks(pipeline) if _codes(part))


def _waits(network: nn.Module) -> bool:
    return group_offloading._is_group_offload_enabled(network)  # pyright: ignore[reportPrivateUsage]


def _mend(pipeline: Any) -> None:
    """What learns the order of blocks in its first run learns it anew when that was broken off."""
    for _, network in _networks(pipeline):
        if HookRegistry.check_if_exists_or_initialize(network).get_hook(_TRACING) is not None:
            _again(network)


@contextmanager
def _tiled(pipeline: Any, *, tiled: bool) -> Generator[None]:
    able: list[Any] = []
    for part in _coders(pipeline) if tiled else ():
        with suppress(AttributeError, NotImplementedError):  # What codes sound has none.
            part.enable_tiling()  # pyright: ignore[reportCallIssue]
            able.append(part)
    try:
        yield
    finally:
        for part in able:
            part.disable_tiling()
