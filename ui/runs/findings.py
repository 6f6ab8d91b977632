"""What runs find becomes what the window knows: results in its memory, and takes in the project."""

from __future__ import annotations

from datetime import UTC, datetime

from soraapp.engine import events
from soraapp.engine.events import Event
from soraapp.engine.takes import take_of
from soraapp.project.take_edits import added_take
from soraapp.project.takes import Take
from ui.document import Document
from ui.node_state import Made, Memory
from ui.runs.elsewhere import Elsewhere
from ui.runs.queue import RunQueue
from ui.runs.run import Run


class Findings:
    """Notes the ends of steps."""

    def __init__(self, document: Document, memory: Memory, queue: RunQueue, elsewhere: Elsewhere) -> None:
        self._document, self._memory, self._queue, self._elsewhere = document, memory, queue, elsewhere

    def take(self, run: Run, event: Event) -> None:
        """See to an event of a run."""
        match event:
            case events.StepFinished() if run.away:
                if (take := _take(run, event)) is not None:
                    self._elsewhere.made(run, event.node, take)
            case _ if run.away:
                pass
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
            if other is not run and not other.away:
                other.found(key, node)
        if (take := _take(run, event)) is not None:
            self._document.amend(added_take(node, take))


def _take(run: Run, event: events.StepFinished) -> Take | None:
    lasted = None if event.cached else event.elapsed
    return take_of(run.steps[event.node], run.steps, event.outputs, datetime.now(UTC), lasted)
