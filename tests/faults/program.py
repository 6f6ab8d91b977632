"""``python3 -m tests.faults.program CACHE FILM`` makes the film of the campaign as the command line makes one.

It tells on standard output which heavy nodes it computed. The exit status is 0 when the film is written.
"""

from __future__ import annotations

import queue
import sys
from pathlib import Path

from soraapp.engine.events import Event, Outcome, RunFinished, StepFailed, StepFinished
from tests.faults.scene import HEAVY, delivery, engine, steps


def main() -> int:
    cache, film = map(Path, sys.argv[1:3])
    events: queue.Queue[Event] = queue.Queue()
    with engine(events.put, cache) as at_work:
        run = at_work.run(steps(), delivery(film), previews=False)
        while True:
            event = events.get()
            if isinstance(event, StepFinished) and event.node in HEAVY and not event.cached:
                print(event.node, flush=True)
            if isinstance(event, StepFailed):
                print(event.error, file=sys.stderr, flush=True)
            if isinstance(event, RunFinished) and event.run == run:
                return 0 if event.outcome is Outcome.DONE else 1


if __name__ == "__main__":
    sys.exit(main())
