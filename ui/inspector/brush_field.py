"""A mask that is painted by hand: the picture to paint over, the brush, and what takes strokes away again."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from soraapp.errors import InputError
from soraapp.media.clip import Size
from soraapp.media.strokes import LEAST, WIDEST, Strokes
from soraapp.nodekit import Input, Slider, Structured, Value
from ui.inspector.brush_view import BrushView
from ui.inspector.field import Field
from ui.inspector.number_field import NumberField
from ui.limits import Limits
from ui.theme import ROW, Theme

_WIDTH = Input(
    "brush", "number", float, Slider(200 * LEAST, 200 * WIDEST, step=0.1, unit="%"), 10.0, optional=False, many=False
)
"""How wide the brush is, in percent of the picture's width."""


class BrushField(Field):
    """Every stroke is a step of undo."""

    wide = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.view = BrushView(theme, self)
        self.brush_width = NumberField(_WIDTH, theme, self)
        self.paint = self._tool(self.tr("Paint"), self.tr("Paint with the left button, erase with the right one"))
        self.erase = self._tool(self.tr("Erase"), self.tr("Erase with the left button, too"))
        self.clear = self._tool(self.tr("Clear"), self.tr("Take all strokes away"))
        self._tools = QButtonGroup(self)
        self._lay_out()
        self.setFocusProxy(self.view)
        self.view.stroked.connect(self._tell)
        self.view.resized.connect(self._show_width)
        self.brush_width.edited.connect(lambda wide, _: self.view.set_radius(float(wide) / 200))
        self.brush_width.refused.connect(self.refused)
        self.erase.toggled.connect(self._choose)
        self.clear.clicked.connect(lambda: self._tell(Strokes()))
        self._show_width()

    def set_value(self, value: Value) -> None:
        try:
            read = self.port.read(value)
        except InputError:  # What is wrong stands below; a new stroke takes the place of these.
            read = None
        strokes = read if isinstance(read, Strokes) else Strokes()
        self.view.show_strokes(strokes)
        self.clear.setEnabled(bool(strokes.strokes))

    def show_ground(self, ground: QImage, size: Size) -> None:
        """The picture to paint over, which may be empty, and the size of the mask."""
        self.view.show_ground(ground, size)

    def restyle(self) -> None:
        self.view.set_theme(self.theme)
        self.brush_width.set_theme(self.theme)

    def _show_width(self, _: float = 0.0) -> None:
        self.brush_width.set_value(round(200 * self.view.radius, 1))

    def _choose(self, erases: bool) -> None:
        self.view.erases = erases
        self.view.update()

    def _tell(self, strokes: Strokes) -> None:
        self.refused.emit(None)
        self.edited.emit(Structured.of(strokes.plain()), "")

    def _tool(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setProperty("role", "flat")
        button.setFixedHeight(ROW)
        return button

    def _lay_out(self) -> None:
        self.view.setAccessibleName(self.accessibleName())
        self.view.setToolTip(
            self.tr(
                "Left button paints, right button erases; Ctrl+wheel or [ ] change the brush. By keys: arrows move, "
                "Shift+arrows and Space paint"
            )
        )
        self.brush_width.setToolTip(self.tr("How wide the brush is, in percent of the picture's width"))
        self.brush_width.set_limits(Limits(200 * LEAST, 200 * WIDEST, 0.1, "%"))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.brush_width, 1)
        for button in (self.paint, self.erase):
            button.setCheckable(True)
            self._tools.addButton(button)
            row.addWidget(button)
        self.paint.setChecked(True)
        row.addWidget(self.clear)
        self.setMinimumSize(QSize(180, 0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view)
        column.addLayout(row)
