"""The same request gives the same bits in every process, and through the command line.

With one thread or two as well, at these sizes: where matrices are large, torch adds up in an order that threads decide.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from soraapp.errors import Cancelled
from soraapp.project import storage
from soraapp.project.graph import Graph, Node
from soraapp.project.project import Project
from tests.cli.conftest import ROOT, lines, sora
from tests.engine.test_with_nano import NODES
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import load
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
]
# The last draws noise that its pipeline asks nobody for.
NAMES = ("wan text", "flux text", "skyreels forced on")


def _elsewhere(folder: Path, threads: int) -> dict[str, str]:
    """The digests of the clips that a process of its own makes with so many threads, by name."""
    arguments = [sys.executable, "-m", "tests.models.diffusers.making", str(folder), *NAMES]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=300, check=True)
    found = [line.rsplit(" ", 2) for line in done.stdout.splitlines()]
    assert [(name, used) for name, used, _ in found] == [(name, str(threads)) for name in NAMES]
    return {name: told for name, _, told in found}


def test_processes_and_threads_make_no_difference_and_nor_does_one_that_was_stopped(folders: Folders) -> None:
    here: dict[str, str] = {}
    for name in NAMES:
        folder = folders(CASES[name].pipeline)
        model = load(folder)
        request = CASES[name].request(model.capabilities)
        with pytest.raises(Cancelled):
            list(model.generate(request, Watching(stop=9)))
        frames = np.concatenate(list(model.generate(request, Watching())))
        here[name] = sha256(frames.tobytes()).hexdigest()
    root = folders(CASES[NAMES[0]].pipeline).parent
    assert _elsewhere(root, 1) == here
    assert _elsewhere(root, 2) == here


def test_two_renders_with_nothing_in_common_are_the_same_file(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SORAAPP_MODELS", str(folders("wan_text").parent))
    values = {"prompt": "a red ball", "seconds": 0.5, "width": 64, "height": 64, "steps": 3, "seed": 7}
    kind = "generate.text_to_video"
    node = Node("clip", kind, NODES[kind].version, "Clip", {**values, "model": "wan_text"})
    file = tmp_path / "project.sora"
    storage.save(Project(Graph({"clip": node})), file)
    films: list[bytes] = []
    for home in ("one", "other"):
        monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / home))
        film = tmp_path / f"{home}.mp4"
        run = sora("render", file, "--output", film, "--node", "Clip", "--credentials", "none", "--json")
        assert run.returncode == 0, run.stderr
        assert [event["cached"] for event in lines(run) if event["event"] == "step_finished"] == [False]
        films.append(film.read_bytes())
    assert films[0] == films[1]
