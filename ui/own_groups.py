"""Groups of a person's own: the library lists their files, one is added with a click, and any group is saved as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from soraapp.errors import GraphError, SoraError
from soraapp.places import groups_folder
from soraapp.project.group_files import GROUP_SUFFIX, GroupFile, add_group, group_files, load_group, save_group
from soraapp.project.groups import group_of
from soraapp.project.project import Project
from ui.background import Background
from ui.canvas import Canvas
from ui.dialogs.files import file_dialog
from ui.dialogs.message import show_error
from ui.document import Document
from ui.panels.library import Library


class OwnGroups(QObject):
    """Keeps the library up to date with the groups of the project and those of one's own."""

    saved = Signal(object)
    """The path of a group's file."""

    def __init__(self, document: Document, canvas: Canvas, library: Library, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._canvas, self._library, self._window = document, canvas, library, window
        self._background = Background(self)
        self._files: Sequence[Path] = ()
        document.changed.connect(self._changed)
        library.group_chosen.connect(self.open)
        window.installEventFilter(self)
        self.list()

    def list(self) -> None:
        """Look which files there are."""
        self._background.do(lambda: group_files(groups_folder()), self._listed, self._fail)

    def save(self) -> None:
        """Ask where to write the selected group, or the one that is shown from within."""
        project, group = self._document.project, self._chosen()
        if group is None:
            error = GraphError("No group is selected.", remedy="Select a group first.")
            self._document.refused.emit(error)
            return
        folder = groups_folder()
        folder.mkdir(parents=True, exist_ok=True)
        name = project.groups[group].name.replace("/", "-")
        dialog = file_dialog(self._window, self.tr("Save the group"), str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(GROUP_SUFFIX.lstrip("."))
        dialog.setNameFilter(self.tr("Groups") + f" (*{GROUP_SUFFIX})")
        dialog.selectFile(name + GROUP_SUFFIX)
        dialog.fileSelected.connect(lambda file: self._write(project, group, Path(file)))
        dialog.open()

    def open(self, path: Path, at: QPointF | None = None) -> None:
        """Add the group of a file to the level that is shown: at a scene point, or else in the middle of the view."""
        self._background.do(lambda: load_group(path), partial(self._add, at), partial(self._could_not, path))

    def close(self) -> None:
        self._window.removeEventFilter(self)
        self._background.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another program may have saved one while this window was away."""
        if event.type() == QEvent.Type.WindowActivate:
            self.list()
        return super().eventFilter(watched, event)

    def _listed(self, files: Sequence[Path]) -> None:
        if files != self._files:
            self._files = files
            self._library.show_groups(files)
            self._canvas.adding.offer_groups(files, self.open)

    def _add(self, at: QPointF | None, held: GroupFile) -> None:
        canvas = self._canvas
        place = at or canvas.place_for_node(QPointF(canvas.viewport().rect().center()))
        node = self._document.new_id()
        if canvas.commands.apply(add_group(held, (place.x(), place.y()), id=node)):
            canvas.select([node])
            canvas.setFocus()

    def _write(self, project: Project, group: str, path: Path) -> None:
        try:
            save_group(project, group, path)
        except SoraError as error:
            show_error(self._window, self.tr("{file} was not saved").format(file=path.name), error)
            return
        self.saved.emit(path)
        self.list()

    def _chosen(self) -> str | None:
        """The id of the group that is meant."""
        document = self._document
        nodes = [document.graph.nodes[node] for node in self._canvas.selection() if node in document.graph.nodes]
        found = [group for node in nodes if (group := group_of(node, document.project.groups))]
        group = found[-1] if found else document.group
        return group.id if group else None

    def _changed(self, before: Project, after: Project) -> None:
        names = [[(group.id, group.name) for group in project.groups.values()] for project in (before, after)]
        if names[0] != names[1]:
            self._library.refresh()

    def _could_not(self, path: Path, error: Exception) -> None:
        if not isinstance(error, SoraError):
            raise error
        show_error(self._window, self.tr("{file} was not opened").format(file=path.name), error)

    def _fail(self, error: Exception) -> None:
        raise error
