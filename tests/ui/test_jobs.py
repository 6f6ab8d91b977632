"""Jobs over a real engine: states follow runs and edits, previews arrive in the GUI thread, nothing is told twice."""

from __future__ import annotations

import threading
from pathlib import Path

from soraapp.engine.events import Outcome
from soraapp.project import edits
from soraapp.project.project import Project
from soraapp.project.take_edits import without_takes
from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.studio import Studio
from tests.ui.window import film
from ui.canvas.words import saying
from ui.document import read_project
from ui.jobs import Phase


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
    assert (studio.phase("one"), studio.phase("dies")) == (Phase.DONE, Phase.FAILED)
    assert len(studio.errors) == 1
    assert len(studio.notices) == 3, "each time another worker went on, at last without the node"
    assert studio.run("one") is Outcome.DONE


def test_a_run_whose_worker_dies_goes_on_and_says_so(studio: Studio, tmp_path: Path) -> None:
    draft = Draft()("one", "plain.number", value=3.0)
    draft("dies", "plain.mortal", {"number": "one"}, trace=str(tmp_path / "trace"))
    draft("late", "plain.add", {"number": "dies"})
    studio.open(draft)
    assert studio.run() is Outcome.DONE
    assert [studio.phase(node) for node in ("one", "dies", "late")] == [Phase.DONE] * 3
    assert not studio.errors
    (notice,) = studio.notices
    assert "ended at Dies" in str(notice)
    assert "goes on" in str(notice)


def test_a_model_that_runs_out_of_memory_says_how_it_goes_on(studio: Studio) -> None:
    studio.open(Draft()("clip", "making.clip", model="hungry"))
    assert studio.run() is Outcome.DONE
    assert [notice.facts["economy"] for notice in studio.notices] == ["decode by frames", "shorter parts"]


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
    assert read_project(tmp_path / "film.mp4") == without_takes(studio.document.project)


def test_replacing_the_project_cancels_the_run(studio: Studio) -> None:
    studio.open(film(steps=10000))
    studio.jobs.run()
    wait(lambda: studio.phase("clip") is Phase.RUNNING)
    studio.document.replace(Project(), None)
    wait(lambda: not studio.jobs.running, seconds=5)
    assert studio.ends == [Outcome.CANCELLED]
    turn()
    assert not studio.errors


def test_every_result_becomes_a_take_that_undo_does_not_take_away(studio: Studio) -> None:
    studio.open(film(seed=1))
    studio.run()
    assert not studio.document.modified, "without a file of its own, results are no unsaved work"
    studio.document.apply(edits.set_value("clip", "seed", 2))
    studio.settle()
    studio.run()
    studio.run()
    studio.document.undo()
    studio.settle()
    assert [take.values["seed"] for take in studio.takes("clip")] == [1, 2]
    assert all(take.seconds and take.clip for take in studio.takes("clip"))
    assert studio.phase("clip") is Phase.DONE


def test_variants_are_one_run_and_a_take_each(studio: Studio) -> None:
    studio.open(film(seed=1))
    studio.jobs.run_variants("clip", "seed", [5, 6, 7])
    [asked] = studio.jobs.asked
    assert asked.variants is not None
    assert asked.variants.values == (5, 6, 7)
    wait(lambda: not studio.jobs.running, "the run")
    assert studio.ends == [Outcome.DONE]
    assert [take.values["seed"] for take in studio.takes("clip")] == [5, 6, 7]
    assert "clip#1" not in studio.phases
    assert studio.phase("clip") is Phase.STALE, "none of them is for the values that it has"
    assert studio.document.graph.nodes["clip"].values["seed"] == 1


def test_a_node_that_ran_and_lost_a_wire_that_it_needs_is_not_ready(studio: Studio) -> None:
    studio.open(film())
    assert studio.run() is Outcome.DONE
    wires = studio.document.graph.wires
    studio.document.apply(edits.disconnect(wires))
    studio.settle()
    state = studio.jobs.state("cut")
    assert (state.phase, saying(state).text) == (Phase.IDLE, "not ready")
    assert studio.jobs.result("cut"), "what was made stays in view"
    studio.document.undo()
    studio.settle()
    assert studio.phase("cut") is Phase.DONE
