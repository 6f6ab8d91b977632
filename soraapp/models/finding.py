"""Where a person's models may be, and which folders there are models."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

INDEX = "model_index.json"
"""The file that makes a folder a model that diffusers saved."""
CARD = "capabilities.json"
"""The file that makes a folder a model with a description of its own."""
_FOLDERS = "SORAAPP_MODELS"


def named_folders() -> tuple[Path, ...]:
    """The folders of models that the environment names, as in ``PATH``."""
    return tuple(Path(folder) for folder in os.environ.get(_FOLDERS, "").split(os.pathsep) if folder)


def hub_cache() -> Path:
    """Where Hugging Face keeps what was downloaded, also by other programs."""
    if named := os.environ.get("HF_HUB_CACHE"):
        return Path(named)
    home = os.environ.get("HF_HOME")
    return (Path(home) if home else Path.home() / ".cache" / "huggingface") / "hub"


def models_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The models of a folder, by name: the folder itself where it is one, else those that it holds, also as a cache of
    Hugging Face does. A folder that is not there holds none."""
    if _is_model(folder):
        yield folder.name, folder
        return
    for file in (*sorted(folder.glob(f"*/{CARD}")), *sorted(folder.glob(f"*/{INDEX}"))):
        yield file.parent.name, file.parent
    yield from cached_models(folder)


def _is_model(folder: Path) -> bool:
    return any((folder / file).is_file() for file in (CARD, INDEX))


def cached_models(cache: Path) -> Iterator[tuple[str, Path]]:
    """The models in a cache of Hugging Face: the name of each, and the folder of the version that was used last."""
    for repository in sorted(cache.glob("models--*--*")):
        versions = list(repository.glob(f"snapshots/*/{INDEX}"))
        if versions:
            main = _text(repository / "refs" / "main")
            chosen = next((one for one in versions if one.parent.name == main), max(versions, key=_changed))
            yield _published(repository), chosen.parent


def cached_as(folder: Path) -> str:
    """The repository of a model in a cache of Hugging Face, such as ``Wan-AI/Wan2.1``; empty for other folders."""
    versions = folder.parent
    kept = versions.name == "snapshots" and versions.parent.name.startswith("models--")
    return _published(versions.parent) if kept else ""


def _published(repository: Path) -> str:
    return repository.name.removeprefix("models--").replace("--", "/")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError:
        return ""


def _changed(file: Path) -> float:
    return file.lstat().st_mtime
