"""Items are moved, copied and trimmed with the mouse: each drag is one step, shown while it goes on, and can be given
up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.tracks import set_track
from tests.ui.events import turn, wait
from tests.ui.timeline.bench import ALT, CTRL, CUTS, LEFT, NONE, SHIFT, STOCK, Bench
from ui.document import Document
from ui.settings import TIMELINE_SNAP
from ui.theme import load_theme
from ui.timeline.overlay import DropMark, Ghost, Note, SnapLine
from ui.timeline.panel import TimelinePanel
from ui.timeline.tools import Tool


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


def free(bench: Bench) -> None:
    """Without snapping."""
    bench.view.settings.set(TIMELINE_SNAP, value=False)


def test_an_item_is_moved_over_what_is_there_and_its_sound_goes_along(bench: Bench) -> None:
    free(bench)
    bench.drag(bench.at("v1", 130), bench.at("v1", 150))
    assert bench.items("v1") == [("a", 0, 96), ("b", 116, 188), ("c", 188, 264), ("d", 312, 384)]
    assert bench.items("a1") == [("b", 116, 188)]
    assert set(bench.view.selection) == {"b", "sound"}
    assert bench.document.undo_label == "Move"
    assert bench.undone() == CUTS


def test_a_drag_shows_the_timeline_as_it_would_be_and_esc_gives_it_up(bench: Bench) -> None:
    free(bench)
    bench.pull(bench.at("v1", 340), bench.at("v1", 360))
    assert bench.view.shown.by_id["d"].start == 332
    assert bench.film == CUTS
    shapes = bench.view.shapes
    assert [(one.track, one.start) for one in shapes if isinstance(one, Ghost)] == [("v1", 332)]
    assert [one.text for one in shapes if isinstance(one, Note)] == ["+00:00:00:20"]
    bench.key(Qt.Key.Key_Escape)
    assert bench.view.shown == CUTS
    assert not bench.view.shapes
    bench.let_go(bench.at("v1", 360))
    assert bench.film == CUTS
    assert not bench.document.can_undo


def test_an_item_comes_to_rest_at_a_cut_and_alt_suspends_that(bench: Bench) -> None:
    start = bench.at("v1", 340)
    near = start - QPoint(round(46 * 2.5), 0)  # Two frames from where it touches the shot before.
    bench.pull(start, near)
    assert [one.frame for one in bench.view.shapes if isinstance(one, SnapLine)] == [264]
    assert bench.view.shown.by_id["d"].start == 264
    bench.hold(near, ALT)
    assert not [one for one in bench.view.shapes if isinstance(one, SnapLine)]
    assert bench.view.shown.by_id["d"].start == 266
    bench.hold(near)
    bench.let_go(near)
    assert bench.items("v1")[-1] == ("d", 264, 336)


def test_items_snap_to_the_playhead_and_to_markers(bench: Bench) -> None:
    bench.view.set_playhead(290)
    bench.drag(bench.at("v1", 340), bench.at("v1", 317))
    assert bench.items("v1")[-1][1] == 290
    bench.document.undo()
    bench.drag(bench.at("v1", 340), bench.at("v2", 229))
    assert bench.items("v2") == [("d", 200, 272)]


def test_an_item_goes_to_another_track(bench: Bench) -> None:
    bench.drag(bench.at("v1", 340), bench.at("v2", 340))
    assert bench.items("v2") == [("d", 312, 384)]
    assert bench.undone() == CUTS


def test_above_all_pictures_there_is_a_new_track(bench: Bench) -> None:
    bench.drag(bench.at("v1", 340), QPoint(bench.at("v1", 340).x(), 10))
    assert [track.name for track in bench.film.tracks] == ["V1", "V2", "V3", "T1", "A1"]
    assert [len(track.items) for track in bench.film.tracks] == [3, 0, 1, 1, 1]
    assert bench.undone() == CUTS


def test_below_all_sounds_there_is_a_new_track(bench: Bench) -> None:
    start = bench.at("a1", 130)
    bench.drag(start, QPoint(start.x(), 340))
    assert [len(track.items) for track in bench.film.tracks] == [4, 0, 1, 0, 1]
    assert bench.film.tracks[-1].name == "A2"


def test_ctrl_inserts_between_what_is_there(bench: Bench) -> None:
    start, end = bench.at("v1", 340), bench.at("v1", 122)
    bench.pull(start, end)
    bench.hold(end, CTRL)
    assert [one.frame for one in bench.view.shapes if isinstance(one, DropMark)] == [96]
    bench.let_go(end, CTRL)
    assert [name for name, *_ in bench.items("v1")] == ["a", "d", "b", "c"]
    assert bench.items("v1")[1:3] == [("d", 96, 168), ("b", 168, 240)]
    assert bench.items("a1") == [("b", 168, 240)]


def test_alt_makes_a_copy_with_its_sound(bench: Bench) -> None:
    start, end = bench.at("v1", 130), bench.at("v1", 430)
    bench.drag(start, end, ALT)
    assert ("b", 96, 168) in bench.items("v1")
    copy = bench.film.tracks[0].items[-1]
    assert bench.items("v1")[-1][0] == "b"
    assert bench.items("a1")[-1] == bench.items("v1")[-1]
    assert copy.link != "ab"
    assert bench.view.selection[0] == copy.id
    assert bench.document.undo_label == "Duplicate"


def test_a_locked_track_refuses_and_says_why(bench: Bench) -> None:
    bench.document.apply(set_track("film", "v1", locked=True))
    before = bench.film
    bench.pull(bench.at("v1", 340), bench.at("v1", 380))
    assert [one.fits for one in bench.view.shapes if isinstance(one, Ghost)] == [False]
    assert [one.text for one in bench.view.shapes if isinstance(one, Note)] == ["V1 is locked. Unlock it."]
    bench.let_go(bench.at("v1", 380))
    assert bench.film is before
    assert [str(error) for error in bench.refusals] == ["V1 is locked. Unlock it."]


def test_a_click_selects_and_ctrl_adds_and_takes_away(bench: Bench) -> None:
    bench.click(bench.at("v1", 40))
    assert bench.view.selection == ("a",)
    bench.click(bench.at("v1", 130), CTRL)
    assert set(bench.view.selection) == {"a", "b", "sound"}
    bench.click(bench.at("a1", 130), CTRL)
    assert bench.view.selection == ("a",)
    bench.click(bench.at("v1", 200), SHIFT)
    assert set(bench.view.selection) == {"a", "c"}
    bench.click(bench.at("v1", 290))
    assert bench.view.selection == ()


def test_a_band_selects_what_it_touches(bench: Bench) -> None:
    bench.drag(bench.at("v2", 150), bench.at("v1", 320))
    assert set(bench.view.selection) == {"b", "sound", "c", "d"}
    bench.pull(bench.at("v2", 10), bench.at("v1", 40), CTRL)
    assert "a" in bench.view.selection
    bench.key(Qt.Key.Key_Escape)
    assert set(bench.view.selection) == {"b", "sound", "c", "d"}
    bench.let_go(bench.at("v1", 40))


def test_several_items_are_moved_together(bench: Bench) -> None:
    free(bench)
    bench.drag(bench.at("v2", 150), bench.at("v1", 230))
    bench.drag(bench.at("v1", 200), bench.at("v1", 230))
    assert bench.items("v1") == [("a", 0, 96), ("b", 126, 198), ("c", 198, 294), ("d", 312, 384)]


def test_an_edge_is_trimmed_with_its_sound_and_not_past_its_neighbour(bench: Bench) -> None:
    free(bench)
    edge = bench.at("v1", 168) - QPoint(5, 0)
    bench.drag(edge, edge - QPoint(50, 0))
    assert bench.items("v1")[1] == ("b", 96, 148)
    assert bench.items("a1") == [("b", 96, 148)]
    assert bench.document.undo_label == "Trim"
    bench.drag(bench.at("v1", 148) - QPoint(4, 0), bench.at("v1", 200))
    assert bench.items("v1")[1] == ("b", 96, 168)


def test_alt_trims_the_picture_alone(bench: Bench) -> None:
    free(bench)
    edge = bench.at("v1", 168) - QPoint(5, 0)
    bench.drag(edge, edge - QPoint(50, 0), ALT)
    assert bench.items("v1")[1] == ("b", 96, 148)
    assert bench.items("a1") == [("b", 96, 168)]


def test_ctrl_trims_with_all_that_comes_later(bench: Bench) -> None:
    free(bench)
    edge = bench.at("v1", 168) - QPoint(5, 0)
    bench.pull(edge, edge - QPoint(50, 0), CTRL)
    bench.let_go(edge - QPoint(50, 0), CTRL)
    assert bench.items("v1") == [("a", 0, 96), ("b", 96, 148), ("c", 148, 244), ("d", 292, 364)]
    assert bench.document.undo_label == "Ripple trim"


def test_past_the_end_of_its_source_more_is_asked_for(bench: Bench) -> None:
    free(bench)
    asked: list[tuple[object, ...]] = []
    bench.view.drawn_out.connect(lambda *what: asked.append(what))
    bench.view.zoom_to(1.5, 0)
    edge = bench.at("v1", 384) - QPoint(4, 0)  # The source has 240 frames; 48 to 120 are seen.
    bench.pull(edge, edge + QPoint(round(120 * 1.5), 0))
    assert bench.view.shown.by_id["d"].end == 504
    assert not asked
    end = edge + QPoint(round(150 * 1.5), 0)
    bench.hold(end)
    assert [(one.start, one.end) for one in bench.view.shapes if isinstance(one, Ghost)] == [(504, 534)]
    bench.let_go(end)
    assert asked == [("d", Edge.TAIL, 150)]
    assert bench.film == CUTS


def test_a_cut_is_rolled(bench: Bench) -> None:
    free(bench)
    bench.drag(bench.at("v1", 168), bench.at("v1", 180))
    assert bench.items("v1")[1:3] == [("b", 96, 180), ("c", 180, 264)]
    assert bench.items("a1") == [("b", 96, 180)]
    assert bench.document.undo_label == "Roll"


def test_slip_moves_what_is_seen_and_nothing_else(bench: Bench) -> None:
    free(bench)
    bench.view.pointer.tools.take(Tool.SLIP)
    bench.drag(bench.at("v1", 130), bench.at("v1", 140))
    assert bench.items("v1") == [("a", 0, 96), ("b", 96, 168), ("c", 168, 264), ("d", 312, 384)]
    assert bench.film.by_id["b"].offset == bench.film.by_id["sound"].offset == Fraction(2) - Fraction(10, 24)
    assert bench.document.undo_label == "Slip"


def test_slide_moves_an_item_between_its_neighbours(bench: Bench) -> None:
    free(bench)
    bench.view.pointer.tools.take(Tool.SLIDE)
    bench.drag(bench.at("v1", 130), bench.at("v1", 140))
    assert bench.items("v1") == [("a", 0, 106), ("b", 106, 178), ("c", 178, 264), ("d", 312, 384)]
    assert bench.document.undo_label == "Slide"


def test_the_ripple_tool_trims_the_side_of_a_cut_where_it_is(bench: Bench) -> None:
    free(bench)
    bench.view.pointer.tools.take(Tool.RIPPLE)
    cut = bench.at("v1", 96)
    bench.drag(cut + QPoint(2, 0), cut + QPoint(27, 0))
    assert bench.items("v1") == [("a", 0, 96), ("b", 96, 158), ("c", 158, 254), ("d", 302, 374)]
    assert bench.film.by_id["b"].offset == Fraction(2) + Fraction(10, 24)


def test_the_roll_tool_takes_the_nearer_edge(bench: Bench) -> None:
    free(bench)
    bench.view.pointer.tools.take(Tool.ROLL)
    bench.drag(bench.at("v1", 155), bench.at("v1", 145))
    assert bench.items("v1")[1:3] == [("b", 96, 158), ("c", 158, 264)]


def test_the_razor_cuts_where_its_line_is(bench: Bench) -> None:
    bench.view.pointer.tools.take(Tool.RAZOR)
    bench.view.set_playhead(130)
    bench.hover(bench.at("v1", 132))
    assert [one.frame for one in bench.view.shapes if isinstance(one, SnapLine)] == [130]
    bench.click(bench.at("v1", 132))
    assert bench.items("v1")[1:3] == [("b", 96, 130), ("b", 130, 168)]
    assert bench.items("a1") == [("b", 96, 130), ("b", 130, 168)]
    links = {item.link for item in bench.film.tracks[0].items[1:3]}
    assert len(links) == 2
    bench.click(bench.at("v1", 50), SHIFT)
    assert bench.items("v1")[:2] == [("a", 0, 50), ("a", 50, 96)]
    assert bench.items("t1") == [("Dive", 24, 50), ("Dive", 50, 72)]


def test_the_hand_moves_the_view(bench: Bench) -> None:
    bench.view.zoom_to(12.0, 0)
    bench.view.pointer.tools.take(Tool.HAND)
    bench.drag(bench.at("v1", 60), bench.at("v1", 40))
    assert bench.view.geometry_.left == pytest.approx(20, abs=0.5)
    bench.key(Qt.Key.Key_Escape)
    assert bench.view.pointer.tools.tool is Tool.SELECT


def test_a_fade_is_drawn_from_the_corner(bench: Bench) -> None:
    free(bench)
    bench.click(bench.at("v1", 40))
    rect = bench.view.geometry_.rect_of("a")
    assert rect is not None
    corner = QPoint(round(rect.left()) + 6, round(rect.top()) + 3)
    bench.drag(corner, corner + QPoint(60, 0))
    assert bench.film.by_id["a"].fade_in == 24
    corner = QPoint(round(rect.right()) - 6, round(rect.top()) + 3)
    bench.drag(corner, corner - QPoint(300, 0))
    assert bench.film.by_id["a"].fade_out == 72
    assert bench.document.undo_label == "Fade out"


def test_a_marker_is_dragged_and_a_click_goes_to_it(bench: Bench) -> None:
    flag = QPoint(bench.at("v1", 200).x(), 20)
    bench.drag(flag, flag + QPoint(100, 0))
    assert bench.film.markers[0].at == 240
    bench.click(flag + QPoint(100, 0))
    assert bench.view.playhead == 240
    assert bench.film.markers[0].at == 240


def test_the_playhead_rests_at_a_near_cut_and_alt_suspends_that(bench: Bench) -> None:
    before = QPoint(bench.at("v1", 96).x() - 5, 8)
    bench.click(before)
    assert bench.view.playhead == 96
    bench.click(before, ALT)
    assert bench.view.playhead == bench.view.geometry_.frame(before.x()) < 96
    bench.click(before - QPoint(5, 0))
    assert bench.view.playhead < 96
    free(bench)
    bench.click(before)
    assert bench.view.playhead < 96


def test_shift_on_the_ruler_marks_a_part(bench: Bench) -> None:
    free(bench)
    bench.drag(QPoint(bench.at("v1", 40).x(), 8), QPoint(bench.at("v1", 100).x(), 8), SHIFT)
    assert (bench.film.first, bench.film.last) == (40, 99)


def test_at_the_border_the_view_goes_on(bench: Bench) -> None:
    bench.view.zoom_to(8.0, 0)
    border = QPoint(bench.view.viewport().width() - 2, bench.at("v1", 40).y())
    bench.pull(bench.at("v1", 40), border)
    wait(lambda: bench.view.geometry_.left > 40, "the view to move", 5)
    assert bench.view.shown.by_id["a"].start > 100
    bench.key(Qt.Key.Key_Escape)
    bench.let_go(border)
    left = bench.view.geometry_.left
    turn(0.1)
    assert bench.view.geometry_.left == left
    assert bench.film == CUTS


def header_at(bench: Bench, track: str) -> QPoint:
    """The name of a track in the column of headers."""
    header = bench.view.headers.headers[track]
    return header.mapTo(bench.view.headers, QPoint(60, header.height() // 2))


def test_a_track_is_dragged_by_its_header(bench: Bench) -> None:
    headers = bench.view.headers
    start, end = header_at(bench, "v1"), header_at(bench, "t1")
    for stop in (False, True):
        QTest.mousePress(headers, LEFT, NONE, start)
        QTest.mouseMove(headers, start - QPoint(0, 20))
        QTest.mouseMove(headers, end)
        turn()
        assert [row.track.id for row in bench.view.geometry_.rows] == ["v1", "t1", "v2", "a1"]
        assert bench.film == CUTS
        if not stop:
            QTest.keyClick(headers, Qt.Key.Key_Escape)
            assert bench.view.shown == CUTS
        QTest.mouseRelease(headers, LEFT, NONE, end)
        turn()
    assert [track.id for track in bench.film.tracks] == ["v2", "t1", "v1", "a1"]
    assert bench.undone() == CUTS
    QTest.mousePress(headers, LEFT, NONE, header_at(bench, "a1"))
    QTest.mouseMove(headers, end)
    QTest.mouseRelease(headers, LEFT, NONE, end)
    turn()
    assert bench.film == CUTS
