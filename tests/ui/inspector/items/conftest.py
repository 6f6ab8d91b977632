"""An inspector of items over a document with the example film, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.models.registry import Registry
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.take_edits import added_take
from soraapp.project.takes import Take
from soraapp.project.timeline.properties import set_source
from soraapp.project.timeline.timeline import Item, NodeSource, Timeline
from tests.ui.events import turn
from tests.ui.timeline.conftest import CLIPS, RICH, inner
from tests.ui.timeline.reel import Hills, Stock, Waves
from ui.document import Document
from ui.inspector.field import Field
from ui.inspector.items.inspector import ItemInspector
from ui.theme import apply, load_theme

CATALOGUE = Catalogue.of("nodes")
TAKES = ("a" * 64, "b" * 64)


class Table:
    """The inspector, with what a person does to it."""

    def __init__(self) -> None:
        self.document = Document(CATALOGUE)
        self.footage = Stock({**{name: Hills(hue) for name, hue in CLIPS.items()}, "waves": Waves()})
        self.document.replace(_project(), None)
        self.inspector = ItemInspector(self.document, self.footage, Registry.standard(), load_theme("dark"))
        self.inspector.resize(360, 900)
        self.inspector.show()
        self.inspector.activateWindow()

    def open(self, *ids: str) -> None:
        self.inspector.show_items("film", ids)
        turn()

    @property
    def timeline(self) -> Timeline:
        return self.document.project.timelines["film"]

    def item(self, name: str) -> Item:
        return self.timeline.by_id[name]

    def field(self, name: str) -> Field:
        field = self.inspector.rows[name].field
        assert field is not None
        return field

    def steps(self) -> list[str]:
        """The names of the steps that can be undone."""
        return list(self.document.steps[0])

    def close(self) -> None:
        self.inspector.close()
        self.inspector.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _project() -> Project:
    """Two nodes that make clips, the first with two takes, and the example film, where *city* shows the first."""
    project = Project(timelines={"film": RICH, "inner": inner()})
    kind = CATALOGUE["generate.text_to_video"]
    for node in ("one", "two"):
        project = edits.add_node(kind, (0, 0), id=node).change(project)
    for number, key in enumerate(TAKES):
        project = added_take("one", Take(key, datetime(2026, 1, 1 + number, tzinfo=UTC), {}))(project)
    return set_source("film", "city", NodeSource(Port("one", "clip"))).change(project)


@pytest.fixture
def table(app: QApplication) -> Iterator[Table]:
    apply(app, load_theme("dark"))
    made = Table()
    yield made
    made.close()
