"""A person gets a model in the window, from a Hub of this machine."""

# ruff: noqa: F811 (fixtures of another folder)
from __future__ import annotations

import shutil
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from soraapp.models.folders import choose_folder
from tests.models.getting.conftest import NAME, WEIGHTS, folders, hub  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.getting.hub import Hub
from tests.ui.events import wait
from tests.ui.test_models import listed, opened, settled
from tests.ui.window import Maker, click, come_back, dialog, press, type_text
from ui.dialogs.models import ModelsDialog
from ui.dialogs.models.get import GetDialog
from ui.getting import Getting, Stage
from ui.main_window import MainWindow


def asked(window: MainWindow) -> tuple[ModelsDialog, GetDialog]:
    shown = opened(window)
    click(shown.get)
    return shown, dialog(GetDialog)


def until(window: MainWindow, *stages: Stage) -> Getting:
    getting = Getting.of(window)
    wait(lambda: getting.stage in stages, f"{stages}, not {getting.stage}")
    return getting


def test_a_model_is_looked_up_fetched_and_there(make: Maker, hub: Hub) -> None:
    window = make(None)
    models, get = asked(window)
    assert "before anything is fetched" in get.note.text()
    assert not get.get.isEnabled()
    assert hub.sent == {}
    get.field.setFocus()
    type_text(f"https://huggingface.co/{NAME}")
    press(Qt.Key.Key_Return)
    until(window, Stage.OFFERED)
    assert get.form.facts["Family"] == "Wan"
    assert get.form.facts["Licence"] == "apache-2.0"
    assert "286.3 kB, files: 11" in get.form.facts["Download"]
    assert "of memory" in get.form.facts["Fits"]
    assert set(hub.sent) == {"model_index.json"}
    assert get.get.hasFocus()
    press(Qt.Key.Key_Space)
    getting = until(window, Stage.DONE)
    assert get.note.text() == f"It is here, in {getting.folder}."
    click(get.close_)
    settled(models)
    assert "Tiny" in listed(models)
    QTest.keyClick(models, Qt.Key.Key_Escape)
    come_back(window)
    assert f"{NAME} is here" in window.status.text.text()


def test_a_known_model_is_picked_and_another_makes_the_offer_void(make: Maker, hub: Hub) -> None:
    window = make(None)
    _, get = asked(window)
    get.known.setFocus()
    press(Qt.Key.Key_Down)
    known = get.field.text()
    assert known.count("/") == 1
    hub.repositories[known] = hub.repositories[NAME]
    press(Qt.Key.Key_Return)
    until(window, Stage.OFFERED)
    assert get.get.isEnabled()
    get.known.setFocus()
    press(Qt.Key.Key_Down)
    assert get.field.text() != known
    assert get.form.facts == {}
    assert not get.get.isEnabled()


def test_it_goes_on_behind_the_dialog_and_is_cancelled_at_once(make: Maker, hub: Hub) -> None:
    hub.stall_after[WEIGHTS] = 100_000
    window = make(None)
    models, get = asked(window)
    get.field.setText(NAME)
    click(get.look)
    getting = until(window, Stage.OFFERED)
    click(get.get)
    wait(lambda: WEIGHTS in hub.sent, "the weights to begin")
    wait(lambda: getting.progress is not None and getting.progress.file == WEIGHTS, "how far it is")
    assert "of 286.3 kB" in get.how_far.text()
    click(get.close_)
    assert getting.stage is Stage.FETCHING
    click(models.get)
    get = dialog(GetDialog)
    assert get.field.text() == NAME
    assert not get.field.isEnabled()
    began = time.monotonic()
    click(get.cancel)
    assert time.monotonic() - began < 0.2
    until(window, Stage.OFFERED)
    assert "left to fetch" in get.form.facts["Download"]
    assert listed(models) == ["nano (built in)"]
    hub.stall_after.clear()
    hub.go_on.set()
    click(get.get)
    until(window, Stage.DONE)
    assert f"{WEIGHTS} bytes=65536-" in hub.ranges


def test_what_is_missing_is_fetched_into_the_folder_where_it_lacks(make: Maker, hub: Hub, tmp_path: Path) -> None:
    place = tmp_path / "shelf" / "mine"
    shutil.copytree(hub.repositories[NAME].folder, place, ignore=shutil.ignore_patterns("*.bin", "*.py", "*.pkl"))
    (place / "README.md").write_text(f"# {NAME}\n")
    shutil.move(place, place.with_name("Tiny-Diffusers"))
    place = place.with_name("Tiny-Diffusers")
    (place / WEIGHTS).unlink()
    choose_folder(place.parent)
    window = make(None)
    shown = opened(window)
    assert not shown.fill.isVisible(), "nano lacks nothing"
    shown.models.setFocus()
    press(Qt.Key.Key_Down)
    assert shown.fill.isVisible()
    click(shown.fill)
    get = dialog(GetDialog)
    until(window, Stage.OFFERED)
    assert get.form.facts["Missing"] == WEIGHTS
    assert get.form.facts["Into"] == str(place)
    hub.sent.clear()
    click(get.get)
    until(window, Stage.DONE)
    assert set(hub.sent) == {WEIGHTS}
    click(get.close_)
    settled(shown)
    assert not shown.fill.isVisible()
    assert "Reason" not in shown.page.facts


def test_a_folder_of_its_own_can_be_chosen(make: Maker, hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    choose_folder(tmp_path / "shelf")
    window = make(None)
    _, get = asked(window)
    get.field.setText(NAME)
    click(get.look)
    until(window, Stage.OFFERED)
    get.form.into.setFocus()
    press(Qt.Key.Key_Down)
    wait(lambda: get.form.facts.get("Into") == str(tmp_path / "shelf" / "Tiny-Diffusers"), "another offer")
    click(get.get)
    until(window, Stage.DONE)
    assert (tmp_path / "shelf" / "Tiny-Diffusers" / WEIGHTS).is_file()


def test_what_goes_wrong_is_told_in_the_dialog(make: Maker, hub: Hub) -> None:
    window = make(None)
    _, get = asked(window)
    for text, told in (
        ("nonsense", '"nonsense" is no repository'),
        ("Wan-AI/Nothing", "There is no repository Wan-AI/Nothing"),
    ):
        get.field.setText(text)
        click(get.look)
        wait(lambda told=told: told in get.note.text(), told)
        assert not get.get.isEnabled()
    hub.repositories[NAME].gated = "auto"
    get.field.setText(NAME)
    click(get.look)
    wait(lambda: "accept their terms" in get.note.text(), "the terms")
    hub.repositories[NAME].gated = False
    hub.repositories[NAME].sizes[WEIGHTS] = 10**17
    click(get.look)
    wait(lambda: "not room enough on the disk" in get.note.text(), "the disk")
    assert not get.get.isEnabled()
