"""A panel over a document with the example film, and hands to use it with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout

from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Timeline, Track, TrackKind
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn, wait
from tests.ui.timeline.example import FILM, shot
from tests.ui.timeline.reel import Hills, Stock, Waves
from ui.document import Document
from ui.node_state import NodeState, Phase
from ui.theme import load_theme
from ui.timeline.panel import TimelinePanel
from ui.timeline.view import TimelineView

CLIPS = {"ball": 0, "dive": 3, "city": 5, "bird": 6, "twice": 2, "off": 1, "linked": 4}
RICH = replace(
    FILM,
    tracks=(
        replace(
            FILM.tracks[0],
            items=(
                *FILM.tracks[0].items,
                shot("twice", 340, 60, speed=Fraction(3, 2), reverse=True),
                shot("lost", 404, 60),
                shot("off", 468, 60, off=True),
                shot("linked", 532, 100, link="l", lead=None),
            ),
        ),
        *FILM.tracks[1:],
    ),
    first=40,
    last=560,
)
"""All that an item can have."""


@pytest.fixture
def stock() -> Stock:
    """Pictures of most files, a sound shorter than its item, and a shot at work, one that is stale, one that failed."""
    media = {name: Hills(hue) for name, hue in CLIPS.items()}
    states = {
        "city": NodeState(Phase.RUNNING, done=62, total=100),
        "bird": NodeState(Phase.STALE),
        "linked": NodeState(Phase.FAILED),
    }
    return Stock({**media, "waves": Waves()}, states)


@pytest.fixture
def document(app: QApplication) -> Document:
    return Document(CATALOGUE)


@pytest.fixture
def panel(document: Document, stock: Stock) -> Iterator[TimelinePanel]:
    """1280x360, with the keyboard."""
    made = TimelinePanel(document, stock, load_theme("dark"))
    document.replace(Project(timelines={"film": RICH, "inner": inner()}), None)
    column = made.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(0, made.head)  # A dock would put it beside its title.
    made.resize(1280, 360)
    made.show()
    made.activateWindow()
    turn(0.05)
    yield made
    made.close_pictures()
    made.deleteLater()
    turn()


@pytest.fixture
def view(panel: TimelinePanel) -> TimelineView:
    return panel.view


def inner() -> Timeline:
    """Another timeline, with one item."""
    return Timeline("inner", "Opening", tracks=(Track("w1", TrackKind.VIDEO, "V1", (shot("dive2", 0, 48),)),))


def painted(view: TimelineView) -> QImage:
    """The viewport, once all its pictures are there."""
    turn(0.05)
    wait(lambda: not view.pictures.waiting and not view.lanes.behind, "the pictures", 20)
    turn(0.1)
    return view.viewport().grab().toImage()


def spot(view: TimelineView, track: str, frame: float, down: float = 0.5) -> QPoint:
    """The point of the viewport at a frame of a track."""
    row = view.geometry_.row(track)
    assert row is not None
    return QPointF(view.geometry_.x(frame), view.geometry_.y(row) + down * row.height).toPoint()


def colors(image: QImage, left: int, top: int, width: int, height: int) -> set[str]:
    """The colours in a part of a picture."""
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(max(0, left), min(image.width(), left + width))
        for y in range(max(0, top), min(image.height(), top + height))
    }
