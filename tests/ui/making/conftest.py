"""A window with the nodes and the model of the program, and a film of two shots with a gap between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.media.clip import Size
from soraapp.models.registry import Registry
from soraapp.nodekit import Value
from soraapp.project.edits import add_node
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Item, NodeSource, Timeline, Track, TrackKind
from tests.ui.events import turn, wait
from tests.ui.window import dismiss, present
from ui.document import Document
from ui.jobs import Jobs
from ui.language import Languages
from ui.main_window import MainWindow
from ui.theme import load_theme

NODES = Catalogue.of("nodes")
QUICK: dict[str, Value] = {"seconds": 0.5, "width": 64, "height": 64, "steps": 2}


def two_shots() -> Project:
    """Half a second of `a`, a gap of half a second, half a second of `b`; `c` is on no timeline."""
    made = Project()
    for number, node in enumerate("abc"):
        values = {**QUICK, "prompt": f"a red ball {number}"}
        made = add_node(NODES["generate.text_to_video"], (0, 420 * number), id=node, values=values).change(made)
    items = tuple(Item(f"item-{node}", NodeSource(Port(node, "clip")), 24 * at, 12) for at, node in enumerate("ab"))
    film = Timeline("film", "Film", Size(64, 64), Fraction(24), (Track("V1", TrackKind.VIDEO, "V1", items),))
    return replace(made, timelines={"film": film})


@pytest.fixture
def window(app: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    document, registry = Document(NODES), Registry.standard()
    jobs = Jobs(document, registry, partial(Engine, NODES, cache_folder=tmp_path / "cache", spare=False))
    made = MainWindow(document, jobs, registry, settings, Languages(settings), load_theme("dark"))
    present(made)
    document.replace(two_shots(), None)
    made.workspaces.show("edit")
    settle(made)
    made.timeline.view.setFocus()
    yield made
    dismiss(made)


def settle(window: MainWindow) -> None:
    """Wait until all that follows from the latest change has been found out."""
    wait(lambda: not window.jobs.surveying, "the survey")
    turn(0.05)
