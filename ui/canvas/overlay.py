"""What floats over the canvas: the hint line, the words on an empty canvas, and the bubble that tells a refusal."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from ui.canvas.look import Look, faded
from ui.canvas.words import tr

SHOWN = 6000
"""Milliseconds for which a bubble stays."""


class _Label(QLabel):
    """A text that the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def dress(self, look: Look, token: str, pixels: int, background: str = "transparent", more: str = "") -> None:
        self.setStyleSheet(
            f"color: {look.color(token).name()}; background: {background}; font-size: {pixels}px; {more}"
        )


class Overlay:
    """The floating texts of one canvas: children of the view, because the viewport scrolls its children."""

    def __init__(self, view: QWidget, look: Look) -> None:
        self._view = view
        self._guide, self._zoom = "", 1.0
        self.hint = _Label(view)
        self.empty = _Label(view)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bubble = _Label(view)
        self.bubble.setWordWrap(True)
        self.bubble.hide()
        self.tag = _Label(view)
        self.tag.hide()
        self._timer = QTimer(view)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.bubble.hide)
        self.show_look(look)
        self.show_empty(empty=True)
        self.show_zoom(1.0)

    def show_look(self, look: Look) -> None:
        self._text, self._dim = look.color("dim").name(), look.color("faint").name()
        backing = faded(look.background, 0.85)  # The line can be read where a node is beneath it.
        self.hint.dress(
            look, "faint", 11, backing.name(backing.NameFormat.HexArgb), "border-radius: 5px; padding: 3px 7px;"
        )
        self.empty.dress(look, "dim", 13)
        line = look.color("line").name()
        self.tag.dress(
            look,
            "text",
            11,
            look.color("raised").name(),
            f"border: 1px solid {line}; border-radius: 5px; padding: 2px 6px;",
        )
        red, panel = look.color("bad"), look.color("raised")
        border = faded(red, 0.7).name(faded(red, 0.7).NameFormat.HexArgb)
        self.bubble.dress(
            look, "text", 12, panel.name(), f"border: 1px solid {border}; border-radius: 6px; padding: 6px 9px;"
        )

    def guide(self, text: str) -> None:
        """Say in the hint line what the gesture that is under way can do; nothing: it is over."""
        self._guide = text
        self.show_zoom(self._zoom)

    def show_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        if self._guide:
            self.hint.setText(self._guide)
            self.arrange()
            return
        parts = [tr("Tab adds a node"), tr("drop a picture, video or sound"), f"{zoom * 100:.0f} %"]
        self.hint.setText("  \u00b7  ".join(parts))
        self.arrange()

    def show_empty(self, *, empty: bool) -> None:
        lines = [
            tr("Nothing here yet"),
            tr("Tab adds a node \u2013 start with Text to video, or drop a picture, video or sound."),
        ]
        self.empty.setText(f"<p style='font-size:17px; color:{self._text}'>{lines[0]}</p><p>{lines[1]}</p>")
        self.empty.setVisible(empty)
        self.arrange()

    def say(self, text: str, point: QPoint) -> None:
        """Show a bubble near a point of the view until something else is done, or for some seconds."""
        self.bubble.setText(text)
        self.bubble.setFixedWidth(min(300, max(120, self.bubble.fontMetrics().horizontalAdvance(text) + 28)))
        self.bubble.adjustSize()
        room = self._view.rect().adjusted(8, 8, -8, -8)
        left = min(max(room.left(), point.x() + 14), room.right() - self.bubble.width())
        top = min(max(room.top(), point.y() + 14), room.bottom() - self.bubble.height())
        self.bubble.move(left, top)
        self.bubble.show()
        self.bubble.raise_()
        self._timer.start()

    def point_out(self, text: str, point: QPoint | None = None) -> None:
        """Say a few words beside a point of the view, as long as a gesture lasts; nothing: no more."""
        self.tag.setVisible(bool(text))
        if text and point:
            self.tag.setText(text)
            self.tag.adjustSize()
            room = self._view.rect()
            left = min(point.x() + 16, room.right() - self.tag.width() - 4)
            self.tag.move(left, min(point.y() + 18, room.bottom() - self.tag.height() - 4))
            self.tag.raise_()

    def quiet(self) -> None:
        self.bubble.hide()

    def arrange(self) -> None:
        """Put the texts where they belong in a view of this size."""
        self.hint.adjustSize()
        self.hint.move(8, self._view.height() - self.hint.height() - 7)
        self.empty.adjustSize()
        self.empty.move(self._view.rect().center() - self.empty.rect().center())
