"""Folders of tiny pipelines, made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import diffusers
import pytest
from diffusers.pipelines.cosmos import pipeline_cosmos2_5_predict

from tests.models.diffusers.guardrails.cosmos_guardrail import CosmosSafetyChecker
from tests.models.diffusers.tiny import BUILDERS

GUARDRAILS = Path(__file__).parent / "guardrails"
Folders = Callable[[str], Path]


@pytest.fixture(autouse=True)
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small guardrail stands in for that of NVIDIA, as if its package were installed."""
    monkeypatch.syspath_prepend(str(GUARDRAILS))
    monkeypatch.setattr(pipeline_cosmos2_5_predict, "CosmosSafetyChecker", CosmosSafetyChecker)


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
