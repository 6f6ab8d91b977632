"""Runs of projects that are not open: they go on, and what they make is there when the project is opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from soraapp.project import storage
from soraapp.project.levels import node_at
from soraapp.project.project import Project
from soraapp.project.rescue import Home, Waiting
from soraapp.project.take_edits import added_take
from soraapp.project.takes import Take
from ui.background import Background
from ui.document import Document
from ui.runs.queue import RunQueue
from ui.runs.run import Run

Change = Callable[[Project], Project]


def left(asked: Waiting, home: Home) -> Waiting | None:
    """What becomes of a run when the open project, which is at home there, is left. None where nobody can come back to
    what it makes: the project has neither a file nor a name, and the run writes no film."""
    if asked.home is not None:
        return asked
    return replace(asked, home=home) if home.name or asked.film else None


def joined(asked: Waiting, home: Home) -> Waiting:
    """What becomes of a run when the project that is at home there is opened."""
    return replace(asked, home=None) if asked.home == home and home.name else asked


class Elsewhere(QObject):
    """Follows the document from project to project."""

    def __init__(
        self,
        document: Document,
        queue: RunQueue,
        background: Background,
        failed: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        """`failed` is told why a take could not be written into the file of its project."""
        super().__init__(parent)
        self._document, self._queue, self._background, self._failed = document, queue, background, failed

    def leave(self) -> list[Run]:
        """The open project is about to be left. Gives the runs that are of no use from then on."""
        home = self._document.home
        useless = [run for run in self._queue.runs if left(run.asked, home) is None]
        for run in (*self._queue.runs, *self._queue.past):
            run.asked = left(run.asked, home) or replace(run.asked, home=home)
        return useless

    def come_back(self) -> None:
        """Another project is open: its runs are of it again, and it gets what they have made meanwhile."""
        for run in (*self._queue.runs, *self._queue.past):
            if run.away:
                run.asked = joined(run.asked, self._document.home)
                if not run.away:
                    for change in run.made_away:
                        self._document.amend(change)

    def made(self, run: Run, step: str, take: Take) -> None:
        """A run of a project that is not open has made a take: it goes into the project's file."""
        change = _given(run.owner(step), run.steps[step].kind, take)
        run.made_away.append(change)
        file = run.asked.home.file if run.asked.home else None
        if file is not None:
            self._background.do(lambda: _write(file, change), lambda _: None, self._failed)


def _given(node: str, kind: str, take: Take) -> Change:
    """Gives a node a take; a project in which it is not, or is another, stays as it is."""
    give = added_take(node, take)

    def change(project: Project) -> Project:
        found = node_at(project, node)
        return give(project) if found is not None and found.kind == kind else project

    return change


def _write(file: Path, change: Change) -> None:
    """Change the project in a file. Raises ProjectError."""
    before = storage.load(file)
    after = change(before)
    if after is not before:
        storage.save(after, file)
