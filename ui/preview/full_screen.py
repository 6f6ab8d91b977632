"""The preview alone on the whole screen; its controls come with the mouse, and go when it rests while it plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ui.preview.preview import Preview

_REST = 2000
"""Milliseconds without the mouse after which the controls go."""


class FullScreen(QObject):
    """Lifts the preview out of the window, and puts it back where it was."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview)
        self._preview = preview
        self._window: _Window | None = None
        self._home: tuple[QBoxLayout, int] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._hide)

    @property
    def on(self) -> bool:
        return self._window is not None

    def toggle(self) -> None:
        self.leave() if self.on else self.enter()

    def enter(self) -> None:
        """Only where the preview is in a row of its window."""
        preview = self._preview
        parent = preview.parentWidget()
        home = parent.layout() if parent else None
        if self.on or parent is None or not isinstance(home, QBoxLayout) or preview.player.clip is None:
            return
        self._home = home, home.indexOf(preview)
        window = self._window = _Window(self, parent.window())
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(preview)
        self._float(on=True)
        window.setGeometry(parent.window().screen().geometry())
        window.showFullScreen()
        window.activateWindow()
        preview.setFocus()
        self._show()

    def leave(self) -> None:
        window, home, self._window = self._window, self._home, None
        if window is None or home is None:
            return
        self._rest.stop()
        self._float(on=False)
        layout, index = home
        layout.insertWidget(index, self._preview, 1)
        window.hide()
        window.deleteLater()
        self._preview.setFocus()

    def _float(self, *, on: bool) -> None:
        """The controls lie over the picture, so that it does not jump when they come and go."""
        preview = self._preview
        transport, column = preview.transport, preview.layout()
        assert isinstance(column, QBoxLayout)
        for part in (preview, preview.screen_area):
            part.installEventFilter(self) if on else part.removeEventFilter(self)
        transport.setAutoFillBackground(on)
        preview.unsetCursor()
        if on:
            column.removeWidget(transport)
            transport.raise_()
        else:
            column.addWidget(transport)
        transport.show()

    def _show(self) -> None:
        transport, preview = self._preview.transport, self._preview
        height = transport.sizeHint().height()
        transport.setGeometry(QRect(0, preview.height() - height, preview.width(), height))
        transport.show()
        transport.raise_()
        preview.screen_area.pointer.show()
        self._rest.start()

    def _hide(self) -> None:
        if self.on and self._preview.player.playing and not self._preview.transport.underMouse():
            self._preview.transport.hide()
            self._preview.screen_area.setCursor(Qt.CursorShape.BlankCursor)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self.on and event.type() in (QEvent.Type.MouseMove, QEvent.Type.Resize, QEvent.Type.KeyPress):
            self._show()
        return False


class _Window(QWidget):
    """The whole screen; closed, it gives the preview back."""

    def __init__(self, full: FullScreen, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._full = full

    def closeEvent(self, event: QCloseEvent) -> None:
        self._full.leave()
        super().closeEvent(event)
