"""The document that a person works on."""

from __future__ import annotations

from dataclasses import dataclass, field

from soraapp.project.graph import Graph


@dataclass(frozen=True)
class Project:
    """Everything that is saved in a `.sora` file. Changed only by edits (`edits.py`), which make a new one."""

    graph: Graph = field(default_factory=Graph)
