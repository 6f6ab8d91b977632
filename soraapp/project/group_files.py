"""Groups of one's own: a file each, which holds a group with all that it contains.

    {"format": "soraapp group", "version": 4, "group": "5f0c...", "groups": [{"id": "5f0c...", "name": "Opening", ...}]}

It is a stranger's data like any project, and read as strictly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from soraapp.errors import GraphError, MediaError, ProjectError
from soraapp.media.files import replacing
from soraapp.project.edits import Edit, names_of, placed
from soraapp.project.graph import Graph, Node
from soraapp.project.group_encoding import read_groups, write_groups
from soraapp.project.groups import GROUP, Group
from soraapp.project.merging import merged
from soraapp.project.naming import free_name
from soraapp.project.part import Part
from soraapp.project.project import Project
from soraapp.project.strays import used
from soraapp.project.take_edits import without_takes
from soraapp.project.text import naming, parsed, read_text, written
from soraapp.project.upgrades import VERSION

FORMAT = "soraapp group"
GROUP_SUFFIX = ".soragroup"
_OTHERS = "Open a .soragroup file."
_LARGEST = 16 * 2**20


@dataclass(frozen=True)
class GroupFile:
    """What a file holds."""

    group: str
    """The id of the group that it is about."""
    groups: Mapping[str, Group]
    """That one, and those that it contains."""


def save_group(project: Project, group: str, path: Path) -> None:
    """Write a group of a project to a file, whole or not at all, without what its nodes have made. Raises GraphError
    when the project has none such, and ProjectError when the file cannot be written."""
    if group not in project.groups:
        raise GraphError("There is no such group.", remedy="Go to another one.")
    instance = Node("i", GROUP + group, 1, "Group")
    alone = Project(Graph({"i": instance}), used(Graph({"i": instance}), project.groups))
    text = group_json(GroupFile(group, without_takes(alone).groups), path.absolute().parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            part.write_text(text, "utf-8")
    except (MediaError, OSError) as error:
        reason = error.message if isinstance(error, MediaError) else "{file} cannot be written: {reason}."
        facts = error.facts if isinstance(error, MediaError) else {"reason": str(error)}
        raise ProjectError(reason, remedy="Choose another place.", **{**facts, "file": path.name}) from error


def group_json(held: GroupFile, base: Path | None) -> str:
    """The text of a group's file that stands in the folder `base`."""
    return written({"format": FORMAT, "version": VERSION, "group": held.group, **write_groups(held.groups, base)})


def load_group(path: Path) -> GroupFile:
    """Read the file of a group. Raises ProjectError that names the file, what is wrong with it, and the remedy."""
    with naming(path):
        try:
            return read_group(read_text(path, _LARGEST), path.absolute().parent)
        except UnicodeDecodeError:
            raise ProjectError("{file} holds no group.", remedy=_OTHERS, file=path.name) from None


def read_group(text: str, base: Path | None) -> GroupFile:
    """What the text of a group's file holds. Raises ProjectError."""
    document = parsed(text)
    if document.get("format") != FORMAT:
        raise ProjectError("{file} holds no group.", remedy=_OTHERS, file="This")
    members = Part(document).members(("format", "version", "group", "groups"))
    version = members["version"].whole()
    if version > VERSION:
        raise ProjectError(
            "{file} was made by a newer Soraapp: it has the format {version}, and this one reads up to {newest}.",
            remedy="Update Soraapp to open it.",
            file="This",
            version=version,
            newest=VERSION,
        )
    groups = read_groups(members["groups"], Graph(), base)
    if members["group"].text() not in groups:
        raise members["group"].wrong("is no group of this file")
    return GroupFile(members["group"].text(), groups)


def add_group(held: GroupFile, position: tuple[float, float], *, id: str) -> Edit:  # noqa: A002
    """Add an instance of a group that a file holds. A project that has the same one already uses that."""

    def change(project: Project) -> Project:
        groups, kinds = merged(project.groups, held.groups)
        kind = kinds[GROUP + held.group]
        graph = project.graph
        name = free_name(held.groups[held.group].name, names_of(graph.nodes.values()))
        node = Node(id, kind, 1, name, position=placed(position))
        return replace(project, graph=replace(graph, nodes={**graph.nodes, id: node}), groups=groups)

    return Edit("Add group", change)


def group_files(folder: Path) -> list[Path]:
    """The files of groups in a folder, by name."""
    return sorted(folder.glob(f"*{GROUP_SUFFIX}"), key=lambda path: path.name.casefold()) if folder.is_dir() else []
