"""Where a person's models may be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from soraapp.models.diffusers.contents import INDEX

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


def cached_models(cache: Path) -> Iterator[tuple[str, Path]]:
    """The models in a cache of Hugging Face: the name of each, and the folder of the version that was used last."""
    for repository in sorted(cache.glob("models--*--*")):
        versions = list(repository.glob(f"snapshots/*/{INDEX}"))
        if versions:
            main = _text(repository / "refs" / "main")
            chosen = next((one for one in versions if one.parent.name == main), max(versions, key=_changed))
            yield repository.name.removeprefix("models--").replace("--", "/"), chosen.parent


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError:
        return ""


def _changed(file: Path) -> float:
    return file.lstat().st_mtime
