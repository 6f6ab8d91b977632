"""Several runs over a real engine: each waits for its turn, and is moved, held back, and cancelled by itself."""

from __future__ import annotations

from pathlib import Path

from soraapp.engine.events import Outcome
from soraapp.project import edits
from soraapp.project.project import Project
from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.studio import Studio
from tests.ui.window import film
from ui.jobs import Phase
from ui.runs.run import Run


def several(studio: Studio) -> tuple[Run, list[Run]]:
    """A run under way that goes on and on, and three that wait behind it."""
    studio.open(film(steps=10000)("one", "plain.number")("two", "plain.number")("three", "plain.number"))
    slow = studio.jobs.run(["cut"])
    waiting = [studio.jobs.run([node]) for node in ("one", "two", "three")]
    wait(lambda: studio.phase("clip") is Phase.RUNNING, "the first run")
    wait(lambda: all(run.number for run in waiting), "the engine to have them all")
    return slow, waiting


def order(studio: Studio) -> list[Run]:
    """The runs that are over, the first to end first."""
    return [*reversed(studio.jobs.queue.past)]


def test_runs_wait_and_follow_each_other_and_cancel_stops_one_alone(studio: Studio) -> None:
    slow, (one, two, three) = several(studio)
    queue = studio.jobs.queue
    assert (queue.current, queue.waiting) == (slow, [one, two, three])
    assert [studio.phase(node) for node in ("clip", "cut", "one")] == [Phase.RUNNING, Phase.QUEUED, Phase.QUEUED]
    assert len(studio.jobs.asked) == 4
    studio.jobs.cancel(two)
    wait(lambda: two.outcome, "the run that was removed", 5)
    assert (queue.runs, studio.phase("two")) == ([slow, one, three], Phase.IDLE)
    assert studio.jobs.running, "the one under way goes on"
    studio.jobs.cancel()
    wait(lambda: not studio.jobs.running, "the others")
    assert order(studio) == [two, slow, one, three]
    outcomes = [Outcome.CANCELLED, Outcome.CANCELLED, Outcome.DONE, Outcome.DONE]
    assert [run.outcome for run in order(studio)] == studio.ends == outcomes


def test_what_waits_changes_places_also_in_the_engine(studio: Studio) -> None:
    slow, (one, two, three) = several(studio)
    queue = studio.jobs.queue
    queue.move(three, 1)
    assert queue.runs == [slow, three, one, two]
    queue.move(one, 0)
    assert queue.runs == [slow, one, three, two], "nothing goes before the one under way"
    queue.move(one, 99)
    assert queue.runs == [slow, three, two, one]
    queue.move(slow, 2)
    assert queue.runs[0] is slow
    turn(0.3)
    assert queue.runs == [slow, three, two, one], "the engine says so, too"
    studio.jobs.cancel()
    wait(lambda: not studio.jobs.running, "the others")
    assert order(studio) == [slow, three, two, one]


def test_a_held_queue_begins_nothing_until_it_may_go_on(studio: Studio) -> None:
    slow, waiting = several(studio)
    queue = studio.jobs.queue
    queue.hold(held=True)
    studio.jobs.cancel()
    wait(lambda: slow.outcome, "the end of the first", 5)
    turn(0.3)
    assert (queue.current, queue.waiting) == (None, waiting)
    assert not studio.jobs.running
    queue.hold(held=False)
    assert studio.jobs.running
    wait(lambda: not studio.jobs.running, "the others")
    assert [run.outcome for run in waiting] == [Outcome.DONE] * 3


def test_results_at_hand_come_although_the_queue_is_held(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    project = studio.document.project
    studio.jobs.queue.hold(held=True)
    studio.document.replace(Project(), None)
    studio.document.replace(project, None)
    wait(lambda: studio.phase("cut") is Phase.DONE, "what is stored", 10)


def test_cancelling_all_begins_none_of_them(studio: Studio) -> None:
    slow, waiting = several(studio)
    late = studio.jobs.run(["one"])
    studio.jobs.cancel_all()
    wait(lambda: not studio.jobs.queue.runs, "the end of all", 5)
    assert {run.outcome for run in (slow, *waiting, late)} == {Outcome.CANCELLED}
    assert studio.phase("one") is Phase.IDLE
    assert not studio.errors


def test_a_run_that_fails_does_not_keep_the_next_from_its_turn(studio: Studio) -> None:
    studio.open(Draft()("one", "plain.number")("bad", "plain.refuses", {"number": "one"}))
    first, second = studio.jobs.run(["bad"]), studio.jobs.run(["one"])
    wait(lambda: second.outcome, "both")
    assert (first.outcome, second.outcome) == (Outcome.FAILED, Outcome.DONE)
    assert first.error is not None
    assert "cannot be used" in str(first.error)


def test_each_run_knows_how_far_it_is_and_what_is_left(studio: Studio, tmp_path: Path) -> None:
    studio.open(film(steps=3)("other", "making.clip", prompt="new", steps=3))
    studio.run()
    studio.document.apply(edits.set_value("clip", "steps", 200))
    studio.document.apply(edits.set_value("other", "steps", 4))
    studio.settle()
    run = studio.jobs.run()
    export = studio.jobs.export("cut", tmp_path / "film.mp4")
    wait(lambda: run.node == "clip" and run.share, "the first step")
    assert (run.done, run.count) == (0, 2)
    assert run.share is not None
    assert 0 < run.share < 0.5
    assert run.time_left is not None
    assert not run.time_left.at_least, "both nodes were run before"
    assert (export.done, export.count) == (0, 2), "the clip and the film"
    assert export.time_left is not None
    assert export.time_left.at_least, "nobody knows how long the film takes"
    wait(lambda: not studio.jobs.running, "both")
    assert (run.done, run.outcome, export.done) == (2, Outcome.DONE, 2)
    assert (tmp_path / "film.mp4").exists()


def test_variants_wait_as_the_one_run_that_they_are(studio: Studio) -> None:
    slow, _ = several(studio)
    studio.document.apply(edits.set_value("clip", "steps", 3))
    variants = studio.jobs.run_variants("clip", "seed", [5, 6])
    studio.jobs.cancel(slow)
    wait(lambda: variants.node == "clip", "their turn")
    assert variants.count == 2
    wait(lambda: variants.outcome, "their end")
    assert [take.values["seed"] for take in studio.takes("clip")] == [5, 6]


def test_only_the_latest_runs_are_remembered(studio: Studio) -> None:
    studio.open(Draft()("one", "plain.number"))
    last = [studio.jobs.run() for _ in range(22)][-1]
    wait(lambda: not studio.jobs.running, "all of them")
    assert len(studio.jobs.queue.past) == 20
    assert studio.jobs.queue.past[0] is last
    studio.jobs.queue.clear_past()
    assert not studio.jobs.queue.past
