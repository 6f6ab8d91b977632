"""The timeline as a panel: the bar, which the dock puts beside its title, and the view with its headers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from soraapp.project.edits import new_id
from soraapp.project.timeline.timeline import FIRST_RATE, FIRST_SIZE
from soraapp.project.timeline.timelines import FILM_NAME, new_timeline, rename_timeline
from ui.document import Document
from ui.settings import Settings
from ui.theme import Theme
from ui.timeline.bar import Bar
from ui.timeline.footage import Footage
from ui.timeline.size_dialog import ask_size
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
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.head.new_asked.connect(self.new_timeline)
        self.head.renamed.connect(self.rename)
        self.head.settings_asked.connect(self.ask_size)
        self.retranslate()

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

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        self.view.retranslate()
        self.head.retranslate()

    def close_pictures(self) -> None:
        """End the threads that make pictures."""
        self.view.pictures.close()
