"""Models are found in folders and described without torch."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from soraapp.errors import ModelError
from soraapp.models.carded import weights_digest
from soraapp.models.finding import CARD
from soraapp.models.registry import STANDARD_FOLDER, Registry


def test_the_built_in_model_is_described_without_torch() -> None:
    program = """
import sys
from soraapp.models.registry import Registry
from soraapp.models import limits
found = Registry.standard().capabilities("nano")
assert found.legal_count(10) == 13
assert not {"torch", "diffusers", "transformers", "tokenizers"} & set(sys.modules), "a heavy library was imported"
print(found.identity)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == Registry.standard().capabilities("nano").identity


def test_an_unknown_model_is_named_with_those_that_exist() -> None:
    registry = Registry.standard()
    for wrong in (registry.capabilities, registry.load):
        with pytest.raises(ModelError, match=r"no model named huge. Choose one of: nano\."):
            wrong("huge")
    with pytest.raises(ModelError, match="none is installed"):
        Registry(()).capabilities("nano")


def test_the_fingerprint_is_that_of_the_weights(tmp_path: Path) -> None:
    folder = STANDARD_FOLDER / "nano"
    assert json.loads((folder / CARD).read_text())["weights"] == weights_digest(folder)
    shutil.copytree(folder, tmp_path / "copy")
    with (tmp_path / "copy" / "vae" / "diffusion_pytorch_model.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x7f")
    assert weights_digest(tmp_path / "copy") != weights_digest(folder)


def test_other_weights_are_another_model(tmp_path: Path) -> None:
    card = json.loads((STANDARD_FOLDER / "nano" / CARD).read_text())
    (tmp_path / "nano").mkdir()
    (tmp_path / "nano" / CARD).write_text(json.dumps(card | {"weights": "other"}))
    mine = Registry((tmp_path, STANDARD_FOLDER))
    assert mine.names() == ("nano",)
    assert mine.capabilities("nano").identity != Registry.standard().capabilities("nano").identity


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"family": "unheard-of"}'])
def test_a_damaged_description_is_an_error_with_a_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / CARD).write_text(text)
    with pytest.raises(ModelError, match="broken in .* is damaged: .* Install the model again"):
        Registry((tmp_path,)).capabilities("broken")


def test_damaged_weights_are_an_error_with_a_remedy(tmp_path: Path) -> None:
    shutil.copytree(STANDARD_FOLDER / "nano", tmp_path / "nano")
    (tmp_path / "nano" / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(b"cut off")
    with pytest.raises(ModelError, match="is damaged: .* Install it again"):
        Registry((tmp_path,)).load("nano")
