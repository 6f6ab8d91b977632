"""A process that hangs is offered to be ended; one that is slow never is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.window import click, dismiss, sample_window
from ui.jobs import Phase
from ui.main_window import MainWindow

SILENCE = 1.0


@pytest.fixture
def show(app: QApplication, tmp_path: Path) -> Iterator[Callable[[Draft], MainWindow]]:
    """Makes a window whose engine soon tells of silence."""
    made: list[MainWindow] = []

    def window(draft: Draft) -> MainWindow:
        made.append(sample_window(tmp_path, draft, silence=SILENCE))
        return made[-1]

    yield window
    for one in made:
        dismiss(one)


def held(seconds: float, **values: Any) -> Draft:
    return Draft()("n", "plain.number")("stuck", "plain.holds", {"number": "n"}, seconds=seconds, **values)


def answer(window: MainWindow, title: str) -> QPushButton:
    return next(button for button in window.silence_bar.buttons if button.text() == title)


def offered(window: MainWindow) -> None:
    wait(window.silence_bar.isVisible, "the offer", 20)


def test_what_hangs_is_ended_and_the_run_goes_on(show: Callable[[Draft], MainWindow], tmp_path: Path) -> None:
    window = show(held(60.0, trace=str(tmp_path / "trace")))
    window.jobs.run()
    offered(window)
    assert window.silence_bar.text.text().startswith("Stuck has given no sign for ")
    click(answer(window, "End it and go on"))
    assert not window.silence_bar.isVisible()
    wait(lambda: not window.jobs.running, "the run to go on to its end")
    assert window.jobs.state("stuck").phase is Phase.DONE


def test_who_waits_sees_it_come_back(show: Callable[[Draft], MainWindow]) -> None:
    window = show(held(4.0))
    window.jobs.run()
    offered(window)
    click(answer(window, "Wait"))
    assert not window.silence_bar.isVisible()
    wait(lambda: not window.jobs.running, "the run")
    assert window.jobs.state("stuck").phase is Phase.DONE


def test_a_sign_of_life_takes_the_offer_away(show: Callable[[Draft], MainWindow]) -> None:
    window = show(held(3.0)("slow", "plain.sleeps", {"number": "stuck"}, seconds=1.5))
    window.jobs.run()
    offered(window)
    wait(lambda: not window.silence_bar.isVisible(), "a sign of life", 10)
    assert window.jobs.running
    wait(lambda: not window.jobs.running, "the run")


def test_cancelling_what_hangs_takes_the_offer_away(show: Callable[[Draft], MainWindow]) -> None:
    window = show(held(60.0))
    window.jobs.run()
    offered(window)
    click(window.top.cancel)
    wait(lambda: not window.silence_bar.isVisible(), "the end of the run", 5)


def test_the_offer_tells_how_long_and_comes_again_to_who_waited(
    show: Callable[[Draft], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(held(60.0))
    window.silence._timer.setInterval(100)
    window.jobs.run()
    offered(window)
    first = window.silence_bar.text.text()
    button = answer(window, "Wait")
    wait(lambda: window.silence_bar.text.text() != first, "other words", 5)
    assert answer(window, "Wait") is button, "the same button, which may have the keyboard"
    click(button)
    assert not window.silence_bar.isVisible()
    offered(window)
    window.jobs.cancel()
    wait(lambda: not window.jobs.running, "the end", 5)


def test_a_slow_node_is_never_taken_for_one_that_hangs(show: Callable[[Draft], MainWindow]) -> None:
    draft = Draft()("n", "plain.number")("slow", "plain.ponders", {"number": "n"}, seconds=3.0)
    window = show(draft("sleeps", "plain.sleeps", {"number": "slow"}, seconds=2.0))
    told: list[object] = []
    window.jobs.silent.connect(told.append)
    window.jobs.run()
    wait(lambda: not window.jobs.running, "the run")
    turn()
    assert not told
    assert not window.silence_bar.isVisible()
