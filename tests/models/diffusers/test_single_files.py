"""A network in a file of its own makes, with what a folder lends, the frames that its weights make by hand."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import diffusers
import gguf
import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from soraapp.errors import ModelError
from soraapp.media.clip import Frames
from soraapp.models.registry import Registry
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import GUIDANCE, PROMPT, SEED, SIZE, STEPS
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.lora_files import write_lora
from tests.models.diffusers.watching import Watching

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The given NumPy array is not writable:UserWarning"),
]
CASE = CASES["wan text"]
ORIGINAL = (
    ("condition_embedder.time_embedder.linear_1", "time_embedding.0"),
    ("condition_embedder.time_embedder.linear_2", "time_embedding.2"),
    ("condition_embedder.text_embedder.linear_1", "text_embedding.0"),
    ("condition_embedder.text_embedder.linear_2", "text_embedding.2"),
    ("condition_embedder.time_proj", "time_projection.1"),
    ("attn1.to_out.0", "self_attn.o"), ("attn2.to_out.0", "cross_attn.o"),
    ("attn1.to_", "self_attn."), ("attn2.to_", "cross_attn."), ("attn1.", "self_attn."), ("attn2.", "cross_attn."),
    ("ffn.net.0.proj", "ffn.0"), ("ffn.net.2", "ffn.2"), ("norm2", "norm3"), ("proj_out", "head.head"),
)  # fmt: skip


def original(name: str) -> str:
    """The name of a weight as those who made Wan call it."""
    for ours, theirs in ORIGINAL:
        name = name.replace(ours, theirs)
    if name == "scale_shift_table":
        return "head.modulation"
    return name.replace("scale_shift_table", "modulation")


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(folder / "transformer" / "diffusion_pytorch_model.safetensors")


def write_gguf(file: Path, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Packs weights as other programs do, and gives them as they are once unpacked."""
    file.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(file, "wan")
    unpacked: dict[str, torch.Tensor] = {}
    for name, tensor in tensors.items():
        array = tensor.float().numpy()
        if array.ndim == 2 and array.shape[1] % 32 == 0:
            kind = gguf.GGMLQuantizationType.Q8_0
            packed = gguf.quants.quantize(array, kind)
            writer.add_tensor(name, packed, raw_dtype=kind)
            array = gguf.quants.dequantize(packed, kind)
        else:
            writer.add_tensor(name, array)
        unpacked[name] = torch.from_numpy(np.array(array))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return unpacked


def made(registry: Registry, name: str) -> Frames:
    model = registry.load(name)
    return np.concatenate(list(model.generate(CASE.request(model.capabilities), Watching())))


def by_hand(folder: Path, tensors: dict[str, torch.Tensor]) -> Frames:
    """What diffusers makes with other weights in its transformer."""
    pipeline: Any = diffusers.DiffusionPipeline.from_pretrained(folder, local_files_only=True, use_safetensors=True)
    pipeline.set_progress_bar_config(disable=True)
    pipeline.transformer.load_state_dict(tensors)
    found = pipeline(
        **CASE.arguments,
        prompt=PROMPT,
        negative_prompt=CASE.negative,
        guidance_scale=GUIDANCE,
        height=SIZE.height,
        width=SIZE.width,
        num_inference_steps=STEPS,
        generator=torch.Generator().manual_seed(SEED),
        output_type="np",
    )
    return (CASE.shown(np.asarray(found.frames[0]))[: CASE.count] * 255).round().astype(np.uint8)


@pytest.fixture(name="place")
def _place(tmp_path: Path, folders: Folders) -> Path:
    """A folder of models with one that lends, and another one of another family."""
    shutil.copytree(folders("wan_text"), tmp_path / "wan")
    shutil.copytree(folders("ltx_text"), tmp_path / "ltx")
    return tmp_path


