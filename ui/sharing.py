"""Results as files for other programs: dragged out of the window, or copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from soraapp.errors import MediaError, SoraError
from soraapp.media.sharing import share
from ui.background import Background

PICTURE = 128
"""The longest side of the picture at the pointer, in pixels."""


class Sharing(QObject):
    """Writes what is wanted off the GUI thread; a drag begins when the file is there, if the button is still held."""

    told = Signal(str)
    """How it goes."""
    failed = Signal(object)
    """The SoraError that kept a file from being written."""

    def __init__(
        self,
        folder: Path,
        shown: Callable[[], tuple[object, str] | None],
        parent: QObject,
        carry: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.CopyAction),
        held: Callable[[], bool] = lambda: bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton),
    ) -> None:
        """Files are written to `folder`. `shown` gives what the preview shows, with its name; `carry` begins a drag;
        `held` tells whether the button is still held."""
        super().__init__(parent)
        self._folder, self._shown, self._carry, self._held = folder, shown, carry, held
        self._background = Background(self)
        self._busy = False

    def close(self) -> None:
        self._background.close()

    def drag_shown(
        self, source: QWidget, picture: QImage | None = None, own: Mapping[str, bytes] | None = None
    ) -> None:
        """Drag out what the preview shows; see `drag`."""
        if shown := self._shown():
            self.drag(source, *shown, picture, own)

    def copy_shown(self) -> None:
        """Copy what the preview shows."""
        if shown := self._shown():
            self.copy(*shown)
        else:
            error = MediaError("There is no result to copy.", remedy="Run a node, or choose one that was run.")
            self.failed.emit(error)

    def drag(
        self,
        source: QWidget,
        media: object,
        name: str,
        picture: QImage | None = None,
        own: Mapping[str, bytes] | None = None,
    ) -> None:
        """Drag a clip, a picture or a sound out of a widget. `own` is what parts of this program are told beside the
        file, by its format."""

        def written(path: Path) -> None:
            if not self._held():
                self.told.emit(self.tr("{file} is ready: drag it once more.").format(file=path.name))
                return
            drag = QDrag(source)
            data = mime_of(path)
            for form, told in (own or {}).items():
                data.setData(form, QByteArray(told))
            drag.setMimeData(data)
            if picture is not None and not picture.isNull():
                smooth = Qt.TransformationMode.SmoothTransformation
                small = picture.scaled(PICTURE, PICTURE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
                drag.setPixmap(QPixmap.fromImage(small))
            self._carry(drag)

        self._write(media, name, written)

    def copy(self, media: object, name: str) -> None:
        """Put a clip, a picture or a sound on the clipboard as a file, to be pasted elsewhere."""

        def written(path: Path) -> None:
            QGuiApplication.clipboard().setMimeData(mime_of(path))
            self.told.emit(self.tr("{file} is copied: paste it where you like.").format(file=path.name))

        self._write(media, name, written)

    def _write(self, media: object, name: str, written: Callable[[Path], None]) -> None:
        if self._busy:
            return
        self._busy = True
        self.told.emit(self.tr("Writing {name}…").format(name=name))

        def done(path: Path) -> None:
            self._busy = False
            written(path)

        def failed(error: Exception) -> None:
            self._busy = False
            if not isinstance(error, SoraError):
                error = MediaError("The file cannot be written: {reason}.", reason=f"{type(error).__name__}: {error}")
            self.failed.emit(error)

        self._background.do(lambda: share(media, self._folder, name), done, failed)


def mime_of(path: Path) -> QMimeData:
    """What other programs are given: the address of the file; for a picture also its pixels."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    if path.suffix == ".png":
        data.setImageData(QImage(str(path)))
    return data
