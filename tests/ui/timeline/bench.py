"""A small film to edit by hand: three shots that touch, one of them with its sound, a gap, one more, and a title."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Item, Marker, Timeline, TitleSource, Track, TrackKind, problems
from tests.ui.events import turn
from tests.ui.timeline.conftest import spot
from tests.ui.timeline.example import shot
from tests.ui.timeline.reel import Hills, Stock, Waves
from ui.document import Document
from ui.timeline.panel import TimelinePanel
from ui.timeline.view import TimelineView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SOON = Fraction(2)
"""Seconds of a source before what is seen of it."""
CUTS = Timeline(
    "film",
    "Film",
    tracks=(
        Track(
            "v1",
            TrackKind.VIDEO,
            "V1",
            (
                shot("a", 0, 96, offset=SOON),
                shot("b", 96, 72, offset=SOON, link="ab"),
                shot("c", 168, 96, offset=SOON),
                shot("d", 312, 72, offset=SOON),
            ),
        ),
        Track("v2", TrackKind.VIDEO, "V2"),
        Track("t1", TrackKind.TITLE, "T1", (Item("title", TitleSource("Dive"), 24, 48),)),
        Track("a1", TrackKind.AUDIO, "A1", (replace(shot("b", 96, 72, offset=SOON, link="ab"), id="sound"),)),
    ),
    markers=(Marker("m", 200, name="Splash"),),
)
STOCK = Stock({**{name: Hills(number, count=240) for number, name in enumerate("abcd")}, "waves": Waves()})


class Bench:
    """A hand on a panel that shows such a film."""

    def __init__(self, panel: TimelinePanel, document: Document, timeline: Timeline = CUTS) -> None:
        self.panel, self.document = panel, document
        self.view: TimelineView = panel.view
        self.refusals: list[object] = []
        document.refused.connect(self.refusals.append)
        document.replace(Project(timelines={timeline.id: timeline}), None)
        self.view.zoom_to(2.5, 0)
        self.view.setFocus()
        turn()

    @property
    def film(self) -> Timeline:
        found = self.document.project.film
        assert found is not None
        return found

    def items(self, track: str) -> list[tuple[str, int, int]]:
        """The name of the source, the start and the end of each item of a track."""
        row = self.film.track(track)
        assert row is not None
        return [(self.view.facts.name(item), item.start, item.end) for item in row.items]

    def at(self, track: str, frame: float, down: float = 0.6) -> QPoint:
        return spot(self.view, track, frame, down)

    def press(self, start: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseMove(self.view.viewport(), start)
        QTest.mousePress(self.view.viewport(), LEFT, keys, start)

    def pull(self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press, and move in steps with some keys held."""
        self.press(start, keys)
        for step in range(1, 6):
            self.hold(start + (end - start) * (step / 5), keys)

    def hover(self, at: QPoint) -> None:
        """The pointer comes to a point with no button down."""
        self.hold(at, button=Qt.MouseButton.NoButton)

    def hold(self, at: QPoint, keys: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        """The button is down while the pointer comes to a point."""
        viewport = self.view.viewport()
        place = QPointF(at), QPointF(viewport.mapToGlobal(at))
        event = QMouseEvent(QEvent.Type.MouseMove, *place, Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(viewport, event)
        turn()

    def let_go(self, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseRelease(self.view.viewport(), LEFT, keys, end)
        turn()

    def drag(self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """One drag; whatever it does, the film stays sound."""
        self.pull(start, end, keys)
        self.let_go(end, keys)
        assert not list(problems(self.film))

    def click(self, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, keys, at)
        turn()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view, key, keys)
        turn()

    def undone(self) -> Timeline:
        """The film after one undo, which is the only step."""
        self.document.undo()
        assert not self.document.can_undo
        return self.film
