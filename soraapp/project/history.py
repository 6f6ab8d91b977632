"""Undo and redo: every step keeps the project as it was. There is no other undo code."""

from __future__ import annotations

from dataclasses import dataclass

from soraapp.project.edits import Edit
from soraapp.project.project import Project


@dataclass(frozen=True)
class _Step:
    label: str
    before: Project
    after: Project


class History:
    """A project and how it came about, without limit."""

    def __init__(self, project: Project | None = None) -> None:
        self._project = self._saved = project or Project()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._merging = ""

    @property
    def project(self) -> Project:
        return self._project

    def apply(self, edit: Edit) -> Project:
        """Make an edit and return the project after it. What the edit raises passes through, and nothing has changed.

        An edit that changes nothing is no step. One with the merge key of the step just made becomes part of it.
        """
        after = edit.change(self._project)
        if after == self._project:
            return self._project
        before = self._project
        if edit.merge and edit.merge == self._merging and self._done:
            before = self._done.pop().before
        self._merging = edit.merge
        self._undone.clear()
        self._project = after
        if before != after:
            self._done.append(_Step(edit.label, before, after))
        else:
            self._merging = ""
        return after

    def undo(self) -> Project:
        """Step back, if there is a step, and return the project."""
        self._merging = ""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._project = step.before
        return self._project

    def redo(self) -> Project:
        """Make the step again that was last undone, if there is one, and return the project."""
        self._merging = ""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._project = step.after
        return self._project

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def undo_label(self) -> str:
        """The label of the step that `undo` takes back, in English; empty when there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        return self._undone[-1].label if self._undone else ""

    def mark_saved(self) -> None:
        """The project as it is now is the one in the file. Later edits do not merge into earlier steps."""
        self._saved = self._project
        self._merging = ""

    @property
    def modified(self) -> bool:
        """Whether the project differs from the one last saved."""
        return self._project != self._saved
