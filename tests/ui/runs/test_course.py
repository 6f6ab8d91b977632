"""Events that come together are told together, in an order that makes sense to those who follow a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QApplication

from soraapp.engine.client import Engine
from soraapp.engine.events import Event, Outcome, RunFinished, RunStarted, StepFinished, StepStarted
from tests.engine.conftest import CATALOGUE, MODELS
from tests.ui.canvas.conftest import PlayedEngine
from tests.ui.events import wait
from tests.ui.window import film
from ui.document import Document
from ui.jobs import Jobs, Phase


def test_a_whole_run_at_once_is_told_while_it_is_under_way_and_ends_at_its_last_node(app: QApplication) -> None:
    engines: list[PlayedEngine] = []

    def connect(listener: Callable[[Event], None]) -> Engine:
        engines.append(PlayedEngine(listener))
        return cast("Engine", engines[-1])

    document = Document(CATALOGUE)
    jobs = Jobs(document, MODELS, connect)
    document.replace(film().project, None)
    wait(lambda: not jobs.surveying, "the survey")
    run = jobs.run()
    wait(lambda: run.number, "the engine to have the run")
    told: list[tuple[str, Phase, bool]] = []
    jobs.node_changed.connect(lambda node: told.append((node, jobs.state(node).phase, jobs.running)))
    for event in (
        RunStarted(1, ("cut", "clip")),
        StepStarted(1, "clip"),
        StepFinished(1, "clip", {}, cached=False, elapsed=1.0),
        StepFinished(1, "cut", {}, cached=False, elapsed=0.0),
        RunFinished(1, Outcome.DONE, 1.0),
    ):
        engines[0].say(event)
    wait(lambda: run.outcome, "the end")
    assert told == [("clip", Phase.DONE, True), ("cut", Phase.DONE, True)]
    jobs.close()
