"""The project that the window shows: it changes only by edits, and tells every view what was and what is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soraapp.catalogue import Catalogue
from soraapp.errors import ProjectError, SoraError
from soraapp.project import storage
from soraapp.project.edits import Edit
from soraapp.project.graph import Graph
from soraapp.project.history import History
from soraapp.project.opening import PROJECT_SUFFIX, read_project
from soraapp.project.project import Project
from soraapp.project.rescue import Home


class Document(QObject):
    """A project with its history, and the file that it is saved in."""

    changed = Signal(object, object)
    """The project before and after; sent once for every edit, undo, redo and replacement."""
    history_changed = Signal()
    """What can be undone or redone, or whether there is unsaved work, may be different."""
    path_changed = Signal()
    """Another file, or another title."""
    replaced = Signal()
    """Another project altogether: sent after `changed`."""
    leaving = Signal()
    """The project is about to be another one altogether: sent before `changed`."""
    undone = Signal(str)
    """The English name of a step that is about to be undone: sent before `changed`."""
    redone = Signal(str)
    refused = Signal(object)
    """The SoraError of an edit that was attempted and refused."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.path: Path | None = None
        self.title = ""
        """What the project is called where it has no file: the name of an example or a film, or empty."""
        self._history = History(Project())

    @property
    def project(self) -> Project:
        return self._history.project

    @property
    def saved(self) -> Project:
        """The project without the work that is not saved."""
        return self._history.saved

    @property
    def graph(self) -> Graph:
        return self._history.project.graph

    @property
    def home(self) -> Home:
        return Home(self.path, "" if self.path else self.title)

    @property
    def modified(self) -> bool:
        return self._history.modified

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    @property
    def undo_label(self) -> str:
        """The English name of the step that undo takes back."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str:
        return self._history.redo_label

    def apply(self, edit: Edit) -> None:
        """Change the project. Raises the edit's GraphError when it is refused; nothing is changed then."""
        before = self.project
        self._history.apply(edit)
        self._tell(before)

    def attempt(self, edit: Edit) -> bool:
        """Change the project; a refusal goes to the signal `refused`, and the answer is whether it was accepted."""
        try:
            self.apply(edit)
        except SoraError as error:
            self.refused.emit(error)
            return False
        return True

    def amend(self, change: Callable[[Project], Project]) -> None:
        """Change the project outside of its history: undo does not take it back. In a project without a file it is no
        unsaved work."""
        before = self.project
        self._history.amend(change, saved=self.path is None)
        self._tell(before)

    def undo(self) -> None:
        if self.can_undo:
            before = self.project
            self.undone.emit(self.undo_label)
            self._history.undo()
            self._tell(before)

    def redo(self) -> None:
        if self.can_redo:
            before = self.project
            self.redone.emit(self.redo_label)
            self._history.redo()
            self._tell(before)

    def open(self, path: Path) -> None:
        """Replace the project by that of a file. Raises ProjectError or MediaError; nothing is changed then."""
        self.replace(read_project(path), path)

    def replace(self, project: Project, path: Path | None, *, title: str = "", saved: Project | None = None) -> None:
        """Begin anew with another project. A path that is no `.sora` file gives the title only: saving asks for a
        place. `saved` is what the file holds where the project goes beyond it."""
        self.leaving.emit()
        before = self.project
        self._history = History(project, saved)
        own = path is not None and path.suffix.lower() == PROJECT_SUFFIX
        self.path = path if own else None
        self.title = title or (path.stem if path is not None and not own else "")
        self._tell(before)
        self.path_changed.emit()
        self.replaced.emit()

    def save(self, path: Path | None = None) -> None:
        """Write the project to `path`, or else to its own file. Raises ProjectError; unsaved work stays unsaved."""
        target = path or self.path
        if target is None:
            raise ProjectError("The project has no file yet.", remedy="Choose where to save it.")
        storage.save(self.project, target)
        self.path, self.title = target, ""
        self._history.mark_saved()
        self.history_changed.emit()
        self.path_changed.emit()

    def _tell(self, before: Project) -> None:
        if self.project is not before:
            self.changed.emit(before, self.project)
        self.history_changed.emit()
