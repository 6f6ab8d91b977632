"""The switch between workspaces, in the middle of the bar at the top."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.workspaces import ALL, EDIT, GRAPH, REVIEW


class WorkspaceSwitch(QWidget):
    """A button for each; that of the one that is shown is down."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._group = QButtonGroup(self)
        self.buttons = {name: QPushButton(self) for name in ALL}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for name, button in self.buttons.items():
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(24)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            row.addWidget(button)
        self.show_current(GRAPH)
        self.retranslate()

    def show_current(self, name: str) -> None:
        self.buttons[name].setChecked(True)

    def retranslate(self) -> None:
        texts = {
            GRAPH: (self.tr("Graph"), self.tr("Wire nodes and see what they make")),
            EDIT: (self.tr("Edit"), self.tr("Cut the film on the timeline")),
            REVIEW: (self.tr("Review"), self.tr("Look at what was made")),
        }
        for name, (text, tip) in texts.items():
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(tip)
