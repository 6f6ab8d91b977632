"""The bar over clips that are compared: by a wipe, side by side or as their difference, which of the two is left, and
the way out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from soraapp.media.clip import Clip
from soraapp.media.comparison import Difference
from ui.preview.comparison import Comparison
from ui.preview.mosaic import mosaic
from ui.theme import Theme, icon

_HEIGHT = 32
_BUTTON = 24
GAINS = (1, 4, 16)
"""How many times stronger differences are shown."""
WIPE_STEP = 0.02


class Way(Enum):
    """How two clips are compared."""

    WIPE = "wipe"
    BESIDE = "beside"
    DIFFERENCE = "difference"


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
        self._swapped = False
        self._way = Way.WIPE
        self.gain = GAINS[1]
        self.wipe, self.beside, self.difference = (QToolButton(self) for _ in range(3))
        self.swap, self.leave = QToolButton(self), QToolButton(self)
        self._words = QLabel(self)
        self._words.setProperty("role", "dim")
        for button, way in self._ways():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, way=way: self.choose(way))
        self.swap.clicked.connect(self._swap)
        self.leave.clicked.connect(self.left)
        self._lay_out()
        self.retranslate()
        self.hide()

    @property
    def active(self) -> bool:
        return bool(self._parts)

    @property
    def clip(self) -> Clip:
        """All that is compared, as one clip."""
        cells = mosaic([clip for clip, _ in self._parts])
        if self.way is not Way.DIFFERENCE:
            return cells
        first, second = cells.cells
        return Difference(first, second, self.gain)

    @property
    def names(self) -> tuple[str, ...]:
        """What the clips are called, in the order in which they lie."""
        return tuple(name for _, name in self._parts)

    @property
    def flippable(self) -> bool:
        """Whether there are two, which can be seen in turn."""
        return len(self._parts) == 2

    @property
    def way(self) -> Way:
        """How it is shown now; more than two clips lie side by side."""
        return self._way if len(self._parts) == 2 else Way.BESIDE

    @property
    def comparison(self) -> Comparison | None:
        """How the cells of the clip lie; None where there is one alone."""
        if self.way is Way.DIFFERENCE:
            return None
        columns = mosaic([clip for clip, _ in self._parts]).columns
        return Comparison(self.names, columns, wiped=self.way is Way.WIPE)

    @property
    def told(self) -> str:
        """What is said over a picture of how two clips differ; empty for others."""
        if self.way is not Way.DIFFERENCE:
            return ""
        names = " · ".join(self.names)
        return self.tr("Difference ×{gain} · {names}").format(gain=self.gain, names=names)

    def begin(self, parts: Sequence[tuple[Clip, str]]) -> None:
        """Compare clips, each with what to call it."""
        self._parts, self._swapped = tuple(parts), False
        self._look()
        self.show()

    def given(self, cell: int) -> int:
        """Which of the clips that were given is in a cell."""
        return len(self._parts) - 1 - cell if self._swapped else cell

    def end(self) -> None:
        self._parts = ()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colour()

    def retranslate(self) -> None:
        texts = {
            self.wipe: self.tr("Wipe: drag the line, or Shift and the arrows; A shows one, then the other"),
            self.beside: self.tr("Side by side"),
            self.difference: self.tr("Difference; click again to see it stronger"),
            self.swap: self.tr("Swap the sides"),
            self.leave: self.tr("Leave the comparison (Esc)"),
        }
        for button, text in texts.items():
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._look()

    def choose(self, way: Way) -> None:
        """Show two clips in this way; how they differ, stronger each time."""
        if way is Way.DIFFERENCE and self._way is way:
            self.gain = GAINS[(GAINS.index(self.gain) + 1) % len(GAINS)]
        self._way = way
        self._look()
        self.changed.emit()

    def _swap(self) -> None:
        self._parts, self._swapped = self._parts[::-1], not self._swapped
        self.changed.emit()

    def _look(self) -> None:
        two = len(self._parts) == 2
        self.swap.setVisible(two)
        for button, way in self._ways():
            button.setVisible(two)
            button.setChecked(way is self._way)
        self._colour()
        names = " · ".join(self.names)
        self.setAccessibleName(self.tr("Comparing {names}").format(names=names))
        count = self.tr("{count} side by side: click one to look at it alone").format(count=len(self._parts))
        self._words.setText(self.tr("Comparing") if two else count)

    def _ways(self) -> tuple[tuple[QToolButton, Way], ...]:
        return (self.wipe, Way.WIPE), (self.beside, Way.BESIDE), (self.difference, Way.DIFFERENCE)

    def _colour(self) -> None:
        names = {self.wipe: "wipe", self.beside: "columns", self.swap: "swap", self.leave: "close"}
        names[self.difference] = "difference"
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
        for button in (self.wipe, self.beside, self.difference, self.swap, self.leave):
            button.setProperty("role", "flat")
            button.setStyleSheet("padding: 0;")
            button.setFixedSize(_BUTTON, _BUTTON)
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
