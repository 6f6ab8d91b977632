"""What a run would do is known before: which nodes are stale, which are stored, and how long it takes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.engine.content_key import Source
from soraapp.engine.forecast import Forecast
from soraapp.engine.plan import Step, plan
from soraapp.project import edits
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.takes import Take
from tests.engine.conftest import CATALOGUE, MODELS
from tests.ui.events import wait
from tests.ui.studio import Studio
from tests.ui.window import film
from ui.forecast_text import forecast_text
from ui.survey import lasted


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


def test_what_is_longer_larger_or_finer_takes_longer() -> None:
    nodes = Catalogue.of("nodes")
    take = Take("ab", datetime.now(UTC), {"seconds": 2.0, "width": 384}, seconds=3.0)
    graph = Graph({"clip": Node("clip", "generate.text_to_video", 1, "Clip", takes=(take,))})

    def told(**inputs: Source) -> float | None:
        return lasted(graph, nodes)(Step("clip", "Clip", "generate.text_to_video", "cd", inputs, heavy=True))

    assert told(seconds=2.0, width=384) == 3.0
    assert told(seconds=60.0, width=768) == 3.0 * 30 * 2
    assert told(seconds=Port("other", "number"), width=384, seed=7) == 3.0
    assert told(seconds=2.0, width=384, steps=16) == 3.0, "how many the model advises is not known here"


def test_what_a_run_of_a_part_would_do_is_known(studio: Studio) -> None:
    studio.open(film()("other", "making.clip", prompt="new"))
    studio.run("clip")
    told = studio.jobs.forecast_to(["cut"])
    assert ([step.node for step in told.compute], [step.node for step in told.cached]) == ([], ["clip"])
    told = studio.jobs.forecast_to(["other", "gone"])
    assert [step.node for step in told.compute] == ["other"]


def test_a_take_whose_frames_were_stored_does_not_tell_how_long_a_node_takes(studio: Studio, tmp_path: Path) -> None:
    studio.open(film(seed=1)("other", "making.clip", prompt="ball", seed=1, trace=str(tmp_path / "calls")))
    studio.run("clip")
    studio.run("other")
    assert studio.takes("other")[0].seconds is not None, "another key, the same frames"
    studio.document.apply(edits.set_value("other", "seed", 99))
    studio.settle()
    told = studio.jobs.forecast_to(["other"])
    assert (told.seconds, told.unknown) == (None, 1)
    assert forecast_text(told) == "1 to compute"


def test_a_forecast_below_a_second_gives_no_number() -> None:
    step = plan(film().project, CATALOGUE, MODELS, ("clip",)).steps[0]
    assert forecast_text(Forecast((step,), seconds=0.03)) == "1 to compute, less than a second"
    assert forecast_text(Forecast((step, step), seconds=0.03, unknown=1)) == "2 to compute", "nobody knows"
    assert forecast_text(Forecast((step, step), seconds=12.0, unknown=1)) == "2 to compute, more than 12 s"
