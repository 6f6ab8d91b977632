"""Finding an input of a node that has many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.inspector.conftest import Desk, click

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def everything(desk: Desk) -> Desk:
    desk.add("show.everything", "a")
    desk.open("a")
    return desk


def shown(desk: Desk) -> list[str]:
    return [name for name, row in desk.inspector.rows.items() if row.isVisible()]


def test_only_what_has_to_do_with_the_words_is_seen(everything: Desk) -> None:
    finder, count = everything.inspector.finder, len(everything.inspector.rows)
    assert not finder.isVisible()
    click(everything.inspector.header.seek)
    assert finder.line.hasFocus()
    QTest.keyClicks(finder.line, "Se")
    assert shown(everything) == ["seed"]
    assert finder.count.text() == f"1 of {count}"
    QTest.keyClick(finder.line, Qt.Key.Key_Backspace)
    QTest.keyClick(finder.line, Qt.Key.Key_Backspace)
    assert len(shown(everything)) == count


def test_keys_alone_will_do(everything: Desk) -> None:
    finder = everything.inspector.finder
    everything.field("strength").setFocus()
    QTest.keyClick(everything.field("strength"), Qt.Key.Key_F, CTRL)
    assert finder.line.hasFocus()
    QTest.keyClicks(finder.line, "width")
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert everything.inspector.rows["width"].isAncestorOf(everything.inspector.focusWidget())
    QTest.keyClick(everything.inspector.focusWidget(), Qt.Key.Key_F, CTRL)
    QTest.keyClick(finder.line, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert len(shown(everything)) == len(everything.inspector.rows)


def test_the_words_stay_for_the_next_node(everything: Desk) -> None:
    everything.inspector.finder.open()
    QTest.keyClicks(everything.inspector.finder.line, "seed")
    everything.add("generate.text_to_video", "t")
    everything.open("t")
    assert shown(everything) == ["seed"]
    assert everything.inspector.finder.words == "seed"
