"""LoRAs are listed with the models that take them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import sora
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.diffusers.lora_files import write_lora


def test_loras_are_listed_with_the_models_that_take_them(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("wan_text", "ltx_text"):
        shutil.copytree(folders(name), tmp_path / name)
    write_lora(tmp_path / "loras" / "film look.safetensors", tmp_path / "wan_text", 1)
    monkeypatch.setenv("SORAAPP_MODELS", str(tmp_path))
    listed = {model["name"]: model["loras"] for model in json.loads(sora("models", "--json").stdout)}
    assert listed == {"nano": [], "wan_text": ["film look"], "ltx_text": []}
    told = sora("models").stdout
    assert "film look  LoRA" in told
    assert 'model "wan_text + film look:1"' in " ".join(told.split())
