"""A person sees the models of the machine, why some cannot be used, and names folders in which to look for more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from soraapp.models.folders import choose_folder, chosen_folders
from soraapp.models.registry import Registry
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.ui.events import wait
from tests.ui.window import Maker, click, come_back, dialog, press
from ui.dialogs.models import ModelsDialog
from ui.main_window import MainWindow


@pytest.fixture
def shelf(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    home: Path,
) -> Path:
    """A folder of a person's models: one that is whole, one that is not."""
    del home
    place = tmp_path / "shelf"
    shutil.copytree(folders("wan_text"), place / "whole")
    (place / "whole" / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Wan-AI/whole\n")
    shutil.copytree(folders("wan_text"), place / "broken")
    (place / "broken" / "README.md").write_text("# Wan-AI/broken\n")
    next((place / "broken" / "transformer").glob("*.safetensors")).unlink()
    return place


def opened(window: MainWindow) -> ModelsDialog:
    window.actions_["models"].trigger()
    found = dialog(ModelsDialog)
    settled(found)
    return found


def settled(shown: ModelsDialog) -> None:
    wait(shown.again.isEnabled, "the models")


def listed(shown: ModelsDialog) -> list[str]:
    return [shown.models.item(row).text() for row in range(shown.models.count())]


def test_models_are_told_with_what_they_can_do_and_why_they_cannot(make: Maker, shelf: Path) -> None:
    choose_folder(shelf)
    window = make(None)
    shown = opened(window)
    assert listed(shown) == ["nano (built in)", "whole", "broken"]
    assert "fits" in shown.models.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    press(Qt.Key.Key_Down)
    facts = shown.page.facts
    assert facts["Licence"] == "apache-2.0"
    assert facts["Published at"] == "huggingface.co/Wan-AI/whole"
    assert facts["Can do"].startswith("video from text; pictures and clips kept at any frame; video to video")
    assert "F32" in facts["Weights"]
    assert "of memory" in facts["Fits"]
    assert facts["Folder"] == str(shelf / "whole")
    press(Qt.Key.Key_Down)
    assert "transformer/diffusion_pytorch_model.safetensors of Wan-AI/broken is missing" in shown.page.facts["Reason"]
    assert "huggingface.co/Wan-AI/broken" in shown.page.facts["Remedy"]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    come_back(window)


def test_a_model_that_makes_sound_tells_so(
    make: Maker,
    folders: Folders,  # noqa: F811
    home: Path,
) -> None:
    del home
    choose_folder(folders("ltx2"))
    window = make(None)
    shown = opened(window)
    assert listed(shown) == ["ltx2", "nano (built in)"]
    assert shown.page.facts["Can do"].endswith("; sound with the clip")
    press(Qt.Key.Key_Down)
    assert "sound" not in shown.page.facts["Can do"]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    come_back(window)


def test_a_folder_that_is_added_is_looked_in_at_once_and_removed_again(make: Maker, shelf: Path) -> None:
    window = make(None)
    shown = opened(window)
    assert listed(shown) == ["nano (built in)"]
    assert shown.places.count() == 3
    before = Registry.standard()  # As that of a worker which runs already.
    click(shown.add)
    asked = dialog(QFileDialog)
    line = asked.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(shelf / "whole"))
    asked.accept()
    wait(lambda: QApplication.activeModalWidget() is shown, "the chooser to go")
    settled(shown)
    assert chosen_folders() == (shelf / "whole",)
    assert listed(shown) == ["nano (built in)", "whole"]
    assert before.names() == ("nano", "whole")
    shown.places.setCurrentRow(0)
    click(shown.remove)
    settled(shown)
    assert chosen_folders() == ()
    assert listed(shown) == ["nano (built in)"]
    assert (shelf / "whole").is_dir()
    assert not shown.remove.isEnabled(), "the folders of the program are not to be removed"


def test_a_folder_that_is_gone_is_told_and_comes_back(make: Maker, shelf: Path) -> None:
    choose_folder(shelf)
    shelf.rename(shelf.with_name("elsewhere"))
    shown = opened(make(None))
    assert listed(shown) == ["nano (built in)"]
    assert f"{shelf} is not there now" in shown.note.text()
    shelf.with_name("elsewhere").rename(shelf)
    click(shown.again)
    settled(shown)
    assert "whole" in listed(shown)
