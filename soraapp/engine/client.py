"""The engine as the window and the command line see it: runs go in, events come out, and no worker's end is theirs."""

from __future__ import annotations

import atexit
import itertools
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from soraapp import places
from soraapp.catalogue import Catalogue
from soraapp.engine.cache import Cache
from soraapp.engine.events import Event
from soraapp.engine.messages import Run
from soraapp.engine.plan import Delivery, Plan
from soraapp.engine.provider import STANDARD
from soraapp.engine.service import Service
from soraapp.engine.waiting import Waiting
from soraapp.engine.wishes import End, Look, Restart, Stop, WarmUp
from soraapp.engine.worker import Settings

_CLOSING = 5.0
_SIGNS = 8
"""How many signs of life a worker gives in the time after which it counts as silent."""


class Engine:
    """Does runs one after the other in a worker process, which it starts anew whenever it dies or does not obey.

    A run whose worker died goes on in another: nothing that is finished is done again. Only a step that takes three
    workers in a row without getting on fails.

    `listener` gets every event, in order, on a thread of the engine's own; it must not raise, nor take long.
    `models` names what gives the models (see `provider`).
    After `silence` seconds without a sign of life WorkerSilent is told. `spare` keeps a second process ready to take
    the place of the first.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        listener: Callable[[Event], None],
        *,
        cache_folder: Path | None = None,
        models: str = STANDARD,
        silence: float = 30.0,
        spare: bool = True,
    ) -> None:
        self._cache = Cache(cache_folder or places.cache_folder())
        self._numbers = itertools.count(1)
        self._waiting = Waiting()
        settings = Settings(catalogue.packages, models, self._cache.folder, beat=silence / _SIGNS)
        self._service = Service(settings, listener, self._waiting, silence=silence, spare=spare)
        self._thread = threading.Thread(target=self._service.serve, name="engine", daemon=True)

    def start(self) -> None:
        """Start the worker process and return at once; WorkerReady tells when it can work."""
        if not self._thread.ident:
            atexit.register(self.close)
            self._thread.start()

    def run(self, plan: Plan, deliver: Delivery | None = None, *, previews: bool = True, small: bool = False) -> int:
        """Do a plan, after the runs that wait already. Gives the number that its events carry.

        Without `previews` no time goes into them. A `small` one goes before all that wait and is neither held back nor
        among those that QueueChanged tells.
        """
        self.start()
        number = next(self._numbers)
        self._waiting.add(Run(number, plan, deliver, previews), small=small)
        self._service.wishes.add(Look())
        return number

    def warm_up(self, model: str) -> None:
        """Load a model in the worker while there is nothing to do, so that the first run which needs it starts soon."""
        self._service.wishes.add(WarmUp(model))

    def cancel(self, run: int | None = None) -> None:
        """Stop a run, waiting or under way, or else all. Its RunFinished comes within 0.2 s."""
        self._service.wishes.add(Stop(run))

    def waiting(self) -> tuple[int, ...]:
        """The numbers of the runs that wait, the next one first; the one under way is not among them."""
        return self._waiting.state()[0]

    def reorder(self, run: int, position: int) -> bool:
        """Move a waiting run to a place, 0 for the next one. False when it does not wait any more."""
        moved = self._waiting.reorder(run, position)
        self._service.wishes.add(Look())
        return moved

    def hold(self, held: bool) -> None:
        """Hold waiting runs back, or let them go on. The run under way is not touched: it goes on to its end."""
        self._waiting.hold(held)
        self._service.wishes.add(Look())

    @property
    def held(self) -> bool:
        """Whether waiting runs are held back."""
        return self._waiting.state()[1]

    def remove(self, run: int) -> None:
        """Take a run out, waiting or under way."""
        self.cancel(run)

    def restart(self) -> None:
        """End the worker process, one that hangs for instance. What it did goes on in another."""
        self._service.wishes.add(Restart())

    def cached(self, key: str) -> bool:
        """Whether the results of the heavy step with that key are on disk."""
        return self._cache.holds(key)

    def result(self, key: str) -> dict[str, object] | None:
        """The outputs of the heavy step with that key, from disk; None when they are not there."""
        return self._cache.result(key)

    def protect(self, names: Iterable[str], dear: Iterable[str] = ()) -> None:
        """Let the results with these keys make room last of all, instead of those named before; see `Cache.protect`."""
        self._cache.protect(names, dear)

    def close(self) -> None:
        """End the worker process; runs that are not over are cancelled. No event comes after this returns."""
        if self._thread.is_alive():
            self._service.wishes.add(End())
            self._thread.join(_CLOSING)
        atexit.unregister(self.close)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
