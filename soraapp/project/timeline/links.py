"""Links: items that are selected, moved and trimmed together."""

from __future__ import annotations

from collections.abc import Collection

from soraapp.errors import GraphError
from soraapp.project.edits import Edit, new_id
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import chosen, timeline_edit, with_items
from soraapp.project.timeline.timeline import Timeline


def link(timeline: str, ids: Collection[str], *, alone: bool = False, merge: str = "") -> Edit:
    """Link items with each other, and with what they are linked with already. Raises GraphError for fewer than two."""

    def change(before: Timeline) -> Timeline:
        found = chosen(before, ids, alone=alone)
        if len(found) < 2:
            raise GraphError("A link needs two items.", remedy="Select another one, too.")
        if len({item.link for item in found.values()} - {""}) == 1 and all(item.link for item in found.values()):
            return before
        shared = new_id()
        return with_items(before, {name: altered(item, link=shared) for name, item in found.items()})

    return timeline_edit("Link", timeline, change, merge)


def unlink(timeline: str, ids: Collection[str], *, alone: bool = False, merge: str = "") -> Edit:
    """Take the links of items away; with `alone`, of these only, and the others stay linked among each other."""

    def change(before: Timeline) -> Timeline:
        found = {name: item for name, item in chosen(before, ids, alone=alone).items() if item.link}
        return with_items(before, {name: altered(item, link="") for name, item in found.items()})

    return timeline_edit("Unlink", timeline, change, merge)
