"""A person chooses in the dialog of models how one runs: it is kept at once, and told what it comes to."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from soraapp.models.fitting import fitting
from soraapp.models.folders import choose_folder
from soraapp.models.machine import this_machine
from soraapp.models.registry import Registry
from soraapp.models.setup import Cards, Offload, Quantise, Setup, setup_of
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.ui.test_models import opened
from tests.ui.window import Maker, come_back, press
from ui.dialogs.models.reading import Usable
from ui.dialogs.models.running import Running


def test_how_a_model_runs_is_chosen_by_keyboard_and_told(
    make: Maker,
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    home: Path,
) -> None:
    del home
    shutil.copytree(folders("wan_text"), tmp_path / "shelf" / "whole")
    choose_folder(tmp_path / "shelf")
    before = Registry.standard().capabilities("whole").identity
    window = make(None)
    shown = opened(window)
    assert not shown.page.findChildren(Running), "the model that is built in runs in one way"
    press(Qt.Key.Key_Down)
    running = shown.page.running
    assert running is not None
    assert {box.currentData() for box in running.boxes.values()} == {"auto"}
    offload = running.boxes["offload"]
    assert [offload.itemData(row) for row in range(offload.count())] == ["auto", "none", "disk"]
    assert "run on the processor" in running.told.text()
    offload.setFocus()
    QTest.keyClick(offload, Qt.Key.Key_End)
    assert setup_of("whole") == Setup(offload=Offload.DISK)
    assert "Networks wait on the disk" in running.told.text()
    assert "fits from disk" in shown.models.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert Registry.standard().capabilities("whole").identity == before
    weights = running.boxes["quantise"]
    QTest.keyClick(weights, Qt.Key.Key_End)
    assert setup_of("whole") == Setup(offload=Offload.DISK, quantise=Quantise.FLOAT8)
    assert "frames are others" in running.told.text()
    assert Registry.standard().capabilities("whole").identity == f"{before}+quantise=float8"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    again = shown.page.running
    assert again is not None
    assert again.boxes["offload"].currentData() == "disk"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    come_back(window)


def test_several_graphics_cards_are_offered_to_models_that_can_be_divided(
    app: QApplication,
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    home: Path,
) -> None:
    del app, home
    card = replace(this_machine(), graphics=24 * 2**30, card="Fast", cards=2)
    for pipeline in ("wan_text", "ltx_text"):
        (tmp_path / pipeline).symlink_to(folders(pipeline), target_is_directory=True)
    registry = Registry((tmp_path,))
    found = [(registry.capabilities(name), registry.about(name)) for name in ("wan_text", "ltx_text")]
    parent = QWidget()
    wan, ltx = (Running(Usable(able, about, fitting(about, card, Setup())), parent) for able, about in found)
    assert "cards" not in ltx.boxes
    cards = wan.boxes["cards"]
    assert [cards.itemText(row) for row in range(cards.count())] == ["Automatic", "all together"]
    QTest.keyClick(cards, Qt.Key.Key_End)
    assert setup_of("wan_text") == Setup(cards=Cards.ALL)
    assert "All graphics cards compute each clip together" in wan.told.text()
    parent.deleteLater()
