"""Evaluating the model that comes inside, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import sora


def test_real_renders_are_scored_as_json() -> None:
    run = sora("model", "eval", "nano", "--ceiling", "--quick", "--only", "forward", "player", "--json")
    assert run.returncode == 0, run.stderr
    assert run.stderr.splitlines() == ["extend forward: done", "player as told: done"]
    told = json.loads(run.stdout)
    assert (told["model"], told["scored"], told["speed"]) == ("nano", "renders", [])
    assert [row["row"] for row in told["rows"]] == ["forward", "player"]
    seam, goes_on = told["rows"][0]["scores"]
    assert (seam["measure"], seam["samples"], seam["aim"], seam["aim_is"]) == ("seam", 4, 1.3, "at most value")
    assert seam["low"] <= seam["value"] <= seam["high"]
    assert (goes_on["kind"], goes_on["value"], goes_on["reached"]) == ("share", 1.0, True)


def test_the_table_says_what_is_reached_and_sheets_are_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    run = sora(
        "model", "eval", "nano", "--ceiling", "--samples", "2", "--only", "player", "--sheets", folder, columns=110
    )
    assert run.returncode == 0, run.stderr
    head, row = run.stdout.splitlines()
    assert head.split()[:3] == ["ability", "measure", "score"]
    assert row.startswith("player as told")
    assert row.endswith("ok")
    assert [path.name for path in folder.iterdir()] == ["player.png"]


def test_what_cannot_be_evaluated_is_told() -> None:
    nobody = sora("model", "eval", "mega", "--ceiling", "--json")
    assert nobody.returncode == 1
    assert "There is no model named mega." in nobody.stderr
    assert json.loads(nobody.stdout)["error"]["kind"] == "ModelError"
    row = sora("model", "eval", "nano", "--ceiling", "--only", "dance")
    assert (row.returncode, row.stdout) == (1, "")
    assert "There is no row named dance in the evaluation." in row.stderr
    assert sora("model").returncode == 2
