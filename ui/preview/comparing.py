"""The bar over clips that are compared: by a wipe or side by side, which of the two is left, and the way out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from soraapp.media.clip import Clip
from ui.preview.comparison import Comparison
from ui.preview.mosaic import Mosaic, mosaic
from ui.theme import Theme, icon

_HEIGHT = 32
_BUTTON = 24
WIPE_STEP = 0.02


class Comparing(QWidget):
    """Holds what is compared; hidden while nothing is. Two clips have a wipe, more lie side by side."""

    changed = Signal()
    """Another order, or another way to show it."""
    left = Signal()
    """A person has seen enough."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[tuple[Clip, str], ...] = ()
        self._wiped = True
        self.wipe, self.beside, self.swap, self.leave = (QToolButton(self) for _ in range(4))
        self._words = QLabel(self)
        self._words.setProperty("role", "dim")
        self.wipe.setCheckable(True)
        self.beside.setCheckable(True)
        self.wipe.clicked.connect(lambda: self._choose(wiped=True))
        self.beside.clicked.connect(lambda: self._choose(wiped=False))
        self.swap.clicked.connect(self._swap)
        self.leave.clicked.connect(self.left)
        self._lay_out()
        self.retranslate()
        self.hide()

    @property
    def active(self) -> bool:
        return bool(self._parts)

    @property
    def clip(self) -> Mosaic:
        """All that is compared, as one clip."""
        return mosaic([clip for clip, _ in self._parts])

    @property
    def comparison(self) -> Comparison:
        """How it is shown now."""
        two = len(self._parts) == 2
        return Comparison(tuple(name for _, name in self._parts), self.clip.columns, wiped=two and self._wiped)

    def begin(self, parts: Sequence[tuple[Clip, str]]) -> None:
        """Compare clips, each with what to call it."""
        self._parts = tuple(parts)
        self._look()
        self.show()

    def end(self) -> None:
        self._parts = ()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colour()

    def retranslate(self) -> None:
        texts = {
            self.wipe: self.tr("Wipe: drag the line, or Shift and the arrows"),
            self.beside: self.tr("Side by side"),
            self.swap: self.tr("Swap the sides"),
            self.leave: self.tr("Leave the comparison (Esc)"),
        }
        for button, text in texts.items():
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._look()

    def _choose(self, *, wiped: bool) -> None:
        self._wiped = wiped
        self._look()
        self.changed.emit()

    def _swap(self) -> None:
        self._parts = self._parts[::-1]
        self.changed.emit()

    def _look(self) -> None:
        two = len(self._parts) == 2
        for button in (self.wipe, self.beside, self.swap):
            button.setVisible(two)
        self.wipe.setChecked(self._wiped)
        self.beside.setChecked(not self._wiped)
        self._colour()
        names = " · ".join(name for _, name in self._parts)
        self.setAccessibleName(self.tr("Comparing {names}").format(names=names))
        count = self.tr("{count} side by side: click one to look at it alone").format(count=len(self._parts))
        self._words.setText(self.tr("Comparing") if two else count)

    def _colour(self) -> None:
        names = {self.wipe: "wipe", self.beside: "columns", self.swap: "swap", self.leave: "close"}
        for button, name in names.items():
            button.setIcon(icon(name, self._theme.color("accent" if button.isChecked() else "dim")))

    def _lay_out(self) -> None:
        self.setFixedHeight(_HEIGHT)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self._words)
        row.addStretch(1)
        for button in (self.wipe, self.beside, self.swap, self.leave):
            button.setProperty("role", "flat")
            button.setStyleSheet("padding: 0;")
            button.setFixedSize(_BUTTON, _BUTTON)
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
