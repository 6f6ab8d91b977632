"""What comes from other programs, dropped or pasted: files, folders, words and pictures become the nodes for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPointF, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu

from soraapp.errors import MediaError, SoraError
from soraapp.media import provenance
from soraapp.media.image import IMAGE_SUFFIXES
from soraapp.media.sequence import longest_row, rows
from soraapp.places import pasted_folder
from soraapp.project.opening import PROJECT_SUFFIX
from ui.background import Background
from ui.canvas.offers import SUFFIXES, loaders
from ui.canvas.pasted import Pasted, kept_picture, local_paths, pasted
from ui.canvas.words import tr

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

SEQUENCE, PROMPT = "load.image_sequence", "text.prompt"
FILMS = SUFFIXES["video"]


class Bringing(QObject):
    """Asks where there are several ways; what has to be read on disk first is read off the GUI thread."""

    open_asked = Signal(object)
    """The path of a project, or of a film that carries one, that is to be opened."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._background = Background(self)
        self.choices: QMenu | None = None
        """The ways among which a person is asked to choose."""

    def close(self) -> None:
        self._background.close()

    def takes(self, data: QMimeData) -> bool:
        """Whether something of it would become a node. Nothing is read: the pointer is still moving."""
        paths = local_paths(data)
        if paths:
            known = frozenset[str]().union(*SUFFIXES.values())
            return any(path.suffix.lower() in known or not path.suffix for path in paths)
        return data.hasText() and not data.hasUrls() and bool(data.text().strip())

    def drop(self, data: QMimeData, point: QPointF) -> None:
        """Take what was dropped at a point of the viewport."""
        paths = local_paths(data)
        if paths:
            self.bring(paths, point)
        else:
            self._write(data.text(), point)

    def paste(self, point: QPointF) -> None:
        """Take what is on the clipboard: nodes, files or the paths of some, a picture, or words."""
        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # None where it is empty.
        what = pasted(data)
        match what.kind:
            case Pasted.NODES:
                self._canvas.commands.paste(what.text, self._canvas.camera.to_scene(point))
            case Pasted.FILES:
                self.bring(what.paths, point)
            case Pasted.PICTURE:
                self._keep(QImage(data.imageData()), point)
            case Pasted.WORDS:
                self._write(what.text, point)
            case Pasted.ADDRESS:
                message, remedy = "Soraapp loads files of this computer only.", "Save it first, then paste the file."
                self._refuse(MediaError(message, remedy=remedy))
            case Pasted.NOTHING:
                self._refuse(MediaError("There is nothing to paste.", remedy="Copy nodes, words or a file first."))

    def bring(self, paths: Sequence[Path], point: QPointF) -> None:
        """Take files and folders. One picture or film that carries its project, and pictures that are numbered on, can
        be taken in two ways."""
        if len(paths) == 1:
            self._one(paths[0], point)
            return
        row = rows([path.name for path in paths])
        if len({path.parent for path in paths}) == 1 and len(row) == 1 and len(row[0]) == len(paths):
            first = paths[0].parent / row[0][0]
            ways = {
                tr("One clip of {count} pictures").format(count=len(paths)): lambda: self._sequence(first, point),
                tr("{count} single pictures").format(count=len(paths)): lambda: self._load(paths, point),
            }
            self._ask(ways, point)
        else:
            self._load(paths, point)

    # One file or folder

    def _one(self, path: Path, point: QPointF) -> None:
        suffix = path.suffix.lower()
        if suffix == PROJECT_SUFFIX:
            self.open_asked.emit(path)
        elif suffix in FILMS or suffix in IMAGE_SUFFIXES:
            self._background.do(
                lambda: provenance.read(path) is not None, self._asked(path, point), self._load_at(path, point)
            )
        elif not suffix:
            self._background.do(lambda: longest_row(path), lambda first: self._sequence(first, point), self._failed)
        else:
            self._load([path], point)

    def _asked(self, path: Path, point: QPointF) -> Callable[[bool], None]:
        """What becomes of a film once it is known whether it carries its project."""

        def known(carries: bool) -> None:
            if not carries:
                self._load([path], point)
                return
            film = path.suffix.lower() in FILMS
            ways: dict[str, Callable[[], object]] = {
                tr("Load it as a clip") if film else tr("Load it as a picture"): lambda: self._load([path], point),
                tr("Open the project that it was made with"): lambda: self.open_asked.emit(path),
            }
            self._ask(ways, point)

        return known

    def _load_at(self, path: Path, point: QPointF) -> Callable[[Exception], None]:
        """A file that cannot be read gets its node as well: that tells why, and how to mend it."""
        return lambda _: self._load([path], point)

    def _ask(self, ways: Mapping[str, Callable[[], object]], point: QPointF) -> None:
        self.choices = menu = QMenu(self._canvas)
        menu.aboutToHide.connect(menu.deleteLater)
        for text, way in ways.items():
            menu.addAction(text).triggered.connect(lambda _=False, way=way: way())
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._canvas.viewport().mapToGlobal(point.toPoint()))

    # Nodes

    def _load(self, paths: Sequence[Path], point: QPointF) -> None:
        files = loaders(self._canvas.document.catalogue, paths)
        if files:
            self._canvas.commands.add_files(files, self._canvas.place_for_node(point))
        else:
            message = "There is no node that loads {file}."
            remedy = "Choose a picture, a video, a sound, or a folder of numbered pictures."
            self._refuse(MediaError(message, remedy=remedy, file=paths[0].name))

    def _sequence(self, first: Path, point: QPointF) -> None:
        kind = self._canvas.document.catalogue[SEQUENCE]
        self._canvas.commands.add_files([(kind, kind.inputs[0].name, first)], self._canvas.place_for_node(point))

    def _write(self, text: str, point: QPointF) -> None:
        kind = self._canvas.document.catalogue[PROMPT]
        values = {kind.inputs[0].name: re.sub(r"\s*\n\s*", "\n", text.strip())}
        self._canvas.commands.add(kind, self._canvas.place_for_node(point), values=values)

    def _keep(self, image: QImage, point: QPointF) -> None:
        """A picture without a file gets one."""
        folder = pasted_folder()
        self._background.do(lambda: kept_picture(image, folder), lambda path: self._load([path], point), self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, SoraError):
            error = MediaError("It cannot be read: {reason}.", reason=f"{type(error).__name__}: {error}")
        self._refuse(error)

    def _refuse(self, error: SoraError) -> None:
        self._canvas.commands.refuse(error)
