"""The project that the window shows: it changes only by edits, and tells every view what was and what is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soraapp.catalogue import Catalogue
from soraapp.errors import ProjectError, SoraError
from soraapp.project import storage
from soraapp.project.edits import Edit, new_id
from soraapp.project.flat import Flat, flat, without_films
from soraapp.project.graph import Graph
from soraapp.project.group_types import LiveCatalogue
from soraapp.project.groups import Group
from soraapp.project.history import About, History
from soraapp.project.levels import Place, definition_at, existing, graph_at
from soraapp.project.opening import PROJECT_SUFFIX, read_project
from soraapp.project.project import Project
from soraapp.project.rescue import Home


class Document(QObject):
    """A project with its history, and the file that it is saved in."""

    changed = Signal(object, object)
    """The project before and after; sent once for every edit, undo, redo and replacement, and, with twice the same
    project, when another place of it is shown."""
    place_changed = Signal(object, object)
    """The place before and after: another level of the project is about to be shown. Sent before `changed`."""
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
        self.catalogue: Catalogue = LiveCatalogue(catalogue, lambda: self.project)
        """The kinds of nodes that there are, the groups of the project among them."""
        self.path: Path | None = None
        self.title = ""
        """What the project is called where it has no file: the name of an example or a film, or empty."""
        self._history = History(Project())
        self._place: Place = ()

    @property
    def project(self) -> Project:
        return self._history.project

    @property
    def saved(self) -> Project:
        """The project without the work that is not saved."""
        return self._history.saved

    @property
    def place(self) -> Place:
        """The path of instances to the level that is shown; () is the top."""
        return self._place

    @property
    def graph(self) -> Graph:
        """What is shown: the graph at the place, with paths for ids."""
        return graph_at(self.project, self._place)

    @property
    def shown(self) -> Project:
        """The project as an edit at the place is given it."""
        return replace(self.project, graph=self.graph) if self._place else self.project

    @property
    def flat(self) -> Flat:
        """What runs, from all levels."""
        return flat(self.project, self.catalogue)

    @property
    def unfilmed(self) -> Flat:
        """What runs but for the films of timelines: an edit of these costs nothing here."""
        return without_films(self.project, self.catalogue)

    @property
    def group(self) -> Group | None:
        """The group that is shown from within; None at the top."""
        return definition_at(self.project, self._place)

    def new_id(self) -> str:
        """An id for a new node at the place."""
        return "/".join((*self._place, new_id()))

    def go(self, place: Place) -> None:
        """Show another level, or as much of the way to it as there is."""
        self._go(existing(self.project, place), self.project)

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

    def apply(self, edit: Edit, place: Place | None = None) -> None:
        """Change the project, at a place or else at the one that is shown. Raises the edit's GraphError when it is
        refused; nothing is changed then."""
        before = self.project
        self._history.apply(edit, self._place if place is None else place)
        self._tell(before)

    def attempt(self, edit: Edit, place: Place | None = None) -> bool:
        """Change the project as `apply` does; a refusal goes to the signal `refused`, and the answer is whether it was
        accepted."""
        try:
            self.apply(edit, place)
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
            before, place = self.project, self._history.undo_place
            self.undone.emit(self.undo_label)
            self._history.undo()
            self._tell(before, place)

    def redo(self) -> None:
        if self.can_redo:
            before, place = self.project, self._history.redo_place
            self.redone.emit(self.redo_label)
            self._history.redo()
            self._tell(before, place)

    @property
    def steps(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The English names of what was done, the oldest first, and of what can be redone, the next first."""
        return self._history.steps

    @property
    def steps_about(self) -> tuple[tuple[About, ...], tuple[About, ...]]:
        """What each of these steps changed."""
        return self._history.about

    def travel(self, steps: int) -> None:
        """Redo so many steps, or undo them where the number is below 0; the views are told once, of the last place."""
        before, place = self.project, None
        for _ in range(abs(steps)):
            if steps < 0 and self.can_undo:
                place = self._history.undo_place
                self._history.undo()
            elif steps > 0 and self.can_redo:
                place = self._history.redo_place
                self._history.redo()
            else:
                break
        if place is not None:
            self._tell(before, place)

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
        self._tell(before, ())
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

    def _tell(self, before: Project, place: Place | None = None) -> None:
        """Tell of a change that was made at a place, by default the one that is shown."""
        where = existing(self.project, self._place if place is None else place)
        if self.project is not before:
            self._go(where, before)
        self.history_changed.emit()

    def _go(self, place: Place, before: Project) -> None:
        old, self._place = self._place, place
        if place != old:
            self.place_changed.emit(old, place)
        if place != old or self.project is not before:
            self.changed.emit(before, self.project)
