"""The list of models tells LoRAs with the models that they fit."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from soraapp.models.folders import choose_folder
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.diffusers.lora_files import write_lora
from tests.models.diffusers.test_single_files import weights, write_gguf
from tests.ui.test_models import listed, opened
from tests.ui.window import Maker, come_back, press


def test_a_network_in_a_file_is_told_with_the_folder_that_lends_the_rest(
    make: Maker,
    folders: Folders,  # noqa: F811
    home: Path,
    tmp_path: Path,
) -> None:
    del home
    place = tmp_path / "shelf"
    shutil.copytree(folders("wan_text"), place / "wan")
    write_gguf(place / "tiny-Q8_0.gguf", weights(place / "wan"))
    choose_folder(place)
    window = make(None)
    shown = opened(window)
    assert listed(shown) == ["nano (built in)", "tiny (Q8_0)", "wan"]
    press(Qt.Key.Key_Down)
    facts = shown.page.facts
    assert facts["From a file"] == f"transformer in {place / 'tiny-Q8_0.gguf'}; the folder lends the rest"
    assert "Q8_0" in facts["Weights"]
    assert facts["Folder"] == str(place / "wan")
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    come_back(window)


def test_a_lora_is_told_with_the_models_that_it_fits(
    make: Maker,
    folders: Folders,  # noqa: F811
    home: Path,
    tmp_path: Path,
) -> None:
    del home
    for name in ("wan_text", "ltx_text"):
        shutil.copytree(folders(name), tmp_path / "shelf" / name)
    write_lora(tmp_path / "shelf" / "loras" / "film look.safetensors", tmp_path / "shelf" / "wan_text", 1)
    choose_folder(tmp_path / "shelf")
    window = make(None)
    shown = opened(window)
    assert listed(shown)[-1] == "film look"
    press(Qt.Key.Key_End)
    facts = shown.page.facts
    assert (facts["Made for"], facts["Fits"]) == ("tiny", "wan_text")
    assert "Add a LoRA node" in facts["Use"]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    come_back(window)
