"""A project is left while it runs: its runs go on, and what they make is there when it is opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from soraapp.engine.events import Outcome
from soraapp.project import edits, storage
from soraapp.project.project import Project
from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.killed import answer, child, offered
from tests.ui.studio import Studio
from tests.ui.window import CTRL, Maker, click, come_back, dialog, film, press
from ui.jobs import Phase
from ui.main_window import MainWindow


def saved(draft: Draft, path: Path) -> Path:
    """The file of a project."""
    path.parent.mkdir(exist_ok=True)
    storage.save(draft.project, path)
    return path


def opened(window: MainWindow, file: Path) -> None:
    """Open a file, as the recent files of the menu do."""
    window.files.open(file)
    wait(lambda: window.document.path == file and not window.jobs.surveying, f"{file.name} to be open")


def under_way(window: MainWindow) -> None:
    wait(lambda: window.jobs.state("clip").phase is Phase.RUNNING, "the run")


def rows(window: MainWindow) -> list[str]:
    return [str(window.queue.rows.index(row).data()) for row in range(window.queue.rows.rowCount())]


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """A project with a clip that takes some seconds, and notes each call of it."""
    return saved(film(steps=250, trace=str(tmp_path / "calls")), tmp_path / "films" / "rain.sora")


def test_a_run_goes_on_in_a_new_project_and_its_take_is_there_afterwards(
    make: Maker, rain: Path, tmp_path: Path
) -> None:
    window = make(None)
    opened(window, rain)
    press(Qt.Key.Key_Return, CTRL)
    under_way(window)
    press(Qt.Key.Key_N, CTRL)
    wait(lambda: not window.document.graph.nodes, "the new project")
    [run] = window.jobs.queue.runs
    assert window.jobs.running
    wait(lambda: "rain - Clip: step" in window.status.text.text(), "how far the other project is")
    wait(lambda: rows(window) == ["rain - Cut"], "the run in the queue")
    window.speak("zh_CN")
    turn(0.1)
    told = window.status.text.text()
    window.speak("en")
    assert "rain - Clip: 第" in told
    wait(lambda: run.outcome is Outcome.DONE, "the end of the run")
    assert not window.document.modified
    assert window.document.project == Project()
    wait(lambda: storage.load(rain).graph.nodes["clip"].takes, "the take in the file")
    opened(window, rain)
    wait(lambda: window.jobs.state("cut").phase is Phase.DONE, "its results")
    assert len(window.document.graph.nodes["clip"].takes) == 1
    assert not window.document.modified
    wait(lambda: rows(window) == ["Cut"], "a run of the open project again")
    press(Qt.Key.Key_N, CTRL)
    wait(lambda: rows(window) == ["rain - Cut"], "a run of another project")
    assert (tmp_path / "calls").read_text("utf-8") == "clip\n", "nothing is computed twice"


def test_who_comes_back_while_it_runs_sees_it_run(make: Maker, rain: Path) -> None:
    window = make(None)
    opened(window, rain)
    press(Qt.Key.Key_Return, CTRL)
    under_way(window)
    press(Qt.Key.Key_N, CTRL)
    wait(lambda: not window.document.graph.nodes, "the new project")
    opened(window, rain)
    under_way(window)
    previews: list[str] = []
    window.jobs.preview.connect(lambda node, *_: previews.append(node))
    wait(lambda: "clip" in previews, "a live picture")
    wait(lambda: not window.jobs.running, "the end")
    assert window.jobs.state("cut").phase is Phase.DONE
    assert len(window.document.graph.nodes["clip"].takes) == 1


def test_another_project_with_the_same_nodes_is_not_mixed_up_with_it(studio: Studio, rain: Path) -> None:
    other = saved(film(steps=3), rain.with_name("other.sora"))
    studio.document.open(rain)
    run = studio.jobs.run(["cut"])
    wait(lambda: studio.phase("clip") is Phase.RUNNING, "the run")
    studio.document.open(other)
    studio.settle()
    studio.previews.clear()
    assert [studio.phase(node) for node in ("clip", "cut")] == [Phase.IDLE, Phase.IDLE]
    assert (studio.jobs.running, studio.jobs.running_here, studio.jobs.running_node) == (True, False, None)
    wait(lambda: run.outcome is Outcome.DONE, "the end of the run")
    studio.settle()
    assert [studio.phase(node) for node in ("clip", "cut")] == [Phase.IDLE, Phase.IDLE]
    assert not studio.takes("clip")
    assert not studio.previews
    assert studio.run() is Outcome.DONE
    assert len(studio.takes("clip")) == 1


def test_what_is_stored_of_a_project_is_shown_while_another_one_runs(studio: Studio, rain: Path) -> None:
    other = saved(film(steps=3), rain.with_name("other.sora"))
    studio.document.open(other)
    studio.run()
    studio.document.save()
    studio.document.open(rain)
    run = studio.jobs.run(["cut"])
    wait(lambda: studio.phase("clip") is Phase.RUNNING, "the run")
    restored: list[list[str]] = []
    studio.jobs.restored.connect(restored.append)
    studio.document.open(other)
    wait(lambda: restored, "what is stored")
    assert (restored, run.outcome, studio.phase("clip")) == ([["clip"]], None, Phase.DONE)
    wait(lambda: studio.phase("cut") is Phase.DONE, "what is light, after the run")
    assert run.outcome is Outcome.DONE


def test_results_that_a_run_has_made_before_it_was_left_are_there_on_coming_back(studio: Studio, rain: Path) -> None:
    saved(film(steps=2)("long", "making.clip", steps=10000), rain)
    studio.document.open(rain)
    studio.jobs.run(["clip", "long"])
    wait(lambda: studio.phase("long") is Phase.RUNNING, "the second clip")
    studio.document.save()
    studio.document.replace(Project(), None)
    studio.document.open(rain)
    wait(lambda: studio.phase("clip") is Phase.DONE, "the first")
    assert studio.phase("long") is Phase.RUNNING
    studio.jobs.cancel()
    wait(lambda: not studio.jobs.running)


def test_variants_that_end_elsewhere_become_takes_in_the_file(studio: Studio, rain: Path) -> None:
    studio.document.open(rain)
    studio.document.apply(edits.set_value("clip", "steps", 40))
    studio.document.save()
    run = studio.jobs.run_variants("clip", "seed", [5, 6])
    studio.document.replace(Project(), None)
    wait(lambda: run.outcome is Outcome.DONE, "the variants")
    wait(lambda: len(storage.load(rain).graph.nodes["clip"].takes) == 2, "the takes in the file")
    studio.document.open(rain)
    assert [take.values["seed"] for take in studio.takes("clip")] == [5, 6]
    assert not studio.document.modified


def test_a_node_that_became_another_in_the_file_gets_no_take(studio: Studio, rain: Path) -> None:
    studio.document.open(rain)
    run = studio.jobs.run(["clip"])
    wait(lambda: studio.phase("clip") is Phase.RUNNING, "the run")
    studio.document.replace(Project(), None)
    after = saved(Draft()("clip", "plain.number"), rain)
    text = after.read_text("utf-8")
    wait(lambda: run.outcome is Outcome.DONE, "the run")
    studio.document.open(rain)
    turn(0.2)
    assert rain.read_text("utf-8") == text
    assert not studio.document.modified
    assert not studio.errors


def test_a_file_that_cannot_be_written_is_told(studio: Studio, rain: Path) -> None:
    studio.document.open(rain)
    run = studio.jobs.run(["clip"])
    wait(lambda: studio.phase("clip") is Phase.RUNNING, "the run")
    studio.document.replace(Project(), None)
    rain.write_text("{", "utf-8")
    wait(lambda: run.outcome is Outcome.DONE, "the run")
    wait(lambda: studio.errors, "the error")
    assert "rain.sora" in str(studio.errors[0])


def test_what_nobody_can_come_back_to_is_cancelled_but_a_film_is_written(make: Maker, tmp_path: Path) -> None:
    window = make(film(steps=250))
    window.document.apply(edits.set_value("cut", "end", 3))
    press(Qt.Key.Key_Return, CTRL)
    under_way(window)
    window.jobs.export("cut", tmp_path / "film.mp4")
    wait(lambda: all(run.number for run in window.jobs.queue.runs), "the engine to have both")
    run, export = window.jobs.queue.runs
    press(Qt.Key.Key_N, CTRL)
    question = dialog(QMessageBox, "unsaved")
    click(question.button(QMessageBox.StandardButton.Discard))
    come_back(window)
    wait(lambda: run.outcome is Outcome.CANCELLED, "the run without a home", 5)
    assert export.outcome is None
    wait(lambda: export.outcome is Outcome.DONE, "the film")
    assert (tmp_path / "film.mp4").exists()


def test_the_example_is_known_again_by_its_name(studio: Studio) -> None:
    project = film(steps=150).project
    studio.document.replace(project, None, title="first_film")
    run = studio.jobs.run(["cut"])
    wait(lambda: studio.phase("clip") is Phase.RUNNING, "the run")
    studio.document.replace(Project(), None)
    assert run.outcome is None
    wait(lambda: run.outcome is Outcome.DONE, "the end")
    studio.document.replace(project, None, title="first_film")
    wait(lambda: studio.phase("cut") is Phase.DONE, "its results")
    assert len(studio.takes("clip")) == 1


ELSEWHERE = """
window.document.open(Path(sys.argv[1]) / 'films' / 'rain.sora')
window.jobs.run(['cut'])
window.jobs.run_variants('clip', 'seed', [5])
window.document.replace(film(steps=3).project, None, title='other')
window.document.apply(edits.set_value('clip', 'steps', 2))
window.jobs.run(['cut'])
wait(lambda: all(run.number for run in window.jobs.queue.runs), 'the engine to have them')
kept = []
window.keeping.keep(lambda: kept.append(True))
wait(lambda: kept, 'the queue')
"""


def test_after_the_death_of_the_program_each_run_is_of_its_project(
    make: Maker, home: Path, rain: Path, tmp_path: Path
) -> None:
    with child(tmp_path, ELSEWHERE):
        pass
    window = make(None)
    window.recovery.look()
    offered(window, "Recovered")
    answer(window, "Restore")
    offered(window, "3 runs were waiting")
    answer(window, "Run them")
    wait(lambda: rows(window) == ["rain - Cut", "rain - Clip: variants (1)", "Cut"], "the queue")
    wait(lambda: not window.jobs.queue.runs, "all of them")
    wait(lambda: len(storage.load(rain).graph.nodes["clip"].takes) == 2, "the takes in the file of the other project")
    assert len(window.document.graph.nodes["clip"].takes) == 1


def test_runs_that_are_not_decided_upon_stay_offered_in_another_project(
    make: Maker, home: Path, rain: Path, tmp_path: Path
) -> None:
    act = "window.jobs.run(['cut'])\nwait(lambda: list(Path(sys.argv[1]).rglob('*.rescue')), 'the work')"
    with child(tmp_path, act, rain):
        pass
    window = make(None)
    opened(window, rain)
    offered(window, "rain has runs")
    answer(window, "Restore")
    offered(window, "1 run was waiting")
    press(Qt.Key.Key_N, CTRL)
    wait(lambda: not window.document.graph.nodes, "the new project")
    offered(window, "1 run was waiting")
    answer(window, "Run it")
    wait(lambda: rows(window) == ["rain - Cut"], "the run of the other project")
    wait(lambda: storage.load(rain).graph.nodes["clip"].takes, "the take in its file")
