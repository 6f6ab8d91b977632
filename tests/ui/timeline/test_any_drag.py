"""Whatever a person drags, with whatever tool and keys, the timeline stays sound, and undo brings it back exactly."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt

from soraapp.project.timeline.timeline import problems
from tests.ui.events import turn
from tests.ui.timeline.bench import ALT, CTRL, CUTS, NONE, SHIFT, STOCK, Bench
from ui.document import Document
from ui.theme import load_theme
from ui.timeline.panel import TimelinePanel
from ui.timeline.tools import Tool

KEYS = (NONE, NONE, NONE, ALT, CTRL, SHIFT)
DRAGS = 60


@pytest.fixture
def bench(document: Document) -> Iterator[Bench]:
    panel = TimelinePanel(document, STOCK, load_theme("dark"))
    panel.resize(1280, 360)
    panel.show()
    panel.activateWindow()
    turn(0.05)
    yield Bench(panel, document)
    panel.close_pictures()
    panel.deleteLater()
    turn()


@pytest.mark.parametrize("seed", range(4))
def test_any_drag_leaves_a_sound_timeline(bench: Bench, seed: int) -> None:
    chance = random.Random(seed)
    view = bench.view
    for _ in range(DRAGS):
        view.pointer.tools.take(chance.choice((Tool.SELECT, Tool.SELECT, *Tool)))
        start, keys = _anywhere(bench, chance), chance.choice(KEYS)
        bench.press(start, keys)
        for _ in range(chance.randint(0, 3)):
            bench.hold(start + QPoint(chance.randint(-400, 400), chance.randint(-90, 90)), keys)
            assert not list(problems(view.shown))
        if chance.random() < 0.15:
            before = bench.film
            bench.key(Qt.Key.Key_Escape)
            assert bench.film is before
        bench.let_go(start + QPoint(chance.randint(-400, 400), chance.randint(-90, 90)), keys)
        assert not list(problems(bench.film))
        assert view.shown is bench.film
        assert not view.pointer.busy
        view.pan(chance.randint(-60, 60), 0)
    for error in bench.refusals:
        assert "{" not in str(error)
    while bench.document.can_undo:
        bench.document.undo()
    assert bench.film == CUTS


def _anywhere(bench: Bench, chance: random.Random) -> QPoint:
    """A point that is more often on an item, or near one of its ends, than not."""
    view = bench.view
    items = list(bench.film.items())
    if items and chance.random() < 0.8:
        rect = view.geometry_.rect_of(chance.choice(items).id)
        assert rect is not None
        x = chance.choice((rect.left() + 3, rect.right() - 3, rect.left(), chance.uniform(rect.left(), rect.right())))
        at = QPoint(round(x), round(chance.uniform(rect.top(), rect.bottom())))
        if view.viewport().rect().contains(at):
            return at
    return QPoint(chance.randrange(view.viewport().width()), chance.randrange(view.viewport().height()))
