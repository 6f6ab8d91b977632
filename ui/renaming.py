"""Giving a node another name. A group that is there once is called like its only instance."""

from __future__ import annotations

from soraapp.project.edits import Edit, rename, together
from soraapp.project.groups import group_of
from soraapp.project.levels import instances
from soraapp.project.port_edits import rename_group
from ui.document import Document


def renamed(document: Document, node: str, name: str) -> Edit:
    """The edit that calls a node of the level that is shown something else."""
    found = document.graph.nodes.get(node)
    group = group_of(found, document.project.groups) if found else None
    edit = rename(node, name)
    if group is None or instances(document.project, group.id) > 1:
        return edit
    return together(edit.label, [edit, rename_group(group.id, name)])
