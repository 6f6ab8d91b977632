"""A preview in a window of its own, and clips whose frames are told apart by their colour."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size
from tests.ui.events import turn, wait
from ui.preview.preview import Preview
from ui.theme import load_theme


def shade(index: int, blue: int = 0) -> tuple[int, int, int]:
    """The colour of a frame."""
    return (index * 8 % 256, 200, blue)


def frames(count: int, blue: int = 0, size: tuple[int, int] = (32, 24)) -> Frames:
    made = np.empty((count, size[1], size[0], 3), np.uint8)
    for index in range(count):
        made[index] = shade(index, blue)
    return made


SMALL = Size(32, 24)


@dataclass(frozen=True)
class Shades:
    """A clip of plain colours, as slow and as broken as a test wants it."""

    count: int = 16
    rate: Fraction = Fraction(16)
    blue: int = 0
    size: Size = SMALL
    delay: float = 0.0
    """Seconds to decode a frame."""
    broken: bool = False

    def frames(self, start: int, stop: int) -> Frames:
        assert threading.current_thread() is not threading.main_thread(), "decoded in the GUI thread"
        time.sleep(self.delay * (stop - start))
        if self.broken:
            raise MediaError("{file} is damaged.", remedy="Choose another.", file="film.mp4")
        made = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for index in range(start, stop):
            made[index - start] = shade(index, self.blue)
        return made


def painted(preview: Preview) -> QColor:
    """The colour in the middle of the picture, as it is on the screen."""
    screen = preview.screen_area
    return screen.grab().toImage().pixelColor(screen.rect().center())


def rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def shows(preview: Preview, index: int, blue: int = 0) -> bool:
    return rgb(painted(preview)) == shade(index, blue)


def wait_for(preview: Preview, index: int, blue: int = 0) -> None:
    wait(lambda: shows(preview, index, blue), f"frame {index}")


@pytest.fixture
def preview(app: QApplication) -> Iterator[Preview]:
    made = Preview(load_theme("dark"))
    made.resize(400, 360)
    made.show()
    turn(0.15)  # Until its size has settled.
    yield made
    made.shut_down()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
