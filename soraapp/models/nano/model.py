"""nano as a Model: requests to frames, with cancel and moving previews."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import torch
from diffusers.utils import logging
from torch import nn

from soraapp.errors import ModelError
from soraapp.media.clip import Frames
from soraapp.models.base import Capabilities, Watch
from soraapp.models.devices import Device, best_device
from soraapp.models.limits import refuse
from soraapp.models.nano.making import Making
from soraapp.models.nano.pipeline import NanoPipeline
from soraapp.models.nano.refine import Refinement, doublings
from soraapp.models.nano.shape import group_count
from soraapp.models.request import Request


class NanoModel:
    """The pipeline on its device, with what it can do."""

    def __init__(self, pipeline: NanoPipeline, capabilities: Capabilities, device: Device) -> None:
        self.pipeline = pipeline
        self.device = device
        self._capabilities = capabilities

    @classmethod
    def load(cls, folder: Path, capabilities: Capabilities) -> Self:
        """The model in a diffusers folder of safetensors. Raises ModelError when it cannot be read."""
        device = best_device()
        logging.disable_progress_bar()  # Standard error is not diffusers' to write to.
        try:
            pipeline = NanoPipeline.from_pretrained(
                folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                "The model {name} in {folder} is damaged: {reason}.",
                remedy="Install it again.",
                name=capabilities.name,
                folder=folder,
                reason=error,
            ) from error
        for network in (pipeline.transformer, pipeline.vae):
            _ready(network, device)
        return cls(pipeline.to(device.torch), capabilities, device)

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        """See `soraapp.models.base.Model`."""
        refuse(request, self.capabilities)
        if watch.economy:
            self.device.free()
        making = Making(self.pipeline, request, self.device, thrifty=watch.economy > 0)
        with self._checked(watch.check):
            making.keep()
        given, state = watch.kept()
        making.resume(state)
        groups, windows = group_count(given) if given else 0, making.windows()
        total = len(windows) + len(doublings(request.detail))
        for number, window in enumerate(windows):
            if making.has(window):
                continue
            with self._checked(watch.check):
                making.make(window, number, total, watch)
            for part in making.parts(groups, making.ready()):
                with self._checked(watch.check):
                    frames = self._finished(making.frames(part), making, watch)
                yield frames
                given += len(frames)
            groups = making.ready()
            watch.keep(given, making.state)

    def _finished(self, frames: Frames, making: Making, watch: Watch) -> Frames:
        """Frames as fine as the request asks for."""
        request = making.request
        if request.detail == 1:
            return frames
        told = making.told(request.cues[0].text, making.controls)
        return Refinement(self.pipeline, request, told, self.device, watch).finish(frames)

    @contextmanager
    def _checked(self, check: Callable[[], None]) -> Generator[None]:
        """Within, every block of the networks asks first whether the work should stop."""

        def before(_block: nn.Module, _inputs: Any) -> None:
            check()

        handles = [block.register_forward_pre_hook(before) for block in self._blocks()]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _blocks(self) -> Iterator[nn.Module]:
        yield from self.pipeline.transformer.blocks
        for network in (self.pipeline.vae.encoder, self.pipeline.vae.decoder):
            yield from (block for block in network.modules() if isinstance(block, nn.Conv2d))


def _ready(network: nn.Module, device: Device) -> None:
    """Puts the weights that a network multiplies by in the format of the device: autocast would do so at every call."""
    for layer in network.modules():
        if isinstance(layer, nn.Linear | nn.Conv2d):
            layer.to(device.format)
