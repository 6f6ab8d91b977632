"""The panes of the window under the keyboard: F6 goes from one to the next, and back to where one was in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.panels.dock import Dock
from ui.theme import give_look

if TYPE_CHECKING:
    from ui.main_window import MainWindow

BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""Why the keyboard came: after these one has to see where it went."""


class Panes(QObject):
    """The canvas, the docks that are seen, the status bar and the top bar, in this order."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last: dict[QWidget, QWidget] = {}
        self._active: Dock | None = None
        for widget in (window.canvas, window.preview):
            widget.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    # Commands

    def next(self) -> None:
        self._go(1)

    def previous(self) -> None:
        self._go(-1)

    def show_menus(self) -> None:
        """Open the first menu; the arrow keys go on from there."""
        bar = self._window.top.menus
        bar.setActiveAction(bar.actions()[0])
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)

    def show_outline(self) -> None:
        """Bring the outline to the front, and the keyboard to it; from there, close it."""
        self._bring("outline", self._window.outline.go_to_list)

    def show_history(self) -> None:
        """The same for the list of steps."""
        self._bring("history", self._window.history.go_to_list)

    def show_timeline(self) -> None:
        """The same for the timeline."""
        self._bring("timeline", lambda: self._window.timeline.view.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _bring(self, name: str, enter: Callable[[], None]) -> None:
        dock = self._window.docks[name]
        if dock.isAncestorOf(QApplication.focusWidget() or self._window.canvas):
            dock.close()
            self._window.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        dock.show()
        dock.raise_()
        enter()

    # Where the keyboard is

    def _all(self) -> list[QWidget]:
        """Those that are seen and have something for the keyboard."""
        window = self._window
        docks = [dock for dock in window.findChildren(Dock) if dock.isVisible() and not dock.visibleRegion().isEmpty()]
        panes = (window.canvas, *docks, window.status, window.top)
        return [pane for pane in panes if next(_stops(pane), None) is not None]

    def _pane_of(self, widget: QWidget | None) -> QWidget | None:
        window = self._window
        while widget is not None:
            own = isinstance(widget, Dock) and widget.parent() is window
            if own or widget in (window.canvas, window.status, window.top):
                return widget
            widget = widget.parentWidget()
        return None

    def _go(self, step: int) -> None:
        panes = self._all()
        here = self._pane_of(QApplication.focusWidget())
        place = panes.index(here) + step if here in panes else 0
        pane = panes[place % len(panes)]
        last = self._last.get(pane)
        stops = list(_stops(pane))
        target = last if last in stops else stops[0]
        assert target is not None
        target.window().activateWindow()
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The title of the dock that has the keyboard is bright."""
        pane = self._pane_of(new)
        if pane is None or new is None:
            return
        self._last[pane] = new
        dock = pane if isinstance(pane, Dock) else None
        if dock is not self._active:
            for changed, active in ((self._active, False), (dock, True)):
                if changed is not None:
                    changed.bar.show_active(active=active)
            self._active = dock

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A ring is around canvas and preview while the keyboard is there by keys; a mouse knows where it clicked."""
        if isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            around = watched if watched is self._window.preview else watched.parentWidget()
            ringed = event.gotFocus() and event.reason() in BY_KEYS
            if around is not None and bool(around.property("ring")) != ringed:
                give_look(around, "ring", ringed)
        return super().eventFilter(watched, event)


def _stops(pane: QWidget) -> Iterator[QWidget]:
    """Where Tab would stop in a pane, its content before its title bar."""
    if not isinstance(pane, Dock):
        yield from _inside(pane)
        return
    content = pane.widget()
    if content is not None:
        yield from _inside(content)
    yield from _inside(pane.bar)


def _inside(part: QWidget) -> Iterator[QWidget]:
    """The widgets in the order of Tab, the part itself first."""
    widget: QWidget | None = part
    while widget is not None:
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if stops and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None:
            yield widget
        widget = widget.nextInFocusChain()
        if widget is None or widget is part or not part.isAncestorOf(widget):
            return
