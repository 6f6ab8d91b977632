"""LoRAs and networks in files of their own, where weights wait elsewhere or have fewer bits: the same bits."""

from __future__ import annotations

import gc
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from soraapp.errors import ModelError
from soraapp.media.clip import Frames
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.weights import placing
from soraapp.models.registry import Registry
from soraapp.models.setup import Offload, Quantise, Setup, choose_setup
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.lora_files import write_lora
from tests.models.diffusers.test_loras import made
from tests.models.diffusers.test_single_files import original, weights, write_gguf

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Already found a `peft_config` attribute:UserWarning"),
    pytest.mark.filterwarnings("ignore:The given NumPy array is not writable:UserWarning"),
]
PARTS = {"sdxl text": "unet"}
DISK = Setup(offload=Offload.DISK)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "home"))


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    """A folder for models."""
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def waiting(place: Path, setup: Setup, name: str = "base") -> Registry:
    """The models of a folder, loaded anew, one of them run as is wished."""
    gc.collect()
    choose_setup(name, setup)
    return Registry((place,))


def in_groups(registry: Registry) -> None:
    """As a machine with a graphics card would place it."""
    model = registry.load("base")
    assert isinstance(model, DiffusersModel)
    model.placed.placement = replace(model.placed.placement, offload=Offload.GROUP)
    model.placed.settle(model.pipeline)


def networks(registry: Registry, name: str = "base") -> list[str]:
    """Those that wait."""
    model = registry.load(name)
    assert isinstance(model, DiffusersModel)
    parts = model.pipeline.components.items()
    return [name for name, part in parts if isinstance(part, torch.nn.Module) and placing._waits(part)]  # pyright: ignore[reportPrivateUsage]


def sequence(registry: Registry, case: str) -> list[Frames]:
    """What comes of a model before, with, after and again with a LoRA, and with another one."""
    asked = ("base", "base + style:0.8", "base", "base + style:0.8", "base + motion:-0.5", "base + style:1 + motion:1")
    return [made(registry, one, case) for one in asked]


@pytest.mark.parametrize("way", ["disk", "groups"])
@pytest.mark.parametrize("case", ["wan text", "ltx text", "sdxl text", "qwen_image text", "wan two experts"])
def test_a_lora_on_weights_that_wait_has_the_same_bits(case: str, way: str, place: Path, folders: Folders) -> None:
    folder = folders(CASES[case].pipeline)
    shutil.copytree(folder, place / "base")
    for seed, name in enumerate(("style", "motion")):
        write_lora(place / "loras" / f"{name}.safetensors", folder, seed, part=PARTS.get(case, "transformer"))
    expected = sequence(waiting(place, Setup()), case)
    assert not np.array_equal(expected[0], expected[1])
    registry = waiting(place, DISK if way == "disk" else Setup())
    if way == "groups":
        in_groups(registry)
    assert PARTS.get(case, "transformer") in networks(registry)
    for number, (found, wanted) in enumerate(zip(sequence(registry, case), expected, strict=True)):
        assert np.array_equal(found, wanted), number


def test_weights_in_eight_bits_take_no_lora_which_is_told_before_anything_is_loaded(
    place: Path, folders: Folders
) -> None:
    shutil.copytree(folders("wan_text"), place / "base")
    write_lora(place / "loras" / "style.safetensors", place / "base", 1)
    assert waiting(place, Setup()).capabilities("base + style:1")
    registry = waiting(place, Setup(quantise=Quantise.FLOAT8))
    with pytest.raises(ModelError, match="takes no LoRAs while its weights wait in 8 bits"):
        registry.capabilities("base + style:1")
    assert made(registry, "base").any()


@pytest.mark.parametrize("kind", ["gguf", "safetensors"])
@pytest.mark.parametrize("way", ["disk", "groups"])
def test_a_network_in_a_file_of_its_own_waits(kind: str, way: str, place: Path, folders: Folders) -> None:
    shutil.copytree(folders("wan_text"), place / "wan")
    write_lora(place / "loras" / "style.safetensors", place / "wan", 1)
    if kind == "gguf":
        write_gguf(place / "tiny-Q8_0.gguf", weights(place / "wan"))
    else:
        save_file({original(name): one for name, one in weights(place / "wan").items()}, place / "tiny.safetensors")
    name = next(one for one in Registry((place,)).names() if one.startswith("tiny"))
    asked = (name, f"{name} + style:0.8", name)
    plain = waiting(place, Setup(), name)
    expected = [made(plain, one) for one in asked]
    registry = waiting(place, DISK if way == "disk" else Setup(), name)
    if way == "groups":
        model = registry.load(name)
        assert isinstance(model, DiffusersModel)
        model.placed.placement = replace(model.placed.placement, offload=Offload.GROUP)
        model.placed.settle(model.pipeline)
    assert "transformer" in networks(registry, name)
    for number, (one, wanted) in enumerate(zip(asked, expected, strict=True)):
        assert np.array_equal(made(registry, one), wanted), number
