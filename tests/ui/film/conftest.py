"""Windows whose project has a film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from soraapp.media.clip import Size
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import (
    Item,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)
from tests.ui.events import turn, wait
from tests.ui.window import Maker, dismiss, film, sample_window
from ui.main_window import MainWindow

SIZE, RATE = Size(64, 32), Fraction(12)
CLIP, CUT = NodeSource(Port("clip", "clip")), NodeSource(Port("cut", "clip"))


def item(id: str, source: Source, start: int, length: int, **more: Any) -> Item:  # noqa: A002
    return replace(Item(id, source, start, length), **more)


def row(*items: Item, id: str = "film", kind: TrackKind = TrackKind.VIDEO) -> Timeline:  # noqa: A002
    return Timeline(id, "Film", SIZE, RATE, (Track("v", kind, "V1", items),))


def with_film(project: Project, *timelines: Timeline) -> Project:
    return replace(project, timelines={one.id: one for one in timelines})


@pytest.fixture
def windows(app: QApplication, tmp_path: Path) -> Iterator[Maker]:
    """Makes windows that share a cache, with a clip that takes a model to make and a cut of it."""
    made: list[MainWindow] = []

    def window(_: object = None) -> MainWindow:
        made.append(sample_window(tmp_path, film()))
        return made[-1]

    yield window
    for one in made:
        dismiss(one)


@pytest.fixture
def window(windows: Maker) -> MainWindow:
    return windows(None)


def put(window: MainWindow, *timelines: Timeline) -> None:
    """Give the project these timelines, as an edit of somebody."""
    window.document.amend(lambda project: with_film(project, *timelines))
    turn(0.1)


def pixel(window: MainWindow) -> int:
    """The red of the middle of what is seen."""
    image = window.preview.screen_area.image
    assert image is not None
    return image.pixelColor(image.width() // 2, image.height() // 2).red()


def settled(window: MainWindow) -> None:
    """Wait until the film that is due is there, and its picture seen."""
    wait(lambda: window.preview.player.clip is not None, "a film")
    turn(0.15)
    wait(lambda: window.preview.player.painted == window.preview.player.frame, "the picture")


__all__ = [
    "CLIP",
    "CUT",
    "RATE",
    "SIZE",
    "TimelineSource",
    "TitleSource",
    "item",
    "pixel",
    "put",
    "row",
    "settled",
    "with_film",
]
