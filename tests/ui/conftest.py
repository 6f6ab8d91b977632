"""Windows for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.engine.conftest import Draft
from tests.ui.studio import Studio
from tests.ui.window import Maker, dismiss, sample_window
from ui.main_window import MainWindow


@pytest.fixture
def make(app: QApplication, tmp_path: Path) -> Iterator[Maker]:
    """Makes shown windows; they are closed after the test."""
    made: list[MainWindow] = []

    def window(draft: Draft | None = None) -> MainWindow:
        made.append(sample_window(tmp_path, draft))
        return made[-1]

    yield window
    for one in made:
        dismiss(one)


@pytest.fixture
def studio(app: QApplication, tmp_path: Path) -> Iterator[Studio]:
    """A document with its jobs."""
    made = Studio(tmp_path / "cache")
    yield made
    made.jobs.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of unsaved work, in a home that is thrown away."""
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    return tmp_path / "recovery"
