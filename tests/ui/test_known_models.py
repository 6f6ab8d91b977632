"""The window asks what is known of the models: folders and headers are read in the background alone."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.provider import Models
from soraapp.models.loras import Lora
from soraapp.models.registry import Registry
from soraapp.project import edits
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.diffusers.lora_files import shelf_with_lora
from tests.ui.events import turn, wait
from tests.ui.window import click_node, dismiss, present, type_text
from ui.document import Document
from ui.inspector.choice_field import ListField
from ui.jobs import Jobs
from ui.known_models import KnownModels
from ui.language import Languages
from ui.main_window import MainWindow
from ui.theme import load_theme

NODES = Catalogue.of("nodes")
Open = Callable[[], MainWindow]


class Readers:
    """Which threads open files and list folders below a place, told by the interpreter itself."""

    def __init__(self, place: Path) -> None:
        self.place, self.watching = str(place), True
        self.threads: list[tuple[int, str]] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, facts: tuple[Any, ...]) -> None:
        if self.watching and event in ("open", "os.scandir", "os.listdir"):
            path = facts[0]
            if isinstance(path, str | os.PathLike) and os.fspath(cast("str", path)).startswith(self.place):
                self.threads.append((threading.get_ident(), f"{event} {path}"))


@pytest.fixture
def shelf(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A folder of a person's models, with a LoRA."""
    del home
    place = shelf_with_lora(tmp_path / "shelf", folders("wan_text"))
    monkeypatch.setenv("SORAAPP_MODELS", str(place))
    return place


def window_over(models: Models, folder: Path) -> MainWindow:
    """A window over the real nodes, not shown yet."""
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    document = Document(NODES)
    jobs = Jobs(document, models, partial(Engine, NODES, cache_folder=folder / "cache"))
    return MainWindow(document, jobs, models, settings, Languages(settings), load_theme("dark"))


@pytest.fixture
def opened(app: QApplication, shelf: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens a window over models that nobody has looked at."""
    made: list[MainWindow] = []

    def window() -> MainWindow:
        made.append(window_over(Registry.standard(), tmp_path))
        present(made[-1])
        return made[-1]

    yield window
    for one in made:
        dismiss(one)


def add_clip(window: MainWindow, **values: str) -> None:
    window.document.apply(edits.add_node(NODES["generate.text_to_video"], (0, 0), id="clip", values=values))
    wait(lambda: not window.jobs.surveying, "the survey")


def model_field(window: MainWindow) -> ListField:
    return cast("ListField", window.inspector.rows["model"].field)


def offered(window: MainWindow) -> list[str]:
    shown = model_field(window).list
    return [shown.itemData(place) for place in range(shown.count())]


def test_the_gui_thread_reads_no_model(opened: Open, shelf: Path) -> None:
    readers = Readers(shelf)
    window = opened()
    add_clip(window, model="wan + style:0.5")
    click_node(window, "clip")
    wait(lambda: not window.registry.coming("wan + style:0.5"), "the model with its LoRA")
    model_field(window).list.showPopup()
    turn(0.1)
    model_field(window).list.hidePopup()
    window.inspector.findChildren(QPlainTextEdit)[0].setFocus()
    type_text("ball")
    window.document.apply(edits.set_value("clip", "model", "wan"))
    wait(lambda: not window.jobs.surveying, "the survey")
    assert "wan" in offered(window)
    assert model_field(window).list.currentData() == "wan"
    assert window.inspector.rows["steps"].field is not None
    assert window.inspector.rows["steps"].field.limits.advised == 50
    readers.watching = False
    gui = threading.get_ident()
    assert any(path.endswith(".safetensors") for thread, path in readers.threads if thread != gui)
    assert not [path for thread, path in readers.threads if thread == gui]


def test_a_model_that_is_put_there_is_found_when_a_person_comes_back(opened: Open, shelf: Path) -> None:
    window = opened()
    add_clip(window, model="other")
    click_node(window, "clip")
    wait(lambda: "other" in window.inspector.rows["model"].problem.text(), "the problem")
    assert model_field(window).list.currentText() == "other (missing)"
    line = window.inspector.findChildren(QPlainTextEdit)[0]
    line.setFocus()
    shutil.copytree(shelf / "wan", shelf / "other")
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    wait(lambda: "other" in window.registry.names(), "the model")
    assert offered(window) == ["nano", "other", "wan"]
    assert model_field(window).list.currentText() == "other"
    wait(lambda: not window.inspector.rows["model"].problem.text(), "no problem")
    assert line.hasFocus(), "whoever types goes on"


class Slow(Registry):
    """Models on a disk that takes its time."""

    def __init__(self, gate: threading.Event) -> None:
        standard = Registry.standard()
        super().__init__(standard.folders, standard.chosen)
        self.gate = gate

    def names(self) -> tuple[str, ...]:
        assert self.gate.wait(30)
        return super().names()

    def loras(self) -> Mapping[str, Lora]:
        assert self.gate.wait(30)
        return super().loras()


def test_what_is_not_read_yet_is_told_so(app: QApplication, shelf: Path, tmp_path: Path) -> None:
    gate = threading.Event()
    window = window_over(Slow(gate), tmp_path)
    try:
        assert window.top.model.text() == "Looking for models…"
        window.document.apply(edits.add_node(NODES["generate.text_to_video"], (0, 0), id="clip"))
        window.document.apply(edits.set_value("clip", "model", "wan"))
        window.inspector.show_node("clip")
        turn(0.1)
        assert model_field(window).list.currentText() == "wan"
        assert "wan: still being read" in window.top.model.toolTip()
        gate.set()
        wait(lambda: window.registry.known, "the models")
        assert offered(window) == ["nano", "wan"]
        assert "best at" in window.top.model.toolTip()
    finally:
        gate.set()
        dismiss(window)


def test_models_that_cannot_be_read_are_told(app: QApplication) -> None:
    class Gone(Registry):
        def names(self) -> tuple[str, ...]:
            raise PermissionError(13, "Permission denied")

    models, told = KnownModels(Gone(())), list[object]()
    models.failed.connect(told.append)
    models.look()
    wait(lambda: told, "the failure")
    assert isinstance(told[0], PermissionError)
    assert not models.known
    models.close()
