"""Timelines to other programs and from them, in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from soraapp.media.probe import probe
from soraapp.project.edits import Edit
from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import FileSource, Item, NodeSource, Timeline, TitleSource, Track, TrackKind
from tests.ui.events import turn, wait
from tests.ui.window import dismiss, film, sample_window
from ui.main_window import MainWindow


@pytest.fixture
def window(app: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    window = sample_window(tmp_path, film())
    shot = Item("a", NodeSource(Port("clip", "clip")), 0, 8, speed=Fraction(2))
    title = Item("b", TitleSource("Ball"), 0, 4)
    tracks = (Track("v1", TrackKind.VIDEO, "V1", (shot,)), Track("t1", TrackKind.TITLE, "T1", (title,)))
    timeline = Timeline("film", "Film", tracks=tracks)
    window.document.apply(Edit("Put", lambda project: replace(project, timelines={"film": timeline})))
    turn(0.1)
    yield window
    dismiss(window)


def choose(window: MainWindow, path: Path) -> None:
    dialog = window.findChild(QFileDialog, "file_dialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()


def message(window: MainWindow) -> QMessageBox | None:
    return window.findChild(QMessageBox, "error_message")


def test_the_film_goes_out_with_its_media(window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "film.otio"
    window.actions_["export_timeline"].trigger()
    choose(window, target)
    wait(target.is_file, "the timeline to be written")
    made = tmp_path / "film media"
    wait(lambda: made.is_dir() and list(made.glob("*.mp4")), "its media to be rendered", 60)
    (clip,) = made.glob("*.mp4")
    assert probe(clip).count == 8
    reference = otio.adapters.read_from_file(str(target)).tracks[0][0].media_reference
    assert (tmp_path / otio.url_utils.filepath_from_url(reference.target_url)).is_file()
    assert message(window) is None


def test_what_a_format_loses_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.exchange.write(tmp_path / "film.edl", window.document.project.timelines["film"])
    wait(lambda: message(window), "what is lost")
    told = message(window)
    assert told is not None
    assert told.text() == "film.edl does not hold everything"
    assert "T1 is left out" in told.informativeText()
    told.close()


def test_a_timeline_comes_in_as_one_step(window: MainWindow, tmp_path: Path) -> None:
    before = window.document.project
    window.exchange.write(tmp_path / "film.otio", before.timelines["film"])
    wait((tmp_path / "film.otio").is_file, "the timeline to be written")
    window.actions_["import_timeline"].trigger()
    choose(window, tmp_path / "film.otio")
    wait(lambda: len(window.document.project.timelines) == 2, "the timeline to be there")
    film, again = window.document.project.timelines.values()
    assert (film.name, again.name) == ("Film", "Film 2")
    assert again.tracks[0].items[0].source == NodeSource(Port("clip", "clip"))
    assert window.film.timeline == again
    window.document.undo()
    assert window.document.project.timelines == before.timelines


def test_an_empty_film_gives_way(window: MainWindow, tmp_path: Path) -> None:
    window.exchange.write(tmp_path / "film.otio", window.document.project.timelines["film"])
    wait((tmp_path / "film.otio").is_file, "the timeline to be written")
    empty = Timeline("empty", "Film")
    window.document.apply(
        Edit(
            "Put",
            lambda project: replace(
                project, graph=replace(project.graph, nodes={}, wires=()), timelines={"empty": empty}
            ),
        )
    )
    window.exchange.read(tmp_path / "film.otio")
    wait(lambda: "empty" not in window.document.project.timelines, "the timeline to be there")
    only = window.document.project.film
    assert only is not None
    assert only.name == "Film"
    assert isinstance(only.tracks[0].items[0].source, FileSource), "the nodes are not there"


def test_nothing_to_export_and_nothing_to_read_are_told(window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.otio"
    bad.write_text("{}")
    window.exchange.read(bad)
    wait(lambda: message(window), "the reason")
    told = message(window)
    assert told is not None
    assert "bad.otio is no OpenTimelineIO timeline" in told.informativeText()
    told.close()
    window.document.undo()
    said: list[str] = []
    window.status.passed_on.connect(lambda text, _: said.append(text))
    window.actions_["export_timeline"].trigger()
    assert "nothing on the timeline" in said[0]
