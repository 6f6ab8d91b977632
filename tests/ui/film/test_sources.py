"""What files, numbered pictures and stored takes give a film in the window, before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.plan import keys
from soraapp.media.audio.sound import Audio
from soraapp.media.clip import Clip, Image
from soraapp.media.image import write_image
from soraapp.media.sequence import all_of
from soraapp.project.film import film_node
from soraapp.project.flat import flat
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import FileSource, NodeSource, Source, TitleSource
from tests.cli.conftest import EXAMPLE
from tests.engine.conftest import MODELS, PROVIDER
from tests.ui.events import wait
from tests.ui.film.conftest import CLIP, item, put, row
from ui.document import Document
from ui.film.sources import Sources
from ui.jobs import Jobs, Phase
from ui.main_window import MainWindow

NODES = Catalogue.of("nodes")


@pytest.fixture
def sources(app: QApplication, tmp_path: Path) -> Iterator[Sources]:
    """Over a project with a node that loads a film, and one that loads nothing."""
    document = Document(NODES)
    jobs = Jobs(document, MODELS, partial(Engine, NODES, cache_folder=tmp_path / "cache", models=PROVIDER))
    nodes = {
        "walk": Node("walk", "load.video", 2, "Walk", {"file": EXAMPLE.parent / "walk.mp4"}),
        "lost": Node("lost", "load.image", 1, "Lost", {"file": tmp_path / "lost.png"}),
        "clip": Node("clip", "generate.text_to_video", 1, "Clip"),
    }
    document.replace(Project(Graph(nodes)), None)
    made = Sources(document, jobs)
    yield made
    made.close()
    jobs.close()


def read(sources: Sources, source: Source, rate: Fraction = Fraction(24)) -> object:
    """What a source gives once it is read."""
    sources.clip_of(source, rate)
    wait(lambda: sources.clip_of(source, rate) is not None, "the file")
    return sources.clip_of(source, rate)


def test_files_of_all_kinds_are_read(sources: Sources, tmp_path: Path) -> None:
    folder = EXAMPLE.parent
    walk = FileSource(folder / "walk.mp4")
    assert sources.clip_of(walk) is None
    assert sources.state_of(walk).phase is Phase.IDLE
    clip = read(sources, walk)
    assert isinstance(clip, Clip)
    assert sources.state_of(walk).phase is Phase.DONE
    assert sources.length_of(walk) == clip.count / clip.rate
    assert isinstance(read(sources, FileSource(folder / "astronaut.png")), Image)
    assert sources.length_of(FileSource(folder / "astronaut.png")) is None
    tune = read(sources, FileSource(folder / "tune.ogg"))
    assert isinstance(tune, Audio)
    assert sources.length_of(FileSource(folder / "tune.ogg")) == 4
    assert sources.name_of(walk) == "walk.mp4"
    missing = FileSource(tmp_path / "no.mp4")
    sources.clip_of(missing)
    wait(lambda: sources.state_of(missing).phase is Phase.FAILED, "the reason")
    assert "no.mp4" in str(sources.state_of(missing).error)
    assert "can be loaded" in str(sources.state_of(FileSource(tmp_path / "notes.txt")).error)
    assert sources.state_of(TitleSource("Hello")).phase is Phase.DONE


def test_numbered_pictures_have_the_rate_of_the_timeline_as_in_what_runs(sources: Sources, tmp_path: Path) -> None:
    for number in range(1, 6):
        write_image(tmp_path / f"f_{number:02d}.png", np.full((8, 8, 3), number, np.uint8))
    source = FileSource(all_of(tmp_path / "f_01.png"))
    clip = read(sources, source, Fraction(24000, 1001))
    assert isinstance(clip, Clip)
    assert (clip.rate, clip.count) == (Fraction(24000, 1001), 5)
    timeline = replace(row(item("a", source, 0, 5)), rate=Fraction(24000, 1001))
    project = Project(timelines={"film": timeline})
    graph = flat(project, NODES).graph
    (wire,) = graph.incoming[film_node(project, "film")]
    values = graph.nodes[wire.source.node].values
    assert NODES["load.image_sequence"].function(**values) == clip


def test_nodes_that_load_a_file_need_no_run(sources: Sources) -> None:
    walk = NodeSource(Port("walk", "clip"))
    assert isinstance(read(sources, walk), Clip)
    assert sources.state_of(walk).phase is Phase.DONE
    lost = NodeSource(Port("lost", "image"))
    assert sources.clip_of(lost) is None
    assert sources.state_of(NodeSource(Port("clip", "clip"))).phase is Phase.IDLE
    assert sources.clip_of(NodeSource(Port("clip", "clip"))) is None


def test_a_take_is_read_from_the_disk_whatever_its_node_gives(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 6)))
    window.jobs.run(["clip"])
    wait(lambda: not window.jobs.running, "the run")
    project = window.document.project
    key = keys(project, window.document.catalogue, MODELS)["clip"]
    take = NodeSource(CLIP.port, key)
    window.film.clip_of(take)
    wait(lambda: window.film.clip_of(take) is not None, "the take")
    result = window.jobs.result("clip")
    assert result is not None
    assert window.film.clip_of(take) == result["clip"]
    assert window.film.state_of(take).pinned
    lost = NodeSource(CLIP.port, "ab" * 16)
    window.film.clip_of(lost)
    wait(lambda: window.film.state_of(lost).phase is Phase.FAILED, "the reason")
    assert "no longer stored" in str(window.film.state_of(lost).error)
