"""Which files of a repository are wanted, and what people mean when they name one."""

from __future__ import annotations

import pytest

from soraapp.errors import InputError
from soraapp.models.diffusers.folder.weight_files import chosen, named, variants
from soraapp.models.getting.address import repository_in
from soraapp.models.getting.choosing import only, precisions, preferred, wanted

PARTS = {
    "tokenizer": ("transformers", "T5TokenizerFast"),
    "text_encoder": ("transformers", "UMT5EncoderModel"),
    "vae": ("diffusers", "AutoencoderKL"),
    "unet": ("diffusers", "UNet2DConditionModel"),
}
FILES = (
    ".gitattributes",
    "LICENSE.md",
    "README.md",
    "all_in_one.safetensors",
    "model_index.json",
    "text_encoder/config.json",
    "text_encoder/flax_model.msgpack",
    "text_encoder/model-00001-of-00002.safetensors",
    "text_encoder/model-00002-of-00002.safetensors",
    "text_encoder/model.fp16.safetensors",
    "text_encoder/model.safetensors.index.json",
    "text_encoder/pytorch_model.bin",
    "text_encoder/model.onnx",
    "tokenizer/spiece.model",
    "tokenizer/tokenizer.json",
    "tokenizer/tokenizer.py",
    "unet/config.json",
    "unet/diffusion_pytorch_model.bin",
    "unet/diffusion_pytorch_model.fp16.safetensors",
    "unet/diffusion_pytorch_model.non_ema.safetensors",
    "unet/diffusion_pytorch_model.safetensors",
    "unet/deeper/diffusion_pytorch_model.safetensors",
    "vae/config.json",
    "vae/diffusion_pytorch_model.safetensors",
    "safety_checker/model.safetensors",
)
_SMALL = ("text_encoder/config.json", "tokenizer/spiece.model", "tokenizer/tokenizer.json", "unet/config.json")


def test_weights_are_wanted_once_in_one_precision() -> None:
    assert precisions(FILES, PARTS) == ("", "fp16")
    full = wanted("a/b", FILES, PARTS, "")
    assert set(full) == {
        *("LICENSE.md", "README.md", "model_index.json", *_SMALL, "vae/config.json"),
        "text_encoder/model-00001-of-00002.safetensors",
        "text_encoder/model-00002-of-00002.safetensors",
        "text_encoder/model.safetensors.index.json",
        "unet/diffusion_pytorch_model.safetensors",
        "vae/diffusion_pytorch_model.safetensors",
    }
    assert full[-1] == "model_index.json"
    assert set(wanted("a/b", FILES, PARTS, "fp16")) == {
        *("LICENSE.md", "README.md", "model_index.json", *_SMALL, "vae/config.json"),
        "text_encoder/model.fp16.safetensors",
        "unet/diffusion_pytorch_model.fp16.safetensors",
        "vae/diffusion_pytorch_model.safetensors",
    }


def test_the_precision_suits_the_machine() -> None:
    assert preferred(("", "fp16", "bf16"), wide=False) == "bf16"
    assert preferred(("", "fp16"), wide=False) == "fp16"
    assert preferred(("", "fp16"), wide=True) == ""
    assert preferred(("fp16",), wide=True) == "fp16"
    assert preferred(("fp8",), wide=False) == "fp8"


def test_what_is_lacking_may_be_a_file_a_folder_or_in_pieces() -> None:
    names = wanted("a/b", FILES, PARTS, "")
    assert only(["unet/config.json"], names) == ("unet/config.json",)
    assert only(["tokenizer/"], names) == ("tokenizer/spiece.model", "tokenizer/tokenizer.json")
    assert len(only(["text_encoder/model.safetensors"], names)) == 4


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("model.safetensors", ("model", "", False)),
        ("model.fp16.safetensors", ("model", "fp16", False)),
        ("model.fp16-00001-of-00002.safetensors", ("model", "fp16", True)),
        ("model-00001-of-00002.fp16.safetensors", ("model", "fp16", True)),
        ("model-00001-of-00002.safetensors", ("model", "", True)),
        ("model.safetensors.index.json", ("model", "", True)),
        ("model.safetensors.index.fp16.json", ("model", "fp16", True)),
        ("config.json", None),
        ("model.bin", None),
    ],
)
def test_names_of_weights_are_read(file: str, told: tuple[str, str, bool] | None) -> None:
    assert named(file) == told


def test_pieces_without_their_list_are_no_weights() -> None:
    pieces = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    assert chosen(pieces, "transformers", "") == ()
    assert chosen([*pieces, "model.safetensors"], "transformers", "") == ("model.safetensors",)
    assert variants([*pieces, "model.fp16.safetensors"], "transformers") == {"", "fp16"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wan-AI/Wan2.1-T2V-1.3B-Diffusers", ("Wan-AI/Wan2.1-T2V-1.3B-Diffusers", "")),
        ("  https://huggingface.co/Wan-AI/Wan2.1 ", ("Wan-AI/Wan2.1", "")),
        ("huggingface.co/Wan-AI/Wan2.1/", ("Wan-AI/Wan2.1", "")),
        ("https://hf.co/a/b/tree/v1.0", ("a/b", "v1.0")),
        ("https://huggingface.co/a/b/blob/main/vae/config.json?download=true", ("a/b", "main")),
        ("https://huggingface.co/a/b/tree/refs%2Fpr%2F1", ("a/b", "refs/pr/1")),
    ],
)
def test_repositories_are_named_or_pasted(text: str, found: tuple[str, str]) -> None:
    assert repository_in(text) == found


@pytest.mark.parametrize(
    "text", ["", "Wan", "a/b/c", "https://example.com/a/b", "../../etc", "a/..", "a--b/c", "a/b c", "file:///a/b"]
)
def test_what_is_no_repository_is_told(text: str) -> None:
    with pytest.raises(InputError, match="is no repository"):
        repository_in(text)
