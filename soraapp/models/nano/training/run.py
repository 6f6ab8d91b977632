"""The folder of a training run: its settings, a log, and a checkpoint for each network.

    config.json                         the settings
    log.jsonl                           a line for every so many steps of every stage
    STAGE/checkpoint.safetensors        compression, transformer, distil-8, distil-4
    text/                               the text encoder and its tokenizer
    latents/KIND-NUMBER.npz             encoded scenes
    plots/STAGE.svg                     the log, drawn
    model/                              what the program loads

A checkpoint holds ``model.NAME`` (weights and buffers as they are), ``average.NAME`` (their running average),
``muon.NAME`` (momentum), ``adam.NAME.exp_avg`` and ``adam.NAME.exp_avg_sq``, and in its metadata, under ``progress``,
the JSON of a `Progress`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from soraapp.errors import ModelError

CHECKPOINT = "checkpoint.safetensors"


@dataclass
class Progress:
    """How far the training of a network is."""

    step: int = 0
    seconds: float = 0.0
    """Time spent, over all runs."""
    samples: dict[str, int] = field(default_factory=dict[str, int])
    """How many of each kind were seen, by all ranks."""
    finished: bool = False


class Run:
    """A training folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def config(self) -> Path:
        return self.folder / "config.json"

    @property
    def log(self) -> Path:
        return self.folder / "log.jsonl"

    @property
    def latents(self) -> Path:
        return self.folder / "latents"

    @property
    def text(self) -> Path:
        return self.folder / "text"

    @property
    def model(self) -> Path:
        return self.folder / "model"

    def checkpoint(self, stage: str) -> Path:
        return self.folder / stage / CHECKPOINT

    def write_log(self, entry: Mapping[str, object]) -> None:
        """Append a line."""
        with self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def read_log(self) -> Iterator[dict[str, Any]]:
        """The lines so far; one that was cut off when the machine stopped is left out."""
        for line in self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else ():
            try:
                yield json.loads(line)
            except ValueError:
                continue


def write_checkpoint(path: Path, tensors: Mapping[str, Tensor], progress: Progress) -> None:
    """Put a checkpoint in place of the one before it, at once: a process that is killed leaves one of the two."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    plain = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    save_file(plain, part, metadata={"progress": json.dumps(asdict(progress))})
    part.replace(path)


def read_progress(path: Path) -> Progress:
    """How far a checkpoint is; the beginning where there is none. Raises ModelError when it is damaged."""
    if not path.exists():
        return Progress()
    try:
        with safe_open(path, framework="pt") as file:
            return Progress(**json.loads((file.metadata() or {})["progress"]))
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        raise _damaged(path, error) from error


def read_checkpoint(path: Path) -> dict[str, Tensor]:
    """The tensors of a checkpoint. Raises ModelError when it is damaged."""
    try:
        with safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (it is no mapping)
    except (OSError, SafetensorError) as error:
        raise _damaged(path, error) from error


def take(network: nn.Module, tensors: Mapping[str, Tensor], prefix: str, path: Path) -> None:
    """Load ``prefix.NAME`` of a checkpoint into a network. Raises ModelError when it was made for another network."""
    own = {name.removeprefix(f"{prefix}."): tensor for name, tensor in tensors.items() if name.startswith(f"{prefix}.")}
    try:
        network.load_state_dict(own)
    except RuntimeError as error:
        raise ModelError(
            "The checkpoint {file} was made with other settings than these.",
            remedy="Train into another folder, or with the settings that it was begun with.",
            file=f"{path.parent.name}/{path.name}",
        ) from error


_Network = TypeVar("_Network", bound=nn.Module)


def averaged(network: _Network, run: Run, stage: str, needed_by: str) -> _Network:
    """The network with the averaged weights that a stage arrived at, ready to be used. Raises ModelError."""
    path = run.checkpoint(stage)
    if not path.exists():
        raise missing(needed_by, stage.partition("-")[0], run.folder)
    take(network, read_checkpoint(path), "average", path)
    return network.eval().requires_grad_(requires_grad=False)


def missing(stage: str, earlier: str, folder: Path) -> ModelError:
    """The error of a stage whose forerunner has left nothing in the folder."""
    return ModelError(
        "The stage {stage} needs what the stage {earlier} makes, and {folder} has none of it.",
        remedy="Run the training with --stage {earlier} first.",
        stage=stage,
        earlier=earlier,
        folder=str(folder),
    )


def _damaged(path: Path, reason: Exception) -> ModelError:
    return ModelError(
        "The checkpoint {file} is damaged: {reason}.",
        remedy="Remove it to begin its stage again.",
        file=f"{path.parent.name}/{path.name}",
        reason=reason,
    )
