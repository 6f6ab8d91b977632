"""After the death of the program the queue is as it was: the same runs, in their order, each of its own project."""

from __future__ import annotations

from pathlib import Path

from soraapp.project.rescue import Variants, read_work
from tests.ui.events import wait
from tests.ui.killed import answer, child, offered
from tests.ui.window import Maker
from ui.jobs import Phase

RUN = """
window.document.replace(film(steps=10000).project, None)
window.jobs.run(['clip'])
"""
QUEUE = (
    RUN
    + """
window.document.apply(edits.set_value('clip', 'steps', 3))
window.jobs.run_variants('clip', 'seed', [5, 6])
window.document.apply(edits.set_value('clip', 'steps', 4))
window.jobs.export('cut', Path(sys.argv[1]) / 'film.mp4')
wait(lambda: all(run.number for run in window.jobs.queue.runs), 'the engine to have them')
window.jobs.queue.move(window.jobs.queue.runs[2], 1)
wait(lambda: window.jobs.running_node, 'the first')
kept = []
window.keeping.keep(lambda: kept.append(True))
wait(lambda: kept, 'the queue in its order')
"""
)
KEEP = "wait(lambda: list(Path(sys.argv[1]).rglob('*.rescue')), 'the work')"


def test_runs_that_waited_are_offered_and_run(make: Maker, home: Path, tmp_path: Path) -> None:
    with child(tmp_path, RUN + KEEP):
        pass
    window = make(None)
    window.recovery.look()
    offered(window, "Recovered")
    answer(window, "Restore")
    offered(window, "1 run was waiting")
    wait(lambda: not window.jobs.surveying)
    answer(window, "Run it")
    wait(lambda: window.jobs.state("clip").phase is Phase.RUNNING, "the run")
    assert window.jobs.asked[0].targets == ("clip",)
    window.jobs.cancel()
    wait(lambda: not window.jobs.running)
    [kept] = home.glob("*.rescue")
    wait(lambda: not read_work(kept).waiting, "nothing waits any more", 5)


def test_the_whole_queue_comes_back_in_its_order(make: Maker, home: Path, tmp_path: Path) -> None:
    with child(tmp_path, QUEUE + KEEP):
        pass
    window = make(None)
    window.recovery.look()
    offered(window, "Recovered")
    answer(window, "Restore")
    offered(window, "3 runs were waiting")
    answer(window, "Run them")
    long, film, variants = window.jobs.asked
    assert [asked.project.graph.nodes["clip"].values["steps"] for asked in (long, film, variants)] == [10000, 4, 3]
    assert film.film == tmp_path / "film.mp4"
    assert variants.variants == Variants("seed", (5, 6))
    wait(lambda: window.jobs.running_node == "clip", "the first run")
    wait(lambda: all(run.number for run in window.jobs.queue.runs), "the engine to have them all")
    window.jobs.cancel()
    wait(lambda: not window.jobs.queue.runs, "the others")
    assert (tmp_path / "film.mp4").exists()
    assert [take.values.get("seed") for take in window.document.graph.nodes["clip"].takes] == [None, 5, 6]
    assert window.jobs.queue.past[0].asked is variants, "two results of one run, the last"
