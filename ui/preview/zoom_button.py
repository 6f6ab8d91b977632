"""The button that says how large the picture is seen, and its menu: the zoom, and what is drawn over the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.preview.guides import ASPECTS, Guide
from ui.preview.lens import LEVELS
from ui.preview.screen import Screen
from ui.theme import tabular

_WIDTH = 56


class ZoomButton(QToolButton):
    """Follows a screen."""

    def __init__(self, parent: QWidget, height: int) -> None:
        super().__init__(parent)
        self.screen_: Screen | None = None
        self.setProperty("role", "flat")
        self.setStyleSheet("padding: 0;")
        self.setFixedSize(_WIDTH, height)
        self.setFont(tabular(self.font()))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def follow(self, screen: Screen) -> None:
        """The screen whose zoom it tells and sets."""
        self.screen_ = screen
        screen.zoomed.connect(self.tell)
        screen.target_changed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Say what is so, in the language of the window."""
        screen = self.screen_
        if screen is None:
            return
        percent = self.tr("{percent} %").format(percent=round(screen.lens.shown * 100))
        self.setText(percent if self.isEnabled() else "")
        text = (
            self.tr("The picture fits the view, at {zoom}") if screen.fit else self.tr("The picture is seen at {zoom}")
        )
        keys = self.tr("Ctrl and the wheel, + and - zoom; F fits; Z is one to one, as is a double-click")
        self.setToolTip(f"{text.format(zoom=percent)}\n{keys}")
        self.setAccessibleName(text.format(zoom=percent))

    def _fill(self) -> None:
        """The menu as things are now."""
        screen, menu = self.screen_, self._menu
        menu.clear()
        if screen is None:
            return
        sizes = QActionGroup(menu)
        for zoom in (None, *LEVELS):
            text = self.tr("Fit") if zoom is None else self.tr("{percent} %").format(percent=round(zoom * 100))
            keys = "\tF" if zoom is None else "\tZ" if zoom == 1 else ""
            action = sizes.addAction(text + keys)
            action.setCheckable(True)
            action.setChecked(screen.lens.zoom == zoom)
            action.triggered.connect(lambda _=False, zoom=zoom: screen.set_zoom(zoom))
        menu.addActions(sizes.actions())
        menu.addSeparator()
        frames = [guide for guide in screen.guides if guide.name in ASPECTS]
        for guide in screen.guides:
            if guide is frames[0]:
                menu.addSeparator()
            self._add(guide)

    def _add(self, guide: Guide) -> None:
        action = self._menu.addAction(self._name(guide))
        action.setCheckable(True)
        action.setChecked(guide.on)
        action.triggered.connect(guide.toggle)

    def _name(self, guide: Guide) -> str:
        names = {
            "safe": self.tr("Safe areas: 90 % action, 80 % title"),
            "thirds": self.tr("Thirds"),
            "cross": self.tr("Centre cross"),
            "grid": self.tr("Grid"),
            "rulers": self.tr("Rulers"),
            "values": self.tr("Pixel values under the pointer"),
            "checker": self.tr("Squares behind what is transparent"),
            "wide": self.tr("Frame 2.39:1"),
            "square": self.tr("Frame 1:1"),
            "portrait": self.tr("Frame 4:5"),
            "tall": self.tr("Frame 9:16"),
        }
        return names[guide.name]
