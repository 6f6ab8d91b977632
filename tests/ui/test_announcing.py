"""What a screen reader says of its own accord while it listens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from soraapp.project import edits
from soraapp.project.graph import Port
from tests.engine.conftest import CATALOGUE, Draft
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, Maker, film, press
from ui.announcing import change_text
from ui.main_window import MainWindow


@pytest.fixture
def listening() -> Iterator[None]:
    """Assistive technology is there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def told(window: MainWindow) -> list[str]:
    said: list[str] = []
    window.announcer.said.connect(said.append)
    return said


@pytest.mark.usefixtures("listening")
def test_what_is_added_connected_undone_and_redone_is_said(make: Maker) -> None:
    window = make(film())
    said = told(window)
    document = window.document
    document.apply(edits.add_node(CATALOGUE["plain.cut"], (520, 0), id="more"))
    assert said.pop() == "Added Cut 2"
    document.apply(edits.connect(Port("cut", "clip"), Port("more", "clip"), CATALOGUE))
    assert said.pop() == "Connected Cut with Cut 2"
    window.canvas.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert said.pop() == "Undone: Connect"
    press(Qt.Key.Key_Y, CTRL)
    assert said.pop() == "Redone: Connect"
    window.canvas.select(["more"])
    press(Qt.Key.Key_Delete)
    assert said.pop() == "Deleted Cut 2"
    document.apply(edits.rename("cut", "Short"))
    assert said.pop() == "Renamed to Short"
    document.apply(edits.move({"cut": (9.0, 9.0)}))
    document.apply(edits.set_value("cut", "end", 3))
    assert said == []


@pytest.mark.usefixtures("listening")
def test_going_into_a_group_and_out_is_said(make: Maker) -> None:
    window = make(film())
    said = told(window)
    window.canvas.setFocus()
    window.canvas.select(["clip"])
    press(Qt.Key.Key_G, CTRL)
    press(Qt.Key.Key_I)
    assert said[-1] == "Inside of Group"
    press(Qt.Key.Key_U)
    assert said[-1] == "Outside of all groups"


@pytest.mark.usefixtures("listening")
def test_runs_are_said_when_they_begin_and_end(make: Maker) -> None:
    window = make(film(steps=2))
    said = told(window)
    window.canvas.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.running)
    wait(lambda: not window.jobs.running)
    turn()
    assert said[0] == "Running: Cut"
    assert said[-1].startswith("Cut: done in ")
    assert len(said) == 2


@pytest.mark.usefixtures("listening")
def test_a_failure_is_said_with_its_reason(make: Maker) -> None:
    window = make(Draft()("one", "plain.number")("bad", "plain.refuses", {"number": "one"}))
    said = told(window)
    window.jobs.run()
    wait(lambda: any(text.startswith("Bad: failed: ") for text in said), "the failure")
    window.document.attempt(edits.rename("bad", ""))
    assert said[-1] == "A node needs a name. Type a name."


def test_nothing_is_said_while_nobody_listens(make: Maker) -> None:
    window = make(film())
    said = told(window)
    window.document.apply(edits.remove(["cut"]))
    window.document.undo()
    assert said == []


def test_many_are_counted() -> None:
    many = Draft()("a", "plain.number")("b", "plain.number")("c", "plain.number")("d", "plain.number").project.graph
    assert change_text(Draft().project.graph, many) == "Added 4 nodes"
    two = Draft()("clip", "making.clip", prompt="x")("cut", "plain.cut", {"clip": "clip"}).project.graph
    assert change_text(Draft().project.graph, two) == "Added Clip, Cut. Connected Clip with Cut"
    assert change_text(two, many) == ""
