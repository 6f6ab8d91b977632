"""Jobs over a real engine: states follow runs and edits, previews arrive in the GUI thread, nothing is told twice."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome
from soraapp.errors import SoraError
from soraapp.project import edits
from soraapp.project.project import Project
from tests.engine.conftest import CATALOGUE, MODELS, PROVIDER, Draft
from tests.ui.events import turn, wait
from tests.ui.window import film
from ui.document import Document, read_project
from ui.jobs import Jobs, Phase


class Studio:
    """A document, its jobs, and what they told."""

    def __init__(self, folder: Path) -> None:
        self.document = Document(CATALOGUE)
        self.jobs = Jobs(
            self.document, MODELS, lambda listener: Engine(CATALOGUE, listener, cache_folder=folder, models=PROVIDER)
        )
        self.ends: list[Outcome] = []
        self.errors: list[SoraError] = []
        self.previews: list[tuple[str, Any]] = []
        self.phases: dict[str, list[Phase]] = {}
        self.threads: set[int] = set()
        self.jobs.finished.connect(self.ends.append)
        self.jobs.failed.connect(self.errors.append)
        self.jobs.preview.connect(self._preview)
        self.jobs.node_changed.connect(self._node_changed)

    def open(self, draft: Draft) -> None:
        self.document.replace(draft.project, None)
        self.settle()

    def settle(self) -> None:
        """Wait until the survey of the document has come in."""
        wait(lambda: not self.jobs.surveying, "the survey")

    def run(self, *targets: str) -> Outcome:
        self.jobs.run(targets or None)
        assert self.jobs.running
        wait(lambda: not self.jobs.running, "the run to end")
        return self.ends[-1]

    def phase(self, node: str) -> Phase:
        return self.jobs.state(node).phase

    def _preview(self, node: str, frames: Any, rate: Any) -> None:
        self.threads.add(threading.get_ident())
        self.previews.append((node, frames))

    def _node_changed(self, node: str) -> None:
        self.threads.add(threading.get_ident())
        told = self.phases.setdefault(node, [])
        if not told or told[-1] is not self.phase(node):
            told.append(self.phase(node))


@pytest.fixture
def studio(app: object, tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path / "cache")
    yield made
    made.jobs.close()


def test_a_run_queues_runs_and_finishes_each_node(studio: Studio) -> None:
    studio.open(film())
    assert (studio.phase("clip"), studio.phase("cut")) == (Phase.IDLE, Phase.IDLE)
    assert studio.run() is Outcome.DONE
    assert studio.phases["clip"] == [Phase.IDLE, Phase.QUEUED, Phase.RUNNING, Phase.DONE] or studio.phases["clip"] == [
        Phase.QUEUED,
        Phase.RUNNING,
        Phase.DONE,
    ]
    result = studio.jobs.result("cut")
    assert result is not None
    assert result["clip"].count == 4  # pyright: ignore[reportAttributeAccessIssue]
    assert studio.threads == {threading.get_ident()}


def test_previews_are_whole_clips_that_differ(studio: Studio) -> None:
    studio.open(film(steps=12))
    studio.run()
    shapes = {frames.shape for _, frames in studio.previews}
    assert shapes == {(9, 32, 32, 3)}
    assert len({frames.tobytes() for _, frames in studio.previews}) >= 2


def test_an_edit_makes_stale_what_depends_on_it_and_undo_brings_the_result_back(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    studio.document.apply(edits.set_value("cut", "end", 2))
    studio.settle()
    assert (studio.phase("clip"), studio.phase("cut")) == (Phase.DONE, Phase.STALE)
    assert studio.jobs.result("cut") is not None, "the latest result is still there to be seen"
    studio.document.undo()
    studio.settle()
    assert studio.phase("cut") is Phase.DONE


def test_moving_a_node_makes_nothing_stale(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    studio.document.apply(edits.move({"clip": (300.0, 200.0)}))
    assert not studio.jobs.surveying, "a move asks for no survey"
    assert studio.phase("clip") is Phase.DONE


def test_what_was_made_before_is_told_as_cached(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    assert not studio.jobs.state("clip").cached
    studio.run()
    assert studio.jobs.state("clip").cached


def test_a_failure_fails_the_node_and_blocks_what_it_feeds(studio: Studio) -> None:
    draft = Draft()("one", "plain.number")("bad", "plain.refuses", {"number": "one"})(
        "add", "plain.add", {"number": "bad"}
    )
    studio.open(draft)
    assert studio.run() is Outcome.FAILED
    assert [studio.phase(node) for node in ("one", "bad", "add")] == [Phase.DONE, Phase.FAILED, Phase.BLOCKED]
    assert "cannot be used" in str(studio.jobs.state("bad").error)
    assert len(studio.errors) == 1
    studio.document.apply(edits.set_value("one", "value", 3))
    studio.settle()
    assert studio.phase("bad") is not Phase.FAILED, "with other values it may well run"


def test_a_problem_is_known_before_a_run_and_fails_the_node_in_one(studio: Studio) -> None:
    studio.open(film(count=100)("alone", "plain.add", {}, amount=1))
    assert {problem.node for problem in studio.jobs.problems} == {"clip", "alone"}
    state = studio.jobs.state("clip")
    assert (state.phase, state.error is not None) == (Phase.IDLE, True)
    assert studio.run() is Outcome.FAILED
    assert (studio.phase("clip"), studio.phase("cut")) == (Phase.FAILED, Phase.BLOCKED)
    studio.document.apply(edits.set_value("clip", "count", 9))
    studio.settle()
    assert (studio.phase("clip"), studio.phase("cut")) == (Phase.IDLE, Phase.IDLE)
    assert studio.run("cut") is Outcome.DONE


def test_cancel_ends_the_run_and_leaves_everything_usable(studio: Studio) -> None:
    studio.open(film(steps=10000))
    studio.jobs.run()
    wait(lambda: studio.phase("clip") is Phase.RUNNING)
    studio.jobs.cancel()
    assert studio.jobs.cancelling
    wait(lambda: not studio.jobs.running, seconds=5)
    assert studio.ends == [Outcome.CANCELLED]
    assert studio.phase("clip") is Phase.IDLE
    assert not studio.errors
    studio.document.apply(edits.set_value("clip", "steps", 2))
    assert studio.run() is Outcome.DONE


def test_a_run_can_be_cancelled_before_it_began(studio: Studio) -> None:
    studio.open(film())
    studio.jobs.run()
    studio.jobs.cancel()
    wait(lambda: not studio.jobs.running, seconds=5)
    assert studio.ends == [Outcome.CANCELLED]


def test_the_death_of_the_worker_fails_the_node_and_the_next_run_works(studio: Studio) -> None:
    studio.open(Draft()("one", "plain.number")("dies", "plain.dies", {"number": "one"}))
    assert studio.run() is Outcome.FAILED
    assert Phase.FAILED in (studio.phase("one"), studio.phase("dies"))
    assert len(studio.errors) == 1
    assert studio.run("one") is Outcome.DONE


def test_an_unknown_kind_is_missing(studio: Studio) -> None:
    studio.open(Draft()("odd", "not.there"))
    assert studio.phase("odd") is Phase.MISSING


def test_running_nothing_says_so(studio: Studio) -> None:
    studio.open(Draft())
    assert studio.run() is Outcome.FAILED
    assert "nothing to run" in str(studio.errors[0])


def test_an_export_computes_writes_and_carries_the_project(studio: Studio, tmp_path: Path) -> None:
    delivered: list[Path] = []
    studio.jobs.delivered.connect(delivered.append)
    studio.open(film())
    studio.jobs.export("cut", tmp_path / "film.mp4")
    wait(lambda: not studio.jobs.running)
    assert (delivered, studio.ends) == ([tmp_path / "film.mp4"], [Outcome.DONE])
    assert read_project(tmp_path / "film.mp4") == studio.document.project


def test_another_project_forgets_the_results_of_the_last(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    studio.document.replace(Project(), None)
    studio.open(film(steps=5))
    assert studio.phase("clip") is Phase.IDLE


def test_what_the_cache_holds_is_there_at_once_when_a_project_is_opened(studio: Studio, tmp_path: Path) -> None:
    trace = str(tmp_path / "calls")
    draft = film(trace=trace)("other", "making.clip", prompt="new", trace=trace)
    studio.open(draft)
    studio.run("cut")
    studio.document.replace(Project(), None)
    restored: list[list[str]] = []
    runs: list[bool] = []
    studio.jobs.restored.connect(restored.append)
    studio.jobs.run_changed.connect(lambda: runs.append(studio.jobs.running))
    studio.open(draft)
    wait(lambda: restored, "the results")
    assert restored == [["clip", "cut"]]
    assert [studio.phase(node) for node in ("clip", "cut", "other")] == [Phase.DONE, Phase.DONE, Phase.IDLE]
    assert studio.jobs.state("cut").cached
    result = studio.jobs.result("cut")
    assert result is not None
    assert result["clip"].count == 4  # pyright: ignore[reportAttributeAccessIssue]
    assert not runs, "it counts as no run"
    assert len(studio.ends) == 1
    assert Path(trace).read_text("utf-8") == "clip\n", "nothing is computed twice"


def test_a_value_whose_result_is_stored_shows_it_at_once(studio: Studio) -> None:
    studio.open(film(steps=5))
    studio.run()
    studio.open(film(steps=4))
    studio.run()
    studio.document.apply(edits.set_value("clip", "steps", 5))
    wait(lambda: studio.phase("cut") is Phase.DONE, "the result of an earlier project")
    assert len(studio.ends) == 2


def test_nothing_light_is_called_by_itself(studio: Studio) -> None:
    restored: list[object] = []
    studio.jobs.restored.connect(restored.append)
    studio.open(Draft()("one", "plain.number")("dies", "plain.dies", {"number": "one"}))
    turn(0.2)
    assert studio.phase("one") is Phase.IDLE
    assert not restored


def test_a_run_right_after_opening_is_neither_lost_nor_mixed_up(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    studio.document.replace(Project(), None)
    studio.open(film())
    assert studio.run() is Outcome.DONE
    assert len(studio.ends) == 2
    studio.open(film())
    studio.document.replace(Project(), None)
    studio.open(film(steps=6))
    assert studio.run() is Outcome.DONE
    assert not studio.jobs.state("clip").cached


def test_a_stored_result_that_vanishes_is_not_made_anew_by_itself(studio: Studio, tmp_path: Path) -> None:
    trace = tmp_path / "calls"
    draft = film(trace=str(trace))
    studio.open(draft)
    studio.run()
    ask = studio.jobs._engine.cached

    def ask_and_lose(key: str) -> bool:
        found = ask(key)
        shutil.rmtree(tmp_path / "cache")
        return found

    studio.jobs._surveyor._cached = ask_and_lose
    over: list[object] = []
    studio.jobs.restored.connect(over.append)
    studio.document.replace(Project(), None)
    studio.open(draft)
    wait(lambda: over, "the end of the quiet run")
    assert studio.phase("clip") is Phase.IDLE
    assert not studio.errors
    assert trace.read_text("utf-8").count("clip") <= 2, "one call may have begun before it was stopped"
    studio.jobs._surveyor._cached = ask
    assert studio.run() is Outcome.DONE


def test_replacing_the_project_cancels_the_run(studio: Studio) -> None:
    studio.open(film(steps=10000))
    studio.jobs.run()
    wait(lambda: studio.phase("clip") is Phase.RUNNING)
    studio.document.replace(Project(), None)
    wait(lambda: not studio.jobs.running, seconds=5)
    assert studio.ends == [Outcome.CANCELLED]
    turn()
    assert not studio.errors
