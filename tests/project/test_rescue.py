"""Unsaved work outlives the program that held it, is nobody's twice, and is refused when a byte of it is wrong."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from soraapp.errors import MediaError, ProjectError
from soraapp.media.export.order import Order
from soraapp.project.graph import Graph, Node
from soraapp.project.project import Project
from soraapp.project.rescue import Variants, Waiting, Work, read_work, write_work
from soraapp.project.sessions import Session, left_behind, left_beside

AT = datetime(2026, 11, 23, 14, 32, 5, tzinfo=UTC)


def project(name: str = "Prompt") -> Project:
    return Project(Graph({"a": Node("a", "text.prompt", 1, name, {"text": "雨", "file": Path("/films/rain.png")})}))


def work(file: Path | None = None, *waiting: Waiting) -> Work:
    return Work(project(), file, "first film", AT, waiting)


def test_work_comes_back_as_it_was(tmp_path: Path) -> None:
    variants = Variants("file", (Path("/films/rain.png"), "雨", 3, 0.5, None))
    kept = work(
        tmp_path / "one.sora",
        Waiting(project("Other"), ("a",), tmp_path / "one.mp4"),
        Waiting(project(), ("a",), tmp_path / "two.mov", order=Order("prores", "best", rate=Fraction(25), last=9)),
        Waiting(project(), ("a",), variants=variants),
    )
    write_work(kept, tmp_path / "x.rescue")
    assert read_work(tmp_path / "x.rescue") == kept


def test_a_run_of_the_project_that_is_open_is_not_written_twice(tmp_path: Path) -> None:
    now = project()
    write_work(Work(now, None, "", AT, (Waiting(now, None),)), tmp_path / "x.rescue")
    [run] = read_work(tmp_path / "x.rescue").waiting
    assert (run.project, run.targets, run.film) == (now, None, None)
    assert (tmp_path / "x.rescue").read_text("utf-8").count("Prompt") == 1


@pytest.mark.parametrize("seed", range(40))
def test_no_damaged_byte_goes_unseen(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "x.rescue"
    write_work(work(), path)
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    at = chance.randrange(len(data))
    if seed % 4:
        data[at] ^= 1 << chance.randrange(8)
    else:
        del data[at : at + chance.randrange(1, 30)]
    path.write_bytes(data)
    with suppress(ProjectError):
        assert read_work(path) == work(), "only what does not matter may differ"


def test_damaged_work_is_told_with_a_remedy(tmp_path: Path) -> None:
    write_work(work(), tmp_path / "x.rescue")
    data = (tmp_path / "x.rescue").read_text("utf-8")
    (tmp_path / "x.rescue").write_text(data.replace("Prompt", "Prompy"), "utf-8")
    with pytest.raises(ProjectError, match="damaged") as told:
        read_work(tmp_path / "x.rescue")
    assert told.value.remedy


def test_work_lies_beside_its_file_and_goes_when_it_is_saved(tmp_path: Path) -> None:
    folder, films = tmp_path / "home", tmp_path / "films"
    films.mkdir()
    session = Session(folder)
    session.keep(work(films / "one.sora"))
    [kept] = films.iterdir()
    assert kept.name.startswith(".one.sora.")
    session.keep(work())
    assert not list(films.iterdir()), "saved elsewhere, or not at all: it moves"
    session.clear()
    assert [path.suffix for path in folder.iterdir()] == [".lock"]
    session.keep(work(films / "one.sora"))
    session.end()
    session.keep(work(films / "one.sora"))
    assert not list(films.iterdir())
    assert not list(folder.iterdir())


def test_where_the_folder_cannot_be_written_the_work_lies_at_home(tmp_path: Path) -> None:
    session = Session(tmp_path / "home")
    session.keep(work(tmp_path / "gone" / "one.sora"))
    [kept] = (tmp_path / "home").glob("*.rescue")
    assert read_work(kept).file == tmp_path / "gone" / "one.sora"
    session.end()


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(MediaError):
        Session(tmp_path / "file" / "home").keep(work())


def test_a_living_window_keeps_its_work_to_itself(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.keep(work())
    assert left_behind(tmp_path) == []
    session.end()


CHILD = """
import sys
from pathlib import Path
from tests.project.test_rescue import work
from soraapp.project.sessions import Session
session = Session(Path(sys.argv[1]))
session.keep(work(Path(sys.argv[2])))
print("kept", flush=True)
sys.stdin.read()
"""


def die(folder: Path, file: Path) -> None:
    """Keep work in another process, and kill that."""
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(file)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"kept\n"
        assert left_behind(folder) == []
        os.kill(child.pid, signal.SIGKILL)


def test_the_work_of_a_program_that_died_is_found_once(tmp_path: Path) -> None:
    die(tmp_path / "home", tmp_path / "one.sora")
    [left] = left_behind(tmp_path / "home")
    assert read_work(left.path) == work(tmp_path / "one.sora")
    assert left_behind(tmp_path / "home") == [], "it is claimed"
    left.let_go()
    [left] = left_behind(tmp_path / "home")
    left.discard()
    assert left_behind(tmp_path / "home") == []
    assert not list((tmp_path / "home").iterdir())
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_damaged_work_is_set_aside_and_offered_no_more(tmp_path: Path) -> None:
    die(tmp_path / "home", tmp_path / "one.sora")
    [left] = left_behind(tmp_path / "home")
    left.path.write_text("{", "utf-8")
    aside = left.set_aside()
    assert aside.read_text("utf-8") == "{"
    assert left_behind(tmp_path / "home") == []


def test_work_is_found_where_it_is_not_known_any_more_where_it_lies(tmp_path: Path) -> None:
    """At home at once, and beside a file when that is opened."""
    home, file = tmp_path / "home", tmp_path / "one.sora"
    for where in (None, file):
        Session(home).keep(work(where))
        [place] = home.glob("*.place")
        place.write_bytes(place.read_bytes().replace(b"rescue", b"rescUe"))
        if where is not None:
            assert left_behind(home) == []
        [left] = left_beside(file, home) if where else left_behind(home)
        assert read_work(left.path) == work(where)
        left.discard()
        assert not list(home.iterdir())


FULL = """
import resource, sys
from pathlib import Path
from soraapp.errors import MediaError
from soraapp.project.project import Project
from soraapp.project.rescue import Waiting, Work
from soraapp.project.sessions import Session
from tests.project.test_rescue import AT, project, work
session, file = Session(Path(sys.argv[1])), Path(sys.argv[2])
session.keep(work(file))
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for room in map(int, sys.argv[3:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        session.keep(work(file, Waiting(project("x" * 5000), None)))
        print("kept", flush=True)
    except MediaError as error:
        print(error, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files stands in for a full disk")
@pytest.mark.parametrize("rooms", [[10], [1000], [1000, 10], [1000, 100_000]])
def test_a_full_disk_is_told_and_what_was_kept_before_is_found(tmp_path: Path, rooms: list[int]) -> None:
    home, file = tmp_path / "home", tmp_path / "one.sora"
    command = [sys.executable, "-c", FULL, str(home), str(file), *map(str, rooms)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for room in rooms:
            said = child.stdout.readline()
            assert said.startswith("The disk is full: " if room < 100_000 else "kept"), said
        child.kill()
    [left] = left_behind(home)
    found = read_work(left.path)
    assert (found.project, found.file) == (project(), file)
    assert bool(found.waiting) == (rooms[-1] == 100_000)
    left.discard()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_work_of_another_computer_is_found_beside_the_file_once_it_is_old(tmp_path: Path) -> None:
    die(tmp_path / "elsewhere", tmp_path / "one.sora")
    here = tmp_path / "here"
    assert left_beside(tmp_path / "one.sora", here) == [], "its window may live"
    [kept] = tmp_path.glob(".one.sora.*")
    os.utime(kept, (1, 1))
    assert left_beside(tmp_path / "two.sora", here) == []
    [left] = left_beside(tmp_path / "one.sora", here)
    assert left_beside(tmp_path / "one.sora", here) == []
    left.discard()
    assert not kept.exists()
