"""The dock of the inspector follows what was selected last."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.events import turn
from tests.ui.timeline.conftest import RICH
from tests.ui.window import Maker, film


def test_the_dock_shows_items_or_nodes_whatever_was_selected_last(make: Maker) -> None:
    window = make(film())
    window.document.replace(replace(window.document.project, timelines={"film": RICH}), None)
    turn()
    window.canvas.select(["clip"])
    assert window.inspector.isVisible()
    window.timeline.view.select(["ball"])
    assert window.facing.items.isVisible()
    assert not window.inspector.isVisible()
    assert window.facing.items.ids == ("ball",)
    window.canvas.select(["cut"])
    assert window.inspector.isVisible()
    assert window.inspector.nodes == ("cut",)
    window.timeline.view.select(())
    window.timeline.view.select_lead("dive")
    assert window.facing.items.ids == ("dive",)
    window.timeline.view.select_lead("")
    assert window.inspector.isVisible()
