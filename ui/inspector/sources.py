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


class SourceLabel(QLabel):
    """A line that leaves out its middle where it is too long: names often differ in their last figure only."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        self.style().drawItemText(
            QPainter(self), room, int(self.alignment()), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )


class Sources(QWidget):
    """One line a wire, or a hint where there is none."""

    disconnected = Signal(object)
    """The Wire that a person removes."""
    reordered = Signal(object)
    """All Wires, in the order that a person wants."""

    def __init__(self, kind: str, optional: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._optional, self._theme = kind, optional, theme
        self._shown: tuple[tuple[Wire, str], ...] | None = None
        self._movers: dict[tuple[Wire, int], QToolButton] = {}
        """The buttons that move a wire, by the wire and how many places."""
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

    def ups(self) -> list[QToolButton]:
        """The buttons that move a wire towards the start; none where there is nothing to order."""
        return [button for (_, by), button in self._movers.items() if by < 0]

    def downs(self) -> list[QToolButton]:
        """The buttons that move a wire towards the end."""
        return [button for (_, by), button in self._movers.items() if by > 0]

    def _rebuild(self) -> None:
        self._movers = {}
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
        movers: list[QToolButton] = []
        if len(self._shown or ()) > 1:
            movers = [
                self._mover(wire, -1, "chevron-up", self.tr("Move {name} up").format(name=name)),
                self._mover(wire, 1, "chevron-down", self.tr("Move {name} down").format(name=name)),
            ]
        remove = self._button("close", self.tr("Disconnect {name}").format(name=name))
        remove.clicked.connect(lambda: self.disconnected.emit(wire))
        return self._row(label, *movers, remove)

    def _mover(self, wire: Wire, by: int, sign: str, text: str) -> QToolButton:
        button = self._button(sign, text)
        wires = self._wires()
        button.setEnabled(0 <= wires.index(wire) + by < len(wires))
        button.clicked.connect(lambda: self._move(wire, by))
        self._movers[wire, by] = button
        return button

    def _move(self, wire: Wire, by: int) -> None:
        """Move a wire, and let the focus go along, so that the next press moves it further."""
        wires = self._wires()
        place = wires.index(wire)
        wires.insert(place + by, wires.pop(place))
        self.reordered.emit(wires)
        button = self._movers.get((wire, by))
        if button is not None and not button.isEnabled():
            button = self._movers.get((wire, -by))
        if button is not None:
            button.setFocus()

    def _wires(self) -> list[Wire]:
        return [wire for wire, _ in self._shown or ()]

    def _button(self, sign: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(QSize(ROW - 4, ROW - 4))
        button.setProperty("role", "flat")
        button.setStyleSheet("padding: 0;")
        button.setIconSize(QSize(12, 12))
        button.setIcon(icon(sign, self._theme.color("dim"), self._theme.color("faint")))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _row(self, label: QLabel, *buttons: QToolButton) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PortMark(self._kind, self._theme, line))
        row.addWidget(label, 1)
        ends = QHBoxLayout()
        ends.setSpacing(0)
        for button in buttons:
            ends.addWidget(button)
        row.addLayout(ends)
        line.setFixedHeight(ROW)
        return line

    def _label(self, text: str, role: str) -> QLabel:
        label = SourceLabel(text, self)
        label.setProperty("role", role)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        label.setToolTip(text)
        return label
