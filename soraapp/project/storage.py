"""The project file: readable JSON with a format version, saved so that a failure never leaves half of one.

    {"format": "soraapp project", "version": 5, "nodes": [...],
     "wires": [{"from": [node, output], "to": [node, input]}],
     "frames": [...], "groups": [{"id": ..., "name": ..., "inputs": [...], "outputs": [...], "nodes": [...], ...}],
     "timelines": [{"id": ..., "name": ..., "size": [1280, 720], "rate": "24",
                    "tracks": [{"id": ..., "kind": "video", "name": "V1", "items": [...]}]}],
     "view": {"bookmarks": [...], "viewers": [...]}}

A member that a version does not have is refused rather than dropped in silence; node kinds, inputs and values that are
not known are kept.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from soraapp.errors import MediaError, ProjectError
from soraapp.media.files import replacing
from soraapp.project.encoding import read_graph, write_graph
from soraapp.project.group_encoding import read_groups, write_groups
from soraapp.project.part import Part
from soraapp.project.project import Project
from soraapp.project.text import OTHERS, naming, parsed, read_text, written
from soraapp.project.timeline.encoding import read_timelines, write_timelines
from soraapp.project.upgrades import UPGRADES, VERSION, Upgrade, upgraded
from soraapp.project.view_encoding import read_view, write_view

FORMAT = "soraapp project"
_LARGEST = 64 * 2**20


def to_json(project: Project, base: Path | None) -> str:
    """The text of a project file that stands in the folder `base`: paths inside it are written relative to it."""
    return written(
        {
            "format": FORMAT,
            "version": VERSION,
            **write_graph(project.graph, base),
            **write_groups(project.groups, base),
            **write_timelines(project.timelines, base),
            **write_view(project.view, project.graph),
        }
    )


def from_json(text: str, base: Path | None, *, upgrades: Mapping[int, Upgrade] = UPGRADES) -> Project:
    """The project that a text holds; relative paths start at the folder `base`. Raises ProjectError."""
    document = parsed(text)
    if document.get("format") != FORMAT:
        raise ProjectError("{file} is not a Soraapp project.", remedy=OTHERS, file="This")
    version = Part(document).members().get("version", Part(None, "version")).whole()
    members = Part(upgraded(document, version, upgrades)).members(
        ("format", "version", "nodes", "wires"), ("frames", "groups", "timelines", "view")
    )
    graph = read_graph(members["nodes"], members["wires"], members.get("frames"), base)
    groups = read_groups(members.get("groups"), graph, base)
    timelines = read_timelines(members.get("timelines"), base)
    return Project(graph, groups, timelines, read_view(members.get("view"), graph))


def load(path: Path) -> Project:
    """Read a project file. Raises ProjectError that names the file, what is wrong with it, and the remedy."""
    with naming(path):
        try:
            return from_json(read_text(path, _LARGEST), path.absolute().parent)
        except UnicodeDecodeError:
            raise ProjectError("{file} is not a Soraapp project.", remedy=OTHERS, file=path.name) from None


def save(project: Project, path: Path) -> None:
    """Write a project file as a whole or not at all: what was there before stays until the new one is complete.

    A link is followed and the permissions are kept. Raises ProjectError that names the file and the remedy.
    """
    path = Path(os.path.realpath(path))
    data = to_json(project, path.parent).encode()
    try:
        with replacing(path) as part:
            if path.exists():
                if not os.access(path, os.W_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
                part.chmod(stat.S_IMODE(path.stat().st_mode))
            part.write_bytes(data)
    except MediaError as error:
        raise ProjectError(error.message, remedy=error.remedy, **error.facts) from error
