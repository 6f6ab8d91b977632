"""What would become of the clip: a picture of it in its frame, its size and length, and how large the file will be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from soraapp.errors import SoraError
from soraapp.media.clip import Clip, Image, Pixels, Size
from soraapp.media.export.order import Filling, Order, Shape
from soraapp.media.export.preset import Family
from soraapp.media.fit import fit_pixels, inside, within
from ui.background import Background
from ui.dialogs.export.frame_view import FrameView
from ui.dialogs.export.measuring import Measuring
from ui.export_words import estimate_text, made_text
from ui.texts import error_text
from ui.theme import GRID

_SMALL = Size(464, 296)


class Look(QWidget):
    """The column beside the form. Decoding and measuring happen in threads of their own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = FrameView(self)
        self.made, self.expected = QLabel(self), QLabel(self)
        self.expected.setProperty("role", "dim")
        for label in (self.made, self.expected):
            label.setWordWrap(True)
        self.measuring = Measuring(self)
        self._background = Background(self)
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.frame)
        column.addSpacing(GRID)
        column.addWidget(self.made)
        column.addWidget(self.expected)
        column.addStretch(1)
        self.setFixedWidth(self.frame.sizeHint().width())
        self.measuring.found.connect(lambda told: self._expect(estimate_text(told)))
        self.measuring.failed.connect(self._not_measured)

    def show_what(self, outputs: Mapping[str, object], order: Order, *, still: bool) -> None:
        """What becomes of the first clip or picture of a node. Raises SoraError where it cannot be written so."""
        media = self._show_picture(outputs)
        self._show_frame(media, order)
        if isinstance(media, Clip) and not still:
            self.made.setText(made_text(order.of(media)))
            self._expect(_tr("Measuring how large it will be…"))
            self.measuring.ask(media, order)
            return
        self.measuring.ask(None, None)
        self.made.setText(str(media.size).replace("x", "\u00d7") if isinstance(media, Image) else "")
        self._expect("" if media is not None else _tr("How large it will be is known once the clip is made."))

    def show_nothing(self, outputs: Mapping[str, object]) -> None:
        """What is asked cannot be."""
        self._show_picture(outputs)
        self.measuring.ask(None, None)
        self.made.setText("")
        self._expect("")

    def close_(self) -> None:
        """End the threads."""
        self.measuring.close()
        self._background.close()

    def _show_picture(self, outputs: Mapping[str, object]) -> Clip | Image | None:
        media = next((one for one in outputs.values() if isinstance(one, Clip | Image)), None)
        if media is not self._shown:
            self._shown = media
            self.frame.show_picture(None)
            if media is not None:
                self._background.do(
                    lambda: _small(media),
                    lambda pixels: self.frame.show_picture(pixels) if self._shown is media else None,
                    self._not_seen,
                )
        return media

    def _show_frame(self, media: Clip | Image | None, order: Order) -> None:
        self.frame.place = (order.across, order.down)
        if media is None or order.shape is Shape.AS_IT_IS or order.kind.family is Family.SOUND:
            self.frame.show_frame(None)
            return
        ratio = order.shape.ratio
        if order.filling is Filling.FIT:
            self.frame.show_frame(None, bars=ratio.width / ratio.height)
            return
        part = inside(ratio, media.size)
        share = part.width / media.size.width, part.height / media.size.height
        self.frame.show_frame(share, movable=order.filling is Filling.FILL)

    def _expect(self, text: str) -> None:
        self.expected.setText(text)

    def _not_measured(self, error: Exception) -> None:
        if not isinstance(error, SoraError):
            raise error
        self._expect(error_text(error))

    def _not_seen(self, error: Exception) -> None:
        if not isinstance(error, SoraError):
            raise error
        self.frame.show_picture(None)


def _small(media: Clip | Image) -> Pixels:
    """A small picture: of a clip the middle one, as the first is often black."""
    pixels = media.frames(media.count // 2, media.count // 2 + 1)[0] if isinstance(media, Clip) else media.pixels()
    return fit_pixels(pixels, within(media.size, _SMALL))


def _tr(text: str) -> str:
    return QCoreApplication.translate("exports", text)
