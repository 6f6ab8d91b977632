"""What stands in place of a control where a wire feeds the input: which nodes it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from soraapp.project.graph import Wire
from ui.canvas.ports import port_shape
from ui.theme import ROW, Theme, icon


class PortMark(QWidget):
    """A port as on the canvas: a colour and a shape for its kind."""

    def __init__(self, kind: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.theme = theme
        self.setFixedSize(12, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.port(self.kind))
        painter.translate(QPointF(6, self.height() / 2))
        painter.drawPath(port_shape(self.kind, 4))


class Sources(QWidget):
    """One line a wire, or a hint where there is none."""

    disconnected = Signal(object)
    """The Wire that a person removes."""

    def __init__(self, kind: str, optional: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._optional, self._theme = kind, optional, theme
        self._shown: tuple[tuple[Wire, str], ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.show_wires([])

    def show_wires(self, wires: Sequence[tuple[Wire, str]]) -> None:
        """The wires in order, with the names of the nodes that they come from."""
        if tuple(wires) != self._shown:
            self._shown = tuple(wires)
            self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._rebuild()

    def texts(self) -> list[str]:
        return [label.text() for label in self.findChildren(QLabel) if not label.isHidden()]

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for wire, name in self._shown or ():
            self._column.addWidget(self._line(wire, name))
        if not self._shown:
            label = self._label(self.tr("not wired · optional") if self._optional else self.tr("not wired"), "faint")
            label.setToolTip(self.tr("Drag a wire to this input on the canvas."))
            self._column.addWidget(self._row(label))

    def _line(self, wire: Wire, name: str) -> QWidget:
        label = self._label(self.tr("from {name}").format(name=name), "")
        remove = QToolButton(self)
        remove.setFixedSize(QSize(ROW - 4, ROW - 4))
        remove.setProperty("role", "flat")
        remove.setStyleSheet("padding: 0;")
        remove.setIconSize(QSize(12, 12))
        remove.setIcon(icon("close", self._theme.color("dim")))
        remove.setToolTip(self.tr("Disconnect {name}").format(name=name))
        remove.setAccessibleName(remove.toolTip())
        remove.clicked.connect(lambda: self.disconnected.emit(wire))
        return self._row(label, remove)

    def _row(self, label: QLabel, button: QToolButton | None = None) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PortMark(self._kind, self._theme, line))
        row.addWidget(label, 1)
        if button is not None:
            row.addWidget(button)
        line.setFixedHeight(ROW)
        return line

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        label.setToolTip(text)
        return label
