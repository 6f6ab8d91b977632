"""The timeline in the window: nodes are dragged onto it off the canvas, and what the preview shows comes by keys."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import NodeSource
from tests.ui.events import turn, wait
from tests.ui.window import SHIFT, Maker, click_node, drag, film, press
from ui.main_window import MainWindow

Key = Qt.Key


def title_of(window: MainWindow, node: str) -> QPointF:
    """A point on the title of a node, in the viewport of the canvas."""
    corner = window.canvas.graph_scene.nodes[node].sceneBoundingRect().topLeft()
    return QPointF(window.canvas.mapFromScene(corner + QPointF(60, 20)))


def test_a_node_is_dragged_off_the_canvas(make: Maker) -> None:
    window = make(film())
    view = window.timeline.view
    place = window.canvas.graph_scene.nodes["clip"].pos()
    target = window.canvas.viewport().mapFromGlobal(view.viewport().mapToGlobal(view.viewport().rect().center()))
    drag(window.canvas.viewport(), title_of(window, "clip"), QPointF(target))
    found = window.document.project.film
    assert found is not None
    assert [item.source for item in found.items()] == [NodeSource(Port("clip", "clip"))]
    assert window.canvas.graph_scene.nodes["clip"].pos() == place
    window.document.undo()
    assert window.document.project.film is None
    assert not window.document.can_undo


def test_a_node_is_added_by_key_from_the_canvas(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    window.canvas.setFocus()
    press(Key.Key_T, SHIFT)
    press(Key.Key_T, SHIFT)
    found = window.document.project.film
    assert found is not None
    assert len(found.tracks[0].items) == 2
    assert found.tracks[0].items[0].end == found.tracks[0].items[1].start


def test_what_the_preview_shows_comes_by_its_marks(make: Maker) -> None:
    window = make(film())
    window.jobs.run(["clip"])
    wait(lambda: window.jobs.result("clip"), "the clip", 60)
    click_node(window, "clip")
    wait(lambda: window.preview.player.clip, "the clip in the preview", 10)
    clip = window.preview.player.clip
    assert clip is not None
    window.preview.setFocus()
    window.preview.pause()
    window.preview.seek(2)
    wait(lambda: window.preview.player.frame == 2, "the third picture", 10)
    press(Key.Key_I)
    window.timeline.view.setFocus()
    press(Key.Key_Comma)
    found = window.document.project.film
    assert found is not None
    (item,) = found.tracks[0].items
    assert item.offset == Fraction(2) / clip.rate
    assert item.length == clip.count - 2
    assert found.rate == clip.rate
    window.timeline.view.setFocus()
    window.timeline.view.seek(1)
    click_node(window, "clip")
    wait(lambda: not window.film.shown, "the node in the preview", 10)
    window.timeline.view.setFocus()
    window.timeline.view.set_playhead(1)
    QTest.keyClick(window.timeline.view, Key.Key_Period)
    turn()
    found = window.document.project.film
    assert found is not None
    spans = [(one.start, one.end) for one in found.tracks[0].items]
    assert spans[:2] == [(0, 1), (1, 1 + clip.count)]


def test_a_marked_source_waits_while_the_film_is_looked_at(make: Maker) -> None:
    window = make(film())
    window.jobs.run(["clip"])
    wait(lambda: window.jobs.result("clip"), "the clip", 60)
    click_node(window, "clip")
    wait(lambda: window.preview.player.clip, "the clip in the preview", 10)
    clip = window.preview.player.clip
    assert clip is not None
    window.preview.setFocus()
    window.preview.pause()
    for frame, key in ((2, Key.Key_I), (4, Key.Key_O)):
        window.preview.seek(frame)
        wait(lambda frame=frame: window.preview.player.frame == frame, "the picture", 10)
        press(key)
    press(Key.Key_Period)
    made = window.document.project.film
    assert made is not None
    assert [(item.start, item.length) for item in made.tracks[0].items] == [(0, 3)], "with the keyboard in the preview"
    window.timeline.view.setFocus()
    window.timeline.view.seek(3)
    wait(lambda: window.film.shown, "the film", 10)
    press(Key.Key_Comma)
    made = window.document.project.film
    assert made is not None
    assert [(item.start, item.length) for item in made.tracks[0].items] == [(0, 3), (3, 3)]
    assert {item.offset for item in made.tracks[0].items} == {Fraction(2) / clip.rate}


def test_the_marked_part_is_one_on_the_timeline_and_in_the_preview(make: Maker) -> None:
    window = make(film())
    view, player = window.timeline.view, window.preview.player
    click_node(window, "clip")
    window.canvas.setFocus()
    press(Key.Key_T, SHIFT)
    view.setFocus()
    view.seek(2)
    wait(lambda: window.film.shown and player.clip and player.clip.count == view.shown.end, "the film", 20)
    press(Key.Key_I)
    wait(lambda: player.course.start == 2, "the mark in the preview", 5)
    window.preview.setFocus()
    window.preview.seek(5)
    wait(lambda: player.frame == 5, "the picture", 10)
    press(Key.Key_O)
    assert (view.shown.first, view.shown.last) == (2, 5)
    window.document.undo()
    assert (view.shown.first, view.shown.last) == (2, None)
    assert player.course.stop == view.shown.end
