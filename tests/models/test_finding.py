"""Folders of models that a person names, what they lack, and whether models fit."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import pytest

from soraapp.errors import ModelError
from soraapp.models.about import About
from soraapp.models.diffusers.folder.contents import Weights
from soraapp.models.fitting import Fit, fitting
from soraapp.models.folders import choose_folder, chosen_folders, leave_folder
from soraapp.models.loras import loras_in
from soraapp.models.machine import Machine, graphics_told, memory
from soraapp.models.readme import licence_of, repository_of
from soraapp.models.registry import Registry
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]

GIGABYTE = 10**9


def test_named_folders_are_kept_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "home"))
    assert chosen_folders() == ()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        choose_folder(tmp_path / name)
    choose_folder(tmp_path / "one")
    assert chosen_folders() == (tmp_path / "one", tmp_path / "two")
    leave_folder(tmp_path / "one")
    assert chosen_folders() == (tmp_path / "two",)
    with pytest.raises(ModelError, match=r"nowhere is no folder\. Choose a folder with models"):
        choose_folder(tmp_path / "nowhere")


def test_a_folder_may_be_a_model(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
) -> None:
    assert Registry((folders("wan_text"), tmp_path / "gone")).names() == ("wan_text",)


def test_missing_files_are_named_with_their_repository_until_they_are_there(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
) -> None:
    place = tmp_path / "models--Wan-AI--Tiny" / "snapshots" / "abc"
    shutil.copytree(folders("wan_text"), place)
    weights = place / "transformer" / "diffusion_pytorch_model.safetensors"
    kept = weights.rename(tmp_path / "kept")
    registry = Registry((tmp_path,))
    told = str(registry.refused()["Wan-AI/Tiny"])
    assert "transformer/diffusion_pytorch_model.safetensors of Wan-AI/Tiny is missing" in told
    assert "huggingface.co/Wan-AI/Tiny" in told
    weights.symlink_to(tmp_path / "blob that is not there")
    assert "is missing" in str(registry.refused()["Wan-AI/Tiny"]), "an interrupted download"
    weights.unlink()
    index = {"weight_map": {"a": "m-1-of-2.safetensors", "b": "m-2-of-2.safetensors"}}
    (weights.parent / f"{weights.name}.index.json").write_text(json.dumps(index))
    shutil.copy(kept, weights.with_name("m-1-of-2.safetensors"))
    assert "transformer/m-2-of-2.safetensors of" in str(registry.refused()["Wan-AI/Tiny"])
    shutil.copy(kept, weights.with_name("m-2-of-2.safetensors"))
    assert registry.refused() == {}
    assert registry.about("Wan-AI/Tiny").repository == "Wan-AI/Tiny"


@pytest.mark.parametrize(
    ("memory_", "graphics", "fit"),
    [
        (64, 26, Fit.FITS),
        (64, 24, Fit.OFFLOADED),
        (64, 8, Fit.OFFLOADED),
        (16, 24, Fit.TOO_LARGE),
        (0, 24, Fit.UNKNOWN),
    ],
)
def test_weights_are_weighed_against_memory(memory_: int, graphics: int, fit: Fit) -> None:
    parts = {"transformer": Weights(10, 7 * GIGABYTE), "text_encoder": Weights(6, 3 * GIGABYTE)}
    found = fitting(About("Wan", Path(), parts), Machine(memory_ * GIGABYTE, graphics * GIGABYTE, "card"))
    assert (found.fit, found.needed, found.largest) == (fit, 20 * GIGABYTE, 14 * GIGABYTE)


def test_on_the_processor_numbers_take_32_bits() -> None:
    about = About("Wan", Path(), {"transformer": Weights(10, 7 * GIGABYTE)})
    found = fitting(about, Machine(32 * GIGABYTE))
    assert (found.fit, found.needed, found.bits) == (Fit.FITS, 28 * GIGABYTE, 32)
    assert fitting(about, Machine(30 * GIGABYTE)).fit is Fit.TOO_LARGE


def test_memory_is_told() -> None:
    assert memory() > GIGABYTE
    told = "NVIDIA GeForce RTX 4090, 24564\nother, 1\n"
    assert graphics_told(told) == (24564 * 2**20, "NVIDIA GeForce RTX 4090", told.count("\n"))
    assert graphics_told("no devices were found") == (0, "", 0)


@pytest.mark.parametrize(
    ("readme", "licence"),
    [
        ("---\nlicense: apache-2.0\ntags: []\n---\n", "apache-2.0"),
        ("---\nlicense: other\nlicense_name: 'ltx-video'\n---\n", "ltx-video"),
        ("no front matter\n---\nlicense: mit\n---", "Some Licence"),
    ],
)
def test_the_licence_is_read(tmp_path: Path, readme: str, licence: str) -> None:
    assert (licence_of(tmp_path), repository_of(tmp_path)) == ("", "")
    (tmp_path / "README.md").write_text(readme)
    (tmp_path / "LICENSE.txt").write_text("\n  Some Licence\nmore")
    assert licence_of(tmp_path) == licence


def test_loras_are_told_by_their_headers(tmp_path: Path) -> None:
    (tmp_path / "loras").mkdir()
    for name, tensor in (("style", "transformer.lora_A.weight"), ("whole", "transformer.weight")):
        told = {tensor: {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}
        head = json.dumps({**told, "__metadata__": {"modelspec.architecture": "wan"}}).encode()
        file = tmp_path / "loras" / f"{name}.safetensors"
        file.write_bytes(struct.pack("<Q", len(head)) + head + bytes(4))
    (tmp_path / "loras" / "damaged.safetensors").write_bytes(b"no")
    assert [(one.file.stem, one.base) for one in loras_in([tmp_path, tmp_path])] == [("style", "wan")]
