"""A model is got on the command line, in a process of its own, from a Hub of this machine."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

from tests.cli.conftest import command, lines, sora
from tests.models.getting.conftest import NAME, WEIGHTS, folders, hub  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.getting.hub import Hub


def test_nothing_is_fetched_before_somebody_says_yes(hub: Hub, tmp_path: Path) -> None:  # noqa: F811
    run = sora("models", "get", f"https://huggingface.co/{NAME}", columns=200)
    assert run.returncode == 1
    assert "nobody can be asked here" in run.stderr
    assert "Say --yes" in run.stderr
    told = dict(line.split("  ", 1) for line in run.stdout.splitlines())
    assert told["family"].strip() == "Wan"
    assert told["licence"].strip() == "apache-2.0"
    assert "to fetch: 286.3 kB" in told["size"]
    assert "models--Wan-AI--Tiny-" in told["into"]
    assert set(hub.sent) == {"model_index.json"}
    assert not (tmp_path / "hub").exists()


def test_a_model_is_got_listed_and_filled_in(hub: Hub, tmp_path: Path) -> None:  # noqa: F811
    run = sora("models", "get", NAME, "--yes", columns=200)
    assert run.returncode == 0, run.stderr
    folder = Path(run.stdout.splitlines()[-1].removeprefix("It is in "))
    assert "of 286.3 kB" in run.stderr
    assert NAME in [model["name"] for model in __import__("json").loads(sora("models", "--json").stdout)]
    shutil.rmtree(folder / "tokenizer")
    listed = sora("models", columns=400)
    assert f"{NAME} cannot be used" in listed.stderr
    assert "tokenizer/" in listed.stderr
    run = sora("models", "get", "--missing", NAME, "--yes", "--json")
    assert run.returncode == 0, run.stderr
    offer, *_, done = lines(run)
    assert set(offer["files"]) == {"tokenizer/tokenizer.json", "tokenizer/tokenizer_config.json"}
    assert done == {"event": "done", "folder": str(folder)}
    assert sora("models").stderr == ""


def test_a_person_stops_it_and_goes_on(hub: Hub, tmp_path: Path) -> None:  # noqa: F811
    hub.stall_after[WEIGHTS] = 100_000
    arguments = ("models", "get", NAME, "--yes", "--json", "--to", tmp_path / "mine")
    with subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        while WEIGHTS not in hub.sent:
            assert run.stdout.readline(), run.stderr.read()
        run.send_signal(signal.SIGINT)
        assert run.wait(10) == 130
        assert "What was fetched stays" in run.stderr.read()
    hub.stall_after.clear()
    hub.go_on.set()
    run = sora(*arguments)
    assert run.returncode == 0, run.stderr
    assert lines(run)[0]["left"] < lines(run)[0]["bytes"]
    assert (tmp_path / "mine" / "Tiny-Diffusers" / WEIGHTS).is_file()


def test_what_cannot_be_got_is_told_with_the_remedy(hub: Hub) -> None:  # noqa: F811
    hub.repositories[NAME].gated = "auto"
    for arguments, told in (
        ((NAME,), "ask for something first"),
        (("Wan-AI/Nothing",), "There is no repository Wan-AI/Nothing"),
        (("nonsense",), '"nonsense" is no repository'),
        ((), "Name either a repository, or a model with --missing"),
        (("--missing", "nano9"), "There is no model named nano9"),
    ):
        run = sora("models", "get", *arguments, "--yes")
        assert run.returncode == 1
        assert told in run.stderr
    hub.repositories[NAME].gated = False
    hub.repositories[NAME].sizes[WEIGHTS] = 10**17
    run = sora("models", "get", NAME, "--yes")
    assert run.returncode == 1
    assert "more on the disk" in run.stderr
