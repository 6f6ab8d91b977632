"""Fetches results that are at hand already, without a run that a person sees: nothing heavy is ever computed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from soraapp.engine import events
from soraapp.engine.client import Engine
from soraapp.engine.events import Event, Outcome
from soraapp.engine.plan import Plan, Step, sources_of
from soraapp.errors import SoraError
from ui.node_state import Made, Memory


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
    """Quiet runs, one at a time. What they give goes into the memory; what goes wrong in them is no news."""

    def __init__(
        self,
        engine: Engine,
        memory: Memory,
        found: Callable[[str], None],
        over: Callable[[Collection[str]], None],
    ) -> None:
        """`found` is told of each node that has got its result, `over` in the end of all of them, in order."""
        self._engine, self._memory, self._found, self._over = engine, memory, found, over
        self._steps: dict[str, Step] = {}
        self._nodes: list[str] = []
        self._tried: set[str] = set()
        self._run: int | None = None
        self._next: Sequence[Step] = ()
        """What was at hand when it was looked at last, while a quiet run was under way."""
        self._abandoned: set[int] = set()

    def begin(self, ready: Sequence[Step]) -> None:
        """Fetch what is at hand and not known, after what is under way. Does nothing where that failed before."""
        if self._run is not None:
            self._next = ready
            return
        steps = to_fetch(ready, lambda key: self._memory.knows(key) or key in self._tried)
        if not steps:
            return
        self._steps, self._nodes = {step.node: step for step in steps}, []
        try:
            self._run = self._engine.run(Plan(steps), previews=False, small=True)
        except SoraError:
            self._tried.update(step.key for step in steps)

    def forget(self) -> None:
        """Another project: what is under way is of no use any more."""
        if self._run is not None:
            self._abandoned.add(self._run)
        self._run, self._next = None, ()
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

    def _see_to(self, event: Event) -> None:
        match event:
            case events.StepStarted():
                if self._steps[event.node].heavy:  # It has vanished from the cache meanwhile.
                    self._engine.cancel(event.run)
            case events.StepFinished():
                # Light steps are called anew; to a person all of it was there already.
                made = Made(event.outputs, cached=True, elapsed=event.elapsed)
                self._memory.made(event.node, self._steps[event.node].key, made)
                self._nodes.append(event.node)
                self._found(event.node)
            case events.RunFinished():
                self._run = None
                if event.outcome is not Outcome.DONE:
                    self._tried.update(step.key for step in self._steps.values())
                self._over(self._nodes)
                following, self._next = self._next, ()
                self.begin(following)
            case _:
                pass
