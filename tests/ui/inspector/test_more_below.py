"""A page that goes on below says so at its lower edge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from tests.ui.events import turn
from ui.inspector.more_below import HEIGHT, MoreBelow
from ui.inspector.page import Page


@pytest.fixture
def page(app: QApplication) -> Iterator[Page]:
    buttons = [QPushButton(str(index)) for index in range(12)]
    made = Page([], buttons, None)  # type: ignore[arg-type]
    made.resize(200, 140)
    made.show()
    turn(0.05)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_is_there_until_the_end_is_seen(page: Page) -> None:
    edge, area = page.findChildren(MoreBelow)[0], page.findChildren(QScrollArea)[0]
    assert edge.isVisible()
    view = area.viewport().geometry()
    assert edge.geometry().bottom() == view.bottom()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not edge.isVisible()
    bar.setValue(bar.maximum() - 1)
    assert edge.isVisible()
    page.resize(200, 900)
    turn(0.05)
    assert not edge.isVisible()


def test_the_mouse_goes_through_it(page: Page) -> None:
    edge = page.findChildren(MoreBelow)[0]
    below = edge.mapTo(page, QPoint(30, HEIGHT // 2))
    beneath = page.childAt(below)
    assert not isinstance(beneath, MoreBelow)
    pressed: list[bool] = []
    for button in page.findChildren(QPushButton):
        button.pressed.connect(lambda: pressed.append(True))
    for y in range(HEIGHT):
        handle = page.window().windowHandle()
        assert handle is not None
        QTest.mouseClick(
            handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge.mapTo(page, QPoint(30, y))
        )
    assert pressed
