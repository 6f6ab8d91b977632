"""What text encoders make of prompts, kept on the disk: a prompt that was read before is not read again.

What is kept has the bits, the layout and the place in memory that it had, so that frames are the same. Everything that
it depends on is in its name: the model's folder, the libraries, the device, and all that the encoder was asked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Mapping
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
from soraapp.models.diffusers.weights.alignment import copied, offset

VERSION = 1
_LIMIT = 512 * 2**20
"""Bytes that are kept."""
_PLAIN = (str, int, float, bool, type(None))


class _Unkept(Exception):  # noqa: N818 - named for what follows
    """Something that cannot be told, or not be stored."""


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
    def remembered(self, pipeline: Any) -> Generator[None]:
        """Within, a pipeline reads new prompts alone."""
        whole = getattr(pipeline, "encode_prompt", None)
        if whole is None or _adapted(pipeline):
            yield
            return

        @wraps(whole)  # Pipelines look at what it takes.
        def encode_prompt(*arguments: Any, **options: Any) -> Any:
            try:
                file = self._file(pipeline, signature(whole).bind(*arguments, **options).arguments)
            except _Unkept:
                return whole(*arguments, **options)
            with suppress(FileNotFoundError, SafetensorError, ValueError, KeyError, OSError):
                return _read(file, pipeline)
            made = whole(*arguments, **options)
            with suppress(_Unkept, OSError):  # It is only read again then.
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
    """An argument as JSON. Raises _Unkept for what has no words."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, list | tuple):
        return [_told(one) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {str(name): _told(one) for name, one in cast("dict[Any, Any]", value).items()}
    if isinstance(value, torch.dtype):
        return str(value)
    if isinstance(value, torch.device):
        return value.type
    raise _Unkept


def _write(file: Path, made: Any) -> None:
    tensors: dict[str, Tensor] = {}
    told = json.dumps(_stored(made, tensors))
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        save_file(tensors, part, {"made": told})
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _read(file: Path, pipeline: Any) -> Any:
    with safe_open(file, framework="pt") as stored:
        made = _restored(json.loads(stored.metadata()["made"]), stored, pipeline)
    os.utime(file)
    return made


def _stored(made: Any, tensors: dict[str, Tensor]) -> Any:
    """What was made as JSON, with its numbers apart. Raises _Unkept for what cannot be stored."""
    if isinstance(made, Tensor):
        name = str(len(tensors))
        span = 1 + sum((side - 1) * step for side, step in zip(made.shape, made.stride(), strict=True))
        whole = made.detach().as_strided((span if made.numel() else 0,), (1,), made.storage_offset())
        tensors[name] = whole.cpu().clone()
        start = offset(whole) if made.device.type == "cpu" else 0
        return ["tensor", name, list(made.shape), list(made.stride()), start, made.device.type]
    if isinstance(made, _PLAIN):
        return ["plain", made]
    if type(made) in (list, tuple):
        return [type(made).__name__, [_stored(one, tensors) for one in made]]
    if type(made) is dict:
        return ["dict", {str(name): _stored(one, tensors) for name, one in cast("dict[Any, Any]", made).items()}]
    raise _Unkept


def _restored(told: Any, stored: Any, pipeline: Any) -> Any:
    kind, value, *rest = told
    match kind:
        case "tensor":
            shape, steps, start, device = rest
            numbers = copied(stored.get_tensor(value), start)
            if device != "cpu":
                numbers = numbers.to(pipeline._execution_device)
            return numbers.as_strided(shape, steps)
        case "plain":
            return value
        case "dict":
            return {name: _restored(one, stored, pipeline) for name, one in value.items()}
        case _:
            made = [_restored(one, stored, pipeline) for one in value]
            return tuple(made) if kind == "tuple" else made
