"""Folders of strangers are judged before anything in them runs, and models are found where people keep them."""

from __future__ import annotations

import json
import pickle
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.models.diffusers.folder.contents import read_contents
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.registry import Registry
from tests.models.diffusers.conftest import Folders


class Bomb:
    """Runs when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.marker,)


def _index(folder: Path, **changes: object) -> None:
    file = folder / "model_index.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


def _pickle(folder: Path) -> None:
    weights = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    weights.unlink()
    weights.with_suffix(".bin").write_bytes(pickle.dumps(Bomb(folder / "ran")))


def _code(folder: Path) -> None:
    (folder / "pipeline.py").write_text(f"open({str(folder / 'ran')!r}, 'w')")
    _index(folder, _class_name=["pipeline", "Evil"])


def _cut(folder: Path) -> None:
    weights = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])


def _long_header(folder: Path) -> None:
    weights = folder / "vae" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(struct.pack("<Q", 2**62) + weights.read_bytes()[8:])


def _hidden_pickle(folder: Path) -> None:
    """Behind a link, as a cache has them."""
    other = folder.parent.parent / "elsewhere"
    shutil.move(folder / "transformer", other)
    (other / "weights.bin").write_bytes(pickle.dumps(Bomb(folder / "ran")))
    (folder / "transformer").symlink_to(other, target_is_directory=True)
    (other / "back").symlink_to(folder, target_is_directory=True)


def _header(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    weights = folder / "vae" / "diffusion_pytorch_model.safetensors"
    data = weights.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    found = json.loads(data[8 : 8 + length])
    change(found)
    header = json.dumps(found).encode()
    weights.write_bytes(struct.pack("<Q", len(header)) + header + data[8 + length :])


def _one(found: dict[str, Any]) -> dict[str, Any]:
    """Some tensor of a header."""
    return next(tensor for name, tensor in sorted(found.items()) if name != "__metadata__")


def _overlap(found: dict[str, Any]) -> None:
    tensor = _one(found)
    start, stop = tensor["data_offsets"]
    tensor["data_offsets"] = [max(0, start - 4), stop]
    if start == 0:
        tensor["data_offsets"] = [4, stop]


def _named_elsewhere(folder: Path) -> None:
    weights = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    weights.with_name(weights.name + ".index.json").write_text(
        json.dumps({"metadata": {}, "weight_map": {"a": "../../../elsewhere.safetensors"}})
    )


def _own_code(folder: Path) -> None:
    file = folder / "tokenizer" / "tokenizer_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "auto_map": {"AutoTokenizer": ["evil/repo--run.It"]}}))


def _sparse(folder: Path) -> None:
    """As large as a disk, and next to nothing."""
    with (folder / "tokenizer" / "tokenizer.json").open("r+b") as stream:
        stream.truncate(2**40)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_pickle, "holds transformer/diffusion_pytorch_model.bin, which could run a program"),
        (_code, "holds pipeline.py, which could run a program"),
        (_cut, "a part of it is missing"),
        (_long_header, "it is shorter than its header says"),
        (lambda folder: _index(folder, vae=["subprocess", "Popen"]), "asks for subprocess to load its vae"),
        (lambda folder: _index(folder, vae=["diffusers", "os.system"]), "vae is no library and class"),
        (lambda folder: _index(folder, _class_name="FluxPipelines"), "none of the families"),
        (lambda folder: _index(folder, _class_name=["x", "y"]), "it names no pipeline"),
        (lambda folder: (folder / "model_index.json").write_text("[]"), "it is no object"),
        (lambda folder: (folder / "transformer" / "config.json").write_text("{"), "config.json in transformer"),
        (lambda folder: (folder / "vae" / "config.json").write_text("[" * 10**6), "config.json in vae cannot be read"),
        (_hidden_pickle, "holds transformer/weights.bin, which could run a program"),
        (lambda folder: _header(folder, _overlap), "its header tells tensors that cannot be"),
        (lambda folder: _header(folder, lambda one: _one(one).update(shape=[2**40])), "tensors that cannot be"),
        (lambda folder: _header(folder, lambda one: _one(one).update(shape=[-1, -1])), "tensors that cannot be"),
        (lambda folder: _header(folder, lambda one: one.clear()), "it holds more than its header tells"),
        (_named_elsewhere, "it names ../../../elsewhere.safetensors, which is elsewhere"),
        (_own_code, "tokenizer_config.json in tokenizer asks for code of its own"),
        (_sparse, "tokenizer.json in tokenizer cannot be read: it is too large"),
        (lambda folder: _index(folder, **{"../vae": ["diffusers", "AutoencoderKLWan"]}), "is no library and class"),
    ],
)
def test_a_hostile_or_damaged_folder_is_refused_with_the_reason(
    folders: Folders, tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(folders("wan_text"), folder)
    spoil(folder)
    with pytest.raises(ModelError, match=told):
        describe("model", folder)
    registry = Registry((tmp_path,))
    assert registry.names() == ()
    assert told in str(registry.refused()["model"])
    with pytest.raises(ModelError, match=told):
        registry.load("model")
    assert not (folder / "ran").exists()


def test_a_pickle_beside_weights_that_are_safe_is_no_loss(folders: Folders, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(folders("wan_text"), folder)
    _pickle(folder)
    weights = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    shutil.copy(folders("wan_text") / "transformer" / weights.name, weights)
    with pytest.raises(ModelError, match="Remove transformer/diffusion_pytorch_model.bin: the weights beside it"):
        describe("model", folder)
    weights.unlink()
    with pytest.raises(ModelError, match="Remove it, or get the model as safetensors"):
        describe("model", folder)


def test_what_a_model_can_do_is_read_from_its_folder(folders: Folders) -> None:
    _, contents, able = describe("Wan-AI/Wan2.1-T2V-1.3B-Diffusers", folders("wan_text"))
    assert able.title == "Wan2.1 T2V 1.3B"
    assert (able.size_multiple, able.count_step, able.native_size, able.needs_first) == (16, 4, Size(832, 480), False)
    assert contents.parts["transformer"].weights.formats == ("F32",)
    assert contents.bytes == sum(file.stat().st_size for file in folders("wan_text").rglob("*.safetensors"))
    assert describe("image", folders("wan_image"))[2].needs_first


def test_other_weights_are_another_model(folders: Folders, tmp_path: Path) -> None:
    shutil.copytree(folders("wan_text"), tmp_path / "model")
    before = read_contents(tmp_path / "model").fingerprint
    assert before == read_contents(folders("wan_text")).fingerprint, "wherever it stands"
    weights = tmp_path / "model" / "transformer" / "diffusion_pytorch_model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert read_contents(tmp_path / "model").fingerprint != before


def test_models_are_found_in_folders_and_in_the_cache_of_hugging_face(folders: Folders, tmp_path: Path) -> None:
    hub = tmp_path / "hub" / "models--Wan-AI--Wan2.1"
    shutil.copytree(folders("wan_text"), hub / "snapshots" / "abc")
    shutil.copytree(folders("ltx_text"), hub / "snapshots" / "old")
    (hub / "refs").mkdir()
    (hub / "refs" / "main").write_text("abc")
    own = tmp_path / "own"
    shutil.copytree(folders("ltx_text"), own / "ltx")
    (own / "nothing").mkdir()
    registry = Registry((own, tmp_path / "none", tmp_path / "hub"))
    assert registry.names() == ("Wan-AI/Wan2.1", "ltx")
    assert registry.capabilities("Wan-AI/Wan2.1").count_step == 4
    assert registry.refused() == {}
    shutil.rmtree(own / "ltx")
    assert registry.names() == ("Wan-AI/Wan2.1",)
    with pytest.raises(ModelError, match="no model named ltx"):
        registry.capabilities("ltx")
