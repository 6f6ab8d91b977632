"""The course of runs: each event of the engine goes to the run that it is of, and is told."""

from __future__ import annotations

from soraapp.engine import events
from soraapp.engine.events import Event, Outcome
from ui.document import Document
from ui.runs import notices
from ui.runs.findings import Findings
from ui.runs.queue import RunQueue
from ui.runs.run import Run
from ui.runs.tidings import Tidings


class Course:
    """Follows the engine."""

    def __init__(self, document: Document, queue: RunQueue, findings: Findings, tidings: Tidings) -> None:
        self._document, self._queue, self._findings, self._tidings = document, queue, findings, tidings
        self._changed: dict[str, None] = {}
        self._got_on = False

    def take(self, event: Event) -> bool:
        """See to an event. False when it is of a run that nobody asked for."""
        match event:
            case events.WorkerSilent():
                self._tidings.silent.emit(event)
            case events.WorkerAnswers():
                self._tidings.answers.emit()
            case events.QueueChanged():
                self._queue.order()
            case events.WorkerLost():
                self._tidings.answers.emit()
                self._lost(event)
            case events.WorkerReady():
                pass
            case _:
                run = self._queue.find(event.run)
                if run is None:
                    return False
                self._get_on(run, event)
        return True

    def settle(self) -> None:
        """Tell once what many events have changed: they come in batches, of hundreds where nodes are quick."""
        changed, got_on = self._changed, self._got_on
        self._changed, self._got_on = {}, False
        self._tidings.tell(changed)
        if got_on:
            self._tidings.run_changed.emit()

    def end(self, run: Run, outcome: Outcome, elapsed: float = 0.0) -> None:
        """A run is over, after so many seconds."""
        self.settle()  # What it has done is told while it is still under way.
        if not run.away:
            self._note(*run.nodes)
        self._got_on = True
        self._queue.remove(run, outcome, elapsed)
        self.settle()
        self._tidings.finished.emit(run)

    def _lost(self, event: events.WorkerLost) -> None:
        if run := self._queue.find(event.run):
            self._tidings.noticed.emit(notices.gone_on(self._name(run, event.node), event.reason))
        elif event.run is None and self._queue.current is None:  # Else the run tells it.
            self._tidings.failed.emit(notices.lost(event.reason))

    def _get_on(self, run: Run, event: Event) -> None:
        if isinstance(event, events.RunFinished):
            self._tidings.answers.emit()
            self.end(run, event.outcome, event.elapsed)
            return
        run.take(event)
        self._findings.take(run, event)
        self._tell(run, event)
        if not isinstance(event, events.StepPreview):
            self._got_on = True

    def _tell(self, run: Run, event: Event) -> None:
        node = run.owner(getattr(event, "node", ""))
        if isinstance(event, events.StepPreview):
            for shown in () if run.away else (node, *self._document.flat.standing_for(node)):
                self._tidings.preview.emit(shown, event.frames, event.rate)
            return
        if node and not run.away:
            self._note(node)
        match event:
            case events.RunStarted():
                self._queue.begin(run)
                if not run.away:
                    self._note(*map(run.owner, event.steps))
            case events.StepEconomy():
                self._tidings.noticed.emit(notices.thrifty(self._name(run, node), event.economy))
            case events.StepSpared():
                self._tidings.noticed.emit(notices.spared(self._name(run, node), event.done, event.whole))
            case events.DeliveryNotice():
                self._tidings.noticed.emit(event.notice)
            case events.StepFailed() | events.DeliveryFailed():
                self._tidings.failed.emit(event.error)
            case events.Delivered():
                self._tidings.delivered.emit(event.path)
            case _:
                pass

    def _note(self, *nodes: str) -> None:
        """These nodes have changed: what changed last is told last."""
        for node in nodes:
            self._changed.pop(node, None)
            self._changed[node] = None

    def _name(self, run: Run, node: str | None) -> str:
        """What people call a node of a run, or the film when none computes."""
        found = run.graph(self._document).nodes.get(node) if node is not None else None
        return found.name if found else "the film"
