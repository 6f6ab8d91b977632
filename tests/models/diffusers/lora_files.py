"""LoRAs for tests, as files: small random ones for the attention of a network."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

from soraapp.models.diffusers.folder.headers import header

RANK = 4


def write_lora(
    file: Path, model: Path, seed: int, *, layers: tuple[str, ...] = ("to_q", "to_v"), part: str = "transformer"
) -> Path:
    """A LoRA for the layers of a model whose names end so, as diffusers names them."""
    generator = torch.Generator().manual_seed(seed)
    tensors: dict[str, torch.Tensor] = {}
    for weights in sorted((model / part).glob("*.safetensors")):
        for name, tensor in header(weights).items():
            layer = name.removesuffix(".weight")
            if name != layer and layer.endswith(layers):
                out, into = tensor["shape"]
                tensors[f"{part}.{layer}.lora_A.weight"] = torch.randn(RANK, into, generator=generator)
                tensors[f"{part}.{layer}.lora_B.weight"] = torch.randn(out, RANK, generator=generator)
    assert tensors, f"{model} has no {layers}"
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, file, metadata={"modelspec.architecture": "tiny"})
    return file


def with_settings(file: Path, **settings: object) -> Path:
    """The same LoRA with settings in its header that the library for LoRAs is handed."""
    from safetensors.torch import load_file

    save_file(load_file(file), file, metadata={"lora_adapter_metadata": json.dumps(settings)})
    return file


def shelf_with_lora(place: Path, model: Path) -> Path:
    """A folder of models with a copy of one, called ``wan``, and a LoRA for it, called ``style``."""
    shutil.copytree(model, place / "wan")
    write_lora(place / "loras" / "style.safetensors", place / "wan", 1)
    return place
