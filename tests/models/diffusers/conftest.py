"""Folders of tiny pipelines, made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import diffusers
import pytest

from tests.models.diffusers.tiny import BUILDERS

Folders = Callable[[str], Path]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The folder of the tiny pipeline of a name."""
    root = tmp_path_factory.mktemp("tiny")
    diffusers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.disable_progress_bar()

    def made(name: str) -> Path:
        folder = root / name
        if not folder.is_dir():
            BUILDERS[name]().save_pretrained(folder)
        return folder

    return made
