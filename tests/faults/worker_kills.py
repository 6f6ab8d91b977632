"""The worker is killed at random moments of runs in one engine, which must bring every run to its end."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psutil

from soraapp.engine.client import Engine
from soraapp.engine.events import DeliveryFailed, Event, Outcome, RunFinished, StepFailed, StepFinished, WorkerLost
from soraapp.errors import SoraError
from tests.engine.conftest import workers
from tests.faults.scene import HEAVY, SECONDS, damage, delivery, engine, steps, write
from tests.faults.tally import Tally

_LONGEST = 120.0


def kill_workers(folder: Path, count: int, random: Random, expected: bytes) -> Tally:
    """Kill `count` workers, and compare each film. Raises AssertionError when anything is lost."""
    tally = Tally()
    cache, film = folder / "cache", folder / "film.mp4"
    events: queue.Queue[Event] = queue.Queue()
    others = set(workers())
    with engine(events.put, cache) as at_work:
        while tally.kills < count:
            if random.random() < 0.6:
                shutil.rmtree(cache, ignore_errors=True)
            elif damage(cache, random):
                tally.damaged += 1
            film.unlink(missing_ok=True)
            _one_film(at_work, film, events, random, others, tally)
            tally.compare(film, expected, lambda: write(cache, film))
    return tally


def _one_film(
    at_work: Engine, film: Path, events: queue.Queue[Event], random: Random, others: set[int], tally: Tally
) -> None:
    """Make the film, and kill its worker a few times; where that ends a run with an error, run again."""
    made: set[str] = set()
    kills = random.randint(1, 3)
    while True:
        run = at_work.run(steps(), delivery(film), previews=random.random() < 0.5)
        outcome, computed = follow(run, events, _moments(random, kills), others, tally)
        if outcome is Outcome.DONE:
            return
        assert not computed & made, "what was done is done again"
        made |= computed
        tally.failures += 1
        kills = 0


def _moments(random: Random, count: int) -> Iterator[float]:
    """When to kill next, after so many seconds each."""
    return iter([random.uniform(0, 2 * SECONDS) for _ in range(count)])


def follow(
    run: int, events: queue.Queue[Event], moments: Iterator[float], others: set[int], tally: Tally
) -> tuple[Outcome, set[str]]:
    """Follow a run to its end. Gives how it ended, and the heavy nodes that it computed."""
    computed: set[str] = set()
    errors: list[SoraError] = []
    end = time.monotonic() + _LONGEST
    due = time.monotonic() + next(moments, _LONGEST)
    while True:
        now = time.monotonic()
        assert now < end, "the run hangs"
        if now >= due:
            tally.kills += _kill(others)
            due = now + next(moments, _LONGEST)
        try:
            event = events.get(timeout=max(0.0, min(due, end) - now))
        except queue.Empty:
            continue
        match event:
            case StepFinished() if event.node in HEAVY and not event.cached:
                assert event.node not in computed, "what was done is done again"
                computed.add(event.node)
            case StepFailed() | DeliveryFailed():
                print(f"told: {event.error}", flush=True)
                errors.append(event.error)
            case WorkerLost():
                tally.lost += 1
            case RunFinished() if event.run == run:
                assert event.outcome is Outcome.DONE or errors, "a run that fails says why"
                return event.outcome, computed
            case _:
                pass


def _kill(others: set[int]) -> int:
    """Kill the worker of this campaign, if there is one. Gives how many were killed."""
    for process in workers():
        if process not in others and psutil.pid_exists(process):
            os.kill(process, signal.SIGKILL)
            return 1
    return 0
