"""A node that loads a file shows it before anything was run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.media.image import write_image
from soraapp.models.registry import Registry
from soraapp.project import edits
from tests.ui.events import turn, wait
from tests.ui.window import click_node, dismiss, present
from ui.document import Document
from ui.jobs import Jobs
from ui.language import Languages
from ui.main_window import MainWindow
from ui.theme import load_theme


@pytest.fixture
def window(app: QApplication, tmp_path: Path) -> MainWindow:
    """A window over the real nodes, with one that loads a picture."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    catalogue, registry = Catalogue.of("nodes"), Registry.standard()
    document = Document(catalogue)
    jobs = Jobs(document, registry, lambda tell: Engine(catalogue, tell, cache_folder=tmp_path / "cache"))
    window = MainWindow(document, jobs, registry, settings, Languages(settings), load_theme("dark"))
    document.apply(edits.add_node(catalogue["load.image"], (0, 0), id="one"))
    present(window)
    return window


def color(window: MainWindow) -> tuple[int, int, int]:
    picture = window.preview.screen_area.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    return middle.red(), middle.green(), middle.blue()


def test_the_file_is_seen_without_a_run(window: MainWindow, tmp_path: Path) -> None:
    paths = [tmp_path / "green.png", tmp_path / "red.png"]
    for path, rgb in zip(paths, ((0, 200, 0), (200, 0, 0)), strict=True):
        write_image(path, np.full((40, 60, 3), rgb, np.uint8))
    click_node(window, "one")
    window.document.apply(edits.set_value("one", "file", paths[0]))
    wait(lambda: color(window) == (0, 200, 0), "the first file")
    window.document.apply(edits.set_value("one", "file", paths[1]))
    wait(lambda: color(window) == (200, 0, 0), "the other file")
    window.document.apply(edits.set_value("one", "file", tmp_path / "gone.png"))
    wait(lambda: color(window) not in ((200, 0, 0), (0, 200, 0)), "the error")
    turn()
    dismiss(window)
