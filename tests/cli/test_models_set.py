"""How a model runs is chosen in a terminal, kept, and told; what cannot be is refused with the remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import sora
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]


def test_a_choice_is_kept_told_and_left_again(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_text").parent))
    plain = json.loads(sora("models", "set", "wan_text", "--json").stdout)
    assert (plain["chosen"], plain["fits"]) == ({}, "fits")
    assert plain["choices"]["offload"][:2] == ["auto", "none"]
    told = sora("models", "set", "wan_text", "quantise=float8", "offload=disk").stdout
    assert "quantise=float8" in told
    assert "Networks wait on the disk" in told
    [kept] = [one for one in json.loads(sora("models", "--json").stdout) if one["name"] == "wan_text"]
    assert kept["chosen"] == {"offload": "disk", "quantise": "float8"}
    assert kept["fits"] == "fits from disk"
    assert kept["fingerprint"] == f"{plain['fingerprint']}+quantise=float8"
    wrong = sora("models", "set", "wan_text", "offload=blue")
    assert wrong.returncode == 1
    assert "blue is no choice for offload" in wrong.stderr
    unlike = sora("models", "set", "wan_text", "offload")
    assert "offload is no choice" in unlike.stderr
    alone = sora("models", "set", "nano", "offload=disk")
    assert "nano runs in one way alone" in alone.stderr
    again = json.loads(sora("models", "set", "wan_text", "--reset", "--json").stdout)
    assert again == plain
    assert "at once, more by windows" in " ".join(sora("models").stdout.split())
