"""New, open, save: what happens between the project and its file, and what a person must be asked first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from soraapp.errors import ProjectError, SoraError
from soraapp.project.group_files import GROUP_SUFFIX
from soraapp.project.project import Project
from ui.background import Background
from ui.dialogs.files import file_dialog
from ui.dialogs.message import show_error
from ui.dialogs.unsaved import Answer, ask_unsaved
from ui.document import PROJECT_SUFFIX, Document, read_project
from ui.theme import RESOURCES

RECENT = "files/recent"
FOLDER = "files/folder"
MOST_RECENT = 10
_EXAMPLES = RESOURCES / "examples"
EXAMPLES = tuple(sorted(_EXAMPLES.glob("*.sora")))
EXAMPLE = _EXAMPLES / "first_film.sora"
"""The one that the program begins with."""


class ProjectFiles(QObject):
    """The commands of the File menu about projects. Reading happens in a thread; no question blocks the window."""

    recent_changed = Signal()
    opened = Signal()
    group_opened = Signal(object)
    """The path of a group's file, which is to be added to the project."""
    saved = Signal(object)
    """The path."""

    def __init__(self, document: Document, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._settings = settings
        self._window = window
        self._background = Background(self)
        self.loading = False

    def new(self) -> None:
        self.when_safe(lambda: self._document.replace(Project(), None))

    def choose(self) -> None:
        """Ask for a file and open it."""

        def ask() -> None:
            dialog = self._dialog(self.tr("Open a project or an exported film"), "")
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            films = f"*{PROJECT_SUFFIX} *{GROUP_SUFFIX} *.mp4 *.mov *.mkv"
            dialog.setNameFilter(self.tr("Projects and films") + f" ({films})")
            dialog.fileSelected.connect(lambda name: self.load(Path(name)))
            dialog.open()

        self.when_safe(ask)

    def open(self, path: Path) -> None:
        """Open a file, after asking about unsaved work. A group is added to the project that is open."""
        if path.suffix.lower() == GROUP_SUFFIX:
            self.load(path)
        else:
            self.when_safe(lambda: self.load(path))

    def open_example(self, path: Path) -> None:
        """Open a project that comes with the program, after asking about unsaved work."""
        self.when_safe(lambda: self.load(path, example=True))

    def load(self, path: Path, *, example: bool = False) -> None:
        """Open a file at once. An example, as any that came with the program is, keeps its name, but saving it asks for
        a place."""
        if path.suffix.lower() == GROUP_SUFFIX:
            self.group_opened.emit(path)
            return
        example = example or path.resolve().is_relative_to(_EXAMPLES.resolve())

        def done(project: Project) -> None:
            self.loading = False
            self._document.replace(project, None if example else path, title=path.stem if example else "")
            if not example:
                self._remember(path)
            self.opened.emit()

        def failed(error: Exception) -> None:
            self.loading = False
            self.forget(path)
            show_error(self._window, self.tr("{file} was not opened").format(file=path.name), _as_sora(error))

        self.loading = True
        self._background.do(lambda: read_project(path), done, failed)

    def save(self) -> None:
        self._save(lambda: None)

    def save_as(self) -> None:
        self._save_as(lambda: None)

    def when_safe(self, then: Callable[[], None]) -> None:
        """Do something that gives up the project, after asking about unsaved work."""
        if not self._document.modified:
            then()
            return

        def answered(answer: Answer) -> None:
            if answer is Answer.SAVE:
                self._save(then)
            elif answer is Answer.DISCARD:
                then()

        ask_unsaved(self._window, self.name(), answered)

    def name(self) -> str:
        """What the project is called: the name of its file without the suffix."""
        path = self._document.path
        return path.stem if path else self._document.title or self.tr("Untitled")

    def recent(self) -> list[Path]:
        """Projects that were open lately, the latest first."""
        stored = self._settings.value(RECENT) or []
        return [Path(name) for name in ([stored] if isinstance(stored, str) else stored)]

    def to_begin_with(self) -> Path:
        """The project that was open last, if it is still there, or else the example."""
        return next((path for path in self.recent()[:1] if path.is_file()), EXAMPLE)

    def forget(self, path: Path) -> None:
        self._set_recent([other for other in self.recent() if other != path])

    def close(self) -> None:
        self._background.close()

    def _save(self, then: Callable[[], None]) -> None:
        if self._document.path is None:
            self._save_as(then)
        else:
            self._write(self._document.path, then)

    def _save_as(self, then: Callable[[], None]) -> None:
        dialog = self._dialog(self.tr("Save the project"), self.name())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(PROJECT_SUFFIX.lstrip("."))
        dialog.setNameFilter(self.tr("Projects") + f" (*{PROJECT_SUFFIX})")
        dialog.fileSelected.connect(lambda name: self._write(Path(name), then))
        dialog.open()

    def _write(self, path: Path, then: Callable[[], None]) -> None:
        try:
            self._document.save(path)
        except SoraError as error:
            show_error(self._window, self.tr("{file} was not saved").format(file=path.name), error)
            return
        self._remember(path)
        self.saved.emit(path)
        then()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        path = self._document.path
        folder = str(path.parent) if path else str(self._settings.value(FOLDER) or Path.home())
        dialog = file_dialog(self._window, title, folder)
        if name:
            dialog.selectFile(name + PROJECT_SUFFIX)
        return dialog

    def _remember(self, path: Path) -> None:
        self._settings.setValue(FOLDER, str(path.parent))
        self._set_recent([path.absolute(), *(other for other in self.recent() if other != path.absolute())])

    def _set_recent(self, paths: list[Path]) -> None:
        self._settings.setValue(RECENT, [str(path) for path in paths[:MOST_RECENT]])
        self.recent_changed.emit()


def _as_sora(error: Exception) -> SoraError:
    if isinstance(error, SoraError):
        return error
    return ProjectError("The file cannot be read: {reason}.", reason=f"{type(error).__name__}: {error}")
