"""What text encoders make of prompts, kept on the disk: a prompt that was read before is not read again.

What is kept has the bits, the layout and the place in memory that it had, so that frames are the same. Everything that
it depends on is in its name: the model's folder, the libraries, the device, and all that the encoder was asked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any, Self, cast

import diffusers
import torch
import transformers
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from soraapp import places
from soraapp.media.identity import digest
from soraapp.models.diffusers.packing import PLAIN, Unpackable, packed, unpacked

VERSION = 1
_LIMIT = 512 * 2**20
"""Bytes that are kept."""


@dataclass(frozen=True)
class Prompts:
    """Those of one model."""

    mark: str
    """Of the model and what reads for it."""
    folder: Path = field(default_factory=lambda: places.cache_folder() / "prompts")
    limit: int = _LIMIT

    @classmethod
    def of(cls, fingerprint: str, precision: str) -> Self:
        """Of the model in a folder with that fingerprint, computing so."""
        versions = (torch.__version__, diffusers.__version__, transformers.__version__)
        return cls(digest((VERSION, fingerprint, precision, *versions)))

    @contextmanager
    def remembered(self, pipeline: Any, prepare: Callable[[], None]) -> Generator[None]:
        """Within, a pipeline reads new prompts alone. Before it reads one, what reads is prepared."""
        whole = getattr(pipeline, "encode_prompt", None)
        if whole is None or _adapted(pipeline):
            prepare()
            yield
            return

        @wraps(whole)  # Pipelines look at what it takes.
        def encode_prompt(*arguments: Any, **options: Any) -> Any:
            try:
                file = self._file(pipeline, signature(whole).bind(*arguments, **options).arguments)
            except Unpackable:
                prepare()
                return whole(*arguments, **options)
            with suppress(FileNotFoundError, SafetensorError, ValueError, KeyError, OSError):
                return _read(file, pipeline)
            prepare()
            made = whole(*arguments, **options)
            with suppress(Unpackable, OSError):  # It is only read again then.
                _write(file, made)
                self._leave_room()
            return made

        pipeline.encode_prompt = encode_prompt
        try:
            yield
        finally:
            del pipeline.encode_prompt

    def _file(self, pipeline: Any, arguments: Mapping[str, Any]) -> Path:
        device = pipeline._execution_device.type
        asked = [(name, _told(value)) for name, value in sorted(arguments.items())]
        threads = torch.get_num_threads() if device == "cpu" else 0
        return (
            self.folder
            / f"{digest((self.mark, type(pipeline).__name__, device, threads, json.dumps(asked)))}.safetensors"
        )

    def _leave_room(self) -> None:
        files = sorted(
            ((file.stat(), file) for file in self.folder.glob("*.safetensors")), key=lambda one: one[0].st_mtime
        )
        held = sum(seen.st_size for seen, _ in files)
        for seen, file in files[:-1]:
            if held <= self.limit:
                return
            file.unlink(missing_ok=True)
            held -= seen.st_size


def _adapted(pipeline: Any) -> bool:
    """Whether a network that reads has LoRAs."""
    return any(
        hasattr(part, "peft_config")
        for name, part in pipeline.components.items()
        if isinstance(part, nn.Module) and not name.startswith(("transformer", "unet"))
    )


def _told(value: Any) -> Any:
    """An argument as JSON. Raises Unpackable for what has no words."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, list | tuple):
        return [_told(one) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {str(name): _told(one) for name, one in cast("dict[Any, Any]", value).items()}
    if isinstance(value, torch.dtype):
        return str(value)
    if isinstance(value, torch.device):
        return value.type
    raise Unpackable


def _write(file: Path, made: Any) -> None:
    tensors: dict[str, Tensor] = {}
    told = json.dumps(packed(made, tensors))
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        save_file(tensors, part, {"made": told})
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _read(file: Path, pipeline: Any) -> Any:
    with safe_open(file, framework="pt") as stored:
        made = unpacked(json.loads(stored.metadata()["made"]), stored.get_tensor, pipeline._execution_device)
    os.utime(file)
    return made
