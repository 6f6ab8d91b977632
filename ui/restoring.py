"""Fetches results that are at hand already, without a run that a person sees: nothing heavy is ever computed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import Enum, auto
from functools import partial

from soraapp.engine import events
from soraapp.engine.client import Engine
from soraapp.engine.events import Event, Outcome
from soraapp.engine.plan import Plan, Step, sources_of
from soraapp.errors import SoraError
from ui.background import Background
from ui.node_state import Made, Memory


class Worker(Enum):
    """What the process is doing that calls light nodes."""

    FREE = auto()
    BUSY = auto()
    """It does a run of another project: what is light comes afterwards."""
    TAKEN = auto()
    """It does a run of the project, which calls what is light itself."""


def at_hand(steps: Iterable[Step], cached: Callable[[str], bool]) -> tuple[Step, ...]:
    """Those of some steps, ordered as in a plan, that can be had without computing anything heavy."""
    found: dict[str, Step] = {}
    for step in steps:
        fed = all(source in found for source in sources_of(step))
        if step.key and fed and (not step.heavy or cached(step.key)):
            found[step.node] = step
    return tuple(found.values())


def to_fetch(ready: Sequence[Step], known: Callable[[str], bool]) -> tuple[Step, ...]:
    """The heavy ones of the steps at hand and those that they feed, where their key is not known, and what these need.

    So the light nodes after a stored result follow every change. Those that nothing heavy feeds are no reason: only a
    run calls them.
    """
    after: set[str] = set()
    wanted: set[str] = set()
    for step in ready:
        if step.heavy or after.intersection(sources_of(step)):
            after.add(step.node)
            if not known(step.key):
                wanted.add(step.node)
    for step in reversed(ready):
        if step.node in wanted:
            wanted.update(sources_of(step))
    return tuple(step for step in ready if step.node in wanted)


class Restoring:
    """What is stored is read in a thread, whatever the worker is busy with; quiet runs, one at a time, call the light
    nodes behind it. All of it goes into the memory; what goes wrong is no news."""

    def __init__(
        self,
        engine: Engine,
        background: Background,
        memory: Memory,
        found: Callable[[str], None],
        over: Callable[[Collection[str]], None],
    ) -> None:
        """`found` is told of each node that has got its result, `over` in the end of all of them, in order."""
        self._engine, self._background, self._memory = engine, background, memory
        self._found, self._over = found, over
        self._steps: dict[str, Step] = {}
        self._nodes: set[str] = set()
        """Those of the steps that have got their result."""
        self._tried: set[str] = set()
        self._busy = False
        self._run: int | None = None
        self._next: Callable[[], None] = _nothing
        """To look again at what was at hand when it was looked at last, while something was fetched."""
        self._project = 0
        """Counts the projects: what is read for an earlier one is of no use."""
        self._abandoned: set[int] = set()

    def begin(self, ready: Sequence[Step], worker: Worker) -> None:
        """Fetch what is at hand and not known, after what is under way. Does nothing where that failed before."""
        if self._busy:
            self._next = partial(self.begin, ready, worker)
            return
        steps = to_fetch(ready, lambda key: self._memory.knows(key) or key in self._tried)
        stored = [step for step in steps if step.heavy and not self._memory.knows(step.key)]
        if not (stored if worker is Worker.TAKEN else steps):
            return
        self._busy = True
        self._steps, self._nodes = {step.node: step for step in steps}, set()
        engine, project = self._engine, self._project

        def read() -> list[Mapping[str, object] | None]:
            return [engine.result(step.key) for step in stored]

        def done(results: Sequence[Mapping[str, object] | None]) -> None:
            if project == self._project:
                self._keep(stored, results)
                self._go_on(worker)

        self._background.do(read, done, _raise)

    def forget(self) -> None:
        """Another project: what is under way is of no use any more."""
        if self._run is not None:
            self._abandoned.add(self._run)
        self._busy, self._run, self._next = False, None, _nothing
        self._project += 1
        self._tried.clear()

    def take(self, event: Event) -> bool:
        """Whether the event is of a quiet run; it is seen to then."""
        run = getattr(event, "run", None)
        if run in self._abandoned:
            if isinstance(event, events.RunFinished):
                self._abandoned.discard(event.run)
            return True
        if run is None or run != self._run:
            return False
        self._see_to(event)
        return True

    def _keep(self, stored: Sequence[Step], results: Sequence[Mapping[str, object] | None]) -> None:
        """Results have been read; those that have vanished from the cache meanwhile are None."""
        for step, outputs in zip(stored, results, strict=True):
            if outputs is None:
                self._tried.add(step.key)
            else:
                self._made(step, outputs, 0.0)

    def _go_on(self, worker: Worker) -> None:
        """What is stored is here: have the worker call what is light behind it."""
        light = [step for step in self._steps.values() if not self._memory.knows(step.key)]
        if not light or worker is Worker.TAKEN or not self._tried.isdisjoint(step.key for step in light):
            self._end()
            return
        if worker is Worker.BUSY and self._nodes:
            self._tell()
        try:
            self._run = self._engine.run(Plan(tuple(self._steps.values())), previews=False, small=True)
        except SoraError:
            self._tried.update(step.key for step in light)
            self._end()

    def _see_to(self, event: Event) -> None:
        match event:
            case events.StepStarted():
                if self._steps[event.node].heavy:  # It has vanished from the cache meanwhile.
                    self._engine.cancel(event.run)
            case events.StepFinished():
                if event.node not in self._nodes:
                    self._made(self._steps[event.node], event.outputs, event.elapsed)
            case events.RunFinished():
                self._run = None
                if event.outcome is not Outcome.DONE:
                    self._tried.update(step.key for step in self._steps.values())
                self._end()
            case _:
                pass

    def _made(self, step: Step, outputs: Mapping[str, object], elapsed: float) -> None:
        """Light steps are called anew; to a person all of it was there already."""
        self._memory.made(step.node, step.key, Made(outputs, cached=True, elapsed=elapsed))
        self._nodes.add(step.node)
        self._found(step.node)

    def _tell(self) -> None:
        self._over([node for node in self._steps if node in self._nodes])

    def _end(self) -> None:
        self._busy = False
        self._tell()
        following, self._next = self._next, _nothing
        following()


def _nothing() -> None:
    """There is nothing to look at again."""


def _raise(error: Exception) -> None:
    raise error
