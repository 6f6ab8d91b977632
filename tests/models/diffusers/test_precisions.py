"""Weights in a named precision, alone or beside the usual, are told and loaded as diffusers does."""

from __future__ import annotations

import shutil
from pathlib import Path

import diffusers
import pytest
import torch

from soraapp.models.diffusers.folder.weight_files import named
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.weights.sleeping import wake
from soraapp.models.registry import Registry
from tests.models.diffusers.conftest import Folders


@pytest.fixture
def halved(folders: Folders, tmp_path: Path) -> Path:
    """A pipeline in 16 bits and named so, but for its VAE."""
    whole = diffusers.WanPipeline.from_pretrained(folders("wan_text"), local_files_only=True)
    place = tmp_path / "models" / "halved"
    whole.to(torch.float16).save_pretrained(place, variant="fp16", max_shard_size="20KB")
    for file in (place / "vae").iterdir():
        if named(file.name):
            file.unlink()
    shutil.copy(next((folders("wan_text") / "vae").glob("*.safetensors")), place / "vae")
    return place


def test_a_named_precision_alone_is_loaded_with_the_same_bits(halved: Path) -> None:
    assert len(list((halved / "transformer").glob("*.fp16-*.safetensors"))) > 1, "it is in pieces"
    registry = Registry((halved.parent,))
    assert registry.refused() == {}
    assert registry.about("halved").parts["transformer"].formats == ("F16",)
    model = registry.load("halved")
    assert isinstance(model, DiffusersModel)
    plain = diffusers.WanPipeline.from_pretrained(halved, variant="fp16", local_files_only=True, dtype=torch.float32)
    for part in ("transformer", "vae", "text_encoder"):
        if part == "text_encoder":
            wake(model.pipeline.text_encoder)
        ours, theirs = (one.components[part].state_dict() for one in (model.pipeline, plain))
        assert ours.keys() == theirs.keys()
        assert all(torch.equal(ours[name].cpu().float(), theirs[name].float()) for name in theirs)


def test_what_lacks_of_it_is_told(halved: Path) -> None:
    piece = next((halved / "transformer").glob("*.fp16-*.safetensors"))
    piece.unlink()
    assert f"transformer/{piece.name}" in str(Registry((halved.parent,)).refused()["halved"])


def test_a_precision_beside_the_usual_is_not_counted(folders: Folders, tmp_path: Path) -> None:
    place = tmp_path / "models" / "both"
    shutil.copytree(folders("wan_text"), place)
    usual = place / "transformer" / "diffusion_pytorch_model.safetensors"
    before = Registry((place.parent,)).about("both").bytes
    shutil.copy(usual, usual.with_name("diffusion_pytorch_model.fp16.safetensors"))
    assert Registry((place.parent,)).about("both").bytes == before
