"""Puts what a run has trained together in the folder that the program loads, in half precision."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoTokenizer

from soraapp.errors import ModelError
from soraapp.models.carded import weights_digest
from soraapp.models.devices import Device
from soraapp.models.finding import CARD
from soraapp.models.nano.pipeline import NanoPipeline
from soraapp.models.nano.preview import NanoPreview
from soraapp.models.nano.scheduler import FrameFlowScheduler
from soraapp.models.nano.text import NanoTextEncoder
from soraapp.models.nano.training import compression, flow
from soraapp.models.nano.training.course import placed
from soraapp.models.nano.training.run import Run, averaged, missing
from soraapp.models.nano.training.scenes import SIZES, grouped, training_scene
from soraapp.models.nano.training.settings import Settings
from soraapp.models.nano.training.shards import encode
from soraapp.models.nano.vae import NanoVideoVAE
from soraapp.models.nano.world.stage import render
from soraapp.models.registry import STANDARD_FOLDER

LARGEST_FILE = 40_000_000
"""Bytes: what fits into a repository without making it heavy."""


def export(run: Run, settings: Settings, device: Device, place: Path | None = None) -> Path:
    """Write the model folder to `place`, or into the run, and give its path.

    Other files that are there, such as a model card, stay. The description is the one that is there, or that of the
    model that comes with the program, with the digest of the new weights. Raises ModelError when a stage is missing or
    a file would be too large.
    """
    place = place or run.model
    pipeline = _assembled(run, settings, device)
    for network in (pipeline.transformer, pipeline.vae, pipeline.text_encoder, pipeline.preview):
        _halve(network)
    with tempfile.TemporaryDirectory(dir=run.folder) as made:
        pipeline.save_pretrained(made, safe_serialization=True)
        _check_sizes(Path(made))
        _forget_places(Path(made))
        _replace(Path(made), place)
    card = place / CARD if (place / CARD).exists() else STANDARD_FOLDER / "nano" / CARD
    described = json.loads(card.read_text(encoding="utf-8")) | {"weights": weights_digest(place)}
    (place / CARD).write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return place


def _assembled(run: Run, settings: Settings, device: Device) -> NanoPipeline:
    if not (run.text / "text_encoder").is_dir():
        raise missing("export", "text", run.folder)
    vae = compression.build(settings.compression)
    averaged(vae, run, compression.STAGE, "export")
    shipped = [stage for stage in settings.export.transformer if run.checkpoint(stage).exists()]
    transformer = flow.build(settings.transformer, settings.compression.latent_channels)
    averaged(transformer, run, shipped[0] if shipped else flow.STAGE, "export")
    return NanoPipeline(
        transformer,
        vae,
        NanoTextEncoder.from_pretrained(run.text / "text_encoder", local_files_only=True),
        AutoTokenizer.from_pretrained(run.text / "tokenizer", local_files_only=True),
        FrameFlowScheduler(shift=settings.transformer.shift),
        _preview(vae, settings.export.preview_scenes, device),
    )


def _preview(network: NanoVideoVAE, scenes: int, device: Device) -> NanoPreview:
    """Fitted to groups of random scenes."""
    rng = random.Random("preview")
    placed(network, device)
    drawn = [grouped(render(training_scene(rng), *SIZES[2], 5).indices) for _ in range(scenes)]
    groups = np.stack(drawn)
    latents = encode(groups, network, device).float()
    placed(network, Device(torch.device("cpu"), torch.float32))
    return NanoPreview.fit(latents.flatten(0, 1), torch.from_numpy(groups).flatten(0, 1))


def _halve(network: nn.Module) -> None:
    """Weights in float16, which costs these networks nothing; statistics stay as they are."""
    for parameter in network.parameters():
        parameter.data = parameter.data.half()


def _check_sizes(folder: Path) -> None:
    for path in folder.rglob("*.safetensors"):
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ModelError(
                "The file {file} of the model would have {size} MB, and {most} MB is the most.",
                remedy="Train a narrower network, or one with fewer layers.",
                file=path.relative_to(folder).as_posix(),
                size=round(size / 1e6),
                most=LARGEST_FILE // 1_000_000,
            )


def _forget_places(folder: Path) -> None:
    """Where a part was loaded from is nobody's business, and no file should differ for it."""
    for path in folder.rglob("config.json"):
        config = json.loads(path.read_text(encoding="utf-8"))
        if config.pop("_name_or_path", None) is not None:
            path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _replace(made: Path, place: Path) -> None:
    """Move what was made to its place; the parts of the same names that are there go."""
    place.mkdir(parents=True, exist_ok=True)
    for part in made.iterdir():
        there = place / part.name
        if there.is_dir():
            shutil.rmtree(there)
        shutil.move(part, there)
