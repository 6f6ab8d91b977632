"""The disk is full at a random moment of a run: a limit on the files of the worker, on Linux, stands in for that."""

from __future__ import annotations

import queue
import shutil
from pathlib import Path
from random import Random

import psutil

from soraapp.engine.events import Event, Outcome, WorkerReady
from tests.engine.conftest import workers
from tests.faults.scene import delivery, engine, same, steps, write
from tests.faults.tally import Tally
from tests.faults.worker_kills import follow

_LONGEST = 60.0
_SMALL, _LARGE = 100, 150_000
"""Bytes: from what no record fits into to more than the largest file of the campaign."""


def fill_disks(folder: Path, count: int, random: Random, expected: bytes) -> Tally:
    """Make the film `count` times on a disk that is full, then on one with room. Raises AssertionError when what was
    there before is lost, when no reason is told, or when what was made is made again."""
    tally = Tally()
    cache, film = folder / "cache", folder / "film.mp4"
    earlier = b"an earlier film"
    for _ in range(count):
        if random.random() < 0.6:
            shutil.rmtree(cache, ignore_errors=True)
        film.write_bytes(earlier)
        events: queue.Queue[Event] = queue.Queue()
        others = set(workers())
        with engine(events.put, cache) as at_work:
            at_work.start()
            while not isinstance(events.get(timeout=_LONGEST), WorkerReady):
                pass
            [worker] = set(workers()) - others
            room = int(_SMALL * (_LARGE / _SMALL) ** random.random())
            psutil.Process(worker).rlimit(psutil.RLIMIT_FSIZE, (room, psutil.RLIM_INFINITY))
            outcome, first = follow(at_work.run(steps(), delivery(film)), events, iter(()), others, tally)
            if outcome is Outcome.DONE:
                same(film, expected, lambda: write(cache, film))
            else:
                tally.failures += 1
                assert film.read_bytes() == earlier, "the earlier film is gone"
            psutil.Process(worker).rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
            outcome, second = follow(at_work.run(steps(), delivery(film)), events, iter(()), others, tally)
        assert outcome is Outcome.DONE
        assert not first & second, "what was done is done again"
        tally.compare(film, expected, lambda: write(cache, film))
        assert sorted(path.name for path in folder.iterdir()) == ["cache", "film.mp4"], "something is left"
    return tally
