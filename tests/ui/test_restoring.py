"""What is at hand is there without a run: from the cache, after undo, and after a take is pinned."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from soraapp.engine.cache.protection import protected
from soraapp.engine.events import Outcome
from soraapp.project import edits
from soraapp.project.project import Project
from soraapp.project.take_edits import pin, unpin
from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.studio import Studio
from tests.ui.window import film
from ui.jobs import Phase


def test_an_edit_makes_stale_what_depends_on_it_and_undo_brings_the_result_back(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    studio.document.apply(edits.set_value("clip", "seed", 2))
    studio.settle()
    assert (studio.phase("clip"), studio.phase("cut")) == (Phase.STALE, Phase.STALE)
    assert studio.jobs.result("cut") is not None, "the latest result is still there to be seen"
    studio.document.undo()
    studio.settle()
    assert (studio.phase("clip"), studio.phase("cut")) == (Phase.DONE, Phase.DONE)


def test_what_is_light_follows_each_change_behind_what_is_stored(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    for end in (3, 2, 1):
        studio.document.apply(edits.set_value("cut", "end", end))
        turn(0.02)
    wait(lambda: studio.phase("cut") is Phase.DONE and not studio.jobs.surveying, "the last of the changes", 10)
    result = studio.jobs.result("cut")
    assert result is not None
    assert result["clip"].count == 1  # pyright: ignore[reportAttributeAccessIssue]
    assert len(studio.ends) == 1, "without a run"


def test_what_follows_a_pinned_take_is_there_without_a_run(studio: Studio) -> None:
    studio.open(film(seed=1)("short", "plain.cut", {"clip": "cut"}, end=2))
    studio.run()
    studio.document.apply(edits.set_value("clip", "seed", 2))
    studio.settle()
    studio.run()
    studio.document.apply(edits.set_value("cut", "end", 3))
    studio.document.apply(pin("clip", studio.takes("clip")[0].key))
    wait(lambda: studio.phase("short") is Phase.DONE, "the end of the chain", 10)
    assert [studio.phase(node) for node in ("clip", "cut")] == [Phase.DONE, Phase.DONE]
    assert len(studio.ends) == 2


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


def test_a_stored_result_that_vanishes_is_not_made_anew_by_itself(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = tmp_path / "calls"
    draft = film(trace=str(trace))
    studio.open(draft)
    studio.run()
    ask = studio.jobs._engine.cached

    def ask_and_lose(key: str) -> bool:
        found = ask(key)
        shutil.rmtree(tmp_path / "cache")
        return found

    monkeypatch.setattr(studio.jobs._engine, "cached", ask_and_lose)
    over: list[object] = []
    studio.jobs.restored.connect(over.append)
    studio.document.replace(Project(), None)
    studio.open(draft)
    wait(lambda: over, "the end of the quiet run")
    assert studio.phase("clip") is Phase.IDLE
    assert not studio.errors
    assert trace.read_text("utf-8").count("clip") <= 2, "one call may have begun before it was stopped"
    monkeypatch.undo()
    assert studio.run() is Outcome.DONE


def test_a_pinned_take_is_what_the_node_gives_and_a_lost_one_is_told(studio: Studio, tmp_path: Path) -> None:
    studio.open(film(seed=1))
    studio.run()
    first = studio.jobs.result("cut")
    studio.document.apply(edits.set_value("clip", "seed", 2))
    studio.document.apply(pin("clip", studio.takes("clip")[0].key))
    studio.settle()
    wait(lambda: studio.phase("cut") is Phase.DONE, "what is at hand")
    assert studio.jobs.state("clip").pinned
    assert studio.jobs.result("cut") == first
    shutil.rmtree(tmp_path / "cache")
    pinned = studio.document.project
    studio.document.replace(Project(), None)
    studio.document.replace(pinned, None)
    studio.settle()
    assert "no longer stored" in str(studio.jobs.problems[0].error)
    assert studio.run() is Outcome.FAILED
    studio.document.apply(unpin("clip"))
    studio.settle()
    assert studio.run() is Outcome.DONE


def test_what_the_project_shows_makes_room_last(studio: Studio, tmp_path: Path) -> None:
    studio.open(film())
    studio.run()
    cache = tmp_path / "cache"
    shown = {studio.jobs.key("clip"), studio.document.graph.nodes["clip"].takes[0].key}
    assert shown <= protected(cache).keys()
    studio.document.replace(Project(), None)
    studio.settle()
    assert not protected(cache)
