"""Things are dropped on the timeline: shown as they would be while they are over it, and put when they are let go."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.media.clip import Size
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import NodeSource
from soraapp.project.timeline.tracks import set_track
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn, wait
from tests.ui.timeline.bench import CTRL, CUTS, NONE, STOCK, Bench
from ui.canvas.offers import NODE_MIME
from ui.document import Document
from ui.theme import load_theme
from ui.timeline.bringing import SOURCE_MIME, source_mime
from ui.timeline.overlay import DropMark, Ghost, Note
from ui.timeline.panel import TimelinePanel

ALL_NODES = Catalogue.of("nodes")


@pytest.fixture
def bench(document: Document) -> Iterator[Bench]:
    panel = TimelinePanel(document, STOCK, load_theme("dark"))
    panel.resize(1280, 360)
    panel.show()
    panel.activateWindow()
    turn(0.05)
    yield Bench(panel, document)
    panel.close_pictures()
    panel.deleteLater()
    turn()


def kind_mime(name: str) -> QMimeData:
    data = QMimeData()
    data.setData(NODE_MIME, QByteArray(name.encode()))
    return data


def file_mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(bench: Bench, data: QMimeData, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> bool:
    """It comes over the timeline; whether it is welcome. A drag of the system cannot be driven."""
    viewport, left = bench.view.viewport(), Qt.MouseButton.LeftButton
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(at, Qt.DropAction.CopyAction, data, left, keys)
        QApplication.sendEvent(viewport, event)
        if not event.isAccepted():
            return False
    return True


def drop(bench: Bench, data: QMimeData, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    assert enter(bench, data, at, keys)
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(bench.view.viewport(), event)
    turn()


def test_a_kind_of_node_makes_the_node_and_its_item_in_one_step(bench: Bench) -> None:
    drop(bench, kind_mime("making.clip"), bench.at("v1", 420))
    (node,) = bench.document.graph.nodes.values()
    item = bench.film.tracks[0].items[-1]
    assert item.source == NodeSource(Port(node.id, CATALOGUE["making.clip"].outputs[0].name))
    assert item.start == 420
    assert bench.view.selection == (item.id,)
    bench.document.undo()
    assert not bench.document.graph.nodes
    assert bench.film == CUTS


def test_what_gives_nothing_to_see_is_not_welcome(bench: Bench) -> None:
    words = next(kind for kind in CATALOGUE.values() if kind.outputs and kind.outputs[0].kind == "text")
    assert not enter(bench, kind_mime(words.name), bench.at("v1", 420))
    assert not enter(bench, file_mime(Path("words.txt")), bench.at("v1", 420))


def test_it_is_shown_before_it_is_let_go_and_leaves_no_trace(bench: Bench) -> None:
    assert enter(bench, kind_mime("making.clip"), bench.at("v1", 98), CTRL)
    assert [(one.track, one.start) for one in bench.view.shapes if isinstance(one, Ghost)] == [("v1", 96)]
    assert [one.frame for one in bench.view.shapes if isinstance(one, DropMark)] == [96]
    assert bench.view.shown.end > CUTS.end
    QApplication.sendEvent(bench.view.viewport(), QDragLeaveEvent())
    assert bench.view.shown == CUTS
    assert not bench.view.shapes


def test_a_locked_track_says_so_and_takes_nothing(bench: Bench) -> None:
    bench.document.apply(set_track("film", "v1", locked=True))
    before = bench.film
    drop_at = bench.at("v1", 420)
    assert enter(bench, kind_mime("making.clip"), drop_at)
    assert [one.text for one in bench.view.shapes if isinstance(one, Note)] == ["V1 is locked. Unlock it."]
    drop(bench, kind_mime("making.clip"), drop_at)
    assert bench.film is before
    assert [str(error) for error in bench.refusals] == ["V1 is locked. Unlock it."]


def test_a_take_comes_as_that_take(bench: Bench) -> None:
    bench.document.apply(edits.add_node(CATALOGUE["making.clip"], (0.0, 0.0), id="shot"))
    source = NodeSource(Port("shot", CATALOGUE["making.clip"].outputs[0].name), "0" * 64)
    data = QMimeData()
    data.setData(SOURCE_MIME, QByteArray(source_mime(source)))
    drop(bench, data, bench.at("v2", 300))
    assert [item.source for item in bench.film.tracks[1].items] == [source]


def test_files_come_in_their_order_and_the_first_gives_an_empty_film_its_size(tmp_path: Path, app: object) -> None:
    for name in ("a.png", "b.png"):
        image = QImage(320, 180, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        image.save(str(tmp_path / name))
    with wave.open(str(tmp_path / "c.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 8000))
    document = Document(ALL_NODES)
    panel = TimelinePanel(document, STOCK, load_theme("dark"))
    panel.resize(1280, 360)
    panel.show()
    bench = Bench(panel, document)
    document.replace(Project(), None)
    drop(bench, file_mime(*(tmp_path / name for name in ("a.png", "b.png", "c.wav"))), QPoint(300, 120))
    wait(lambda: document.project.film, "the film", 10)
    assert bench.film.size == Size(320, 180)
    spans = {track.name: [(item.start, item.end) for item in track.items] for track in bench.film.tracks}
    assert spans == {"V1": [(0, 96), (96, 192)], "A1": [(192, 216)]}
    document.undo()
    assert document.project == Project()
    panel.close_pictures()
    panel.deleteLater()
    turn()


def test_a_sound_is_shown_on_the_track_where_it_will_be(tmp_path: Path, app: object) -> None:
    with wave.open(str(tmp_path / "c.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 8000))
    document = Document(ALL_NODES)
    panel = TimelinePanel(document, STOCK, load_theme("dark"))
    panel.resize(1280, 360)
    panel.show()
    bench = Bench(panel, document)
    at = bench.at("a1", 360)
    assert enter(bench, file_mime(tmp_path / "c.wav"), at)
    (ghost,) = [(one.track, one.start) for one in bench.view.shapes if isinstance(one, Ghost)]
    before = bench.film
    drop(bench, file_mime(tmp_path / "c.wav"), at)
    wait(lambda: bench.film is not before, "the sound", 10)
    (item,) = [one for one in bench.film.items() if one.id not in before.by_id]
    assert (bench.film.homes[item.id].id, item.start) == ghost
    assert ghost[0] == "a1"
    panel.close_pictures()
    panel.deleteLater()
    turn()


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, app: object) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    document = Document(ALL_NODES)
    panel = TimelinePanel(document, STOCK, load_theme("dark"))
    panel.resize(1280, 360)
    panel.show()
    other = Bench(panel, document)
    drop(other, file_mime(broken), other.at("v1", 420))
    wait(lambda: other.refusals, "the refusal", 10)
    assert "broken.png" in str(other.refusals[0])
    assert other.film == CUTS
    panel.close_pictures()
    panel.deleteLater()
    turn()
