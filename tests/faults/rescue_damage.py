"""Unsaved work of a window that died is damaged before the next start looks for it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from soraapp.project import storage
from soraapp.project.project import Project
from soraapp.project.rescue import Waiting, Work
from soraapp.project.sessions import Session
from tests.engine.conftest import Draft
from tests.faults.scene import damage
from tests.faults.tally import Tally
from ui.recovery import find


def damage_rescues(folder: Path, count: int, random: Random) -> Tally:
    """Damage `count` files of windows that died. Raises AssertionError when anything else than what was kept is
    offered, when nothing is told, or when a file is touched that is not the program's own."""
    tally = Tally()
    for turn in range(count):
        place = folder / str(turn)
        home, file = place / "recovery", place / "film.sora"
        place.mkdir()
        storage.save(_project(0), file)
        kept = Work(
            _project(2),
            file if random.random() < 0.6 else None,
            "film",
            datetime.now(UTC),
            (Waiting(_project(1), None),),
        )
        _die(home, [Work(_project(1), kept.file, "film", datetime.now(UTC)), kept])
        damaged = damage(place, random)
        assert damaged is not None
        tally.damaged += 1
        before = file.read_bytes()
        offers, refused = find(home, file)
        assert [offer.work for offer in offers] in ([kept], []), "other work than was kept"
        assert len(offers) + len(refused) == 1, f"lost in silence: {damaged}"
        assert all(path.is_file() for path in refused)
        assert file.read_bytes() == before, "the project's own file has changed"
        assert damaged == file or storage.load(file) == _project(0)
        tally.recovered += len(offers)
        tally.refused += len(refused)
        for offer in offers:
            offer.left.discard()
        assert find(home, file) == ([], []), "offered twice"
        assert {path.name for path in place.rglob("*") if path.is_file()} <= {
            file.name,
            *(path.name for path in refused),
        }
    return tally


def _project(version: int) -> Project:
    return Draft()("long", "making.clip", seed=version)("cut", "plain.cut", {"clip": "long"}, end=4 + version).project


def _die(home: Path, works: list[Work]) -> None:
    """Keep work as a window does that is gone afterwards: the system lets its lock go."""
    session = Session(home)
    for work in works:
        session.keep(work)
