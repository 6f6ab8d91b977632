"""Files: those that were chosen lately are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from soraapp.media.image import write_image
from tests.ui.events import turn, wait
from tests.ui.inspector.conftest import Desk, click
from ui.inspector.file_field import FileField
from ui.inspector.recent_files import MOST, recent_files, remember_file


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def field(home: Path, desk: Desk) -> FileField:
    desk.add("load.image", "one")
    desk.open("one")
    return cast("FileField", desk.field("file"))


def pictures(folder: Path, *names: str) -> list[Path]:
    made: list[Path] = []
    for name in names:
        made.append(folder / name)
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        write_image(made[-1], np.zeros((8, 8, 3), np.uint8))
    return made


def opened(field: FileField) -> QMenu:
    click(field.lately)
    turn()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_what_was_chosen_lately_is_chosen_again(desk: Desk, field: FileField, home: Path) -> None:
    menu = opened(field)
    assert not menu.actions()[0].isEnabled()
    menu.close()
    first, second = pictures(home, "first.png", "second.png")
    for path in (first, second):
        field.line.setFocus()
        field.line.selectAll()
        QTest.keyClicks(field.line, str(path))
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    menu = opened(field)
    assert [action.text() for action in menu.actions()] == ["second.png", "first.png"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.value("file") == first
    wait(lambda: field.picture.isVisible(), "the picture")
    first.unlink()
    menu = opened(field)
    assert [action.text() for action in menu.actions()] == ["second.png"]
    menu.close()


def test_two_of_one_name_are_told_apart_by_their_folders(field: FileField, home: Path) -> None:
    for path in pictures(home, "a/ball.png", "b/ball.png"):
        field.choose(path)
    menu = opened(field)
    assert [action.text() for action in menu.actions()] == ["ball.png · b", "ball.png · a"]
    menu.close()


def test_each_kind_of_media_has_its_own_and_not_too_many(home: Path) -> None:
    paths = pictures(home, *(f"{number}.png" for number in range(MOST + 3)))
    for path in [*paths, paths[5]]:
        remember_file("image", path)
    assert recent_files("image") == [paths[number] for number in (5, 12, 11, 10, 9, 8, 7, 6, 4, 3)]
    assert recent_files("video") == []
