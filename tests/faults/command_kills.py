"""The command line is killed at random moments while it renders a project with the model that comes inside."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.scene import damage
from tests.faults.tally import Tally

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "resources" / "examples" / "first_film.sora"
SIZE = {"width": 64, "height": 64}
VALUES = {**SIZE, "seconds": 4.0, "steps": 1}
"""Small pictures in two windows, so that a clip that is broken off has something to go on with."""
_LONGEST = 300.0


@dataclass(frozen=True)
class Studio:
    """A project on disk, a home with a cache, and what the film is like when nothing goes wrong."""

    project: Path
    home: Path
    film: Path

    def start(self) -> subprocess.Popen[bytes]:
        """`render`, in a process group of its own, without a signature, which would be another each time."""
        made = ["render", str(self.project), "--output", str(self.film), "--credentials", "none"]
        command = [sys.executable, str(ROOT / "main.py"), *made]
        environment = {**os.environ, "SORAAPP_HOME": str(self.home)}
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
        )

    def finish(self) -> float:
        """Render in peace. Gives the seconds that it took."""
        began = time.monotonic()
        program = self.start()
        _, errors = program.communicate(timeout=_LONGEST)
        assert program.returncode == 0, errors.decode()
        return time.monotonic() - began


def kill_commands(folder: Path, count: int, random: Random) -> Tally:
    """Kill `count` commands, a few for each film. Raises AssertionError when anything is lost."""
    tally = Tally()
    studio = Studio(_project(folder), folder / "home", folder / "film.mp4")
    project, seconds = studio.project.read_bytes(), studio.finish()
    expected = studio.film.read_bytes()
    earlier = b"an earlier film"
    while tally.kills < count:
        shutil.rmtree(studio.home)
        studio.film.write_bytes(earlier)
        for _ in range(random.randint(1, 3)):
            tally.kills += _kill_one(studio, random.uniform(0, seconds), whole=random.random() < 0.5)
            assert studio.film.read_bytes() in (earlier, expected), "half a film"
            if random.random() < 0.3 and damage(studio.home / "cache", random):
                tally.damaged += 1
        studio.finish()
        tally.compare(studio.film, expected, studio.finish)
        assert studio.project.read_bytes() == project, "the project has changed"
        assert not list(folder.glob("*.part")), "a part of a film is left"
    return tally


def _project(folder: Path) -> Path:
    """The example in a small size, saved in a folder."""
    content = json.loads(EXAMPLE.read_text("utf-8"))
    for node in content["nodes"]:
        if node["kind"].startswith("generate."):
            node["values"].update(VALUES)
        if node["kind"] == "output.export":
            node["values"].update(SIZE)
    path = folder / "film.sora"
    path.write_text(json.dumps(content), "utf-8")
    shutil.copy(EXAMPLE.with_name("astronaut.png"), folder)
    return path


def _kill_one(studio: Studio, seconds: float, *, whole: bool) -> int:
    """Kill a command after so many seconds, with its worker or alone. Gives 0 when it was over already."""
    program = studio.start()
    time.sleep(seconds)
    over = program.poll() is not None
    if not over:
        (os.killpg if whole else os.kill)(program.pid, signal.SIGKILL)
    program.communicate(timeout=_LONGEST)
    return 0 if over else 1
