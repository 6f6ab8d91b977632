"""The moves of a camera: which one, its curve over time, and the chosen point in figures."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from soraapp.errors import InputError
from soraapp.media.camera import FASTEST, LONGEST, MOST, MOVES, Camera, Point
from soraapp.nodekit import Input, Slider, Structured, Value
from ui.inspector.curve_view import CurveView
from ui.inspector.field import Field
from ui.inspector.number_field import NumberField
from ui.limits import Limits
from ui.texts import move_title
from ui.theme import ROW, Theme, icon

_TIME = Input("time", "number", float, Slider(0, LONGEST, step=0.25, unit="s"), 0.0, optional=False, many=False)
_SPEED = Input("speed", "number", float, Slider(-FASTEST, FASTEST, step=0.1), 0.0, optional=False, many=False)


class CameraField(Field):
    """One curve is changed at a time; the others are seen behind it."""

    wide = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.camera = Camera()
        self.moves: dict[str, QToolButton] = {}
        self._fresh = True
        self.view = CurveView(theme, self)
        self.time = NumberField(_TIME, theme, self, bar=False)
        self.speed = NumberField(_SPEED, theme, self, bar=False)
        self.add = self._button(self.tr("Add a point (Return, or double-click)"))
        self.remove = self._button(self.tr("Remove the point (Delete)"))
        self._group = QButtonGroup(self)
        self._lay_out()
        self.setFocusProxy(self.view)
        self.view.changed.connect(self._tell)
        self.view.chosen.connect(self._show_point)
        self.time.edited.connect(lambda at, burst: self._put(Point(float(at), self._chosen().speed), burst))
        self.speed.edited.connect(lambda speed, burst: self._put(Point(self._chosen().at, float(speed)), burst))
        for number in (self.time, self.speed):
            number.refused.connect(self.refused)
        self.add.clicked.connect(self.view.add_after)
        self.remove.clicked.connect(self.view.remove)
        self.restyle()
        self._choose(MOVES[0])

    def set_value(self, value: Value) -> None:
        try:
            read = self.port.read(value)
        except InputError:  # What is wrong stands below; new points take the place of these.
            read = None
        self.camera = read if isinstance(read, Camera) else Camera()
        if self._fresh:
            self._open()
        self._show()

    def begin(self) -> None:
        """The value that is shown next is another node's."""
        self._fresh = True

    def _open(self) -> None:
        """The first move that does something is the one to look at."""
        self._fresh = False
        used = [move for move in MOVES if self.camera.curve(move)]
        self._choose(used[0] if used else MOVES[0])

    def restyle(self) -> None:
        self.view.set_theme(self.theme)
        for number in (self.time, self.speed):
            number.set_theme(self.theme)
        for button, name in ((self.add, "add"), (self.remove, "delete")):
            button.setIcon(icon(name, self.theme.color("dim"), self.theme.color("faint")))
        self._show_used()

    def _choose(self, move: str) -> None:
        self.moves[move].setChecked(True)
        self.view.show_camera(self.camera, move)
        self.view.choose(0 if self.view.curve else None)
        self._show_point()

    def _show(self) -> None:
        self.view.show_camera(self.camera, self.view.move_name)
        self._show_used()
        self._show_point()

    def _show_used(self) -> None:
        """A move that does something has a dot."""
        for move, button in self.moves.items():
            used = bool(self.camera.curve(move))
            button.setText(f"{move_title(move)} \u2022" if used else move_title(move))
            button.setAccessibleName(move_title(move))

    def _show_point(self) -> None:
        there = self.view.point is not None
        point = self._chosen()
        self.time.set_value(point.at if there else None)
        self.speed.set_value(round(point.speed, 3) if there else None)
        for part in (self.time, self.speed, self.remove):
            part.setEnabled(there)
        self.add.setEnabled(len(self.view.curve) < MOST)

    def _chosen(self) -> Point:
        return Point(0.0, 0.0) if self.view.point is None else self.view.curve[self.view.point]

    def _put(self, point: Point, burst: str) -> None:
        self.view.put(point, burst)

    def _tell(self, points: tuple[Point, ...], burst: str) -> None:
        self.refused.emit(None)
        camera = self.camera.changed(self.view.move_name, points)
        self.edited.emit(Structured.of(camera.plain()), burst)

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(QSize(ROW, ROW))
        button.setProperty("role", "flat")
        button.setStyleSheet("padding: 0;")
        button.setIconSize(QSize(14, 14))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _lay_out(self) -> None:
        self.view.setAccessibleName(self.accessibleName())
        self.view.setToolTip(
            self.tr("Double-click adds a point, Delete removes it; arrows move it, Page Up and Page Down choose one")
        )
        self.time.set_limits(Limits(0, LONGEST, 0.25, "s"))
        self.speed.set_limits(Limits(-FASTEST, FASTEST, 0.1))
        self.time.setToolTip(self.tr("The time of the chosen point"))
        self.speed.setToolTip(self.tr("The speed at the chosen point: 1 is calm, below 0 goes the other way"))
        row = QHBoxLayout()
        row.setSpacing(2)
        for move in MOVES:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setProperty("role", "flat")
            button.setFixedHeight(ROW)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, chosen=move: self._choose(chosen))
            self._group.addButton(button)
            self.moves[move] = button
            row.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        for part in (self.time, self.speed):
            foot.addWidget(part, 1)
        foot.addWidget(self.add)
        foot.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.view)
        column.addLayout(foot)
