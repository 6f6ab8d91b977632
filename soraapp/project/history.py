"""Undo and redo: every step keeps the project as it was. There is no other undo code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from soraapp.project.edits import Edit
from soraapp.project.graph import Node
from soraapp.project.levels import Place, at, definition_at, existing
from soraapp.project.project import Project

Change = Callable[[Project], Project]


class About(NamedTuple):
    """What a step changed."""

    nodes: int
    """How many nodes it added or removed, or else changed, at the place where it was made; 0 for a step about wires or
    frames alone."""
    name: str
    """What the first of them is called, or was before it was removed."""


@dataclass(frozen=True)
class _Step:
    label: str
    before: Project
    after: Project
    amended: int
    """How many amendments the two projects hold already."""
    place: Place
    """Where in the project it was made."""

    @cached_property
    def about(self) -> About:
        old, new = (_nodes(project, self.place) for project in (self.before, self.after))
        added = [node for name, node in new.items() if name not in old]
        removed = [node for name, node in old.items() if name not in new]
        fewer, more = sorted((added, removed), key=len)
        # What came or went is the point, whatever made room for it; of many that became one, or one many, the one.
        found = fewer or more or [node for name, node in new.items() if old[name] is not node and old[name] != node]
        return About(len(found), found[0].name if found else "")


def _nodes(project: Project, place: Place) -> Mapping[str, Node]:
    """The nodes at a place; none where it is not there."""
    if existing(project, place) != place:
        return {}
    group = definition_at(project, place)
    return (group.graph if group else project.graph).nodes


class History:
    """A project and how it came about, without limit."""

    def __init__(self, project: Project | None = None, saved: Project | None = None) -> None:
        """`saved` is the project in the file, where that is another one."""
        self._project = project or Project()
        self._saved = self._project if saved is None else saved
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._amendments: list[Change] = []
        self._merging = ""

    @property
    def project(self) -> Project:
        return self._project

    @property
    def saved(self) -> Project:
        """The project as it was saved last, or as it was in the beginning."""
        return self._saved

    def apply(self, edit: Edit, place: Place = ()) -> Project:
        """Make an edit at a place and return the project after it. What the edit raises passes through, and nothing has
        changed.

        An edit that changes nothing is no step. One with the merge key of the step just made becomes part of it.
        """
        edit = at(edit, place)
        after = edit.change(self._project)
        if after == self._project:
            return self._project
        before = self._project
        if edit.merge and edit.merge == self._merging and self._done:
            step = self._done.pop()
            before = self._amended(step.before, step)
        self._merging = edit.merge
        self._undone.clear()
        self._project = after
        if before != after:
            self._done.append(_Step(edit.label, before, after, len(self._amendments), place))
        else:
            self._merging = ""
        return after

    def amend(self, change: Change, *, saved: bool) -> Project:
        """Change the project and all that came before it and can come back: what undo does not take away.

        `change` must leave a project alone that it does not apply to. With `saved` it is no unsaved work either.
        """
        self._project = change(self._project)
        self._amendments.append(change)
        if saved:
            self._saved = change(self._saved)
        return self._project

    def undo(self) -> Project:
        """Step back, if there is a step, and return the project."""
        self._merging = ""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._project = self._amended(step.before, step)
        return self._project

    def redo(self) -> Project:
        """Make the step again that was last undone, if there is one, and return the project."""
        self._merging = ""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._project = self._amended(step.after, step)
        return self._project

    def _amended(self, project: Project, step: _Step) -> Project:
        """A project of a step with what was amended since."""
        for change in self._amendments[step.amended :]:
            project = change(project)
        return project

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def steps(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The labels of what was done, the oldest first, and of what was undone, the next to be redone first."""
        return tuple(step.label for step in self._done), tuple(step.label for step in reversed(self._undone))

    @property
    def about(self) -> tuple[tuple[About, ...], tuple[About, ...]]:
        """What each of these steps changed."""
        return tuple(step.about for step in self._done), tuple(step.about for step in reversed(self._undone))

    @property
    def undo_label(self) -> str:
        """The label of the step that `undo` takes back, in English; empty when there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        return self._undone[-1].label if self._undone else ""

    @property
    def undo_place(self) -> Place:
        """Where the step was made that `undo` takes back; the top when there is none."""
        return self._done[-1].place if self._done else ()

    @property
    def redo_place(self) -> Place:
        return self._undone[-1].place if self._undone else ()

    def mark_saved(self) -> None:
        """The project as it is now is the one in the file. Later edits do not merge into earlier steps."""
        self._saved = self._project
        self._merging = ""

    @property
    def modified(self) -> bool:
        """Whether the project differs from the one last saved."""
        return self._project != self._saved
