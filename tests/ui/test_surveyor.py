"""What a run would do is known before: which nodes are stale, which are stored, and how long it takes."""

from __future__ import annotations

from soraapp.project import edits
from tests.ui.events import wait
from tests.ui.studio import Studio
from tests.ui.window import film


def test_only_what_is_stale_is_run_and_told_before(studio: Studio) -> None:
    studio.open(film()("other", "making.clip", prompt="new"))
    assert studio.jobs.stale == ("clip", "other")
    studio.run("clip")
    studio.settle()
    assert studio.jobs.stale == ("other",)
    assert [step.node for step in studio.jobs.forecast.cached] == ["clip"]
    studio.jobs.run_stale()
    wait(lambda: not studio.jobs.running, "the run")
    studio.settle()
    assert studio.jobs.stale == ()
    studio.jobs.run_stale()
    assert not studio.jobs.running, "there is nothing to do"


def test_the_forecast_knows_how_long_a_node_took(studio: Studio) -> None:
    studio.open(film())
    studio.run()
    studio.document.apply(edits.set_value("clip", "seed", 99))
    studio.settle()
    assert studio.jobs.forecast.unknown == 0
    assert studio.jobs.forecast.seconds == studio.takes("clip")[0].seconds


def test_what_a_run_of_a_part_would_do_is_known(studio: Studio) -> None:
    studio.open(film()("other", "making.clip", prompt="new"))
    studio.run("clip")
    told = studio.jobs.forecast_to(["cut"])
    assert ([step.node for step in told.compute], [step.node for step in told.cached]) == ([], ["clip"])
    told = studio.jobs.forecast_to(["other", "gone"])
    assert [step.node for step in told.compute] == ["other"]
