"""Runs of the graph as the window sees them: the only hop from engine events to Qt signals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soraapp.engine import events
from soraapp.engine.client import Engine
from soraapp.engine.events import Event, Outcome
from soraapp.engine.provider import Models
from soraapp.errors import EngineError, SoraError
from soraapp.project.check import Problem
from ui.background import Background, Mailbox
from ui.document import Document
from ui.node_state import Made, Memory, NodeState, Phase
from ui.restoring import Restoring
from ui.survey import Prepared, Survey, prepare
from ui.surveyor import Surveyor

__all__ = ["Jobs", "NodeState", "Phase"]


class Jobs(QObject):
    """Starts and cancels runs, and knows the state and the latest result of every node."""

    node_changed = Signal(str)
    """The state of the node with this id is different."""
    preview = Signal(str, object, object)
    """A node id, the whole clip as it stands: frames of shape (frames, height, width, 3), uint8, and the rate."""
    run_changed = Signal()
    """A run began, ended, or got on."""
    finished = Signal(object)
    """The Outcome of a run."""
    failed = Signal(object)
    """A SoraError that kept a run, or a step of it, from its end."""
    delivered = Signal(object)
    """The path of the file that an export has completed."""
    restored = Signal(object)
    """The ids of the nodes, in order, whose results were at hand from an earlier session and are now here."""
    problems_changed = Signal()

    def __init__(
        self,
        document: Document,
        registry: Models,
        connect: Callable[[Callable[[Event], None]], Engine],
        parent: QObject | None = None,
    ) -> None:
        """`connect` makes the engine, given the listener that it calls from a thread of its own."""
        super().__init__(parent)
        self._document = document
        self._registry = registry
        self._mailbox = Mailbox(self._receive, self)
        self._background = Background(self)
        self._engine = connect(self._mailbox.post)
        self._memory = Memory()
        self._restoring = Restoring(self._engine, self._memory, self.node_changed.emit, self.restored.emit)
        self._surveyor = Surveyor(document, registry, self._engine.cached, self._background, self)
        self._live: dict[str, NodeState] = {}
        self._prepared: Prepared | None = None
        self._run: int | None = None
        self._busy = self._cancelling = False
        self.running_node: str | None = None
        """The node that computes now."""
        self.delivery: tuple[int, int, float | None] | None = None
        """While a film is written: frames done, of how many, and the seconds left."""
        document.replaced.connect(self._forget)
        self._surveyor.surveyed.connect(self._surveyed)
        self._surveyor.failed.connect(self._refuse)

    # What a view asks

    @property
    def running(self) -> bool:
        """From the moment a run is asked for until its last event."""
        return self._busy

    @property
    def cancelling(self) -> bool:
        return self._cancelling

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What `check` finds in the project as it is."""
        return self._surveyor.current.problems

    @property
    def surveying(self) -> bool:
        """Whether what the latest change makes of states and problems is still being found out."""
        return self._surveyor.busy

    def state(self, node_id: str) -> NodeState:
        node = self._document.graph.nodes.get(node_id)
        if node is None or node.kind not in self._document.catalogue:
            return NodeState(Phase.MISSING)
        if node_id in self._live:
            return self._live[node_id]
        return self._memory.state(node_id, self._surveyor.current)

    def result(self, node_id: str) -> Mapping[str, object] | None:
        """The outputs of a node by name: for its values as they are, or else the latest ones (it is STALE then)."""
        made = self._memory.result(node_id, self._surveyor.current)
        return made.outputs if made else None

    # What a person asks

    def start(self) -> None:
        """Start the worker process, so that the first run finds it ready."""
        self._engine.start()

    def run(self, targets: Collection[str] | None = None) -> None:
        """Compute the given nodes, or else all that feed nothing. Does nothing while a run is under way."""
        self._begin(targets, None)

    def export(self, node_id: str, path: Path) -> None:
        """Write the clip of a node to a file, after computing what is missing."""
        self._begin([node_id], path)

    def cancel(self) -> None:
        if self._busy and not self._cancelling:
            self._cancelling = True
            if self._run is not None:
                self._engine.cancel(self._run)
            self.run_changed.emit()

    def close(self) -> None:
        """End the worker process. Nothing is signalled any more."""
        self._mailbox.close()
        self._background.close()
        self._engine.close()

    # A run

    def _begin(self, targets: Collection[str] | None, path: Path | None) -> None:
        if self._busy:
            return
        self._busy, self._cancelling = True, False
        project, catalogue, registry = self._document.project, self._document.catalogue, self._registry
        wanted = None if targets is None else tuple(targets)
        self._background.do(lambda: prepare(project, catalogue, registry, wanted, path), self._start, self._refuse)
        self.run_changed.emit()

    def _start(self, prepared: Prepared) -> None:
        if self._cancelling:
            self._end(Outcome.CANCELLED)
            return
        self._prepared = prepared
        try:
            self._run = self._engine.run(prepared.plan, prepared.delivery)
        except SoraError as error:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        """Something in the background failed before the engine took the run."""
        shown = (
            error
            if isinstance(error, SoraError)
            else EngineError("{reason}", reason=f"{type(error).__name__}: {error}")
        )
        self.failed.emit(shown)
        if self._busy:
            self._end(Outcome.FAILED)

    def _end(self, outcome: Outcome) -> None:
        touched = set(self._live)
        self._live.clear()
        self._run = self._prepared = self.running_node = self.delivery = None
        self._busy = self._cancelling = False
        self._tell(touched)
        self.run_changed.emit()
        self.finished.emit(outcome)
        self._restore()

    # Events

    def _receive(self, batch: list[Event]) -> None:
        latest = {event.node: event for event in batch if isinstance(event, events.StepPreview)}
        for event in batch:
            outdated = isinstance(event, events.StepPreview) and latest[event.node] is not event
            if not outdated and not self._restoring.take(event):
                self._take(event)

    def _take(self, event: Event) -> None:
        match event:
            case events.RunStarted():
                for node in event.steps:
                    self._memory.retry(node)
                self._live = {node: NodeState(Phase.QUEUED) for node in event.steps if not self._at_hand(node)}
                self._tell(event.steps)
            case events.DeliveryProgress():
                self.delivery = (event.done, event.total, event.seconds_left)
                self.run_changed.emit()
            case events.Delivered():
                self.delivered.emit(event.path)
            case events.DeliveryFailed():
                self.failed.emit(event.error)
            case events.WorkerLost():
                if not self._busy:  # Else the run tells it.
                    self.failed.emit(_lost(event.reason))
            case events.RunFinished():
                self._end(event.outcome)
            case events.WorkerReady():
                pass
            case _:
                self._take_step(event)

    def _take_step(self, event: Event) -> None:
        match event:
            case events.StepStarted():
                self.running_node = event.node
                self._set(event.node, NodeState(Phase.RUNNING))
            case events.StepProgress():
                self._set(event.node, NodeState(Phase.RUNNING, event.done, event.total, event.seconds_left))
            case events.StepPreview():
                self.preview.emit(event.node, event.frames, event.rate)
            case events.StepFinished():
                if key := self._key(event.node):
                    self._memory.made(event.node, key, Made(event.outputs, event.cached, event.elapsed))
                self._settle(event.node)
            case events.StepFailed():
                self._memory.failed(event.node, self._key(event.node), event.error)
                self._settle(event.node)
                self.failed.emit(event.error)
            case events.StepBlocked():
                self._memory.blocked(event.node, self._key(event.node), event.cause)
                self._settle(event.node)
            case _:
                pass

    def _at_hand(self, node: str) -> bool:
        """Whether the run will find the result of a node made."""
        return self._memory.state(node, self._surveyor.current).phase is Phase.DONE

    def _key(self, node: str) -> str | None:
        return self._prepared.keys.get(node) if self._prepared else None

    def _set(self, node: str, state: NodeState) -> None:
        self._live[node] = state
        self.node_changed.emit(node)
        self.run_changed.emit()

    def _settle(self, node: str) -> None:
        """A node is through with the run: from now on its state follows from what it has become."""
        if self.running_node == node:
            self.running_node = None
        self._live.pop(node, None)
        self.node_changed.emit(node)
        self.run_changed.emit()

    def _tell(self, nodes: Collection[str]) -> None:
        for node in nodes:
            self.node_changed.emit(node)

    # What a change of the document makes stale

    def _surveyed(self, before: Survey, found: Survey) -> None:
        self._tell([node for node in found.project.graph.nodes if before.differs(found, node)])
        if before.complaints != found.complaints:
            self.problems_changed.emit()
        self._restore()

    def _restore(self) -> None:
        """Fetch what the cache holds of the project; a run that a person asked for does that by itself."""
        if not self._busy:
            self._restoring.begin(self._surveyor.current.ready)

    def _forget(self) -> None:
        if self._busy:
            self.cancel()
        self._memory.clear()
        self._restoring.forget()


def _lost(reason: str) -> EngineError:
    return EngineError(
        "The process that computes has ended by itself: {reason}.",
        remedy="It was started anew: run again; what is done already is not done twice.",
        reason=reason,
    )
