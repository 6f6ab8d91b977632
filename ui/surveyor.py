"""Keeps a survey of the document up to date, in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from soraapp.engine.client import Engine
from soraapp.engine.provider import Models
from soraapp.project.project import Project
from ui.background import Background
from ui.document import Document
from ui.survey import Survey, chosen_takes, same_work, survey

REST = 150
"""Milliseconds that the films of a project have been left alone before they are surveyed: a hand that drags an item
changes them with every move."""


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
        engine: Engine,
        background: Background,
        parent: QObject,
    ) -> None:
        """`engine` tells what is on disk, and keeps it there while the document shows it."""
        super().__init__(parent)
        self._document, self._models, self._engine, self._background = document, models, engine, background
        self.current = Survey(document.project)
        self._looking = self._outdated = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST)
        self._soon.timeout.connect(self.look)
        document.changed.connect(self._document_changed)
        if document.graph.nodes:
            self.look()

    @property
    def outdated(self) -> bool:
        """Whether the current survey is of a project that has changed since."""
        return self._outdated or self._soon.isActive()

    @property
    def busy(self) -> bool:
        """Whether a survey is made, or about to be."""
        return self._looking or self._soon.isActive()

    def look(self) -> None:
        """Survey the document as it is now."""
        self._soon.stop()
        self._outdated = self._looking
        if self._looking:
            return
        self._looking = True
        project = self._document.project
        self._background.do(lambda: self._made(project), self._looked, self._could_not_look)

    def _made(self, project: Project) -> Survey:
        found = survey(project, self._document.catalogue, self._models, self._engine.cached)
        self._engine.protect(found.shown, found.dear)
        self._prepare_for(found)
        return found

    def _document_changed(self, before: Project, after: Project) -> None:
        if before.graph is after.graph and before.groups is after.groups:
            if before.timelines is not after.timelines:
                self._soon.start()
        elif not same_work(before, after, self._document.catalogue) or chosen_takes(before) != chosen_takes(after):
            self.look()

    def _looked(self, found: Survey) -> None:
        self._looking = False
        before, self.current = self.current, found
        self.surveyed.emit(before, found)
        if self._outdated:
            self.look()

    def _prepare_for(self, found: Survey) -> None:
        """A project that needs a model will be run: it is loaded meanwhile. One of light nodes alone costs nothing."""
        model = next(iter(self._models.names()), None)
        if model is not None and any(step.heavy for step in found.steps):
            self._engine.warm_up(model)

    def _could_not_look(self, error: Exception) -> None:
        self._looking = False
        self.failed.emit(error)
