"""A person wants to know why a node does not work: one click, or one key, and the ways to mend it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.engine import events
from soraapp.errors import InputError, MediaError, SoraError
from soraapp.project import edits
from tests.ui.canvas.conftest import LEFT, NONE, Desk
from tests.ui.events import wait
from ui.node_state import Phase

Key = Qt.Key
BROKEN = MediaError("{file} is not a picture.", remedy="Choose a PNG.", file="a.txt")


def fail(desk: Desk, error: SoraError = BROKEN) -> None:
    """Text to video fails, and the export behind it has to wait."""
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.settle()
    desk.jobs.run()
    wait(lambda: desk.engine.runs, "the run")
    for event in (
        events.RunStarted(1, ("p", "t", "x")),
        events.StepFailed(1, "t", error),
        events.StepBlocked(1, "x", "t"),
        events.RunFinished(1, events.Outcome.FAILED, 0.1),
    ):
        desk.engine.say(event)
    wait(lambda: desk.jobs.state("x").phase is Phase.BLOCKED, "the end")
    desk.settle()


def sign(desk: Desk, node: str) -> QPoint:
    """Where a node tells its state."""
    item = desk.scene.nodes[node]
    return desk.canvas.viewportTransform().map(item.pos() + item.layout.title.topRight()).toPoint() + QPoint(-22, 16)


def test_a_click_on_the_sign_tells_reason_and_remedy(desk: Desk) -> None:
    fail(desk)
    desk.click(sign(desk, "t"))
    card = desk.canvas.trouble.card
    assert card.isVisible()
    assert card.reason.text() == "a.txt is not a picture."
    assert card.remedy.text() == "Choose a PNG."
    assert desk.canvas.rect().contains(card.geometry())
    assert desk.canvas.selection() == ("t",)
    desk.key(Key.Key_Escape)
    assert not card.isVisible()
    assert desk.canvas.hasFocus()
    assert desk.canvas.selection() == ("t",)  # Escape closed the card and nothing else.


def test_a_click_on_the_reason_in_place_of_the_picture_tells_it_too_and_a_drag_does_not(desk: Desk) -> None:
    fail(desk)
    item = desk.scene.nodes["t"]
    assert item.layout.picture is not None
    middle = desk.canvas.viewportTransform().map(item.pos() + item.layout.picture.center()).toPoint()
    desk.click(middle)
    assert desk.canvas.trouble.card.isVisible()
    desk.click(QPoint(20, 700))
    assert not desk.canvas.trouble.card.isVisible()
    desk.drag(sign(desk, "t"), sign(desk, "t") + QPoint(60, 40))
    assert not desk.canvas.trouble.card.isVisible()


def test_run_again_runs_that_node(desk: Desk) -> None:
    fail(desk)
    desk.click(sign(desk, "t"))
    QTest.mouseClick(desk.canvas.trouble.card.again, LEFT)
    wait(lambda: len(desk.engine.runs) == 2, "another run")
    assert [step.node for step in desk.engine.runs[-1].steps] == ["p", "t"]
    assert not desk.canvas.trouble.card.isVisible()


def test_copy_puts_reason_and_remedy_on_the_clipboard(desk: Desk) -> None:
    fail(desk)
    desk.click(sign(desk, "t"))
    QTest.mouseClick(desk.canvas.trouble.card.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "a.txt is not a picture. Choose a PNG."


def test_a_failure_of_an_input_leads_to_it(desk: Desk) -> None:
    went: list[tuple[str, str]] = []
    desk.canvas.trouble.go_asked.connect(lambda node, entry: went.append((node, entry)))
    fail(desk, InputError("{input} is too bright.", input="Seconds"))
    desk.click(sign(desk, "t"))
    card = desk.canvas.trouble.card
    assert card.go.text() == "Go to Seconds"
    assert card.remedy.isHidden()
    assert QApplication.focusWidget() is card.go
    desk.key(Key.Key_Space)
    assert went == [("t", "seconds")]


def test_a_blocked_node_leads_to_the_one_that_failed(desk: Desk) -> None:
    went: list[tuple[str, str]] = []
    desk.canvas.trouble.go_asked.connect(lambda node, entry: went.append((node, entry)))
    fail(desk)
    desk.click(sign(desk, "x"))
    card = desk.canvas.trouble.card
    assert card.reason.text() == "It waits for Text to video, which failed."
    assert card.again.isHidden()
    QTest.mouseClick(card.go, LEFT, NONE)
    assert went == [("t", "")]


def test_a_node_that_is_not_ready_tells_why_by_a_key_and_again_when_it_is_mended(desk: Desk) -> None:
    told: list[str] = []
    desk.canvas.message.connect(told.append)
    desk.film()
    desk.key(Key.Key_W)
    card = desk.canvas.trouble.card
    assert card.reason.text() == "Nothing is connected to Clips."
    assert card.go.text() == "Go to Clips"
    assert desk.canvas.selection() == ("x",)
    desk.document.apply(edits.remove(["x"]))
    desk.settle()
    assert not card.isVisible()
    desk.canvas.setFocus()
    desk.key(Key.Key_W)
    assert not card.isVisible()
    assert told == ["Nothing is wrong."]
    assert "x" not in desk.graph.nodes
