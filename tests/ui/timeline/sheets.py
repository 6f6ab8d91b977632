"""The main states of the timeline, each arranged on a real panel so that it can be compared with a picture on file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames, Size
from soraapp.project.project import Project
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn, wait
from tests.ui.timeline.conftest import CLIPS, RICH
from tests.ui.timeline.reel import SMALL, Stock
from ui.document import Document
from ui.node_state import NodeState, Phase
from ui.theme import apply, install_fonts, load_theme
from ui.timeline.panel import TimelinePanel

FOLDER = Path(__file__).parent / "snapshots"


@dataclass(frozen=True)
class Plain:
    """A clip of one colour, which is the same however it is made smaller."""

    hue: int
    rate: Fraction = Fraction(24)
    count: int = 96
    size: Size = SMALL

    def frames(self, start: int, stop: int) -> Frames:
        """Frames of shape (stop - start, height, width, 3)."""
        found = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        found[:] = (60 + 37 * self.hue % 160, 90 + 53 * self.hue % 120, 60 + 71 * self.hue % 170)
        return found


@dataclass(frozen=True)
class Steps:
    """A sound that is louder in each quarter of a second, and falls back each two seconds."""

    count: int = 48000 * 12
    rate: int = 48000
    channels: int = 1

    def samples(self, start: int, stop: int) -> Samples:
        """Samples of shape (stop - start, 1)."""
        at = np.arange(start, stop)
        loud = (at // 12000 % 8 + 1) / 8
        return np.where(at % 2 == 0, loud, -loud).astype(np.float32)[:, None]


def _whole(panel: TimelinePanel) -> None:
    panel.view.select(["dive"])
    panel.view.set_playhead(150)


def _near(panel: TimelinePanel) -> None:
    panel.view.zoom_to(9.0, 0)
    panel.view.set_playhead(12)


def _far(panel: TimelinePanel) -> None:
    panel.view.zoom_to(0.12, 0)
    panel.view.select(["bird"])


def _empty(panel: TimelinePanel) -> None:
    document = panel.view.document
    document.replace(Project(), None)


SHEETS: dict[str, Callable[[TimelinePanel], None]] = {"whole": _whole, "near": _near, "far": _far, "empty": _empty}
STATES = {
    "city": NodeState(Phase.RUNNING, done=62, total=100),
    "bird": NodeState(Phase.STALE),
    "linked": NodeState(Phase.FAILED),
}


def painted(app: QApplication, sheet: str, theme: str) -> QImage:
    """The picture of a sheet in a theme, with the bundled fonts; the application is afterwards as it was."""
    font, palette, style = app.font(), app.palette(), app.styleSheet()
    install_fonts()
    look = load_theme(theme)
    apply(app, look)
    media = {name: Plain(hue) for name, hue in CLIPS.items()}
    document = Document(CATALOGUE)
    panel = TimelinePanel(document, Stock({**media, "waves": Steps()}, STATES), look)
    try:
        panel.head.hide()
        document.replace(Project(timelines={"film": RICH}), None)
        panel.resize(1000, 300)
        panel.show()
        turn(0.05)
        panel.view.fit()
        SHEETS[sheet](panel)
        turn(0.05)
        wait(lambda: not panel.view.pictures.waiting and not panel.view.lanes.behind, "the pictures", 20)
        turn(0.1)
        return panel.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    finally:
        panel.close_pictures()
        panel.deleteLater()
        turn()
        app.setStyleSheet(style)
        app.setPalette(palette)
        app.setFont(font)
