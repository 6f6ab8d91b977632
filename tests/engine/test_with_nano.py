"""The engine with the model that comes inside, and the nodes that come with the program."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome, RunFinished, StepFinished, StepPreview, StepProgress, WorkerReady
from soraapp.engine.plan import Plan, plan
from soraapp.media.clip import Clip
from soraapp.models.registry import Registry
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.engine.conftest import Listener

NODES = Catalogue.of("nodes")

LONG = 100
"""So many steps that a run is not over before it can be cancelled."""


def film(steps: int, seconds: float = 0.5) -> Plan:
    kind = NODES["generate.text_to_video"]
    values = {"prompt": "a red ball", "seconds": seconds, "width": 64, "height": 64, "steps": steps}
    clip = Node("clip", kind.name, kind.version, "Clip", values)
    return plan(Project(Graph({"clip": clip})), NODES, Registry.standard())


def made(heard: Listener, run: int) -> tuple[np.ndarray, bool]:
    """The frames of a run, and whether they were at hand."""
    finish = heard.wait(RunFinished, lambda event: event.run == run, 120)
    assert finish.outcome is Outcome.DONE, heard.events
    (step,) = heard.of(StepFinished, run)
    clip = step.outputs["clip"]
    assert isinstance(clip, Clip)
    return clip.frames(0, clip.count), step.cached


def workers() -> list[psutil.Process]:
    """The child processes that run a worker, and not the keeper of shared memory."""

    def command(child: psutil.Process) -> str:
        with suppress(psutil.ZombieProcess, psutil.NoSuchProcess):  # What another test started may be ending.
            return " ".join(child.cmdline())
        return ""

    return [child for child in psutil.Process().children() if "spawn_main" in command(child)]


@pytest.mark.skipif(not hasattr(psutil.Process, "memory_maps"), reason="this system does not tell loaded libraries")
def test_a_second_run_after_a_restart_needs_no_torch(tmp_path: Path) -> None:
    expected = None
    for turn in range(2):
        heard = Listener()
        with Engine(NODES, heard, cache_folder=tmp_path, spare=False) as engine:
            frames, cached = made(heard, engine.run(film(steps=3)))
            (worker,) = workers()
            assert any("libtorch" in library.path for library in worker.memory_maps()) == (turn == 0)
        assert cached == (turn == 1)
        assert expected is None or np.array_equal(frames, expected)
        expected = frames
        assert bool(heard.of(StepPreview)) == (turn == 0)


def test_a_cancelled_run_stops_within_the_worker_and_comes_out_the_same_later(tmp_path: Path) -> None:
    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path / "a") as engine:
        frames, _ = made(heard, engine.run(film(steps=LONG)))
        run = engine.run(film(steps=LONG, seconds=4.0))
        heard.wait(StepProgress, lambda event: event.run == run and event.done == 2, 60)
        began = time.monotonic()
        engine.cancel(run)
        assert heard.wait(RunFinished, lambda event: event.run == run).outcome is Outcome.CANCELLED
        assert time.monotonic() - began < 1.0
        heard.wait(WorkerReady)
    other = Listener()
    with Engine(NODES, other, cache_folder=tmp_path / "b") as engine:
        run = engine.run(film(steps=LONG, seconds=4.0))
        other.wait(StepProgress, lambda event: event.done == 1, 120)
        engine.cancel(run)
        assert other.wait(RunFinished).outcome is Outcome.CANCELLED
        again, cached = made(other, engine.run(film(steps=LONG)))
    assert not cached
    assert np.array_equal(again, frames)


def test_a_node_that_makes_several_clips_says_which(tmp_path: Path) -> None:
    graph = Graph()
    for node, kind, values in (
        (
            "clip",
            "generate.text_to_video",
            {"prompt": "a red ball", "seconds": 0.5, "width": 64, "height": 64, "steps": 2},
        ),
        ("longer", "extend.extend", {"direction": "both", "seconds": 0.5, "steps": 2}),
    ):
        type_ = NODES[kind]
        graph = Graph({**graph.nodes, node: Node(node, kind, type_.version, node, values)}, graph.wires)
    graph = Graph(graph.nodes, (Wire(Port("clip", "clip"), Port("longer", "clip")),))
    heard = Listener()
    with Engine(NODES, heard, cache_folder=tmp_path) as engine:
        run = engine.run(plan(Project(graph), NODES, Registry.standard()))
        assert heard.wait(RunFinished, lambda event: event.run == run, 120).outcome is Outcome.DONE
    told = [(event.node, event.part) for event in heard.of(StepProgress)]
    assert list(dict.fromkeys(told)) == [("clip", 1), ("longer", 1), ("longer", 2)]
