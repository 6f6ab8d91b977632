"""Items are edited by commands, as keys and menus give them: each is one step that undo takes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.timeline.leads import earlier
from soraapp.project.timeline.timeline import TimelineSource, TitleSource, problems
from soraapp.project.timeline.tracks import set_track
from tests.ui.events import turn
from tests.ui.timeline.bench import ALT, CTRL, CUTS, NONE, SHIFT, STOCK, Bench
from tests.ui.window import dialog
from ui.actions import COMMANDS, Actions
from ui.document import Document
from ui.theme import load_theme
from ui.timeline.marker_dialog import MarkerDialog
from ui.timeline.pace_dialog import PaceDialog
from ui.timeline.panel import TimelinePanel
from ui.timeline.tools import Tool

Key = Qt.Key


class Owner(QWidget):
    """Stands in for the window: it has the panel, by the name that handlers begin with."""

    def __init__(self, panel: TimelinePanel) -> None:
        super().__init__()
        self.timeline = panel
        panel.setParent(self)


@pytest.fixture
def bench(document: Document) -> Iterator[Bench]:
    panel = TimelinePanel(document, STOCK, load_theme("dark"))
    owner = Owner(panel)
    own = [command for command in COMMANDS if command.handler.startswith("timeline.") and command.on_timeline]
    panel.adopt(Actions(owner, owner, owner, own, timeline=panel.view))
    owner.resize(1280, 400)
    panel.setGeometry(0, 0, 1280, 360)
    owner.show()
    owner.activateWindow()
    turn(0.05)
    made = Bench(panel, document)
    yield made
    assert not list(problems(made.film))
    panel.close_pictures()
    owner.deleteLater()
    turn()


def test_tools_are_taken_by_keys_and_by_buttons(bench: Bench) -> None:
    keys = {Key.Key_B: Tool.RIPPLE, Key.Key_N: Tool.ROLL, Key.Key_Y: Tool.SLIP, Key.Key_U: Tool.SLIDE}
    for key, tool in {**keys, Key.Key_C: Tool.RAZOR, Key.Key_H: Tool.HAND, Key.Key_V: Tool.SELECT}.items():
        bench.key(key)
        assert bench.panel.tools.tool is tool
        assert [one for one, button in bench.panel.tool_row.buttons.items() if button.isChecked()] == [tool]
    QTest.mouseClick(bench.panel.tool_row.buttons[Tool.RAZOR], Qt.MouseButton.LeftButton)
    assert bench.panel.tools.tool is Tool.RAZOR


def test_delete_and_ripple_delete(bench: Bench) -> None:
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_Delete)
    assert bench.items("v1") == [("a", 0, 96), ("c", 168, 264), ("d", 312, 384)]
    assert bench.items("a1") == []
    assert bench.undone() == CUTS
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_Delete, SHIFT)
    assert bench.items("v1") == [("a", 0, 96), ("c", 96, 192), ("d", 240, 312)]
    assert bench.undone() == CUTS


def test_the_gap_at_the_playhead_is_closed(bench: Bench) -> None:
    bench.key(Key.Key_Backspace, ALT)
    assert str(bench.refusals[-1]) == "There is no gap at the playhead. Put it between two items."
    bench.view.seek(280)
    bench.key(Key.Key_Backspace, ALT)
    assert bench.items("v1")[-1] == ("d", 264, 336)
    assert bench.undone() == CUTS


def test_items_are_copied_and_pasted_at_the_playhead(bench: Bench) -> None:
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_C, CTRL)
    bench.view.seek(400)
    bench.key(Key.Key_V, CTRL)
    assert bench.items("v1")[-1] == ("b", 400, 472)
    assert bench.items("a1")[-1] == ("b", 400, 472)
    assert len(bench.view.selection) == 2
    assert bench.view.playhead == 472
    assert bench.undone() == CUTS
    bench.view.seek(96)
    bench.key(Key.Key_V, CTRL | ALT)
    assert bench.items("v1")[1:3] == [("b", 96, 168), ("b", 168, 240)]


def test_cut_takes_away_what_it_copies_and_words_are_no_items(bench: Bench) -> None:
    bench.click(bench.at("v1", 340))
    bench.key(Key.Key_X, CTRL)
    assert len(bench.items("v1")) == 3
    assert bench.undone() == CUTS
    QApplication.clipboard().setText("only words")
    bench.key(Key.Key_V, CTRL)
    assert bench.film == CUTS
    assert bench.refusals


def test_a_duplicate_comes_right_behind(bench: Bench) -> None:
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_D, CTRL)
    assert bench.items("v1")[1:4] == [("b", 96, 168), ("b", 168, 240), ("c", 240, 336)]
    assert bench.items("a1") == [("b", 96, 168), ("b", 168, 240)]
    assert bench.undone() == CUTS


def test_cut_at_the_playhead_and_join(bench: Bench) -> None:
    bench.view.seek(130)
    bench.key(Key.Key_K, CTRL)
    assert [span for _, *span in bench.items("v1")][1:3] == [[96, 130], [130, 168]]
    bench.key(Key.Key_A, CTRL)
    bench.key(Key.Key_J, CTRL)
    assert bench.items("v1")[1] == ("b", 96, 168)
    bench.document.undo()
    assert bench.undone() == CUTS
    bench.key(Key.Key_K, CTRL)


def test_q_and_w_trim_to_the_playhead_and_close_up(bench: Bench) -> None:
    bench.view.seek(120)
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_W)
    assert bench.items("v1")[1:3] == [("b", 96, 120), ("c", 120, 216)]
    assert bench.undone() == CUTS
    bench.view.seek(120)
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_Q)
    assert bench.items("v1")[1:3] == [("b", 96, 144), ("c", 144, 240)]
    assert bench.view.playhead == 96


def test_nudges_are_one_step(bench: Bench) -> None:
    bench.click(bench.at("v1", 340))
    for _ in range(3):
        bench.key(Key.Key_Right, CTRL)
    bench.key(Key.Key_Right, CTRL | SHIFT)
    bench.key(Key.Key_Left, CTRL)
    assert bench.items("v1")[-1] == ("d", 324, 396)
    assert bench.undone() == CUTS
    bench.key(Key.Key_Up, CTRL)
    assert bench.items("v2") == [("d", 312, 384)]


def test_the_playhead_goes_by_cuts_frames_and_markers(bench: Bench) -> None:
    went: list[int] = []
    steps = [
        (Key.Key_Down, NONE, 24),
        (Key.Key_Down, NONE, 72),
        (Key.Key_Down, NONE, 96),
        (Key.Key_Up, NONE, 72),
        (Key.Key_Right, NONE, 73),
        (Key.Key_Left, SHIFT, 63),
        (Key.Key_Down, SHIFT, 200),
        (Key.Key_End, NONE, 384),
        (Key.Key_Home, NONE, 0),
    ]
    for key, keys, _ in steps:
        bench.key(key, keys)
        went.append(bench.view.playhead)
    assert went == [frame for *_, frame in steps]


def test_the_selection_by_keys(bench: Bench) -> None:
    bench.view.seek(40)
    bench.key(Key.Key_X)
    assert bench.view.selection == ("title",)
    bench.key(Key.Key_X)
    assert bench.view.selection == ("a",)
    bench.key(Key.Key_A)
    assert set(bench.view.selection) == {"a", "b", "sound", "c", "d"}
    bench.key(Key.Key_Escape)
    assert bench.view.selection == ()
    bench.key(Key.Key_A, CTRL)
    assert len(bench.view.selection) == 6
    bench.document.attempt(set_track(bench.film.id, "v1", locked=True))
    bench.key(Key.Key_A, CTRL)
    assert set(bench.view.selection) == {"title", "sound"}


def test_items_are_unlinked_and_linked(bench: Bench) -> None:
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_L, CTRL)
    assert not bench.film.by_id["b"].link
    bench.click(bench.at("v1", 40))
    bench.click(bench.at("a1", 130), CTRL)
    bench.key(Key.Key_L, CTRL)
    assert bench.film.by_id["a"].link == bench.film.by_id["sound"].link != ""


def test_items_are_turned_off_and_on(bench: Bench) -> None:
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_D)
    assert bench.film.by_id["b"].off
    assert bench.film.by_id["sound"].off
    bench.key(Key.Key_D)
    assert not bench.film.by_id["b"].off


def test_the_speed_is_asked_for(bench: Bench) -> None:
    bench.click(bench.at("v1", 200))
    bench.key(Key.Key_R)
    asked = dialog(PaceDialog)
    asked.speed.setFocus()
    QTest.keyClicks(asked.speed, "200")
    asked.reverse.click()
    QTest.keyClick(asked, Key.Key_Return)
    turn()
    assert bench.items("v1")[2:] == [("c", 168, 216), ("d", 264, 336)]
    assert (bench.film.by_id["c"].speed, bench.film.by_id["c"].reverse) == (2, True)
    assert bench.undone() == CUTS


def test_a_transition_is_added_drawn_and_removed(bench: Bench) -> None:
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_T, CTRL)
    lead = bench.film.by_id["b"].lead
    assert lead
    assert (lead.style, lead.before, lead.after) == (TransitionStyle.DISSOLVE, 12, 12)
    bench.drag(bench.at("v1", 106, 0.8), bench.at("v1", 114, 0.8))
    lead = bench.film.by_id["b"].lead
    assert lead
    assert (lead.before, lead.after) == (12, 20)
    bench.drag(bench.at("v1", 99, 0.8), bench.at("v1", 103, 0.8))
    lead = bench.film.by_id["b"].lead
    assert lead
    assert (lead.before, lead.after) == (8, 24)
    bench.click(bench.at("v1", 99, 0.8))
    assert bench.view.chosen_lead == "b"
    bench.key(Key.Key_Delete)
    assert bench.film.by_id["b"].lead is None
    assert bench.items("v1")[1] == ("b", 96, 168)


def test_without_a_suitable_item_the_cut_nearest_to_the_playhead_has_the_transition(bench: Bench) -> None:
    cuts = [one for one in bench.film.tracks[0].items if earlier(bench.film, one)]
    assert len(cuts) > 1
    for cut in cuts:
        bench.view.select(["a"])  # Nothing is before it.
        bench.view.seek(cut.start + 3)
        bench.key(Key.Key_T, CTRL)
        assert [one.id for one in bench.film.items() if one.lead] == [cut.id]
        bench.document.undo()
    bench.document.attempt(set_track(bench.film.id, "v1", locked=True))
    bench.key(Key.Key_T, CTRL)
    assert not any(one.lead for one in bench.film.tracks[0].items)


def test_items_are_nested_entered_and_left(bench: Bench) -> None:
    bench.click(bench.at("v1", 130))
    bench.click(bench.at("v1", 200), CTRL)
    bench.key(Key.Key_G, CTRL)
    nested = bench.film.tracks[0].items[1]
    assert isinstance(nested.source, TimelineSource)
    assert (nested.start, nested.end) == (96, 264)
    QTest.mouseDClick(bench.view.viewport(), Qt.MouseButton.LeftButton, NONE, bench.at("v1", 180))
    turn()
    assert bench.view.way[-1] == nested.source.timeline
    assert bench.view.shown.end == 168
    bench.key(Key.Key_Backspace, CTRL)
    assert bench.view.timeline is bench.film
    bench.view.zoom_to(2.5, 0)
    bench.click(bench.at("v1", 180))
    bench.key(Key.Key_G, CTRL | ALT)
    assert [one[0] for one in bench.items("v1")] == ["a", "b", "c", "d"]


def test_a_marker_is_added_and_says_what_is_typed(bench: Bench) -> None:
    bench.view.seek(60)
    bench.key(Key.Key_M)
    bench.key(Key.Key_M)
    asked = dialog(MarkerDialog)
    QTest.keyClicks(asked.name, "Here")
    asked.note.setFocus()
    QTest.keyClicks(asked.note, "look closer")
    asked.color.setCurrentIndex(asked.color.findData("green"))
    asked.buttons.button(asked.buttons.StandardButton.Ok).click()
    turn()
    marker = bench.film.markers[0]
    assert (marker.at, marker.name, marker.note, marker.color) == (60, "Here", "look closer", "green")


def test_a_double_click_on_a_marker_can_take_it_away(bench: Bench) -> None:
    flag = QPoint(bench.at("v1", 200).x(), 20)
    QTest.mouseDClick(bench.view.viewport(), Qt.MouseButton.LeftButton, NONE, flag)
    asked = dialog(MarkerDialog)
    asked.remove.click()
    turn()
    assert bench.film.markers == ()


def test_a_part_is_marked_by_keys(bench: Bench) -> None:
    bench.view.seek(40)
    bench.key(Key.Key_I)
    bench.view.seek(80)
    bench.key(Key.Key_O)
    assert (bench.film.first, bench.film.last) == (40, 80)
    bench.click(bench.at("v1", 130))
    bench.key(Key.Key_X, SHIFT)
    assert (bench.film.first, bench.film.last) == (96, 167)
    bench.key(Key.Key_X, ALT)
    assert (bench.film.first, bench.film.last) == (None, None)


def test_a_title_is_added_and_written_where_it_stands(bench: Bench) -> None:
    bench.view.seek(100)
    bench.key(Key.Key_T)
    editor = bench.panel.titling.editor
    assert editor.isVisible()
    QTest.keyClicks(editor, "The end")
    QTest.keyClick(editor, Key.Key_Return, CTRL)
    turn()
    item = bench.film.tracks[2].items[-1]
    assert isinstance(item.source, TitleSource)
    assert (item.source.text, item.start, item.length) == ("The end", 100, 72)
    assert not editor.isVisible()
    bench.view.seek(30)
    bench.key(Key.Key_T)
    QTest.keyClick(editor, Key.Key_Escape)
    assert [len(track.items) for track in bench.film.tracks if track.kind.value == "title"] == [2, 1]


def test_a_title_is_seen_while_it_is_typed_and_that_is_one_step(bench: Bench) -> None:
    def words() -> str:
        source = bench.film.by_id["title"].source
        assert isinstance(source, TitleSource)
        return source.text

    editor, before = bench.panel.titling.editor, bench.film
    bench.panel.titling.write("title")
    for count in range(1, 4):
        QTest.keyClicks(editor, "Sea"[count - 1])
        assert words() == "Sea"[:count]
        assert editor.isVisible()
    QTest.keyClick(editor, Key.Key_Return, SHIFT)
    QTest.keyClicks(editor, "side")
    QTest.keyClick(editor, Key.Key_Return)
    assert not editor.isVisible()
    assert words() == "Sea\nside"
    bench.document.undo()
    assert bench.film == before
    assert not bench.document.can_undo
    bench.panel.titling.write("title")
    QTest.keyClicks(editor, "Sea")
    QTest.keyClick(editor, Key.Key_Escape)
    assert words() == "Dive"
    assert not bench.document.can_undo


def menu_at(bench: Bench, at: QPoint) -> list[str]:
    """The entries of the menu that a right click opens."""
    viewport = bench.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    turn()
    menu = bench.panel.menus.menu
    assert menu is not None
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return texts


def test_menus_are_about_what_is_under_the_pointer(bench: Bench) -> None:
    assert "Close the gap" in menu_at(bench, bench.at("v1", 290))
    assert "The marked part begins here" in menu_at(bench, QPoint(bench.at("v1", 290).x(), 6))
    assert menu_at(bench, QPoint(bench.at("v1", 200).x(), 20)) == ["Edit the marker…", "Remove the marker"]
    found = menu_at(bench, bench.at("v1", 130))
    assert {"Delete items", "Speed and direction…", "Link or unlink", "Colour"} <= set(found)
    assert set(bench.view.selection) == {"b", "sound"}


def test_tracks_are_moved_added_and_removed(bench: Bench) -> None:
    bench.panel.changing.shift_track("v1", 1)
    assert [row.track.name for row in bench.view.geometry_.rows] == ["T1", "V1", "V2", "A1"]
    bench.panel.changing.add_audio()
    bench.panel.changing.remove_track("v2")
    assert [row.track.name for row in bench.view.geometry_.rows] == ["T1", "V1", "A1", "A2"]


def test_held_space_pans_and_a_tap_plays(bench: Bench) -> None:
    played: list[bool] = []
    bench.panel.going.play_asked.connect(lambda: played.append(True))
    bench.view.zoom_to(12.0, 0)
    bench.key(Key.Key_Space)
    assert played == [True]
    QTest.keyPress(bench.view, Key.Key_Space)
    bench.drag(bench.at("v1", 60), bench.at("v1", 40))
    QTest.keyRelease(bench.view, Key.Key_Space)
    assert played == [True]
    assert bench.view.geometry_.left == pytest.approx(20, abs=0.5)
    assert bench.film == CUTS
