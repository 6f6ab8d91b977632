"""The button that turns sound on and off; over it the wheel, and on it the arrow keys, change how loud it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.preview.sound import Sound
from ui.theme import Theme, icon

STEP = 0.05
"""By how much one notch of the wheel, or one press of a key, makes it louder."""


class SoundButton(QToolButton):
    """Seen only where there is sound."""

    def __init__(self, theme: Theme, side: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sound: Sound | None = None
        self.setProperty("role", "flat")
        self.setFixedSize(side, side)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda: self._sound and self._sound.turn(on=not self._sound.on))
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.tell()

    def follow(self, sound: Sound) -> None:
        """The sound that it turns on and off."""
        self._sound = sound
        sound.changed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Say what is so, in the language of the window."""
        sound = self._sound
        self.setVisible(sound is not None and sound.there)
        if sound is None:
            return
        heard = sound.on and sound.possible and sound.volume > 0
        self.setIcon(icon("volume" if heard else "muted", self._theme.color("text" if heard else "dim")))
        loud = self.tr("{percent} %").format(percent=round(100 * sound.volume))
        if not sound.possible:
            text = self.tr("This system has no sound device: nothing can be heard")
        elif sound.on:
            text = self.tr("Sound on, {volume} (M; the wheel changes it)").format(volume=loud)
        else:
            text = self.tr("Sound off (M)")
        self.setToolTip(text)
        self.setAccessibleName(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if turn:
            self._louder(STEP if turn > 0 else -STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._louder(STEP if event.key() == Qt.Key.Key_Up else -STEP)
        else:
            super().keyPressEvent(event)

    def _louder(self, step: float) -> None:
        if self._sound is not None:
            self._sound.set_volume(self._sound.volume + step)
