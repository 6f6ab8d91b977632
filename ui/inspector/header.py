"""The top of the inspector: the node's name, its kind, its state in words, and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from soraapp.nodekit import NodeType
from soraapp.project.graph import Node
from ui.canvas.signs import draw_sign
from ui.canvas.words import saying, step_of
from ui.inspector.field import UndoPassesThrough
from ui.node_state import NodeState, Phase
from ui.panels.elided import Elided
from ui.texts import node_help, node_name, node_title
from ui.theme import Theme, icon, tabular

_NAME = Template("""
QLineEdit { font-weight: 600; font-size: 14px; background: transparent; border-color: transparent; padding: 2px 4px; }
QLineEdit:hover { border-color: $faint; }
QLineEdit:focus { border-color: $accent; background: $background; }
""")
AT_WORK = (Phase.QUEUED, Phase.RUNNING)


class Header(QWidget):
    """Shows one node, whose name can be edited, or how many there are."""

    renamed = Signal(str)
    seek_asked = Signal()
    pin_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = _Name(self)
        self.kind = Elided(self)
        self.state = StateSign(theme, self)
        self.help = QLabel(self)
        self.more = QToolButton(self)
        self.seek = QToolButton(self)
        self.pin = QToolButton(self)
        self._pinned = False
        self._full_help = ""
        self._lay_out()
        self.set_theme(theme)
        self.name.editingFinished.connect(lambda: self.renamed.emit(self.name.text()))
        self.more.toggled.connect(lambda _: self._show_help())
        self.seek.clicked.connect(self.seek_asked)
        self.pin.clicked.connect(self.pin_asked)

    def set_theme(self, theme: Theme) -> None:
        self.state.set_theme(theme)
        self.name.setStyleSheet(_NAME.substitute(theme.colors))
        self.seek.setIcon(icon("search", theme.color("dim")))
        self.pin.setIcon(icon("pin", theme.color("accent" if self._pinned else "dim")))

    def set_pinned(self, pinned: bool, theme: Theme) -> None:
        """Whether the inspector stays with its node."""
        self._pinned = pinned
        self.pin.setCheckable(pinned)
        self.pin.setChecked(pinned)
        text = self.tr("Unpin: close this inspector") if pinned else self.tr("Pin: an inspector that stays with this")
        self.pin.setToolTip(text)
        self.pin.setAccessibleName(text)
        self.set_theme(theme)

    def retranslate(self) -> None:
        """Follow the language of the window; the rest is told with the node."""
        self.seek.setToolTip(self.tr("Find an input (Ctrl+F)"))
        self.seek.setAccessibleName(self.tr("Find an input"))
        self.name.setAccessibleName(self.tr("Name of the node"))
        self.name.setToolTip(self.tr("Click to rename"))

    def show_node(self, node: Node, kind: NodeType | None) -> None:
        self.name.set_name(node_name(node.name))
        self.name.setReadOnly(False)
        self.state.show()
        self.kind.setText(node_title(kind) if kind else node.kind)
        self.kind.setVisible(kind is None or node_title(kind) != node_name(node.name))
        unknown = self.tr("This program does not know this kind of node. What it holds is kept.")
        self._full_help = node_help(kind) if kind else unknown
        self._show_help()

    def show_several(self, count: int, kinds: Sequence[str]) -> None:
        """How many nodes there are, and the titles of their kinds."""
        self.name.set_name(self.tr("{count} nodes").format(count=count))
        self.name.setReadOnly(True)
        self.state.hide()
        one = len(set(kinds)) == 1
        self.kind.setText(kinds[0] if one else self.tr("{count} kinds").format(count=len(set(kinds))))
        self.kind.show()
        self._full_help = self.tr("What is set here is set on all of them.")
        self._show_help()

    def show_titled(self, name: str, kind: str, about: str, *, named: bool) -> None:
        """Something else than nodes; `named`: a person can give it another name."""
        self.name.set_name(name)
        self.name.setReadOnly(not named)
        self.kind.setText(kind)
        self.kind.setVisible(bool(kind))
        self._full_help = about
        self._show_help()

    def show_state(self, state: NodeState) -> bool:
        """Whether that is the beginning of a run."""
        before = self.state.phase
        self.state.set_state(state)
        return state.phase in AT_WORK and before not in AT_WORK

    def _show_help(self) -> None:
        first, _, rest = self._full_help.partition("\n")
        self.more.setVisible(bool(rest.strip()))
        open_ = self.more.isChecked()
        self.more.setText(self.tr("less") if open_ else self.tr("more"))
        self.help.setText(self._full_help if open_ else first)
        self.help.setVisible(bool(first))

    def _lay_out(self) -> None:
        self.kind.setProperty("role", "dim")
        self.help.setProperty("role", "dim")
        self.help.setWordWrap(True)
        self.help.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more.setCheckable(True)
        self.more.setProperty("role", "flat")
        self.more.setStyleSheet("QToolButton { padding: 0 4px; min-height: 16px; }")
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self.name, 3)
        title.addWidget(self.kind, 2)
        title.addWidget(self.state)
        ends = QHBoxLayout()
        ends.setSpacing(0)
        for button in (self.seek, self.pin):
            button.setProperty("role", "flat")
            button.setStyleSheet("padding: 0;")
            button.setFixedSize(24, 24)
            button.setIconSize(QSize(14, 14))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            ends.addWidget(button)
        title.addLayout(ends)
        about = QHBoxLayout()
        about.setContentsMargins(5, 0, 0, 0)
        about.setSpacing(4)
        about.addWidget(self.help, 1)
        about.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 8, 12, 8)
        column.setSpacing(2)
        column.addLayout(title)
        column.addLayout(about)


class _Name(QLineEdit):
    """The name of the node: Return takes it, Escape brings the old one back."""

    def __init__(self, header: Header) -> None:
        super().__init__(header)
        self._kept = ""
        self._pass_through = UndoPassesThrough(self)
        self.installEventFilter(self._pass_through)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        self._kept = name
        if self.text() != name:
            self.setText(name)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._kept)
            self.clearFocus()
        else:
            super().keyPressEvent(event)


class StateSign(QWidget):
    """The state of a node as on the canvas: a sign and a word in its colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = NodeState()
        self.setFont(tabular(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def phase(self) -> Phase:
        return self._state.phase

    def set_state(self, state: NodeState) -> None:
        if state != self._state:
            self._state = state
            self.setAccessibleName(self.text())
            self.setToolTip(step_of(state))
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def text(self) -> str:
        """The state in words; while it runs, how far it is and how long it still takes."""
        parts = [step_of(self._state), saying(self._state).text]
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 18 if width else 0, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        said = saying(self._state)
        color = self._theme.color(said.token)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        done = self._state.done / self._state.total if self._state.total else 0.5
        draw_sign(painter, said.sign, QPointF(6, self.height() / 2), color, done)
        painter.setPen(color)
        room = self.rect().adjusted(18, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
