"""The bar that finds nodes and frames: matches are counted and marked, Enter goes round, Escape closes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsRectItem, QHBoxLayout, QLabel, QLineEdit, QToolButton

from ui.canvas.haystack import Haystack
from ui.canvas.look import Look
from ui.canvas.words import tr
from ui.theme import icon

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

WIDTH = 380
MARGIN = 12
AROUND = 7.0
"""Between a match and its mark, in canvas units."""
MOST = 300
"""So many matches are marked, and the one that is gone to; more would be noise."""
READABLE = 0.5
"""The zoom below which a match that is gone to is shown larger."""
HEIGHT = 9.0
"""Above all nodes, below what is dragged."""


class FindBar(QFrame):
    """A child of the canvas at its top, on the right."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._haystack = Haystack(canvas.document.catalogue)
        self._found: list[str] = []
        self._at = 0
        self._marks: dict[str, QGraphicsRectItem] = {}
        self.setObjectName("findBar")
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.count = QLabel(self)
        self._back, self._next, self._close = (
            self._button(self.back),
            self._button(self.next),
            self._button(self.close_and_return),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addSpacing(6)
        for widget in (self.count, self._back, self._next, self._close):
            row.addWidget(widget)
        canvas.graph_scene.graph_changed.connect(self._graph_changed)
        canvas.installEventFilter(self)
        self.retranslate()
        self.hide()

    @property
    def found(self) -> list[str]:
        """The ids of the matches, in the order in which they are gone round."""
        return self._found

    @property
    def here(self) -> str:
        """The match that is gone to; empty where there is none."""
        return self._found[self._at] if self._found else ""

    def open(self) -> None:
        """Show the bar, and give it the keyboard."""
        self.show()
        self.raise_()
        self._arrange()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    def close_and_return(self) -> None:
        """Close the bar; the match that was gone to is selected."""
        here = self.here
        self.hide()
        self._unmark()
        if here:
            self._select(here)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def next(self) -> None:
        self._step(1)

    def back(self) -> None:
        self._step(-1)

    def retranslate(self) -> None:
        self._haystack.forget()
        hint = tr("Find by name, kind or value")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        texts = (tr("Previous match"), tr("Next match"), tr("Close"))
        for button, text in zip((self._back, self._next, self._close), texts, strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def show_look(self, look: Look) -> None:
        self.retranslate()
        colors = {name: look.color(name).name() for name in ("raised", "line")}
        sheet = "#findBar {{ background: {raised}; border: 1px solid {line}; border-radius: 7px; }}"
        self.setStyleSheet(sheet.format(**colors))
        for button, name in ((self._back, "chevron-up"), (self._next, "chevron-down"), (self._close, "close")):
            button.setIcon(icon(name, look.color("dim")))
        if self.isVisible():
            self._mark()

    # Searching

    def _typed(self) -> None:
        self._search(keep=False)
        if self.here:
            self._go(self.here)

    def _search(self, *, keep: bool = True) -> None:
        """Find what is asked for in the graph as it is now. `keep`: the match that was gone to stays the one."""
        here = self.here if keep else ""
        self._found = self._haystack.found(self._canvas.graph_scene.graph, self.field.text())
        self._at = self._found.index(here) if here in self._found else 0
        self._show_count()
        self._mark()

    def _show_count(self) -> None:
        told = tr("{place} of {count}").format(place=self._at + 1, count=len(self._found))
        nothing = tr("No matches") if self.field.text().strip() else ""
        self.count.setText(told if self._found else nothing)
        self.count.setProperty("role", "dim" if self._found else "bad")
        self.count.style().polish(self.count)

    def _step(self, way: int) -> None:
        if self._found:
            before = self.here
            self._at = (self._at + way) % len(self._found)
            self._show_count()
            self._point_out(before, self.here)
            self._select(self.here)
            self._go(self.here)

    def _graph_changed(self) -> None:
        if self.isVisible():
            self._search()

    # The canvas

    def _go(self, match: str) -> None:
        """Bring a match into view, where it can be read."""
        camera, rect = self._canvas.camera, self._rect(match)
        if camera.zoom < READABLE:
            camera.show(rect.adjusted(-rect.width(), -rect.height(), rect.width(), rect.height()), 1.0)
        else:
            camera.reveal(rect.adjusted(-AROUND * 2, -AROUND * 2 - self.height() / camera.zoom, AROUND * 2, AROUND * 2))

    def _select(self, match: str) -> None:
        scene = self._canvas.graph_scene
        if match in scene.nodes:
            scene.select((match,))
        elif match in scene.frames.items:
            scene.select((), (), (match,))

    def _rect(self, match: str) -> QRectF:
        scene = self._canvas.graph_scene
        return scene.bounds((match,)) if match in scene.nodes else scene.frames.bounds((match,))

    def _mark(self) -> None:
        """Outline the matches."""
        self._unmark()
        if self.isVisible():
            for match in self._found[:MOST]:
                self._outline(match)
            self._point_out("", self.here)

    def _point_out(self, before: str, here: str) -> None:
        """The match that is gone to has a thick line, instead of the one before."""
        for match in (before, here):
            if match in self._found and (match in self._marks or match == here):
                mark = self._marks.get(match) or self._outline(match)
                mark.setPen(self._pen(here=match == here))

    def _outline(self, match: str) -> QGraphicsRectItem:
        mark = self._marks[match] = QGraphicsRectItem(self._rect(match).adjusted(-AROUND, -AROUND, AROUND, AROUND))
        mark.setPen(self._pen(here=False))
        mark.setZValue(HEIGHT)
        self._canvas.graph_scene.addItem(mark)
        return mark

    def _pen(self, *, here: bool) -> QPen:
        pen = QPen(self._canvas.graph_scene.look.color("accent"), 3.5 if here else 1.5)
        pen.setStyle(Qt.PenStyle.SolidLine if here else Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        return pen

    def _unmark(self) -> None:
        for mark in self._marks.values():
            self._canvas.graph_scene.removeItem(mark)
        self._marks = {}

    # Keys and places

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas:
            if isinstance(event, QResizeEvent):
                self._arrange()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return event.isAccepted()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.back()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.next()
            case Qt.Key.Key_Up:
                self.back()
            case Qt.Key.Key_Escape:
                self.close_and_return()
            case _:
                return False
        return True

    def _arrange(self) -> None:
        self.resize(min(WIDTH, self._canvas.width() - 2 * MARGIN), self.sizeHint().height())
        self.move(self._canvas.width() - self.width() - MARGIN, MARGIN)

    def _button(self, clicked: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(24, 24)
        button.clicked.connect(clicked)
        return button
