"""A window in which a node has been run for three seeds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from soraapp.project import edits
from soraapp.project.graph import Node
from tests.ui.events import wait
from tests.ui.window import Maker, click_node, film
from ui.main_window import MainWindow
from ui.takes.item import Cell


@pytest.fixture
def three(make: Maker) -> MainWindow:
    """Takes 1, 2 and 3 of the selected node are of the seeds 5, 6 and 7; its seed is 7 now."""
    made = make(film(seed=7))
    click_node(made, "clip")
    made.jobs.run_variants("clip", "seed", [5, 6, 7])
    wait(lambda: not made.jobs.running and not made.jobs.surveying)
    pictures(made)
    wait(lambda: made.preview.comparing, "the variants side by side", 5)
    made.preview.leave_comparison()
    return made


def pictures(window: MainWindow) -> None:
    """Wait until the takes are seen."""
    strip = window.takes.list

    def there() -> bool:
        images = [strip.item(row).data(Cell.IMAGE) for row in range(strip.count())]
        return bool(images) and all(isinstance(image, QImage) for image in images)

    wait(there, "the pictures", 20)


def place(window: MainWindow, row: int, *, name: bool = False) -> QPoint:
    """The middle of an item's picture, or of its name."""
    rect = window.takes.list.visualItemRect(window.takes.list.item(row))
    return QPoint(rect.center().x(), rect.bottom() - 8) if name else rect.center()


def clip(window: MainWindow) -> Node:
    return window.document.graph.nodes["clip"]


def seed(window: MainWindow, value: int) -> None:
    window.document.apply(edits.set_value("clip", "seed", value))
