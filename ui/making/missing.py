"""What the film needs and is not at hand, and the button that has just that rendered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from soraapp.project.film import film_node
from ui.document import Document
from ui.jobs import Jobs, Phase
from ui.theme import Theme, icon
from ui.timeline.view import TimelineView

_BUSY = (Phase.RUNNING, Phase.QUEUED)


class Missing(QObject):
    """Looks at the timeline that is shown, and at those in it."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, document: Document, jobs: Jobs, view: TimelineView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._view = document, jobs, view
        self.nodes: tuple[str, ...] = ()
        """The nodes that would have to be computed, in order."""
        self.busy = 0
        """How many of these are being computed, or wait for it."""
        self._needed: tuple[str, ...] = ()
        """What the latest survey found missing; some of it may be done by now."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._count)
        jobs.surveyed.connect(self.look)
        view.opened.connect(self.look)
        for signal in (jobs.run_changed, jobs.node_changed):
            signal.connect(self._count_soon)

    def look(self) -> None:
        """Find out anew."""
        timeline = self._view.timeline
        self._needed = ()
        if timeline is not None and timeline.end:
            film = film_node(self._document.project, timeline.id)
            if film in self._document.flat.graph.nodes:
                self._needed = tuple(dict.fromkeys(step.owner for step in self._jobs.forecast_to([film]).compute))
        self._count()

    def _count(self) -> None:
        phases = {node: self._jobs.state(node).phase for node in self._needed}
        nodes = tuple(node for node, phase in phases.items() if phase is not Phase.DONE)
        busy = sum(phases[node] in _BUSY for node in nodes)
        if (nodes, busy) != (self.nodes, self.busy):
            self.nodes, self.busy = nodes, busy
            self.changed.emit()

    def render(self) -> None:
        """Compute what is missing; what waits or is under way already is not asked for again."""
        self.look()
        wanted = [node for node in self.nodes if self._jobs.state(node).phase not in _BUSY]
        if wanted:
            self._jobs.run(wanted)
        elif self.nodes:
            self.refused.emit(self.tr("What is missing is being rendered already."))
        else:
            self.refused.emit(self.tr("Nothing of the film is missing."))

    def _count_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()


class MissingButton(QToolButton):
    """Says how much is missing; not seen while nothing is."""

    def __init__(self, missing: Missing, theme: Callable[[], Theme], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing, self._theme = missing, theme
        self.setObjectName("render_missing_button")
        self.setProperty("role", "flat")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.clicked.connect(missing.render)
        missing.changed.connect(self._tell)
        self._look()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Another language, or other colours."""
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        elif event.type() == QEvent.Type.PaletteChange:
            self._look()
        super().changeEvent(event)

    def _look(self) -> None:
        theme = self._theme()
        self.setIcon(icon("run", theme.color("accent"), theme.color("faint")))

    def _tell(self) -> None:
        count, busy = len(self._missing.nodes), self._missing.busy
        self.setToolTip(self.tr("Render what this timeline shows and is not made yet, and nothing else"))
        self.setVisible(count > 0)
        self.setEnabled(busy < count)
        self.setText(
            self.tr("Render missing ({count})").format(count=count)
            if busy < count
            else self.tr("Rendering ({count})").format(count=count)
        )
