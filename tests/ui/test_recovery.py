"""Killed at any moment, the program gives unsaved work and waiting runs back at its next start."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from soraapp.project import edits, storage
from soraapp.project.project import Project
from soraapp.project.rescue import Work
from soraapp.project.sessions import Session, left_behind
from tests.ui.events import turn, wait
from tests.ui.killed import ADD, KEEP, answer, child, offered
from tests.ui.window import Maker, click, dialog, dismiss, film, sample_window


def empty(folder: Path) -> Callable[[], bool]:
    return lambda: not [path for path in folder.rglob("*") if path.suffix in (".rescue", ".place")]


def test_unsaved_work_of_a_killed_program_is_restored(make: Maker, home: Path, tmp_path: Path) -> None:
    with child(tmp_path, f"{ADD}\n{KEEP}"):
        window = make(None)
        window.recovery.look()
        turn(0.3)
        assert not window.offers.isVisible(), "the other program lives"
    window.recovery.look()
    offered(window, "Recovered work on Untitled from ")
    assert [button.text() for button in window.offers.buttons] == ["Restore", "Discard"]
    answer(window, "Restore")
    assert "new" in window.document.graph.nodes
    assert window.document.modified
    assert not window.offers.isVisible()
    wait(lambda: len(list(home.glob("*.rescue"))) == 1, "only this window keeps it now", 5)
    assert left_behind(home) == []
    window.document.save(tmp_path / "safe.sora")
    wait(empty(tmp_path), "nothing to be kept", 5)


def test_work_on_a_file_lies_beside_it_and_both_can_be_kept(make: Maker, home: Path, tmp_path: Path) -> None:
    films = tmp_path / "films"
    films.mkdir()
    storage.save(film().project, films / "one.sora")
    with child(tmp_path, f"{ADD}\n{KEEP}", films / "one.sora"):
        assert list(films.glob(".one.sora.*.rescue"))
    window = make(None)
    window.recovery.look()
    offered(window, "Recovered work on one from ")
    answer(window, "Keep both")
    wait(lambda: (films / "one recovered.sora").exists(), "the copy", 5)
    assert "new" in storage.load(films / "one recovered.sora").graph.nodes
    assert storage.load(films / "one.sora") == film().project
    wait(empty(tmp_path), "nothing left", 5)


def test_restored_work_belongs_to_its_file_and_is_unsaved(make: Maker, home: Path, tmp_path: Path) -> None:
    storage.save(film().project, tmp_path / "one.sora")
    with child(tmp_path, f"{ADD}\n{KEEP}", tmp_path / "one.sora"):
        pass
    window = make(None)
    window.files.load(tmp_path / "one.sora")
    offered(window, "Recovered work on one")
    answer(window, "Restore")
    assert window.document.path == tmp_path / "one.sora"
    assert window.document.modified
    window.files.save()
    assert "new" in storage.load(tmp_path / "one.sora").graph.nodes
    wait(empty(tmp_path), "nothing left", 5)


def test_discarded_work_is_gone_and_undecided_work_is_offered_again(make: Maker, home: Path, tmp_path: Path) -> None:
    with child(tmp_path, f"{ADD}\n{KEEP}"):
        pass
    first = sample_window(tmp_path)
    first.recovery.look()
    offered(first, "Recovered")
    second = make(None)
    second.recovery.look()
    turn(0.3)
    assert not second.offers.isVisible(), "it is offered by one window only"
    dismiss(first)
    second.recovery.look()
    offered(second, "Recovered")
    answer(second, "Discard")
    wait(empty(tmp_path), "nothing left", 5)


def test_restoring_asks_about_the_unsaved_work_that_is_open(make: Maker, home: Path, tmp_path: Path) -> None:
    with child(tmp_path, f"{ADD}\n{KEEP}"):
        pass
    window = make(film())
    window.document.apply(edits.set_value("clip", "seed", 5))
    window.recovery.look()
    offered(window, "Recovered")
    answer(window, "Restore")
    click(dialog(QMessageBox, "unsaved").button(QMessageBox.StandardButton.Cancel))
    assert "new" not in window.document.graph.nodes
    assert window.offers.isVisible()


def test_damaged_work_is_told_and_moved_aside(make: Maker, home: Path, tmp_path: Path) -> None:
    with child(tmp_path, f"{ADD}\n{KEEP}"):
        pass
    [kept] = home.glob("*.rescue")
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)
    window = make(None)
    window.recovery.look()
    offered(window, "damaged")
    [aside] = home.glob("*.damaged")
    assert aside.read_bytes() == data
    assert aside.name in window.offers.text.text()
    answer(window, "OK")
    assert not window.offers.isVisible()


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_it_writes_no_earlier_work_is_lost(make: Maker, home: Path, tmp_path: Path, seed: int) -> None:
    fast = "window.keeping._timer.setInterval(5)\nwindow.document.replace(film().project, None)"
    with child(tmp_path, f"{fast}\n{ADD}\n{KEEP}", busy=True):
        time.sleep(random.Random(seed).uniform(0.05, 0.5))
    window = make(None)
    window.recovery.look()
    offered(window, "Recovered")
    answer(window, "Restore")
    assert {"clip", "cut", "new"} <= window.document.graph.nodes.keys()


def test_closing_in_peace_leaves_nothing(make: Maker, home: Path, tmp_path: Path) -> None:
    window = make(film())
    window.document.apply(edits.set_value("clip", "seed", 5))
    wait(lambda: list(home.glob("*.rescue")), "the work", 5)
    dismiss(window)
    assert not list(home.iterdir())


def test_work_is_written_off_the_gui_thread_and_only_when_it_changed(
    make: Maker, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    keep = Session.keep

    def noted(session: Session, work: Work) -> None:
        threads.append(threading.get_ident())
        keep(session, work)

    monkeypatch.setattr(Session, "keep", noted)
    window = make(film())
    for number in range(5):
        window.document.apply(edits.set_value("clip", "seed", number))
    wait(lambda: threads, "the work", 5)
    window.keeping.keep()
    turn(0.2)
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()


def test_work_that_cannot_be_kept_is_told_once(make: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "file"))
    window = make(film())
    told: list[object] = []
    window.keeping.failed.connect(told.append)
    for number in range(2):
        window.document.apply(edits.set_value("clip", "seed", number))
        window.keeping.keep()
        turn(0.2)
    assert len(told) == 1


def test_a_project_that_is_as_saved_is_not_kept(make: Maker, home: Path) -> None:
    window = make(film())
    window.keeping.keep()
    window.document.replace(Project(), None)
    turn(0.2)
    assert not home.exists()
