"""Timelines to other programs and from them: asks for the file, has its media made, and tells what got lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from soraapp.errors import GraphError, ProjectError, SoraError
from soraapp.interchange.collecting import Wanted, wanted
from soraapp.interchange.formats import FORMATS, Losses, write_timeline_file
from soraapp.interchange.importing import add_timelines
from soraapp.interchange.media import Media, Medium
from soraapp.interchange.otio_reading import Found, read_otio
from soraapp.project.timeline.timeline import Timeline
from ui.background import Background
from ui.dialogs.files import file_dialog
from ui.dialogs.message import show_error
from ui.document import Document
from ui.film import FilmView
from ui.jobs import Jobs
from ui.project_files import FOLDER

OTIO = ".otio"


class Exchange(QObject):
    """What the commands Export timeline and Import timeline do."""

    told = Signal(str)
    """Something went well."""
    written = Signal(str, object)
    """The same, with the file that there is now."""
    failed = Signal(object)
    """The SoraError of something that could not be."""

    def __init__(self, document: Document, jobs: Jobs, film: FilmView, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._jobs, self._film = document, jobs, film
        self._settings, self._window = settings, window
        self._background = Background(self)

    def close(self) -> None:
        self._background.close()

    # To other programs

    def export(self) -> None:
        """Ask where to write the timeline that is shown, and in which format."""
        timeline = self._film.timeline
        if timeline is None or not timeline.end:
            self.failed.emit(GraphError("There is nothing on the timeline.", remedy="Put something on it first."))
            return
        dialog = self._dialog(self.tr("Export the timeline for another program"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {f"{form.title} (*{ending})": ending for ending, form in FORMATS.items()}
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix(OTIO.lstrip("."))
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen].lstrip(".")))
        dialog.selectFile(f"{timeline.name}{OTIO}")
        dialog.fileSelected.connect(lambda name: self.write(Path(name), timeline))
        dialog.open()

    def write(self, path: Path, timeline: Timeline) -> None:
        """Write a timeline, and have what its nodes give rendered into files beside it."""
        self._remember(path)
        project, catalogue = self._document.project, self._document.catalogue
        try:
            files = wanted(project, catalogue, timeline, path)
        except SoraError as error:
            self._fail(path, error)
            return
        media = Media({file.source: Medium(file.path, self._film.length_of(file.source)) for file in files})

        def write() -> Losses:
            losses = write_timeline_file(path, project, catalogue, timeline, media)
            for folder in {file.path.parent for file in files}:
                folder.mkdir(exist_ok=True)
            return losses

        self._background.do(
            write, lambda losses: self._done(path, files, losses), lambda error: self._fail(path, error)
        )

    def _done(self, path: Path, files: Sequence[Wanted], losses: Losses) -> None:
        for file in files:
            self._jobs.export(file.node, file.path)
        text = self.tr("Written {file}.")
        if files:
            text = self.tr("Written {file}; {count} files are being rendered beside it.")
        self.written.emit(text.format(file=path.name, count=len(files)), path)
        if losses:
            show_error(self._window, self.tr("{file} does not hold everything").format(file=path.name), *losses)

    # From them

    def choose(self) -> None:
        """Ask for a timeline, and take it into the project."""
        dialog = self._dialog(self.tr("Import a timeline"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"OpenTimelineIO (*{OTIO})")
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Take the timelines of a file into the project, and show the first."""
        self._remember(path)
        project = self._document.project
        self._background.do(
            lambda: read_otio(path, project),
            lambda found: self._take(path, found),
            lambda error: self._fail(path, error),
        )

    def _take(self, path: Path, found: Found) -> None:
        if not self._document.attempt(add_timelines(found.timelines)):
            return
        self._film.open(found.timelines[0].id)
        self.told.emit(self.tr("{file} is part of the project now.").format(file=path.name))
        if found.dropped:
            lost = ProjectError(
                "These have nothing that stands for them here: {names}.", names=", ".join(dict.fromkeys(found.dropped))
            )
            show_error(self._window, self.tr("Not all of {file} could be taken over").format(file=path.name), lost)

    # Asking and telling

    def _dialog(self, title: str) -> QFileDialog:
        path = self._document.path
        folder = str(path.parent) if path else str(self._settings.value(FOLDER) or Path.home())
        return file_dialog(self._window, title, folder)

    def _remember(self, path: Path) -> None:
        self._settings.setValue(FOLDER, str(path.parent))

    def _fail(self, path: Path, error: Exception) -> None:
        if not isinstance(error, SoraError):
            raise error
        show_error(self._window, self.tr("{file} could be neither written nor read").format(file=path.name), error)
