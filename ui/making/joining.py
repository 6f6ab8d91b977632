"""Making and the window: where its button stands, what it says, and what of a run is seen in the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.making.gaps import GapPointer
from ui.making.menu import MakingMenu
from ui.making.missing import MissingButton

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def join(window: MainWindow) -> None:
    """Connect the parts."""
    view, head = window.timeline.view, window.timeline.head
    window.making.told.connect(window.status.pass_on)
    window.missing.refused.connect(window.status.pass_on)
    row = head.making.layout()
    assert row is not None
    row.addWidget(MissingButton(window.missing, lambda: window.theme, head))
    window.jobs.preview.connect(lambda *_: view.refresh_soon())
    GapPointer(view)
    window.timeline.menus.making = MakingMenu(window).fill
