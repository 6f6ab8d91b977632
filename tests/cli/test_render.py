"""A person renders the example on the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import psutil
import pytest

from soraapp.cli import main
from soraapp.media import provenance
from soraapp.media.clip import Size
from soraapp.media.probe import probe
from soraapp.project import storage
from tests.cli.conftest import EXAMPLE, ROOT, command, lines, sora


def test_a_film_is_rendered_and_carries_its_project(tmp_path: Path, tiny: list[str]) -> None:
    film = tmp_path / "film.mp4"
    own = ("--set", "Text to video.seed=4712", "--set", "Image to video.seed=4712")  # No other test made these clips.
    first = sora("render", EXAMPLE, "--output", film, *tiny, *own, "--json")
    assert (first.returncode, first.stderr) == (0, "")
    events = lines(first)
    assert events[-1] | {"elapsed": 0} == {"event": "run_finished", "run": 1, "outcome": "done", "elapsed": 0}
    assert {"event": "delivered", "run": 1, "path": str(film)} in events
    assert {event["name"] for event in events if event["event"] == "step_progress"} == {
        "Text to video",
        "Image to video",
    }
    finished = {event["name"]: event for event in events if event["event"] == "step_finished"}
    assert finished["Text to video"]["outputs"]["clip"] == {"kind": "clip", "size": [64, 64], "rate": "8", "count": 4}

    facts = probe(film)
    assert (facts.size, facts.rate, facts.count) == (Size(768, 432), Fraction(8), 8)
    assert facts.colours is not None
    assert (facts.colours.space, facts.colours.primaries, facts.colours.transfer) == ("bt709", "bt709", "bt709")
    project = storage.from_json(provenance.read(film) or "", None)
    made = {node.name: node.values for node in project.graph.nodes.values()}
    assert made["Text to video"]["width"] == 64
    assert made["Load image"]["file"] == EXAMPLE.parent / "astronaut.png"

    began = time.monotonic()
    again = sora("render", film, "--output", tmp_path / "again.mp4", "--credentials", "none", "--json")
    assert time.monotonic() - began < 15
    steps = [event for event in lines(again) if event["event"] in ("step_finished", "step_progress")]
    assert {event["name"] for event in steps if event.get("cached")} == {"Text to video", "Image to video"}
    assert not [event for event in steps if event["event"] == "step_progress"]
    once_more = sora("render", film, "--output", tmp_path / "once_more.mp4", "--credentials", "none")
    assert once_more.returncode == 0
    assert (tmp_path / "once_more.mp4").read_bytes() == (tmp_path / "again.mp4").read_bytes()


def test_a_dry_run_tells_what_would_be_computed_and_does_nothing(tmp_path: Path, tiny: list[str]) -> None:
    film = tmp_path / "film.mp4"
    seed = ("--set", "Text to video.seed=4711", "--set", "Image to video.seed=4711")
    before = sora("render", EXAMPLE, "-o", film, *tiny, *seed, "--dry-run", "--json")
    assert (before.returncode, before.stderr) == (0, "")
    [told] = lines(before)
    assert ([step["name"] for step in told["compute"]], told["cached"]) == (["Text to video", "Image to video"], [])
    assert not film.exists()
    clip = sora("render", EXAMPLE, "-o", tmp_path / "clip.mp4", "--node", "Text to video", *tiny, *seed)
    assert clip.returncode == 0
    after = sora("render", EXAMPLE, "-o", film, *tiny, *seed, "--dry-run")
    assert after.returncode == 0
    assert after.stderr.splitlines() == [
        "Text to video: at hand from an earlier run",
        "Image to video: would be computed",
        "1 to compute, 1 at hand; nothing was done.",
    ]
    assert not film.exists()


def test_progress_goes_to_standard_error(tmp_path: Path, tiny: list[str]) -> None:
    run = sora(
        "render", EXAMPLE, "-o", tmp_path / "a.mov", "--node", "text to video", *tiny, "--set", "Prompt.text=a=b.c"
    )
    assert (run.returncode, run.stdout) == (0, "")
    told = [line for line in run.stderr.splitlines() if not line.startswith("warning: Image to video.")]
    assert told[0] == "Text to video: running"
    assert told[-1] == f"Written: {tmp_path / 'a.mov'}"
    assert all(line.partition(":")[0] in ("Text to video", "Writing the film", "Written") for line in told)
    assert probe(tmp_path / "a.mov").count == 4
    project = storage.from_json(provenance.read(tmp_path / "a.mov") or "", None)
    prompt = project.graph.named("Prompt")
    assert prompt is not None
    assert prompt.values == {"text": "a=b.c"}
    again = sora("render", EXAMPLE, "-o", tmp_path / "a.mov", "--node", "text to video", *tiny)
    assert again.stderr.splitlines()[-1] == f"Replaced: {tmp_path / 'a.mov'}"


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of a POSIX terminal")
def test_ctrl_c_leaves_no_film_and_no_process(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    slow = ("Text to video.steps=100", "Text to video.seed=123456")
    process = subprocess.Popen(
        command("render", EXAMPLE, "-o", film, "--json", *(part for value in slow for part in ("--set", value))),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "step_progress":
            break
    workers = psutil.Process(process.pid).children(recursive=True)
    assert workers
    process.send_signal(signal.SIGINT)
    rest = process.stdout.read()
    process.stdout.close()
    assert process.wait(timeout=10) == 130
    assert json.loads(rest.splitlines()[-1]) == {"event": "stopped"}
    assert not psutil.wait_procs(workers, timeout=5)[1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--node", "Flim"], "error: There is no node called Flim.\n       Did you mean Film?"),
        (["--node", "Prompt"], "error: Prompt makes no clip"),
        (["--set", "Texd to video.seed=1"], "Did you mean Text to video?"),
        (["--set", "Text to video.sed=1"], "has no input called sed that can be set.\n       Did you mean seed?"),
        (["--set", "Text to video.seed=-1"], "error: Text to video.seed: -1 is no seed.\n       Choose a whole number"),
        (["--set", "Text to video.seed=many"], "error: Text to video.seed: 'many' is not a number."),
        (["--set", "Text to video.prompt=x"], "a wire feeds this input.\n       Set an input of Prompt"),
        (["--set", "seed"], "error: --set seed cannot be read.\n       Write --set NODE.INPUT=VALUE"),
        (["--set", "Image to video.width=76"], "error: Image to video: nano"),
        (["--set", "Load image.file=/no/such.png"], "error: Load image.file: There is no file /no/such.png."),
        (["--output", "/no/such/folder/a.mp4"], "error: The folder /no/such/folder does not exist"),
        (["--output", "/tmp/film.txt"], "error: film.txt has no ending that can be written here."),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_runs(
    tmp_path: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["render", str(EXAMPLE), "--output", str(tmp_path / "film.mp4"), *arguments])
    printed = capsys.readouterr()
    assert (status, printed.out) == (1, "")
    assert told in printed.err
    assert list(tmp_path.iterdir()) == []


def test_the_film_must_be_clear(tmp_path: Path) -> None:
    """Of several export nodes the one called Film is taken; else a person must say which."""
    text = EXAMPLE.read_text(encoding="utf-8")
    second = '{"id": "x", "kind": "output.export", "version": 1, "name": "Short"},\n    {\n      "id": "prompt"'
    two = text.replace('{\n      "id": "prompt"', second)
    (tmp_path / "two.sora").write_text(two.replace('"name": "Film"', '"name": "Long"'), encoding="utf-8")
    run = sora("render", tmp_path / "two.sora", "-o", tmp_path / "a.mp4")
    assert "error: This project has several Export nodes: Short, Long.\n       Name the one" in run.stderr
    (tmp_path / "none.sora").write_text(text.replace("output.export", "output.other"), encoding="utf-8")
    run = sora("render", tmp_path / "none.sora", "-o", tmp_path / "a.mp4")
    assert (run.returncode, "error: This project has no Export node." in run.stderr) == (1, True)


def test_failures_while_it_runs_name_the_node(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    (tmp_path / "a.sora").write_text(text, encoding="utf-8")
    (tmp_path / "astronaut.png").write_bytes(b"no picture")
    run = sora("render", "a.sora", "-o", "a.mp4", "--node", "Image to video", cwd=tmp_path)
    assert run.returncode == 1
    assert "error: Load image: astronaut.png is damaged, or not a picture." in run.stderr
    assert "Image to video: not run, because Load image failed" in run.stderr
    assert not (tmp_path / "a.mp4").exists()


def test_problems_are_events_too(tmp_path: Path) -> None:
    run = sora("render", EXAMPLE, "-o", tmp_path / "a.mp4", "--json", "--set", "Text to video.width=76")
    [event] = lines(run)
    assert (run.returncode, event["event"]) == (1, "problems")
    assert event["problems"][0]["name"] == "Text to video"
    run = sora("render", tmp_path / "gone.sora", "-o", tmp_path / "a.mp4", "--json")
    [event] = lines(run)
    assert (run.returncode, event["event"], event["error"]["message"]) == (1, "error", "gone.sora does not exist.")


def test_a_terminal_sees_one_live_line(tmp_path: Path, tiny: list[str]) -> None:
    pty = pytest.importorskip("pty")
    screen, terminal = pty.openpty()
    process = subprocess.Popen(command("render", EXAMPLE, "-o", tmp_path / "a.mp4", *tiny), stderr=terminal, cwd=ROOT)
    os.close(terminal)
    told = b""
    while True:
        try:
            part = os.read(screen, 4096)
        except OSError:
            break
        if not part:
            break
        told += part
    os.close(screen)
    assert process.wait(timeout=60) == 0
    assert b"\r\x1b[KWriting the film: 8 of 8" in told
    assert told.decode().splitlines()[-1].endswith(f"Written: {tmp_path / 'a.mp4'}")
