"""The size and the frame rate of a timeline are changed in a dialog, in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from soraapp.media.clip import Size
from tests.ui.events import turn
from tests.ui.timeline.conftest import RICH
from ui.document import Document
from ui.timeline.name_line import NameLine
from ui.timeline.panel import TimelinePanel
from ui.timeline.size_dialog import SizeDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(panel: TimelinePanel) -> SizeDialog:
    panel.ask_size()
    turn()
    found = panel.findChild(SizeDialog)
    assert isinstance(found, SizeDialog)
    return found


def accept(dialog: SizeDialog) -> None:
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)
    turn()


def test_size_and_rate_are_one_step(dialog: SizeDialog, document: Document) -> None:
    steps = len(document.steps[0])
    dialog.preset.setFocus()
    QTest.keyClick(dialog.preset, Qt.Key.Key_Home)
    QTest.keyClick(dialog.preset, Qt.Key.Key_Down)
    line = dialog.rate.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "12")
    accept(dialog)
    film = document.project.timelines["film"]
    assert (film.size, film.rate) == (Size(3840, 2160), 12)
    assert film.end == RICH.end / 2
    assert len(document.steps[0]) == steps + 1


def test_what_is_no_rate_is_told_and_changes_nothing(dialog: SizeDialog, document: Document) -> None:
    before = document.project
    line = dialog.rate.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "fast")
    accept(dialog)
    assert dialog.trouble.isVisible()
    assert "'fast' is not a frame rate" in dialog.trouble.text()
    assert document.project is before
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel), LEFT)


def test_what_stays_as_it_was_is_no_step(dialog: SizeDialog, document: Document) -> None:
    before = document.project
    accept(dialog)
    assert document.project is before


def test_another_timeline_is_made_named_and_shown(panel: TimelinePanel, document: Document) -> None:
    panel.head.menu.aboutToShow.emit()
    actions = {action.text(): action for action in panel.head.menu.actions()}
    assert [text for text in actions if actions[text].isCheckable()] == ["Film 1", "Opening"]
    actions["New timeline"].trigger()
    assert panel.head.name.text() == "Film"
    assert panel.view.timeline is not document.project.film
    panel.head.rename()
    line = panel.head.findChild(NameLine)
    assert isinstance(line, NameLine)
    QTest.keyClicks(line, "Trailer")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert panel.head.name.text() == "Trailer"
    document.undo()
    document.undo()
    assert panel.view.timeline is document.project.film
