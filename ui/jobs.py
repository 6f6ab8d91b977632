"""Runs of the graph as the window sees them: the only hop from engine events to Qt signals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from soraapp.engine.client import Engine
from soraapp.engine.events import Event, StepPreview
from soraapp.engine.forecast import Forecast
from soraapp.engine.provider import Models
from soraapp.media.export.order import Order
from soraapp.nodekit import Value
from soraapp.project.check import Problem
from soraapp.project.film import is_hidden
from soraapp.project.flat import Flat
from soraapp.project.rescue import Variants, Waiting
from ui.background import Background, Mailbox
from ui.document import Document
from ui.drawn_state import drawn_state
from ui.node_state import Memory, NodeState, Phase
from ui.restoring import Restoring, Worker
from ui.runs.asking import Asking
from ui.runs.course import Course
from ui.runs.elsewhere import Elsewhere, joined
from ui.runs.findings import Findings
from ui.runs.notices import shown
from ui.runs.queue import RunQueue
from ui.runs.run import Run
from ui.runs.tidings import Tidings
from ui.survey import Survey
from ui.surveyor import Surveyor

__all__ = ["Jobs", "NodeState", "Phase"]


class Jobs(Tidings):
    """Starts and cancels runs, and knows the state and the latest result of every node."""

    def __init__(
        self,
        document: Document,
        registry: Models,
        connect: Callable[[Callable[[Event], None]], Engine],
        parent: QObject | None = None,
    ) -> None:
        """`connect` makes the engine, given the listener that it calls from a thread of its own."""
        super().__init__(document, parent)
        self._mailbox = Mailbox(self._receive, self)
        self._background = Background(self)
        self.models = registry
        """As they are on the disk. For any thread but the window's."""
        self._engine = connect(self._mailbox.post)
        self._memory = Memory()
        self.queue = RunQueue(self._engine, self.run_changed.emit)
        """The runs that are not over, in their order, and the latest that are."""
        self._elsewhere = Elsewhere(document, self.queue, self._background, self._fail, self)
        findings = Findings(document, self._memory, self.queue, self._elsewhere)
        self._course = course = Course(document, self.queue, findings, self)
        self._asking = Asking(
            self._engine, document.catalogue, registry, self._background, self._memory, self.queue, course, self
        )
        self._reading = Background(self)
        self._restoring = Restoring(
            self._engine, self._reading, self._memory, lambda node: self.tell([node]), self.restored.emit
        )
        self._surveyor = Surveyor(document, registry, self._engine, self._background, self)
        document.leaving.connect(self._leave)
        document.replaced.connect(self._come_back)
        self._surveyor.surveyed.connect(self._surveyed)
        self._surveyor.failed.connect(self._fail)
        self.finished.connect(lambda _: self._surveyor.look())  # What is at hand is different now.

    # What a view asks

    @property
    def running(self) -> bool:
        """Whether a run is under way, or about to be."""
        return self.queue.current is not None

    @property
    def running_here(self) -> bool:
        """Whether the run under way, or about to be, is of the project that is open."""
        return self.queue.current is not None and not self.queue.current.away

    @property
    def cancelling(self) -> bool:
        """Whether the run under way is being cancelled."""
        return self.queue.current is not None and self.queue.current.cancelling

    @property
    def running_node(self) -> str | None:
        """The node that computes now, where it is of the project that is open."""
        return self.queue.current.node if self.queue.current and self.running_here else None

    @property
    def asked(self) -> tuple[Waiting, ...]:
        """The runs that were asked for and are not over, the one under way first."""
        return tuple(run.asked for run in self.queue.runs)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What `check` finds in the project as it is."""
        return self._surveyor.current.problems

    @property
    def surveying(self) -> bool:
        """Whether what the latest change makes of states and problems is still being found out."""
        return self._surveyor.busy

    def key(self, node_id: str) -> str | None:
        """The content key of a node as it is; None while it has a problem."""
        return self._surveyor.current.keys.get(node_id)

    def take(self, key: str) -> Mapping[str, object] | None:
        """The outputs of a take, from disk; None when they are not stored any more. For any thread but the window's."""
        return self._engine.result(key)

    @property
    def forecast(self) -> Forecast:
        """What a run of all results would do."""
        return self._surveyor.current.forecast

    def forecast_to(self, targets: Collection[str]) -> Forecast:
        """What a run of some nodes would do."""
        return self._surveyor.current.forecast_to(targets, self._document.catalogue)

    @property
    def stale(self) -> tuple[str, ...]:
        """The nodes whose results would have to be computed."""
        return self._surveyor.current.stale

    def state(self, node_id: str) -> NodeState:
        opened = self._opened(node_id)
        node = opened.graph.nodes.get(node_id)
        if node is None:
            drawn = opened.drawn.nodes.get(node_id)
            kinds = self._document.catalogue
            return drawn_state(drawn, opened, kinds, self.state) if drawn else NodeState(Phase.MISSING)
        if node.kind not in self._document.catalogue:
            return NodeState(Phase.MISSING)
        found = self._memory.state(node_id, self._surveyor.current)
        for live in self.queue.states(node_id):
            if live.phase is Phase.RUNNING or found.phase is not Phase.DONE:
                return live
        return replace(found, pinned=True) if node.pinned is not None else found

    def result(self, node_id: str) -> Mapping[str, object] | None:
        """The outputs of a node by name: for its values as they are, or else the latest ones (it is STALE then)."""
        opened = self._opened(node_id)
        if node_id not in opened.graph.nodes and node_id in opened.drawn.nodes:
            return self._given_on(opened, node_id)
        made = self._memory.result(node_id, self._surveyor.current)
        return made.outputs if made else None

    def _opened(self, node_id: str) -> Flat:
        """What runs, as far as a node is concerned: films change more often than all else."""
        return self._document.flat if is_hidden(node_id) else self._document.unfilmed

    def _given_on(self, opened: Flat, node_id: str) -> Mapping[str, object] | None:
        """The outputs of a node that is only drawn, from those behind it."""
        found: dict[str, object] = {}
        for port, real in opened.outputs.items():
            outputs = self.result(real.node) if port.node == node_id else None
            if outputs and real.name in outputs:
                found[port.name] = outputs[real.name]
        return found or None

    # What a person asks

    def forget_stored(self) -> None:
        """The cache has been emptied: what was at hand is not any more."""
        self._memory.clear()
        self.look_again()

    def look_again(self) -> None:
        """Survey the document anew: what it needs may be there now, or not any more."""
        self._surveyor.look()

    def start(self) -> None:
        """Start the worker process, so that the first run finds it ready."""
        self._engine.start()

    def run(self, targets: Collection[str] | None = None) -> Run:
        """Compute the given nodes, or else all that feed nothing, after the runs that wait."""
        return self._asking.ask(Waiting(self._document.project, None if targets is None else tuple(targets)))

    def run_stale(self) -> None:
        """Compute the nodes whose results are not at hand; does nothing where all are."""
        if self.stale:
            self.run(self.stale)

    def run_variants(self, node_id: str, input: str, values: Sequence[Value]) -> Run:  # noqa: A002
        """Compute a node once for each value of an input, in one run; each result becomes a take of it."""
        return self._asking.ask(Waiting(self._document.project, (node_id,), variants=Variants(input, tuple(values))))

    def export(self, node_id: str, path: Path, order: Order | None = None) -> Run:
        """Write the clip of a node to a file as ordered, or as its ending says, after computing what is missing."""
        return self._asking.ask(Waiting(self._document.project, (node_id,), path, order=order))

    def resume(self, runs: Sequence[Waiting]) -> None:
        """Do runs one after the other, each of the project as it was when it was asked for."""
        for asked in runs:
            self._asking.ask(joined(asked, self._document.home))

    def cancel(self, run: Run | None = None) -> None:
        """Stop a run, waiting or under way, or else the one under way. Those behind it go on."""
        if run := run or self.queue.current:
            self._asking.cancel(run)

    def cancel_all(self) -> None:
        """Stop all runs, the last first, so that none begins meanwhile."""
        for run in reversed(self.queue.runs[:]):
            self.cancel(run)

    def restart(self) -> None:
        """End the process that computes, one that hangs for instance; another goes on with what it did."""
        self._engine.restart()

    def close(self) -> None:
        """End the worker process. Nothing is signalled any more."""
        self._mailbox.close()
        self._background.close()
        self._reading.close()
        self._engine.close()

    def _receive(self, batch: list[Event]) -> None:
        latest = {event.node: event for event in batch if isinstance(event, StepPreview)}
        for event in batch:
            outdated = isinstance(event, StepPreview) and latest[event.node] is not event
            if not outdated and not self._course.take(event):
                self._restoring.take(event)
        self._course.settle()

    # What a change of the document makes stale

    def _surveyed(self, before: Survey, found: Survey) -> None:
        self.tell([node for node in self._document.flat.graph.nodes if before.differs(found, node)])
        if before.complaints != found.complaints:
            self.problems_changed.emit()
        self.surveyed.emit()
        self._restore()

    def _restore(self) -> None:
        """Fetch what the cache holds of the project."""
        if not self._surveyor.outdated:
            worker = Worker.TAKEN if self.running_here else Worker.BUSY if self.running else Worker.FREE
            self._restoring.begin(self._surveyor.current.ready, worker)

    # From project to project

    def _leave(self) -> None:
        """Runs go on where somebody can come back to what they make."""
        for run in reversed(self._elsewhere.leave()):
            self.cancel(run)

    def _come_back(self) -> None:
        self._memory.clear()
        self._restoring.forget()
        self._elsewhere.come_back()
        if self.queue.runs:
            self.run_changed.emit()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(shown(error))
