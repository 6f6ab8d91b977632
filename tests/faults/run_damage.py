"""Files of the cache are damaged while a run uses them."""

from __future__ import annotations

import queue
import shutil
import threading
from pathlib import Path
from random import Random

from soraapp.engine.events import Event, Outcome
from tests.engine.conftest import workers
from tests.faults.scene import SECONDS, damage, delivery, engine, steps, write
from tests.faults.tally import Tally
from tests.faults.worker_kills import follow

_TRIES = 5


def damage_runs(folder: Path, count: int, random: Random, expected: bytes) -> Tally:
    """Damage `count` files at random moments of runs in one worker. Raises AssertionError when another film comes out,
    or none after some tries that each tell why."""
    tally = Tally()
    cache, film = folder / "cache", folder / "film.mp4"
    events: queue.Queue[Event] = queue.Queue()
    others = set(workers())
    with engine(events.put, cache) as at_work:
        while tally.damaged < count:
            if random.random() < 0.3:
                shutil.rmtree(cache, ignore_errors=True)
            for _ in range(_TRIES):
                over = threading.Event()
                harm = threading.Thread(target=_harm, args=(cache, Random(random.random()), over, tally))
                harm.start()
                outcome, _ = follow(at_work.run(steps(), delivery(film)), events, iter(()), others, tally)
                over.set()
                harm.join()
                if outcome is Outcome.DONE:
                    break
                tally.failures += 1
            tally.compare(film, expected, lambda: write(cache, film))
    return tally


def _harm(cache: Path, random: Random, over: threading.Event, tally: Tally) -> None:
    """Damage a file or two while a run is not over."""
    for _ in range(random.randint(0, 2)):
        if over.wait(random.uniform(0, SECONDS)):
            return
        try:
            tally.damaged += damage(cache, random, spare="tmp-*") is not None
        except FileNotFoundError:
            continue  # It was moved or removed just now.
