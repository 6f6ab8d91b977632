"""The document that a person works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from soraapp.project.graph import Graph
from soraapp.project.groups import Group
from soraapp.project.timeline.timeline import Timeline
from soraapp.project.view import View


@dataclass(frozen=True)
class Project:
    """Everything that is saved in a `.sora` file. Changed only by edits (`edits.py`), which make a new one."""

    graph: Graph = field(default_factory=Graph)
    groups: Mapping[str, Group] = field(default_factory=dict[str, Group])
    """The definitions of the groups that its nodes may be instances of, by id."""
    timelines: Mapping[str, Timeline] = field(default_factory=dict[str, Timeline])
    """The first is the film; the others can be part of it."""
    view: View = field(default_factory=View)

    @property
    def film(self) -> Timeline | None:
        """The timeline that is the film of the project, where it has one."""
        return next(iter(self.timelines.values()), None)
