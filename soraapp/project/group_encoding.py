"""Groups as JSON values and back: the same strictness as for the graph that they are used in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from soraapp.errors import GraphError, ProjectError
from soraapp.project.encoding import read_color, read_graph, read_id, write_graph
from soraapp.project.graph import Graph
from soraapp.project.groups import Group, Promoted, ensure_sound
from soraapp.project.part import MEND, Part


def write_groups(groups: Mapping[str, Group], base: Path | None) -> dict[str, list[object]]:
    """The member of a document that holds the groups; nothing where there are none."""
    return {"groups": [_write_group(group, base) for group in groups.values()]} if groups else {}


def read_groups(part: Part | None, graph: Graph, base: Path | None) -> dict[str, Group]:
    """The groups that `write_groups` wrote, which the instances in a graph are of. Raises ProjectError that names the
    place of what cannot be understood, and where groups contain themselves, or an instance is of none of them."""
    found: dict[str, Group] = {}
    for item in part.items() if part else ():
        group = _read_group(item, base)
        if group.id in found:
            raise item.members()["id"].wrong("belongs to two groups")
        found[group.id] = group
    try:
        ensure_sound(graph, found)
    except GraphError as error:
        raise ProjectError(error.message, remedy=MEND, **error.facts) from error
    return found


def _write_group(group: Group, base: Path | None) -> dict[str, object]:
    return {
        "id": group.id,
        "name": group.name,
        **({"color": group.color} if group.color else {}),
        "inputs": [_write_promoted(port) for port in group.inputs],
        "outputs": [_write_promoted(port) for port in group.outputs],
        **write_graph(group.graph, base),
    }


def _write_promoted(port: Promoted) -> dict[str, object]:
    return {"name": port.name, "kind": port.kind, **({"title": port.title} if port.title else {})}


def _read_group(part: Part, base: Path | None) -> Group:
    members = part.members(("id", "name", "inputs", "outputs", "nodes", "wires"), ("frames", "color"))
    return Group(
        id=read_id(members["id"]),
        name=members["name"].text(),
        graph=read_graph(members["nodes"], members["wires"], members.get("frames"), base),
        inputs=_read_promoted(members["inputs"]),
        outputs=_read_promoted(members["outputs"]),
        color=read_color(members["color"]) if "color" in members else "",
    )


def _read_promoted(part: Part) -> tuple[Promoted, ...]:
    found: dict[str, Promoted] = {}
    for item in part.items():
        members = item.members(("name", "kind"), ("title",))
        title = members["title"].text() if "title" in members else ""
        port = Promoted(members["name"].text(), members["kind"].text(), title)
        if port.name in found:
            raise members["name"].wrong("belongs to two ports")
        found[port.name] = port
    return tuple(found.values())
