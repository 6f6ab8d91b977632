"""A person finds nodes and frames: by name, kind and value, in both languages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.project import edits
from soraapp.project.frame_edits import add_frame
from tests.ui.canvas.conftest import CTRL, SHIFT, Desk
from tests.ui.events import turn
from ui.canvas.find_bar import FindBar
from ui.theme import RESOURCES

Key = Qt.Key


def opened(desk: Desk) -> FindBar:
    desk.canvas.setFocus()
    desk.key(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is desk.canvas.finding.field
    return desk.canvas.finding


def search(desk: Desk, text: str) -> list[str]:
    bar = opened(desk)
    bar.field.clear()
    desk.type(text)
    return bar.found


def test_nodes_are_found_by_name_kind_and_value(desk: Desk) -> None:
    desk.film()
    desk.add("i", "load.image", 60, 400, file=Path("/pictures/harbour.png"))
    desk.document.apply(edits.rename("x", "Trailer"))
    assert search(desk, "trail") == ["x"]
    assert search(desk, "red ball") == ["p"]
    assert search(desk, "BALL a") == ["p"]
    assert search(desk, "harbour") == ["i"]
    assert search(desk, "pictures") == []
    assert desk.canvas.finding.count.text() == "No matches"
    assert set(search(desk, "prompt")) >= {"p"}
    assert search(desk, "text to video") == ["t"]
    assert search(desk, "movie") == []
    assert search(desk, "mp4") == ["x"]


def test_what_a_kind_is_sorted_under_and_does_is_not_searched(desk: Desk) -> None:
    desk.film()
    for word in ("output", "generate", "t2v.", "describe", "encoded"):
        assert search(desk, word) == []


def test_enter_goes_round_and_the_view_goes_there(desk: Desk) -> None:
    for index in range(3):
        desk.add(f"n{index}", "text.prompt", 100 + 5000 * index, 100 + index, text="a ship")
    bar = opened(desk)
    desk.type("ship")
    assert (bar.count.text(), bar.here) == ("1 of 3", "n0")
    for key, expected in ((Qt.KeyboardModifier.NoModifier, "n1"), (Qt.KeyboardModifier.NoModifier, "n2"),
                          (Qt.KeyboardModifier.NoModifier, "n0"), (SHIFT, "n2")):  # fmt: skip
        desk.key(Key.Key_Return, key)
        assert bar.here == expected
        assert desk.canvas.selection() == (expected,)
        assert desk.canvas.camera.visible().contains(desk.scene.bounds([expected]))
    assert bar.count.text() == "3 of 3"


def test_matches_are_marked_until_escape_closes_the_bar(desk: Desk) -> None:
    desk.film()
    plain = len(desk.scene.items())
    bar = opened(desk)
    desk.type("e")
    assert len(desk.scene.items()) == plain + len(bar.found) > plain + 1
    here = bar.here
    desk.key(Key.Key_Escape)
    assert not bar.isVisible()
    assert len(desk.scene.items()) == plain
    assert desk.canvas.selection() == (here,)
    assert QApplication.focusWidget() is desk.canvas


def test_what_is_deleted_or_undone_meanwhile_is_counted_anew(desk: Desk) -> None:
    desk.film()
    bar = opened(desk)
    desk.type("red ball")
    assert bar.found == ["p"]
    desk.document.apply(edits.remove(["p"]))
    assert bar.found == []
    desk.document.undo()
    assert bar.found == ["p"]


def test_from_far_away_a_match_is_shown_so_that_it_can_be_read(desk: Desk) -> None:
    desk.film()
    desk.canvas.camera.set_zoom(0.1, desk.canvas.camera.visible().center())
    opened(desk)
    desk.type("red ball")
    assert desk.canvas.camera.zoom >= 0.5
    assert desk.canvas.camera.visible().contains(desk.scene.bounds(["p"]))


def test_frames_are_found_by_title_and_note(desk: Desk) -> None:
    desk.film()
    desk.document.apply(add_frame((0, 900, 300, 200), id="f", title="Opening", text="slower pan"))
    assert search(desk, "slower") == ["f"]
    desk.key(Key.Key_Return)
    assert desk.scene.frames.selected == ("f",)


def test_chinese_words_find_what_english_words_find(desk: Desk) -> None:
    desk.film()
    translator = QTranslator()
    assert translator.load(str(RESOURCES / "translations" / "soraapp_zh_CN.qm"))
    QGuiApplication.installTranslator(translator)
    try:
        desk.canvas.finding.retranslate()
        title = QGuiApplication.translate("titles", "Text to video")
        assert title != "Text to video"
        assert search(desk, title) == ["t"]
        assert search(desk, "text to video") == ["t"]
    finally:
        QGuiApplication.removeTranslator(translator)
        turn()


def test_the_buttons_do_what_the_keys_do(desk: Desk) -> None:
    desk.film()
    bar = opened(desk)
    desk.type("e")
    first = bar.here
    QTest.mouseClick(bar._next, Qt.MouseButton.LeftButton)
    assert bar.here != first
    QTest.mouseClick(bar._back, Qt.MouseButton.LeftButton)
    assert bar.here == first
    QTest.mouseClick(bar._close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