def test_a_gguf_file_makes_the_frames_of_its_weights(place: Path) -> None:
    packed = write_gguf(place / "tiny-wan-Q8_0.gguf", weights(place / "wan"))
    registry = Registry((place,))
    assert registry.names() == ("ltx", "tiny-wan (Q8_0)", "wan")
    name = "tiny-wan (Q8_0)"
    about = registry.about(name)
    assert (about.family, set(about.formats)) == ("Wan", {"F32", "Q8_0"})
    assert about.parts["transformer"].bytes == (place / "tiny-wan-Q8_0.gguf").stat().st_size
    assert about.singles == {"transformer": place / "tiny-wan-Q8_0.gguf"}
    frames = made(registry, name)
    assert np.array_equal(frames, by_hand(place / "wan", packed))
    assert not np.array_equal(frames, made(registry, "wan"))


@pytest.mark.parametrize("inside", ["", "diffusion_models"])
def test_a_bare_file_in_the_words_of_those_who_made_it_is_the_model_itself(place: Path, inside: str) -> None:
    (place / inside).mkdir(exist_ok=True)
    named = {original(name): tensor for name, tensor in weights(place / "wan").items()}
    assert not named.keys() & {"proj_out.weight", "blocks.0.attn1.to_q.weight"}
    save_file(named, place / inside / "studio.safetensors")
    registry = Registry((place,))
    assert np.array_equal(made(registry, "studio (F32)"), made(registry, "wan"))
    assert registry.capabilities("studio (F32)").identity != registry.capabilities("wan").identity


def test_the_folder_that_lends_need_not_have_the_weights(place: Path) -> None:
    packed = write_gguf(place / "unet" / "tiny-wan-Q8_0.gguf", weights(place / "wan"))
    expected = by_hand(place / "wan", packed)
    for file in (place / "wan" / "transformer").glob("*.safetensors"):
        file.unlink()
    registry = Registry((place,))
    assert "diffusion_pytorch_model.safetensors is missing" in str(registry.refused()["wan"])
    assert np.array_equal(made(registry, "tiny-wan (Q8_0)"), expected)


def test_other_weights_are_another_model(place: Path) -> None:
    tensors = weights(place / "wan")
    write_gguf(place / "a-Q8_0.gguf", tensors)
    before = Registry((place,)).capabilities("a (Q8_0)").identity
    tensors["proj_out.bias"] += 1
    write_gguf(place / "a-Q8_0.gguf", tensors)
    assert Registry((place,)).capabilities("a (Q8_0)").identity != before


def test_one_that_no_folder_suits_says_what_it_needs(place: Path) -> None:
    write_gguf(place / "alone-Q8_0.gguf", {**weights(place / "wan"), "blocks.0.more.weight": torch.zeros(64, 4096)})
    (place / "cut.gguf").write_bytes((place / "alone-Q8_0.gguf").read_bytes()[:-200])
    save_file({"encoder.layers.0.weight": torch.zeros(4, 4)}, place / "small.safetensors")
    write_lora(place / "beside.safetensors", place / "wan", 1)
    registry = Registry((place,))
    refused = {name: str(error) for name, error in registry.refused().items()}
    assert refused.keys() == {"alone (Q8_0)", "cut.gguf"}
    assert "the transformer of a model (wan) alone" in refused["alone (Q8_0)"]
    assert "such as Wan-AI/" in refused["alone (Q8_0)"]
    assert "a part of it is missing" in refused["cut.gguf"]
    with pytest.raises(ModelError, match="the transformer of a model"):
        registry.load("alone (Q8_0)")


def test_files_that_can_run_something_are_none(place: Path) -> None:
    for ending in (".ckpt", ".pt", ".bin", ".pth"):
        (place / f"wan{ending}").write_bytes(b"x" * 100)
    assert Registry((place,)).names() == ("ltx", "wan")
    assert Registry((place,)).refused() == {}


def test_a_lora_goes_with_packed_weights(place: Path) -> None:
    write_gguf(place / "tiny-wan-Q8_0.gguf", weights(place / "wan"))
    write_lora(place / "loras" / "style.safetensors", place / "wan", 1)
    registry = Registry((place,))
    before = made(registry, "tiny-wan (Q8_0)")
    assert not np.array_equal(made(registry, "tiny-wan (Q8_0) + style:1"), before)
    assert np.array_equal(made(registry, "tiny-wan (Q8_0)"), before)
