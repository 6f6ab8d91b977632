"""What runs are called and how they stand, in words that are true at every point of their course."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from soraapp.engine.events import (
    DeliveryProgress,
    Outcome,
    RunStarted,
    StepFailed,
    StepFinished,
    StepProgress,
    StepStarted,
)
from soraapp.engine.plan import Delivery, plan
from soraapp.engine.variants import plan_variants
from soraapp.errors import MediaError
from soraapp.project.edits import remove
from soraapp.project.rescue import Variants, Waiting
from soraapp.project.tidy_edits import mute
from tests.engine.conftest import CATALOGUE, MODELS, Draft
from ui.document import Document
from ui.node_state import Phase
from ui.runs.preparing import Prepared
from ui.runs.run import Run
from ui.runs.words import standing, title

DRAFT = Draft()("clip", "making.clip")("cut", "plain.cut", {"clip": "clip"})("one", "plain.number")(
    "two", "plain.number"
)


@pytest.fixture(autouse=True)
def words(app: QApplication) -> None:
    """The words are those of the window."""


def run_of(targets: tuple[str, ...] | None, film: Path | None = None, **expected: float | None) -> Run:
    """A run that is planned: nothing that it needs is known yet."""
    project = DRAFT.project
    run = Run(Waiting(project, targets, film))
    delivery = Delivery(targets[0], film) if film and targets else None
    run.planned(Prepared(plan(project, CATALOGUE, MODELS, targets), delivery, expected), 1, lambda key: False)
    return run


def told(run: Run, *, first: bool = True) -> str:
    return standing(run, first=first).text


def test_a_run_is_called_by_what_it_makes() -> None:
    project = DRAFT.project
    assert title(Run(Waiting(project, ("clip",)))) == "Clip"
    assert title(Run(Waiting(project, ("clip", "one")))) == "Clip, One"
    assert title(Run(Waiting(project, None))) == "Cut, One and 1 more"
    assert title(Run(Waiting(project, ("cut",), Path("/films/rain.mp4")))) == "Export rain.mp4"
    variants = Variants("seed", (1, 2, 3))
    assert title(Run(Waiting(project, ("clip",), variants=variants))) == "Clip: variants (3)"
    assert title(Run(Waiting(project, ("gone",)))) == "Run"


def test_what_is_left_is_told_as_far_as_it_is_known() -> None:
    run = run_of(("cut",), clip=12.0)
    assert told(run, first=False) == "waiting · about 12 s"
    assert told(run) == "getting ready"
    run.take(RunStarted(1, ("clip", "cut")))
    assert told(run) == "12 s left"
    run.take(StepStarted(1, "clip"))
    run.take(StepProgress(1, "clip", 3, 8, 5.0))
    assert told(run) == "step 3 of 8 · 5.0 s left"
    assert run.share == 3 / 8
    run.take(StepProgress(1, "clip", 3, 8, 5.0, part=2))
    assert told(run) == "part 2, step 3 of 8 · 5.0 s left"
    run.take(StepFinished(1, "clip", {}, cached=False, elapsed=1.0))
    assert (run.done, run.count, "clip" in run.nodes, "cut" in run.nodes) == (1, 1, False, True)
    run.end(Outcome.DONE, 7.2)
    assert told(run) == "done in 7.2 s"


def test_a_film_is_a_part_of_its_own_whose_time_nobody_knows() -> None:
    run = run_of(("cut",), Path("/films/rain.mp4"), clip=12.0)
    assert told(run, first=False) == "waiting · more than 12 s"
    run.take(RunStarted(1, ("clip", "cut")))
    run.take(StepStarted(1, "clip"))
    assert told(run) == "0 of 2 done · more than 12 s left"
    run.take(StepFinished(1, "clip", {}, cached=False, elapsed=1.0))
    run.take(DeliveryProgress(1, 30, 120, 9.0))
    assert told(run) == "frame 30 of 120 · 9.0 s left"
    assert run.share == (1 + 30 / 120) / 2


def test_a_node_waits_for_its_next_variant() -> None:
    run = Run(Waiting(DRAFT.project, ("clip",), variants=Variants("seed", (1, 2))))
    made = plan_variants(DRAFT.project, CATALOGUE, MODELS, "clip", "seed", [1, 2])
    run.planned(Prepared(made, None, {"clip#1": None, "clip#2": 4.0}), 1, lambda key: False)
    run.take(RunStarted(1, ("clip#1", "clip#2")))
    run.take(StepStarted(1, "clip#1"))
    assert (run.node, run.nodes["clip"].phase) == ("clip", Phase.RUNNING)
    assert told(run) == "0 of 2 done · more than 4.0 s left"
    run.take(StepFinished(1, "clip#1", {}, cached=False, elapsed=1.0))
    assert (run.node, run.nodes["clip"].phase) == (None, Phase.QUEUED)
    run.take(StepFinished(1, "clip#2", {}, cached=True, elapsed=0.0))
    assert not run.nodes


def test_what_went_wrong_first_is_told() -> None:
    run = run_of(("cut",), clip=None)
    run.take(RunStarted(1, ("clip", "cut")))
    assert told(run) == "running"
    for name in ("Rain", "Snow"):
        run.take(StepFailed(1, "clip", MediaError("{file} is not a video.", remedy="Choose another.", file=name)))
    run.cancelling = True
    assert told(run) == "cancelling"
    run.end(Outcome.FAILED, 1.0)
    assert told(run) == "failed: Rain is not a video. Choose another."
    other = run_of(("one",))
    other.end(Outcome.CANCELLED, 0.0)
    assert told(other) == "cancelled"


def test_less_than_a_second_is_no_number(tmp_path: Path) -> None:
    run = run_of(("clip",), clip=0.04)
    assert told(run, first=False) == "waiting · less than a second"
    run.take(RunStarted(1, ("clip",)))
    run.take(StepStarted(1, "clip"))
    run.take(StepProgress(1, "clip", 3, 8, 0.4))
    assert told(run) == "step 3 of 8 · less than a second left"
    run.take(StepProgress(1, "clip", 8, 8, 0.0))
    assert told(run) == "step 8 of 8", "what comes after the last step is not known"
    export = run_of(("clip",), tmp_path / "film.mp4", clip=0.04)
    assert told(export, first=False) == "waiting", "nobody knows how long the film takes"


def test_a_node_that_was_muted_while_it_ran_is_not_called_deleted() -> None:
    document = Document(CATALOGUE)
    document.replace(DRAFT.project, None)
    run = run_of(("cut",))
    run.node = "clip"
    document.apply(mute(("clip",)))
    assert "clip" not in document.flat.graph.nodes
    assert run.graph(document).nodes["clip"].muted
    document.apply(remove(("clip",)))
    assert "clip" not in run.graph(document).nodes
