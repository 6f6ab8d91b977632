"""The colours of previews, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import sora
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]


def test_a_map_is_fitted_and_told(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("flux").parent))
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    run = sora("model", "preview-map", "flux", "--clips", "8")
    assert run.returncode == 0, run.stderr
    assert "2 clips of 1 frames of" in " ".join(run.stdout.split())
    told = json.loads(sora("model", "preview-map", "flux", "--clips", "8", "--json").stdout)
    assert told["kept"] == (told["nearness"] > told["guessed"]) == Path(told["file"]).is_file()
    assert Path(told["file"]).is_relative_to(tmp_path)


def test_a_model_with_true_colours_needs_none() -> None:
    run = sora("model", "preview-map", "nano")
    assert run.returncode == 1
    assert "have true colours already" in run.stderr
