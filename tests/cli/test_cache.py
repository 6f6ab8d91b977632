"""What a person sees of the stored results, and does about them."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.cache import Cache
from soraapp.media.clip import Size
from soraapp.models.waiting import held_folder
from tests.cli.conftest import sora


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of one's own, with three clips of about 0.1 MB and a result."""
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    cache = Cache(tmp_path / "cache")
    for name in range(3):
        noise = np.random.default_rng(name).integers(0, 256, (4, 96, 96, 3), np.uint8)
        cache.write(f"{name}", [noise], Size(96, 96), Fraction(12), {})
        used = 1.7e9 + name * 86400
        os.utime(tmp_path / f"cache/clips/{name}.json", (used, used))
    cache.keep_result("key", {"number": 1})
    return tmp_path


def test_it_tells_what_there_is(home: Path) -> None:
    told = sora("cache")
    assert (told.returncode, told.stderr) == (0, "")
    assert str(home / "cache") in "".join(told.stdout.split("\n")).replace(" ", "")
    assert "kB of at most" in told.stdout
    assert "2023-11-14" in told.stdout or "2023-11-15" in told.stdout
    facts = json.loads(sora("cache", "--json").stdout)
    assert (facts["clips"], facts["results"], facts["unfinished"], facts["freed"]) == (3, 1, 0, None)
    assert facts["bytes"] == sum(path.stat().st_size for path in (home / "cache").rglob("*") if path.is_file())
    assert 10**9 <= facts["limit"] <= 50 * 10**9
    assert facts["oldest"] == 1.7e9


def test_a_limit_stays_and_is_kept_to_by_trimming(home: Path) -> None:
    assert json.loads(sora("cache", "--limit", "0.0003", "--json").stdout)["limit"] == 300_000
    assert json.loads(sora("cache", "--json").stdout)["clips"] == 3
    facts = json.loads(sora("cache", "--trim", "--json").stdout)
    assert facts["clips"] == 2
    assert facts["bytes"] <= 300_000 < facts["bytes"] + facts["freed"]
    assert not (home / "cache/clips/0.avi").exists()
    assert json.loads(sora("cache", "--limit", "auto", "--json").stdout)["limit"] >= 10**9


def test_clearing_removes_everything(home: Path) -> None:
    told = sora("cache", "--clear")
    assert told.returncode == 0
    assert "freed" in told.stdout
    assert [path for path in (home / "cache").rglob("*") if path.is_file()] == []
    assert json.loads(sora("cache", "--json").stdout)["bytes"] == 0


def test_an_empty_place_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "new"))
    assert json.loads(sora("cache", "--json").stdout)["bytes"] == 0
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("limit", ["0", "-1", "inf", "nan", "much"])
def test_a_limit_that_is_none_is_wrong_usage(limit: str) -> None:
    run = sora("cache", "--limit", limit)
    assert (run.returncode, run.stdout) == (2, "")
    assert "--limit" in run.stderr


def test_what_models_keep_beside_results_is_told_and_cleared_unless_it_is_in_use(home: Path) -> None:
    before = json.loads(sora("cache", "--json").stdout)
    (home / "cache/prompts").mkdir()
    (home / "cache/prompts/one.safetensors").write_bytes(b"x" * 1000)
    holder = Cache(home / "cache")
    folder = held_folder(holder)
    (folder / "group.safetensors").write_bytes(b"x" * 70_000)
    left = folder.with_name("model-left")
    left.mkdir()
    (left / "group.safetensors").write_bytes(b"x" * 3000)
    facts = json.loads(sora("cache", "--json").stdout)
    assert (facts["prompts"], facts["waiting"], facts["bytes"]) == (1, 70_000, before["bytes"] + 4000)
    told = sora("cache", "--clear").stdout
    assert "70.0 kB wait beside these for a model that is in use" in " ".join(told.split())
    assert not left.exists()
    assert [one.name for one in (home / "cache").rglob("*.safetensors")] == ["group.safetensors"]
