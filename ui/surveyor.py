"""Keeps a survey of the document up to date, in the background."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from soraapp.engine.provider import Models
from soraapp.project.project import Project
from ui.background import Background
from ui.document import Document
from ui.survey import Survey, same_work, survey


class Surveyor(QObject):
    """The latest survey; changes of the document that come while one is made are surveyed together afterwards."""

    surveyed = Signal(object, object)
    """The survey before and the one that is now current."""
    failed = Signal(object)
    """The exception that kept a survey from being made."""

    def __init__(
        self,
        document: Document,
        models: Models,
        cached: Callable[[str], bool],
        background: Background,
        parent: QObject,
    ) -> None:
        """`cached` tells whether the results of the heavy step with a key are on disk."""
        super().__init__(parent)
        self._document, self._models, self._cached, self._background = document, models, cached, background
        self.current = Survey(document.project)
        self.busy = self._outdated = False
        document.changed.connect(self._document_changed)
        if document.graph.nodes:
            self.look()

    def look(self) -> None:
        self._outdated = self.busy
        if self.busy:
            return
        self.busy = True
        project, catalogue = self._document.project, self._document.catalogue
        models, cached = self._models, self._cached
        self._background.do(lambda: survey(project, catalogue, models, cached), self._looked, self._could_not_look)

    def _document_changed(self, before: Project, after: Project) -> None:
        if not same_work(before, after):
            self.look()

    def _looked(self, found: Survey) -> None:
        self.busy = False
        before, self.current = self.current, found
        self.surveyed.emit(before, found)
        if self._outdated:
            self.look()

    def _could_not_look(self, error: Exception) -> None:
        self.busy = False
        self.failed.emit(error)
