"""Begins a training run where a stored model stands, so that weights which were shipped can be trained on.

Optimizers begin afresh, and so does the time: what the folder's settings give a stage is what it is trained for from
here on. The compression network counts as finished, because latents made with it are only good for it as it is.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file

from soraapp.errors import ModelError
from soraapp.models.nano.training import compression, flow
from soraapp.models.nano.training.run import Progress, Run, write_checkpoint
from soraapp.models.nano.training.settings import Settings

_WEIGHTS = "diffusion_pytorch_model.safetensors"
_TEXT = ("text_encoder", "tokenizer")


def begin_from(model: Path, run: Run, settings: Settings) -> None:
    """Put the networks of the model folder `model` into a run, where it has none of its own yet.

    Raises ModelError when the folder holds no such model.
    """
    finished = Progress(seconds=settings.compression.pace.hours * 3600, finished=True)
    networks = (("vae", compression.STAGE, finished), ("transformer", flow.STAGE, Progress()))
    for part in (*(part for part, _, _ in networks), *_TEXT):
        if not (model / part).is_dir():
            raise ModelError(
                "{folder} holds no nano model: it has no {part}.",
                remedy="Choose the folder of a complete nano model, such as resources/models/nano.",
                folder=str(model),
                part=part,
            )
    for part, stage, progress in networks:
        if not run.checkpoint(stage).exists():
            _take_over(model / part / _WEIGHTS, run.checkpoint(stage), progress)
    for part in _TEXT:
        if not (run.text / part).exists():
            shutil.copytree(model / part, run.text / part)


def _take_over(weights: Path, checkpoint: Path, progress: Progress) -> None:
    try:
        stored = load_file(weights)
    except (OSError, SafetensorError) as error:
        raise ModelError(
            "The weights {file} cannot be read: {reason}.",
            remedy="Choose the folder of a complete nano model.",
            file=f"{weights.parent.name}/{weights.name}",
            reason=error,
        ) from error
    whole = {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in stored.items()}
    write_checkpoint(
        checkpoint, {f"{kind}.{name}": whole[name].clone() for kind in ("model", "average") for name in whole}, progress
    )
