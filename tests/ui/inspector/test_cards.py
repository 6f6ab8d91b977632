"""The cards of a storyboard: written, timed, dragged, removed, undone."""

from __future__ import annotations

import json
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.nodekit import Structured
from soraapp.project import edits
from tests.ui.events import turn
from tests.ui.inspector.conftest import Desk, click, drag
from ui.inspector.cards_field import CardsField

CARDS = [{"at": 0.0, "text": "a cat"}, {"at": 1.0, "text": "a dog"}, {"at": 3.0, "text": "a bird", "image": 2}]


def plain(desk: Desk) -> list[dict[str, object]]:
    return json.loads(str(desk.value("cards")))


@pytest.fixture
def field(desk: Desk) -> CardsField:
    desk.add("generate.storyboard", "s", cards=Structured.of(CARDS))
    desk.open("s")
    return cast("CardsField", desk.field("cards"))


def test_cards_are_shown(desk: Desk, field: CardsField) -> None:
    assert [row.text.toPlainText() for row in field.rows] == ["a cat", "a dog", "a bird"]
    assert [row.time.value for row in field.rows] == [0.0, 1.0, 3.0]
    assert [row.media.currentText() for row in field.rows] == ["text only", "text only", "picture 2"]
    assert field.mapTo(desk.inspector, QPoint()).x() < desk.inspector.rows["seconds"].label.width()


def test_typing_is_one_step_of_undo(desk: Desk, field: CardsField) -> None:
    before = desk.steps()
    text = field.rows[1].text
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    QTest.keyClicks(text, " barks")
    assert plain(desk)[1] == {"at": 1.0, "text": "a dog barks"}
    assert desk.steps() == before + 1
    QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText() == "a dog"


def test_a_time_orders_the_cards_and_keeps_the_focus(desk: Desk, field: CardsField) -> None:
    field.rows[0].time.setFocus()
    QTest.keyClick(field.rows[0].time, Qt.Key.Key_Return)
    editor = desk.inspector.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "2.5 s")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert [(card["at"], card["text"]) for card in plain(desk)] == [(1.0, "a dog"), (2.5, "a cat"), (3.0, "a bird")]
    assert field.rows[1].time.hasFocus()
    for _ in range(3):
        QTest.keyClick(desk.inspector.focusWidget(), Qt.Key.Key_Up)
    assert [card["text"] for card in plain(desk)] == ["a dog", "a bird", "a cat"]
    assert plain(desk)[2]["at"] == 3.25


def test_a_time_beyond_the_range_is_refused(desk: Desk, field: CardsField) -> None:
    field.rows[0].time.begin_typing("99")
    QTest.keyClick(desk.inspector.focusWidget(), Qt.Key.Key_Return)
    assert plain(desk) == CARDS
    assert "outside the range" in desk.inspector.rows["cards"].problem.text()


def test_cards_are_added_and_removed(desk: Desk, field: CardsField) -> None:
    click(field.add)
    assert plain(desk)[3] == {"at": 5.0, "text": ""}
    assert field.rows[3].text.hasFocus()
    QTest.keyClicks(field.rows[3].text, "snow")
    assert plain(desk)[3]["text"] == "snow"
    click(field.rows[1].remove)
    assert [card["text"] for card in plain(desk)] == ["a cat", "a bird", "snow"]
    for _ in range(3):
        QTest.keyClick(desk.inspector.focusWidget(), Qt.Key.Key_Space)
    assert plain(desk) == []
    assert field.add.hasFocus()
    QTest.keyClick(field.add, Qt.Key.Key_Space)
    assert plain(desk) == [{"at": 0.0, "text": ""}]


def test_a_card_is_dragged_along_the_line_past_another(desk: Desk, field: CardsField) -> None:
    strip, before = field.strip, desk.steps()
    turn()
    middle = strip.height() // 2
    drag(strip, QPoint(round(strip.place(0.0)), middle), QPoint(round(strip.place(2.0)), middle), 12)
    assert [(card["at"], card["text"]) for card in plain(desk)] == [(1.0, "a dog"), (2.0, "a cat"), (3.0, "a bird")]
    assert desk.steps() == before + 1
    click(strip, QPoint(round(strip.place(1.0)), middle))
    assert field.rows[0].text.hasFocus()


def test_a_card_shows_what_is_wired(desk: Desk, field: CardsField) -> None:
    media = field.rows[0].media
    media.setFocus()
    media.showPopup()
    place = media.findText("clip 1")
    click(media.view().viewport(), media.view().visualRect(media.model().index(place, 0)).center())
    turn()
    QTest.keyClick(media.view(), Qt.Key.Key_Return)
    assert plain(desk)[0] == {"at": 0.0, "text": "a cat", "clip": 1}
    assert media.currentText() == "clip 1"


def test_cards_of_a_stranger_are_told_and_can_be_replaced(desk: Desk, field: CardsField) -> None:
    desk.document.apply(edits.set_value("s", "cards", Structured('[{"at":"soon"}]')))
    desk.settle()
    assert field.rows == []
    assert "time of card 1" in desk.inspector.rows["cards"].problem.text()
    click(field.add)
    desk.settle()
    assert plain(desk) == [{"at": 0.0, "text": ""}]
    assert desk.inspector.rows["cards"].problem.isHidden()
    desk.document.undo()
    desk.document.undo()
    assert plain(desk) == CARDS
    assert len(field.rows) == 3
