"""The way to the level that is shown, above the canvas: a click on a step goes there. Nothing is shown at the top."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from soraapp.project.edits import new_id
from soraapp.project.levels import Place, linked, node_at
from soraapp.project.port_edits import make_unique
from ui.document import Document
from ui.texts import linked_text, node_name
from ui.theme import GRID

SEPARATOR = "\u203a"


class Breadcrumbs(QWidget):
    """A button for each level above, and the name of the one that is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[tuple[Place, str], ...] = ()
        self._linked = 0
        """How many groups have the inside that is shown."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._row.setSpacing(GRID)
        self.setObjectName("breadcrumbs")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        document.changed.connect(self._show)
        document.path_changed.connect(self._show)
        self._begin()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._begin()
        super().changeEvent(event)

    def _begin(self) -> None:
        self.setAccessibleName(self.tr("The way to what is shown"))
        self._shown = ()
        self._show()

    def _show(self) -> None:
        place = self._document.place
        self.setVisible(bool(place))
        steps = tuple((place[:count], self._title(place[:count])) for count in range(len(place) + 1)) if place else ()
        count = linked(self._document.project, place)
        if (steps, count) == (self._shown, self._linked):
            return
        self._shown, self._linked = steps, count
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for way, title in steps[:-1]:
            self._row.addWidget(self._button(way, title))
            self._row.addWidget(self._label(SEPARATOR, "faint"))
        for _, title in steps[-1:]:
            self._row.addWidget(self._label(title, "title"))
        if count > 1:
            self._row.addSpacing(GRID)
            self._row.addWidget(self._label(linked_text(count), "dim"))
            self._row.addWidget(self._unique())
        self._row.addStretch(1)

    def _title(self, place: Place) -> str:
        if not place:
            return self._document.home.name or self.tr("Project")
        node = node_at(self._document.project, "/".join(place))
        return node_name(node.name) if node else ""

    def _button(self, place: Place, title: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setText(title)
        button.setToolTip(self.tr("Go to {name}").format(name=title))
        button.setAccessibleName(button.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._document.go(place))
        return button

    def _unique(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setText(self.tr("Make unique"))
        button.setToolTip(self.tr("Give this group an inside of its own"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._make_unique)
        return button

    def _make_unique(self) -> None:
        place = self._document.place
        self._document.attempt(make_unique("/".join(place), group=new_id()), place[:-1])

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        return label
