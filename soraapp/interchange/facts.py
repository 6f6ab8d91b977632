"""What only this program knows of a timeline travels in a file of another format under one name, ``soraapp``."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.catalogue import Catalogue
from soraapp.project.levels import node_at
from soraapp.project.present import values_now
from soraapp.project.project import Project
from soraapp.project.take_encoding import write_take
from soraapp.project.timeline.encoding import write_item, write_timeline, write_track
from soraapp.project.timeline.timeline import Item, NodeSource, Timeline, Track
from soraapp.project.value_encoding import write_value

NAME = "soraapp"

Facts = Mapping[str, object]


def timeline_facts(timeline: Timeline) -> Facts:
    """What a timeline is but for its tracks."""
    return {NAME: {"timeline": _header(timeline)}}


def _header(timeline: Timeline) -> dict[str, object]:
    return {**write_timeline(timeline, None), "tracks": []}


def track_facts(track: Track) -> Facts:
    """What a track is but for its items."""
    return {NAME: {"track": {**write_track(track, None), "items": []}}}


def item_facts(project: Project, catalogue: Catalogue, item: Item, nested: Timeline | None) -> Facts:
    """An item, and how what it shows was made: the node with its values, and the take where one is chosen; or the
    timeline that is nested there."""
    made = _made(project, catalogue, item.source) if isinstance(item.source, NodeSource) else {}
    return {NAME: {"item": write_item(item, None), **made, **({"timeline": _header(nested)} if nested else {})}}


def _made(project: Project, catalogue: Catalogue, source: NodeSource) -> dict[str, object]:
    node = node_at(project, source.port.node)
    if node is None:
        return {}
    take = next((take for take in node.takes if take.key in (source.take, node.pinned)), None)
    values = take.values if take else values_now(project.graph, catalogue, node)
    return {
        "node": {
            "kind": node.kind,
            "name": node.name,
            "values": {name: write_value(value, None) for name, value in values.items()},
        },
        **({"take": write_take(take, None)} if take else {}),
    }
