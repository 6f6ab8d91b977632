"""Timelines that come from elsewhere become part of a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from soraapp.project.edits import Edit
from soraapp.project.naming import free_name
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Timeline


def add_timelines(found: Sequence[Timeline]) -> Edit:
    """Add timelines. A film on which nothing stands gives way: then the first of them is the film."""

    def change(project: Project) -> Project:
        film = project.film
        kept = dict(project.timelines)
        if film is not None and not film.end:
            del kept[film.id]
        names = {timeline.name for timeline in kept.values()}
        for timeline in found:
            name = free_name(timeline.name, names)
            names.add(name)
            kept[timeline.id] = replace(timeline, name=name)
        return replace(project, timelines=kept)

    return Edit("Import timeline", change)
