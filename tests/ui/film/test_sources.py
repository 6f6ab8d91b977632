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
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.image import write_image
from soraapp.media.ops.painting import Plain
from soraapp.media.sequence import all_of
from soraapp.project import edits
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
from ui.preview.reel import LiveClip
from ui.theme import load_theme
from ui.timeline.measuring import of_media
from ui.timeline.panel import TimelinePanel

NODES = Catalogue.of("nodes")


@pytest.fixture
def document(app: QApplication) -> Document:
    return Document(NODES)


@pytest.fixture
def sources(document: Document, tmp_path: Path) -> Iterator[Sources]:
    """Over a project with a node that loads a film, and one that loads nothing."""
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


def test_a_sketch_is_seen_and_decides_nothing_else(sources: Sources) -> None:
    clip = NodeSource(Port("clip", "clip"))
    sources.live("clip", np.zeros((17, 56, 96, 3), np.uint8), Fraction(8))
    assert isinstance(sources.clip_of(clip), LiveClip)
    assert sources.made_of(clip) is None
    assert sources.length_of(clip) is None


@pytest.mark.parametrize("running", [False, True])
def test_a_node_that_is_not_done_makes_a_film_as_it_is_set(sources: Sources, document: Document, running: bool) -> None:
    values = {"width": 640, "height": 368, "seconds": 2.05, "model": "sample"}
    document.apply(edits.add_node(NODES["generate.text_to_video"], (0.0, 0.0), id="shot", values=values))
    if running:
        sources.live("shot", np.zeros((17, 56, 96, 3), np.uint8), Fraction(8))
    panel = TimelinePanel(document, sources, load_theme("dark"))
    panel.bringing.models = MODELS
    assert panel.bringing.put_nodes(["shot"])
    film = document.project.film
    assert film is not None
    done = of_media(NodeSource(Port("shot", "clip")), Plain(Size(640, 368), Fraction(12), 25))
    assert (film.size, film.rate) == (done.size, done.rate)
    assert [item.length for item in film.items()] == [25]
    panel.close_pictures()
    panel.deleteLater()


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
