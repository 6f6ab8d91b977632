"""`model bench` gives figures of a model of one's own, and says how far each choice about speed alters frames."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soraapp.models.diffusers.speed.step_cache import TABLE
from tests.cli.conftest import sora
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]

CLIP = ("--steps", "8", "--size", "32x32", "--frames", "9", "--rounds", "1")


@pytest.fixture(autouse=True)
def _places(folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_text").parent))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    folders("sana")


def test_every_choice_is_measured_against_plain_diffusers() -> None:
    first = sora("model", "bench", "wan_text", *CLIP, "--measure", "--json", "--only", *TABLE)
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert (told["size"], told["frames"], told["steps"]) == ([32, 32], 9, 8)
    assert told["device"] == "the processor, 1 threads"
    assert told["same_bits_as_plain"]
    assert set(told["load_seconds"]) == {"plain diffusers", "this program"}
    rows = {row["name"]: row for row in told["rows"]}
    assert list(rows)[:2] == ["plain diffusers", "this program"]
    assert list(rows)[2:] == list(TABLE)
    for row in rows.values():
        assert row["seconds"] >= row["seconds_of_text"] + row["seconds_of_decoding"] > 0
        assert row["of_plain"] == pytest.approx(row["seconds"] / rows["plain diffusers"]["seconds"])
    assert rows["taylorseer-strong"]["blocks_computed"] < rows["taylorseer-strong"]["blocks"] == 8 * 2 * 2
    assert 5 < rows["taylorseer-strong"]["psnr"] < 100
    assert rows["this program"]["psnr"] is None, "it is the same"


def test_the_table_says_what_was_left_out_and_why() -> None:
    run = sora("model", "bench", "sana", *CLIP[:4], "--rounds", "1", columns=160)
    assert run.returncode == 0, run.stderr
    assert "the same bits" in run.stdout
    assert "compiled: " in run.stdout
    wan = sora("model", "bench", "wan_text", *CLIP, "--only", "magcache-light", columns=160)
    assert wan.returncode == 0, wan.stderr
    assert "magcache-light: not measured yet: run it with --measure" in wan.stdout


def test_what_is_no_model_of_diffusers_is_told() -> None:
    nano = sora("model", "bench", "nano", "--json")
    assert nano.returncode == 1
    assert "nano is no model of diffusers." in nano.stderr
    assert "There is no model named mega." in sora("model", "bench", "mega").stderr
    assert sora("model", "bench", "nano", "--size", "large").returncode == 2


def test_step_caches_are_chosen_by_name_and_refused_where_a_model_does_not_allow_them(folders: Folders) -> None:  # noqa: F811
    folders("wan_vace")
    chosen = json.loads(sora("models", "set", "wan_text", "step_cache=taylorseer-light", "compile=on", "--json").stdout)
    assert chosen["chosen"] == {"step_cache": "taylorseer-light", "compile": "on"}
    assert TABLE["taylorseer-light"].effect in chosen["runs"]
    assert chosen["fingerprint"].endswith("+step_cache=taylorseer-light,compile=on")
    assert set(chosen["choices"]["step_cache"]) == {"auto", *TABLE}
    refused = sora("models", "set", "wan_vace", "step_cache=first-block-light")
    assert refused.returncode == 1
    assert "Choose one of: auto, taylorseer-light, taylorseer-strong." in refused.stderr
    assert "was not measured yet" in sora("models", "set", "wan_text", "step_cache=magcache-light").stderr
