"""The whole program is killed at random moments, started again on the same cache, and at last left in peace."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from tests.faults.scene import SECONDS, damage, write
from tests.faults.tally import Tally

_STARTING = 1.5
"""Seconds that a program takes until its worker is ready."""
_LONGEST = 120.0
_MEMORY = Path("/dev/shm")


def start(cache: Path, film: Path) -> subprocess.Popen[str]:
    """The program, in a process group of its own."""
    command = [sys.executable, "-m", "tests.faults.program", str(cache), str(film)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=_environment()
    )


def kill_programs(folder: Path, count: int, random: Random, expected: bytes) -> Tally:
    """Kill `count` programs, a few for each film. Raises AssertionError when anything is lost."""
    tally = Tally()
    cache, film = folder / "cache", folder / "film.mp4"
    while tally.kills < count:
        shutil.rmtree(cache, ignore_errors=True)
        film.unlink(missing_ok=True)
        for _ in range(random.randint(2, 5)):
            tally.kills += _kill_one(cache, film, random)
            if random.random() < 0.3 and damage(cache, random):
                tally.damaged += 1
        _finish(start(cache, film), tally, cache, film, expected)
        assert not list(folder.glob("*.part")), "a part of a film is left"
    return tally


def share_a_cache(folder: Path, times: int, random: Random, expected: bytes) -> Tally:
    """Two programs make the film on one cache at the same time; in every second turn one of them is killed."""
    tally = Tally()
    for turn in range(times):
        cache, films = folder / f"shared{turn}", [folder / f"one{turn}.mp4", folder / f"two{turn}.mp4"]
        programs = [start(cache, film) for film in films]
        if turn % 2:
            time.sleep(_STARTING + random.uniform(0, SECONDS))
            tally.kills += _end(programs[0], everything=True)
            programs[0] = start(cache, films[0])
        for program, film in zip(programs, films, strict=True):
            _finish(program, tally, cache, film, expected)
    return tally


def _kill_one(cache: Path, film: Path, random: Random) -> int:
    program = start(cache, film)
    time.sleep(random.uniform(0, _STARTING + 1.5 * SECONDS))
    return _end(program, everything=random.random() < 0.5)


def _end(program: subprocess.Popen[str], *, everything: bool) -> int:
    """Kill a program, alone or with its worker. Gives 0 when it was over already."""
    over = program.poll() is not None
    if not over:
        (os.killpg if everything else os.kill)(program.pid, signal.SIGKILL)
    program.communicate(timeout=_LONGEST)
    return 0 if over else 1


def _finish(program: subprocess.Popen[str], tally: Tally, cache: Path, film: Path, expected: bytes) -> None:
    _, errors = program.communicate(timeout=_LONGEST)
    assert program.returncode == 0, errors
    tally.compare(film, expected, lambda: write(cache, film))
    assert not list(_MEMORY.glob(f"sora{program.pid}-*")), "shared memory is left"


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
