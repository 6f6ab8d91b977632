"""The film of the campaign: several heavy nodes, two of them in windows that keep their state, and an export."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np

from soraapp.engine.client import Engine
from soraapp.engine.events import Event
from soraapp.engine.plan import Delivery, Plan, plan
from soraapp.media.decode import open_clip
from tests.engine.conftest import CATALOGUE, MODELS, PROVIDER, Bench, Draft

HEAVY = ("long", "short", "longer")
SECONDS = 2.0
"""About how long the whole takes in a worker that is ready, on an idle machine."""


def steps() -> Plan:
    """The plan of the film."""
    draft = Draft()("long", "making.clip", model="windowed", count=41, steps=5, seed=1)
    draft("short", "making.clip", steps=30, seed=2)(
        "longer", "making.clip", model="windowed", count=65, steps=4, seed=3
    )
    draft("light", "plain.cut", {"clip": "long"}, end=30)("slow", "plain.ramp", count=40, pause=0.01)
    draft("film", "plain.join", {"clips": ("light", "short", "longer", "slow")})
    return plan(draft.project, CATALOGUE, MODELS, ["film"])


def delivery(film: Path) -> Delivery:
    """What writes the film."""
    return Delivery("film", film)


def engine(listener: Callable[[Event], None], cache: Path) -> Engine:
    """An engine without a spare: the campaign wants each worker to start from nothing."""
    return Engine(CATALOGUE, listener, cache_folder=cache, models=PROVIDER, spare=False)


def undisturbed() -> bytes:
    """The film as it is when nothing goes wrong."""
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        write(Path(folder) / "cache", film)
        return film.read_bytes()


def write(cache: Path, film: Path) -> None:
    """Write the film from what is stored in a cache, and make what is not."""
    bench = Bench(cache)
    try:
        bench.end(bench.engine.run(steps(), delivery(film)))
    finally:
        bench.engine.close()


def same(film: Path, expected: bytes, again: Callable[[], object]) -> bool:
    """Whether a film is the expected one to the bit.

    About once in some hundred films on a busy machine, x264 writes other bits for the same frames, for a reason of its
    own. So another film is written `again` from what is stored; if that is not the expected one either, something was
    lost, and AssertionError tells what is different.
    """
    made = film.read_bytes()
    if made == expected:
        return True
    again()
    assert film.read_bytes() == expected, _difference(made, expected)
    return False


def _difference(made: bytes, expected: bytes) -> str:
    kept = Path(tempfile.mkdtemp(prefix="soraapp-another-film-"))
    (kept / "made.mp4").write_bytes(made)
    (kept / "expected.mp4").write_bytes(expected)
    first, second = (open_clip(kept / name) for name in ("made.mp4", "expected.mp4"))
    both = [clip.frames(0, clip.count) for clip in (first, second)]
    count = min(map(len, both))
    different = [n for n in range(count) if not np.array_equal(both[0][n], both[1][n])]
    return f"another film: {first.count} frames instead of {second.count}, other pictures at {different}; see {kept}"


def damage(folder: Path, random: Random, spare: str = "") -> Path | None:
    """Write random bytes over a part of a random file of a folder, or cut it short. Gives the file, if any.

    Files whose names match the pattern `spare` are left alone.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    files = [path for path in files if not path.match(spare or "/")]
    if not files:
        return None
    path = random.choice(files)
    content = bytearray(path.read_bytes())
    start = random.randrange(len(content))
    if random.random() < 0.3:
        del content[start:]
    else:
        for index in range(start, min(start + random.randint(1, 200), len(content))):
            content[index] = random.randrange(256)
    path.write_bytes(content)
    return path
