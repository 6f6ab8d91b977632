"""Transitions: how an item comes out of the one before it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from soraapp.errors import GraphError
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.edits import Edit
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import chosen, timeline_edit, with_items
from soraapp.project.timeline.timeline import Item, Lead, Timeline


def set_lead(timeline: str, item: str, lead: Lead | None, *, alone: bool = False, merge: str = "") -> Edit:
    """Give an item another transition from the one before it, or none, and what it is linked with that begins at the
    same frame. One that is longer than the two items becomes shorter.

    Raises GraphError when nothing is right before the item, or the transition has no length.
    """

    def change(before: Timeline) -> Timeline:
        if lead and (min(lead.before, lead.after) < 0 or lead.span < 1):
            raise GraphError("A transition needs a length.", remedy="Give it at least one frame.")
        found = chosen(before, [item], alone=alone)
        at = found[item].start
        heads = {name: one for name, one in found.items() if one.start == at}
        return _led(before, heads, lead, item)

    if lead:
        return timeline_edit("Change transition", timeline, change, merge)
    return timeline_edit("Remove transition", timeline, change, merge)


def add_leads(
    timeline: str, ids: Collection[str], style: TransitionStyle, span: int, *, alone: bool = False, merge: str = ""
) -> Edit:
    """Give items a transition of so many frames around the cut before each, or as many as there can be. Raises
    GraphError when none of them touches the one before it."""
    lead = Lead(style, max(1, span) // 2, max(1, span) - max(1, span) // 2)

    def change(before: Timeline) -> Timeline:
        return _led(before, chosen(before, ids, alone=alone), lead)

    return timeline_edit("Add transition", timeline, change, merge)


def earlier(timeline: Timeline, item: Item) -> Item | None:
    """The item that another one touches with its head; None where there is none."""
    if item.start == 0:
        return None
    found = timeline.homes[item.id].at(item.start - 1)
    return found if found and found.end == item.start else None


def _led(timeline: Timeline, items: dict[str, Item], lead: Lead | None, needed: str = "") -> Timeline:
    """The timeline with a transition for those items that can have one: for all or any."""
    after = {
        later.id for track in timeline.tracks for one, later in pairwise(track.items) if lead and one.end == later.start
    }
    fitting = {name: item for name, item in items.items() if lead is None or name in after}
    if (needed and needed not in fitting) or (lead and not fitting):
        raise GraphError(
            "A transition needs an item right before.", remedy="Close the gap, or choose an item that touches another."
        )
    return with_items(timeline, {n: altered(one, lead=lead) for n, one in fitting.items() if one.lead != lead})
