"""The timeline as a panel: the bar, which the dock puts beside its title, and the view with its headers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from soraapp.project.edits import new_id
from soraapp.project.timeline.timeline import FIRST_RATE, FIRST_SIZE
from soraapp.project.timeline.timelines import FILM_NAME, new_timeline, rename_timeline
from ui.actions import Actions
from ui.document import Document
from ui.settings import TIMELINE_SNAP, Settings
from ui.theme import Theme
from ui.timeline.bar import Bar
from ui.timeline.bringing import Bringing
from ui.timeline.changing import Changing
from ui.timeline.dropping import Dropping
from ui.timeline.editing import Editing
from ui.timeline.footage import Footage
from ui.timeline.from_preview import FromPreview
from ui.timeline.going import Going
from ui.timeline.keys import Keys
from ui.timeline.leading import Leading
from ui.timeline.marking import Marking
from ui.timeline.menus import Menus
from ui.timeline.size_dialog import ask_size
from ui.timeline.titling import Titling
from ui.timeline.tool_row import ToolRow
from ui.timeline.track_drag import TrackDrag
from ui.timeline.view import TimelineView


class TimelinePanel(QWidget):
    """Shows a timeline of a document."""

    def __init__(
        self,
        document: Document,
        footage: Footage,
        theme: Theme,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.view = TimelineView(document, footage, theme, settings, self)
        self.head = Bar(self.view, theme, self)
        self.tools = self.view.pointer.tools
        self.editing = Editing(self.view)
        self.going = Going(self.view)
        self.keys = Keys(self.view, self.going)
        self.leading = Leading(self.view, self.editing)
        self.changing = Changing(self.view, self.editing)
        self.marking = Marking(self.view, self.editing)
        self.titling = Titling(self.view, self.editing)
        self.bringing = Bringing(self.view, self.editing)
        self.from_preview = FromPreview(self.view, self.editing, self.bringing)
        self.dropping = Dropping(self.view, self.bringing)
        self.menus = Menus(self)
        self.track_drag = TrackDrag(self.view)
        self.tool_row = ToolRow(self.tools, theme, self.head)
        row = self.head.tools.layout()
        assert row is not None
        row.addWidget(self.tool_row)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.head.new_asked.connect(self.new_timeline)
        self.head.renamed.connect(self.rename)
        self.head.settings_asked.connect(self.ask_size)
        self.retranslate()

    def adopt(self, actions: Actions) -> None:
        """Buttons and menus are those of the commands of the window."""
        self.tool_row.adopt(actions)
        self.menus.adopt(actions)

    @property
    def snaps(self) -> bool:
        """Whether what is dragged comes to rest at cuts."""
        return self.view.settings.get(TIMELINE_SNAP)

    def toggle_snap(self) -> None:
        self.view.settings.set(TIMELINE_SNAP, not self.snaps)

    def new_timeline(self) -> None:
        """Add a timeline with a name of its own, like the one that is shown, and show it."""
        shown, made = self.view.timeline, new_id()
        size, rate = (shown.size, shown.rate) if shown else (FIRST_SIZE, FIRST_RATE)
        if self._document.attempt(new_timeline(made, FILM_NAME, size, rate)):
            self.view.open(made)

    def rename(self, name: str) -> None:
        """Give the timeline that is shown another name."""
        if self.view.timeline is not None:
            self._document.attempt(rename_timeline(self.view.timeline.id, name))

    def ask_size(self) -> None:
        """Let a person choose the size and the rate of the timeline that is shown."""
        if self.view.timeline is not None:
            ask_size(self._document, self.view.timeline, self)

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)
        self.head.set_theme(theme)
        self.tool_row.set_theme(theme)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        self.view.retranslate()
        self.head.retranslate()
        self.tool_row.retranslate()

    def close_pictures(self) -> None:
        """End the threads that make pictures."""
        self.view.pictures.close()
        self.bringing.close()
