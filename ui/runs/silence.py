"""Offers to end the process that computes when it gives no sign of life. A slow one gives signs, and is left alone."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

from soraapp.engine.events import WorkerSilent
from ui.document import Document
from ui.jobs import Jobs
from ui.panels.offer_bar import OfferBar
from ui.texts import node_name

TELL = 5000
"""Milliseconds after which it is told anew how long the silence lasts."""


class SilenceOffer(QObject):
    """Who would rather wait is asked again when the silence has lasted twice as long."""

    def __init__(self, document: Document, jobs: Jobs, bar: OfferBar, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._bar = document, jobs, bar
        self._silent: WorkerSilent | None = None
        self._since = 0.0
        self._patience = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TELL)
        self._timer.timeout.connect(self._look)
        jobs.silent.connect(self._fall_silent)
        jobs.answers.connect(self._forget)

    def retranslate(self) -> None:
        """Say the same in the language of the window."""
        if not self._bar.isHidden():
            self._offer()

    def _fall_silent(self, silent: WorkerSilent) -> None:
        self._silent = silent
        self._since = time.monotonic() - silent.seconds
        self._patience = 0.0
        self._timer.start()
        self._offer()

    def _forget(self) -> None:
        """It lives, or it is gone, or nobody waits for it any more."""
        self._silent = None
        self._timer.stop()
        self._bar.hide()

    @property
    def _lasting(self) -> float:
        """Seconds that the silence lasts."""
        return time.monotonic() - self._since

    def _look(self) -> None:
        if not self._bar.isHidden():
            self._bar.say(self._text())
        elif self._lasting >= self._patience:
            self._offer()

    def _offer(self) -> None:
        end, wait = self.tr("End it and go on"), self.tr("Wait")
        self._bar.offer(self._text(), [(end, self._end), (wait, self._wait)])

    def _end(self) -> None:
        self._forget()
        self._jobs.restart()

    def _wait(self) -> None:
        self._patience = 2 * self._lasting
        self._bar.hide()

    def _text(self) -> str:
        run = self._jobs.queue.find(self._silent.run) if self._silent else None
        graph = run.graph(self._document) if run else self._document.flat.graph
        node = graph.nodes.get(self._silent.node or "") if self._silent else None
        seconds = round(self._lasting)
        if node is None:
            return self.tr("The process that computes has given no sign for {seconds} s.").format(seconds=seconds)
        return self.tr("{node} has given no sign for {seconds} s.").format(node=node_name(node.name), seconds=seconds)
