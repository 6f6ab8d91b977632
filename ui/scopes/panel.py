"""The panel of scopes: which of them are seen, and what they show of the picture in the preview."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from soraapp.media.clip import Pixels
from ui.preview.player import Player
from ui.scopes.measuring import Measuring
from ui.scopes.traces import Scope, Traces, pixels_of
from ui.scopes.view import ScopeView, scope_name
from ui.settings import SCOPES, Settings

_ROW = 28
_GAP = 2


class ScopesPanel(QWidget):
    """Follows a player while it is seen; hidden, it costs nothing."""

    def __init__(self, player: Player, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._settings = player, settings
        self._measuring = Measuring(self)
        self.views = {scope: ScopeView(scope, self) for scope in Scope}
        self.buttons = {scope: QToolButton(self) for scope in Scope}
        self._views = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._image: QImage | None = None
        self._lay_out()
        self._measuring.measured.connect(self._show)
        player.shown.connect(self._follow)
        player.loaded.connect(self._loaded)
        settings.follow(SCOPES, lambda _: self._choose())
        self.retranslate()

    @property
    def seen(self) -> tuple[Scope, ...]:
        """The scopes that a person wants to see, at least one."""
        names = self._settings.get(SCOPES).split()
        return tuple(scope for scope in Scope if scope.value in names) or (Scope.WAVEFORM,)

    def toggle(self, scope: Scope) -> None:
        """See a scope, or no longer, unless it is the only one."""
        wanted = [one for one in Scope if (one in self.seen) != (one is scope)]
        if wanted:
            self._settings.set(SCOPES, " ".join(one.value for one in wanted))
        self._choose()

    def close_threads(self) -> None:
        self._measuring.close()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Scopes"))
        for scope, button in self.buttons.items():
            button.setText(scope_name(scope))
            self.views[scope].retranslate()

    def _follow(self, image: QImage) -> None:
        """Another picture is painted."""
        self._image = image
        self._measure()

    def _measure(self) -> None:
        image, player = self._image, self._player
        if image is None or not self.isVisible():
            return
        exact = player.sample(player.painted) if player.painted is not None else None

        def pixels() -> Pixels:
            return pixels_of(image) if exact is None else exact

        self._measuring.ask(pixels, self.seen)

    def _loaded(self) -> None:
        if self._player.clip is None:
            self._image = None
            for view in self.views.values():
                view.show_trace(None)

    def _show(self, found: Traces) -> None:
        for scope, trace in found.images.items():
            self.views[scope].show_trace(trace if self._image is not None else None)

    def _choose(self) -> None:
        for scope, view in self.views.items():
            view.setVisible(scope in self.seen)
            self.buttons[scope].setChecked(scope in self.seen)
        self._measure()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for scope, button in self.buttons.items():
            button.setProperty("role", "flat")
            button.setCheckable(True)
            button.setFixedHeight(_ROW - 4)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, scope=scope: self.toggle(scope))
            row.addWidget(button)
        row.addStretch(1)
        self._views.setContentsMargins(0, 0, 0, 0)
        self._views.setSpacing(_GAP)
        for view in self.views.values():
            self._views.addWidget(view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(_GAP)
        column.addLayout(row)
        column.addLayout(self._views, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        across = event.size().width() > event.size().height() - _ROW
        ways = QBoxLayout.Direction
        self._views.setDirection(ways.LeftToRight if across else ways.TopToBottom)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._player.set_sampled(on=True)
        super().showEvent(event)
        self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        self._player.set_sampled(on=False)
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
