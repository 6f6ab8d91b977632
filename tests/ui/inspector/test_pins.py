"""Pinned inspectors: each stays with its node, in a dock of its own, while another one follows the selection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from soraapp.project import edits
from soraapp.project.project import Project
from tests.ui.events import turn
from tests.ui.inspector.conftest import click
from tests.ui.inspector.test_values import choose, open_menu
from tests.ui.window import click_node, dismiss, film, sample_window
from ui.inspector.inspector import Inspector
from ui.inspector.number_field import NumberField
from ui.inspector.seed_field import SeedField
from ui.main_window import MainWindow
from ui.theme import load_theme


@pytest.fixture
def window(app: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """Two clips and a cut; the first clip is selected."""
    draft = film()("other", "making.clip", prompt="cube")
    made = sample_window(tmp_path, draft)
    click_node(made, "clip")
    yield made
    dismiss(made)


def pinned(window: MainWindow) -> list[Inspector]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [dock.inspector for dock in window.pins.pinned]


def seed(inspector: Inspector) -> SeedField:
    return cast("SeedField", inspector.rows["seed"].field)


def test_a_pinned_inspector_stays_while_the_other_follows(window: MainWindow) -> None:
    click(window.inspector.header.pin)
    assert window.inspector.isVisible()
    click_node(window, "other")
    assert window.inspector.node == "other"
    (one,) = pinned(window)
    assert one.node == "clip"
    assert window.pins.pinned[0].windowTitle() == window.document.graph.nodes["clip"].name
    window.pins.pinned[0].raise_()
    turn()
    assert one.isVisible()
    assert window.inspector.rows["seed"].field is not one.rows["seed"].field
    number = seed(one).number
    click(number)
    line = number.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "77")
    QTest.keyClick(line, Qt.Key.Key_Return)
    graph = window.document.graph
    assert [graph.nodes[node].values.get("seed") for node in ("clip", "other")] == [77, None]


def test_as_many_as_wanted_and_each_but_once(window: MainWindow) -> None:
    window.actions_["pin_inspector"].trigger()
    click_node(window, "other")
    window.actions_["pin_inspector"].trigger()
    window.actions_["pin_inspector"].trigger()
    assert [inspector.node for inspector in pinned(window)] == ["clip", "other"]
    first = pinned(window)[0]
    window.pins.pinned[0].raise_()
    turn()
    click(first.header.pin)
    assert [inspector.node for inspector in pinned(window)] == ["other"]
    window.document.replace(Project(), None)
    turn()
    assert pinned(window) == []
    window.actions_["pin_inspector"].trigger()
    assert pinned(window) == []


def test_a_deleted_node_comes_back_by_undo(window: MainWindow) -> None:
    click(window.inspector.header.pin)
    (one,) = pinned(window)
    window.pins.pinned[0].raise_()
    window.document.apply(edits.remove(["clip"]))
    turn()
    assert one.hint.isVisible()
    assert "Undo" in one.hint.text()
    window.document.undo()
    turn()
    assert one.node == "clip"
    assert one.rows["seed"].isVisible()
    window.document.apply(edits.rename("clip", "Opening"))
    assert window.pins.pinned[0].windowTitle() == "Opening"


def test_a_value_goes_from_the_pinned_one_to_the_selected_ones(window: MainWindow) -> None:
    window.document.apply(edits.set_value("clip", "seed", 5))
    click(window.inspector.header.pin)
    click_node(window, "other")
    (one,) = pinned(window)
    window.pins.pinned[0].raise_()
    turn()
    choose(open_menu(seed(one)), "Copy to the selected")
    assert window.document.graph.nodes["other"].values["seed"] == 5
    assert seed(window.inspector).number.value == 5


def test_it_takes_the_theme(window: MainWindow) -> None:
    click(window.inspector.header.pin)
    window.set_theme(load_theme("light"))
    (one,) = pinned(window)
    assert cast("NumberField", seed(one).number).theme.name == "light"
    window.set_theme(load_theme("dark"))
