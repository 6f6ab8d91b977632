"""A seed that is not locked: every run takes another one, in one step of undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.events import wait
from tests.ui.window import CTRL, SHIFT, click, click_node, dismiss, film, press, sample_window
from ui.inspector.seed_field import SeedField


@pytest.mark.parametrize("shift", [CTRL, CTRL | SHIFT], ids=["run", "run to the selected node"])
def test_every_run_takes_another_seed(app: QApplication, tmp_path: Path, shift: Qt.KeyboardModifier) -> None:
    window = sample_window(tmp_path, film(seed=4))
    click_node(window, "clip")
    field = window.inspector.rows["seed"].field
    assert isinstance(field, SeedField)
    click(field.lock)
    click_node(window, "clip")
    press(Qt.Key.Key_Return, shift)
    seed = window.document.graph.nodes["clip"].values["seed"]
    assert seed != 4
    assert field.number.value == seed
    assert window.document.undo_label == "New seeds"
    wait(lambda: not window.jobs.running, "the run")
    press(Qt.Key.Key_Return, shift)
    wait(lambda: not window.jobs.running, "the run")
    assert window.document.graph.nodes["clip"].values["seed"] != seed
    assert len(window.document.graph.nodes["clip"].takes) == 2
    window.document.undo()
    assert window.document.graph.nodes["clip"].values["seed"] == seed
    click(field.lock)
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: not window.jobs.running, "the run")
    assert window.document.graph.nodes["clip"].values["seed"] == seed
    dismiss(window)
