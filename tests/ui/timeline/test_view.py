"""A timeline is scrolled, zoomed and looked at, with real mouse and wheel events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.media.time import timecode
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Timeline
from soraapp.project.timeline.timelines import set_timeline
from soraapp.project.timeline.trimming import Edge, trim
from tests.ui.events import turn
from tests.ui.timeline.conftest import RICH, colors, inner, painted, spot
from ui.document import Document
from ui.theme import load_theme
from ui.timeline.geometry import RULER
from ui.timeline.panel import TimelinePanel
from ui.timeline.view import TimelineView

LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ACCENT = load_theme("dark").color("accent").name()


def wheel(view: TimelineView, at: QPoint, turned: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A turn of the wheel over a point of the viewport."""
    here = QPointF(at)
    event = QWheelEvent(
        here,
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(view.viewport(), event)
    turn()


def test_the_whole_film_is_in_view_at_first(view: TimelineView) -> None:
    assert view.geometry_.left == 0
    assert view.geometry_.width * 0.8 < view.geometry_.x(RICH.end) < view.geometry_.width


def test_ctrl_and_the_wheel_zoom_at_the_pointer(view: TimelineView) -> None:
    at = spot(view, "v1", 300)
    before = view.geometry_
    wheel(view, at, QPoint(0, 480), CTRL)
    assert view.geometry_.zoom > before.zoom * 1.5
    assert view.geometry_.place(at.x()) == pytest.approx(before.place(at.x()))
    wheel(view, at, QPoint(0, -480), CTRL)
    assert view.geometry_.zoom == pytest.approx(before.zoom)


def test_shift_and_the_wheel_scroll_sideways_and_the_bar_follows(view: TimelineView) -> None:
    view.zoom_to(6.0, 0)
    wheel(view, spot(view, "v1", 10), QPoint(0, -240), SHIFT)
    assert view.geometry_.left > 10
    assert view.horizontalScrollBar().value() == round(view.geometry_.left * view.geometry_.zoom)
    view.horizontalScrollBar().setValue(600)
    assert view.geometry_.left == pytest.approx(100)


def test_the_wheel_scrolls_the_tracks_where_they_do_not_fit(panel: TimelinePanel) -> None:
    view = panel.view
    panel.resize(1280, 150)
    turn()
    view.look_at(replace(view.geometry_, top=0.0))
    wheel(view, QPoint(300, 60), QPoint(0, -120))
    assert view.geometry_.top > 0
    assert view.headers.headers["t1"].y() < RULER


def test_the_middle_button_pans(view: TimelineView) -> None:
    view.zoom_to(8.0, 0)
    QTest.mousePress(view.viewport(), MIDDLE, NONE, QPoint(600, 100))
    for x in range(590, 390, -10):
        QTest.mouseMove(view.viewport(), QPoint(x, 100))
    QTest.mouseRelease(view.viewport(), MIDDLE, NONE, QPoint(400, 100))
    assert view.geometry_.left == pytest.approx(200 / 8, abs=2)


def test_the_ruler_scrubs_and_the_preview_is_asked_to_follow(view: TimelineView) -> None:
    asked: list[int] = []
    view.seek_asked.connect(asked.append)
    # With Alt, it does not rest at cuts and markers.
    alt = Qt.KeyboardModifier.AltModifier
    QTest.mousePress(view.viewport(), LEFT, alt, QPoint(200, 8))
    QTest.mouseMove(view.viewport(), QPoint(300, 8))
    QTest.mouseRelease(view.viewport(), LEFT, alt, QPoint(300, 8))
    assert asked[0] == view.geometry_.frame(200)
    assert len(asked) > 1
    assert asked[-1] == view.playhead
    assert view.headers.time.text() == timecode(view.playhead, RICH.rate)


def test_while_it_plays_the_view_goes_on_by_pages(view: TimelineView) -> None:
    view.zoom_to(20.0, 0)
    first, last = view.geometry_.seen
    view.set_playhead(last - 2)
    assert view.geometry_.left == first
    view.set_playhead(last + 1)
    here = view.geometry_
    assert here.left > first
    assert 0 < here.x(view.playhead) < here.width * 0.2
    view.set_playhead(0)
    assert view.geometry_.left == 0


def test_a_click_selects_an_item_and_what_it_is_linked_with(view: TimelineView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NONE, spot(view, "v1", 280, 0.7))
    assert view.selection == ("city",)
    image = painted(view)
    box = view.geometry_.rect_of("city")
    assert box is not None
    assert ACCENT in colors(image, round(box.left()) + 8, round(box.top()), 20, 2)


def test_what_is_gone_is_not_selected(view: TimelineView, document: Document) -> None:
    view.select(["city", "bird"])
    before = document.project.timelines["film"]
    tracks = tuple(replace(track, items=tuple(i for i in track.items if i.id != "city")) for track in before.tracks)
    document.amend(lambda project: replace(project, timelines={"film": replace(before, tracks=tracks)}))
    assert view.selection == ("bird",)


def test_frames_of_the_clip_are_seen_along_an_item(view: TimelineView) -> None:
    image = painted(view)
    at = spot(view, "v1", 210, 0.5)
    assert len(colors(image, at.x() - 4, at.y() - 4, 8, 8)) <= 2  # A gap.
    inside = view.geometry_.rect_of("city")
    assert inside is not None
    seen = colors(image, round(inside.left()) + 4, round(inside.top()) + 20, round(inside.width()) - 8, 30)
    assert any(QColor(name).red() > 190 and QColor(name).blue() < 90 for name in seen), "no ball flies there"


def test_a_wave_is_seen_along_a_sound(view: TimelineView) -> None:
    image = painted(view)
    wave = view.look.ink("audio", "").wave.name()
    box = view.geometry_.rect_of("waves")
    assert box is not None
    heights = [
        sum(image.pixelColor(x, y).name() == wave for y in range(round(box.top()), round(box.bottom())))
        for x in range(round(box.left()) + 10, round(box.left()) + 300, 5)
    ]
    assert max(heights) > 12
    assert min(heights) < 6


def test_an_edit_shows_at_once_and_undo_too(view: TimelineView, document: Document) -> None:
    before = painted(view)
    document.apply(trim("film", ["city"], Edge.TAIL, -48))
    changed = painted(view)
    assert changed != before
    document.undo()
    assert painted(view) == before


def test_a_draft_is_shown_until_it_is_given_up(view: TimelineView, document: Document) -> None:
    before = painted(view)
    draft = trim("film", ["city"], Edge.TAIL, -48).change(document.project).timelines["film"]
    view.show_draft(draft)
    assert view.shown is draft
    assert painted(view) != before
    view.show_draft(None)
    assert painted(view) == before


def test_only_what_is_new_of_a_picture_is_decoded_again(view: TimelineView) -> None:
    painted(view)
    version = view.pictures.strips.version
    view.set_playhead(200)
    painted(view)
    view.pan(-3, 0)
    painted(view)
    assert view.pictures.strips.version == version


def test_where_there_is_no_time_lanes_are_stretched_and_painted_one_by_one(
    view: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted(view)
    view.zoom_to(view.geometry_.zoom * 2, 0)
    exact = painted(view)
    view.zoom_to(view.geometry_.zoom / 2, 0)
    painted(view)
    monkeypatch.setattr("ui.timeline.lanes.PATIENCE", 0.0)
    view.zoom_to(view.geometry_.zoom * 2, 0)
    stretched = view.viewport().grab().toImage()
    assert view.lanes.behind
    assert stretched != exact
    assert painted(view) == exact


def test_without_a_timeline_it_says_how_to_begin(view: TimelineView, document: Document) -> None:
    document.replace(Project(), None)
    assert view.timeline is None
    bare = painted(view)
    document.amend(lambda project: replace(project, timelines={"film": RICH}))
    assert painted(view) != bare
    assert view.geometry_.width * 0.8 < view.geometry_.x(RICH.end) < view.geometry_.width


def test_a_timeline_within_is_entered_and_left_by_its_crumb(panel: TimelinePanel, document: Document) -> None:
    view = panel.view
    view.open("film", "inner")
    assert view.timeline == inner()
    assert panel.head.name.text() == "Opening"
    crumb = next(b for b in panel.head.findChildren(type(panel.head.name)) if b.text() == "Film 1")
    QTest.mouseClick(crumb, LEFT)
    turn()
    assert view.timeline is document.project.film
    assert panel.head.name.text() == "Film 1"


def test_a_timeline_that_is_removed_while_it_is_shown_gives_way_to_the_film(
    view: TimelineView, document: Document
) -> None:
    view.open("film", "inner")
    document.amend(lambda project: replace(project, timelines={"film": RICH}))
    assert view.timeline == RICH
    assert view.way in ((), ("film",))


def test_another_size_and_rate_are_told_in_the_bar(panel: TimelinePanel, document: Document) -> None:
    assert panel.head.facts.text().startswith("1280\u00d7720 \u00b7 24 fps \u00b7 00:00:26:08")
    document.apply(set_timeline("film", rate=Timeline("", "").rate / 2))
    assert "12 fps \u00b7 00:00:26:04" in panel.head.facts.text()


def test_the_slider_and_the_buttons_zoom(panel: TimelinePanel) -> None:
    view, zoom = panel.view, panel.head.zoom
    before = view.geometry_.zoom
    QTest.mouseClick(zoom.nearer, LEFT)
    assert view.geometry_.zoom == pytest.approx(before * 1.5)
    zoom.slider.setFocus()
    place = zoom.slider.value()
    QTest.keyClick(zoom.slider, Qt.Key.Key_Right)
    assert zoom.slider.value() > place
    assert view.geometry_.zoom > before * 1.5
    QTest.mouseClick(zoom.whole, LEFT)
    assert view.geometry_ == view.geometry_.fitted()


@pytest.mark.parametrize("theme", ["light", "high_contrast"])
def test_it_is_painted_in_every_theme(panel: TimelinePanel, theme: str) -> None:
    dark = painted(panel.view)
    panel.set_theme(load_theme(theme))
    assert painted(panel.view) != dark
