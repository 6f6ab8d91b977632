"""A repository as people publish them, with all that a model does not need, on a Hub of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.getting.hub import Hub, Repository, serving

NAME = "Wan-AI/Tiny-Diffusers"
WEIGHTS = "transformer/diffusion_pytorch_model.safetensors"
NEEDLESS = (
    "transformer/diffusion_pytorch_model.bin",
    "transformer/modeling_own.py",
    "tokenizer/evil.pkl",
    "wan_all_in_one.safetensors",
    "assets/picture.png",
    ".gitattributes",
)


def publish(folder: Path, source: Path) -> Path:
    """A tiny pipeline with what people put beside one."""
    shutil.copytree(source, folder)
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n# A tiny model\n")
    for name in NEEDLESS:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"needless")
    return folder


@pytest.fixture
def hub(
    tmp_path: Path,
    folders: Folders,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Hub]:
    """Serves `NAME`. The machine's settings are those of a person who is offline but for what they ask for."""
    with serving() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
        monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
        hub.repositories[NAME] = Repository(publish(tmp_path / "published", folders("wan_text")))
        yield hub
