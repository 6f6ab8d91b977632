"""Wherever networks wait, frames have the same bits; what changes them is another model by its fingerprint."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from soraapp import places
from soraapp.errors import Cancelled, ModelError
from soraapp.media.clip import Frames
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.weights import placing
from soraapp.models.diffusers.weights.loading import sharing
from soraapp.models.diffusers.weights.sleeping import sleeps
from soraapp.models.machine import Machine
from soraapp.models.setup import Attention, Offload, Precision, Quantise, Setup, Tiling
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import Case
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching

pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:In CPU autocast, but the target dtype is not supported:UserWarning"),
]
FEW = ("wan_text", "wan_two_experts", "ltx_text", "ltx2", "hunyuan_text", "kandinsky5_text", "qwen_image", "sdxl")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))


def _case(pipeline: str) -> Case:
    return next(case for case in CASES.values() if case.pipeline == pipeline)


def _loaded(folder: Path, setup: Setup | None = None) -> DiffusersModel:
    setup = setup or Setup()
    family, contents, capabilities = describe(folder.name, folder)
    return DiffusersModel.load(contents, family, setup.applied(capabilities), setup)


def _frames(model: DiffusersModel, pipeline: str, watch: Watching | None = None) -> Frames:
    request = _case(pipeline).request(model.capabilities)
    return np.concatenate(list(model.generate(request, watch or Watching())))


def _frames_of_a_new_prompt(model: DiffusersModel, pipeline: str) -> Frames:
    """What reads is loaded for it, where it sleeps."""
    shutil.rmtree(places.cache_folder() / "prompts", ignore_errors=True)
    return _frames(model, pipeline)


def _asleep(model: DiffusersModel) -> list[str]:
    return [name for name, part in model.pipeline.components.items() if sleeps(part)]


def _in_groups(model: DiffusersModel) -> None:
    """As a machine with a graphics card would place it."""
    model.placed.placement = replace(model.placed.placement, offload=Offload.GROUP)
    model.placed.settle(model.pipeline)


def _hooked(model: DiffusersModel) -> list[str]:
    return [
        name
        for name, part in model.pipeline.components.items()
        if isinstance(part, torch.nn.Module) and placing._waits(part)  # pyright: ignore[reportPrivateUsage]
    ]


@pytest.mark.parametrize("pipeline", FEW)
def test_networks_that_wait_give_the_same_bits(pipeline: str, folders: Folders) -> None:
    folder = folders(pipeline)
    expected = _frames(_loaded(folder), pipeline)
    on_disk = _loaded(folder, Setup(offload=Offload.DISK))
    assert "transformer" in _hooked(on_disk) or "unet" in _hooked(on_disk)
    held = places.cache_folder() / "networks"
    assert list(held.rglob("*.safetensors"))
    grouped = _loaded(folder)
    _in_groups(grouped)
    for model in (on_disk, grouped):
        before = _hooked(model)
        readers = _asleep(model)
        assert readers
        assert np.array_equal(_frames(model, pipeline), expected)
        assert _asleep(model) == readers, "the prompt is known"
        assert np.array_equal(_frames_of_a_new_prompt(model, pipeline), expected)
        assert not _asleep(model)
        assert set(_hooked(model)) == {*before, *readers}
        assert np.array_equal(_frames_of_a_new_prompt(model, pipeline), expected)
    del on_disk, model
    gc.collect()
    assert not list(held.iterdir()), "what waited on the disk goes with the model"


@pytest.mark.parametrize("pipeline", ["sd3", "wan_text"])
def test_networks_that_come_to_the_device_one_after_the_other_give_the_same_bits(
    pipeline: str, folders: Folders
) -> None:
    folder = folders(pipeline)
    expected = _frames(_loaded(folder), pipeline)
    model = _loaded(folder)
    model.placed.placement = replace(model.placed.placement, offload=Offload.MODEL)  # As beside a graphics card.
    assert np.array_equal(_frames(model, pipeline), expected)
    assert _asleep(model)
    for _ in range(2):
        assert np.array_equal(_frames_of_a_new_prompt(model, pipeline), expected)
        assert not _asleep(model)


def test_networks_that_wait_can_be_stopped_and_go_on_exactly(folders: Folders) -> None:
    folder = folders("wan_text")
    expected = _frames(_loaded(folder), "wan_text")
    model = _loaded(folder, Setup(offload=Offload.DISK))
    for stop in (3, 7, 12):
        with pytest.raises(Cancelled):
            _frames(model, "wan_text", Watching(stop))
    assert np.array_equal(_frames(model, "wan_text"), expected)


def test_when_memory_runs_out_weights_wait_first_and_frames_are_made_in_tiles_last(folders: Folders) -> None:
    model = _loaded(folders("wan_text"))
    exact, tiles = model.capabilities.economies
    assert (exact.exact, tiles.exact) == (True, False)
    expected = _frames(model, "wan_text")
    watch = Watching()
    watch.economy = 1
    model = _loaded(model.contents.folder)
    assert np.array_equal(_frames(model, "wan_text", watch), expected)
    assert model.placed.placement.offload is Offload.DISK
    assert _asleep(model), "what is not there makes no room"
    assert np.array_equal(_frames_of_a_new_prompt(model, "wan_text"), expected)
    tiled: list[bool] = []
    model.pipeline.vae.decoder.register_forward_pre_hook(lambda *_: tiled.append(model.pipeline.vae.use_tiling))
    watch.economy = 2
    _frames(model, "wan_text", watch)
    assert all(tiled)
    tiled.clear()
    assert np.array_equal(_frames(model, "wan_text"), expected)
    assert not any(tiled)


@pytest.mark.parametrize(
    "setup", [Setup(quantise=Quantise.FLOAT8), Setup(precision=Precision.BFLOAT16), Setup(tiling=Tiling.ON)]
)
def test_what_may_change_frames_is_another_model(setup: Setup, folders: Folders) -> None:
    folder = folders("wan_text")
    plain, other = _loaded(folder), _loaded(folder, setup)
    assert other.capabilities.identity == f"{plain.capabilities.identity}+{setup.altering}"
    frames = _frames(other, "wan_text")
    assert np.array_equal(_frames(other, "wan_text"), frames), "and as sure of itself"
    if setup.tiling is Tiling.AUTO:  # So small a clip is one tile.
        assert not np.array_equal(_frames(plain, "wan_text"), frames)
    assert not [one for one in other.capabilities.economies if not one.exact] or setup.tiling is Tiling.AUTO


def test_weights_in_eight_bits_are_the_right_ones(folders: Folders) -> None:
    model = _loaded(folders("wan_text"), Setup(quantise=Quantise.FLOAT8))
    formats = {weight.dtype for weight in model.pipeline.transformer.blocks.parameters()}
    assert torch.float8_e4m3fn in formats
    assert {weight.dtype for weight in model.pipeline.text_encoder.parameters()} == {torch.float32}


@pytest.mark.parametrize(
    ("setup", "told"),
    [
        (Setup(offload=Offload.GROUP), "cannot wait in memory here"),
        (Setup(attention=Attention.SAGE), "sage needs the package sageattention"),
        (Setup(quantise=Quantise.INT4), "int4 needs"),
    ],
)
def test_what_this_machine_cannot_do_is_refused_before_anything_is_loaded(
    setup: Setup, told: str, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "processor", lambda: Machine(2**36))
    with pytest.raises(ModelError, match=told):
        _loaded(folders("wan_text"), setup)


def test_a_model_that_is_too_large_is_refused_unless_a_person_wants_to_try(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "processor", lambda: Machine(1000))
    with pytest.raises(ModelError, match="wan_text is too large for this machine"):
        _loaded(folders("wan_text"))
    assert _frames(_loaded(folders("wan_text"), Setup(offload=Offload.NONE)), "wan_text").any()


def test_another_pipeline_over_the_same_parts_leaves_them_as_they_are(folders: Folders) -> None:
    model = _loaded(folders("wan_text"), Setup(precision=Precision.BFLOAT16))
    before = {name: weight.dtype for name, weight in model.pipeline.transformer.named_parameters()}
    assert torch.bfloat16 in before.values()
    other: Any = sharing("WanVideoToVideoPipeline", model.pipeline)
    assert type(other).__name__ == "WanVideoToVideoPipeline"
    assert other.transformer is model.pipeline.transformer
    assert {name: weight.dtype for name, weight in other.transformer.named_parameters()} == before


def test_what_a_process_left_on_the_disk_when_it_was_killed_goes(folders: Folders, tmp_path: Path) -> None:
    del folders
    program = """
import os
from soraapp.models.waiting import held_folder
class Holder: pass
holder = Holder()
(held_folder(holder) / "group.safetensors").write_bytes(b"weights")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", program], check=False, timeout=120)
    held = tmp_path / "cache" / "networks"
    assert [one.name for one in held.rglob("*.safetensors")] == ["group.safetensors"]

    class Holder:
        pass

    holder = Holder()
    placing.held_folder(holder)
    assert not list(held.rglob("*.safetensors"))
    assert len(list(held.iterdir())) == 2, "the folder and its lock"
