"""A person sees how much room the results take, sets how much they may, and removes them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from soraapp.engine.cache import Cache, set_limit
from soraapp.engine.cache.limit import chosen_limit
from soraapp.media.clip import Size
from soraapp.models.waiting import held_folder
from soraapp.places import cache_folder
from tests.ui.events import wait
from tests.ui.window import Maker, click, come_back, dialog, press, type_text
from ui.dialogs.storage import StorageDialog
from ui.main_window import MainWindow


@pytest.fixture
def stored() -> Iterator[Cache]:
    """The cache of the program with nothing but one clip in it, of noise, so that it takes some room."""
    cache = Cache(cache_folder())
    cache.clear()
    frames = np.random.default_rng(1).integers(0, 255, (4, 128, 128, 3), np.uint8)
    cache.write("ab", [frames], Size(128, 128), Fraction(8), {})
    yield cache
    cache.clear()
    set_limit(None)


def opened(window: MainWindow) -> StorageDialog:
    window.actions_["storage"].trigger()
    found = dialog(StorageDialog)
    wait(found.save.isEnabled, "the figures", 5)
    return found


def test_what_is_stored_and_the_usual_limit_are_seen(make: Maker, stored: Cache) -> None:
    shown = opened(make(None))
    usage = stored.usage()
    amount = f"{usage.bytes / 1e6:.1f} MB" if usage.bytes >= 1e6 else f"{usage.bytes / 1000:.1f} kB"
    assert amount in shown.used.text()
    assert "Clips: 1" in shown.holds.text()
    assert shown.automatic.isChecked()
    assert not shown.limit.isEnabled()
    assert f"{usage.limit / 1e9:.1f} GB" in shown.automatic.text()


def test_a_limit_that_is_set_holds_and_is_seen_again(make: Maker, stored: Cache) -> None:
    window = make(None)
    shown = opened(window)
    click(shown.chosen)
    type_text("2.5")
    press(Qt.Key.Key_Return)
    come_back(window)
    assert chosen_limit() == 2_500_000_000
    assert stored.usage().limit == 2_500_000_000
    again = opened(window)
    assert again.chosen.isChecked()
    assert again.limit.value() == 2.5
    click(again.automatic)
    click(again.save)
    come_back(window)
    assert chosen_limit() is None


def test_the_limit_is_seen_whole(make: Maker, stored: Cache) -> None:
    shown = opened(make(None))
    click(shown.chosen)
    inside, text = shown.limit.lineEdit(), shown.limit.fontMetrics()
    assert inside.contentsRect().height() >= text.height()
    assert inside.contentsRect().width() >= text.horizontalAdvance(shown.limit.text())
    shown.limit.setValue(2.5)
    image = shown.limit.grab().toImage()
    shown.limit.setValue(8.8)
    assert shown.limit.grab().toImage() != image


def test_cancel_changes_nothing(make: Maker, stored: Cache) -> None:
    window = make(None)
    shown = opened(window)
    click(shown.chosen)
    press(Qt.Key.Key_Escape)
    come_back(window)
    assert chosen_limit() is None
    assert stored.usage().clips == 1


def test_removing_asks_first_and_says_what_is_lost(make: Maker, stored: Cache) -> None:
    window = make(None)
    shown = opened(window)
    click(shown.remove)
    box = dialog(QMessageBox, "remove_results")
    assert "takes" in box.informativeText()
    click(box.button(QMessageBox.StandardButton.Cancel))
    wait(lambda: QApplication.activeModalWidget() is shown, "the question to go", 5)
    assert stored.usage().clips == 1
    click(shown.remove)
    click(dialog(QMessageBox, "remove_results").button(QMessageBox.StandardButton.Yes))
    wait(lambda: stored.usage().clips == 0, "the clip to go", 5)
    wait(lambda: "Clips: 0" in shown.holds.text(), "the figures", 5)
    assert not shown.remove.isEnabled()


def test_the_figure_in_the_status_bar_opens_it(make: Maker, stored: Cache) -> None:
    window = make(None)
    wait(lambda: window.status.cache.text() != "", "the figure", 5)
    click(window.status.cache)
    assert dialog(StorageDialog).isVisible()
    del stored


def test_what_was_removed_is_told_as_not_stored(make: Maker, tmp_path: Path) -> None:
    from tests.ui.window import film

    window = make(film())
    window.commands.run()
    wait(lambda: not window.jobs.running and window.jobs.result("cut") is not None, "the run to end")
    wait(lambda: not window.jobs.stale and not window.jobs.surveying, "the survey")
    Cache(tmp_path).clear()
    window.jobs.forget_stored()
    wait(lambda: "clip" in window.jobs.stale, "the node to be stale", 5)
    assert window.jobs.result("clip") is None


def test_prompts_and_weights_that_wait_are_told_and_only_those_nobody_uses_go(make: Maker, stored: Cache) -> None:
    (stored.folder / "prompts").mkdir(exist_ok=True)
    (stored.folder / "prompts" / "one.safetensors").write_bytes(b"x" * 1000)
    folder = held_folder(stored)
    (folder / "group.safetensors").write_bytes(b"x" * 70_000)
    shown = opened(make(None))
    assert "Prompts: 1" in shown.holds.text()
    assert "wait on the disk: 70.0 kB" in shown.holds.text()
    click(shown.remove)
    box = dialog(QMessageBox, "remove_results")
    assert "prompts are read anew" in box.informativeText()
    click(box.button(QMessageBox.StandardButton.Yes))
    wait(lambda: "Prompts: 0" in shown.holds.text(), "the figures", 5)
    assert "wait on the disk: 70.0 kB" in shown.holds.text()
    assert (folder / "group.safetensors").exists()
