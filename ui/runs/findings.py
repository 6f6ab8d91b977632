"""What runs find becomes what the window knows: results in its memory, and takes in the project."""

from __future__ import annotations

from datetime import UTC, datetime

from soraapp.engine import events
from soraapp.engine.events import Event
from soraapp.engine.takes import take_of
from soraapp.project.take_edits import added_take
from ui.document import Document
from ui.node_state import Made, Memory
from ui.runs.queue import RunQueue
from ui.runs.run import Run


class Findings:
    """Notes the ends of steps."""

    def __init__(self, document: Document, memory: Memory, queue: RunQueue) -> None:
        self._document, self._memory, self._queue = document, memory, queue

    def take(self, run: Run, event: Event) -> None:
        """See to an event of a run."""
        match event:
            case events.RunStarted():
                for step in event.steps:
                    self._memory.retry(run.owner(step))
            case events.StepFinished():
                if key := run.key(event.node):
                    self._made(run, key, event)
            case events.StepFailed():
                self._memory.failed(run.owner(event.node), run.key(event.node), event.error)
            case events.StepBlocked():
                self._memory.blocked(run.owner(event.node), run.key(event.node), run.owner(event.cause))
            case _:
                pass

    def _made(self, run: Run, key: str, event: events.StepFinished) -> None:
        """What a heavy node has made is a take of it."""
        node = run.owner(event.node)
        self._memory.made(node, key, Made(event.outputs, event.cached, event.elapsed))
        for other in self._queue.runs:
            if other is not run:
                other.found(key, node)
        lasted = None if event.cached else event.elapsed
        take = take_of(run.steps[event.node], run.steps, event.outputs, datetime.now(UTC), lasted)
        if take is not None:
            self._document.amend(added_take(node, take))
