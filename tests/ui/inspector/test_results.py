"""What a node wrote stands where it can be edited before it is used."""

from __future__ import annotations

from typing import cast

from PySide6.QtTest import QTest

from soraapp.models.nano.expanding import expand
from tests.ui.events import turn, wait
from tests.ui.inspector.conftest import Desk, click
from ui.inspector.prompt_field import PromptField


def test_a_caption_is_shown_and_edited(desk: Desk) -> None:
    desk.add("text.expand", "e", text="a cat", seed=3)
    desk.open("e")
    field = cast("PromptField", desk.field("edited"))
    assert field.take.isHidden()
    assert "After a run" in field.text.placeholderText()
    short = field.text.height()
    desk.settle()
    desk.jobs.run(("e",))
    wait(lambda: not desk.jobs.running, "the run to end")
    desk.settle()
    turn()
    made = expand("a cat", 3)
    assert desk.jobs.state("e").text == field.text.placeholderText() == made
    assert field.text.height() > short
    click(field.take)
    assert desk.value("edited") == made
    assert field.text.hasFocus()
    assert field.take.isHidden()
    QTest.keyClicks(field.text, ".")
    assert len(str(desk.value("edited"))) == len(made) + 1


def test_a_plain_prompt_shows_no_result(desk: Desk) -> None:
    desk.add("text.prompt", "p", text="a cat")
    desk.open("p")
    field = cast("PromptField", desk.field("text"))
    field.show_result("something")
    assert field.take.isHidden()
    assert field.text.placeholderText() == "Describe what should be seen, in English or Chinese"
