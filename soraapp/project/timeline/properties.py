"""How items look and sound, and what they show."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from typing import TypedDict, Unpack

from soraapp.errors import GraphError
from soraapp.media.fit import FitMode
from soraapp.project.edits import Edit
from soraapp.project.frame_edits import checked_color
from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.base import checked_kind, chosen, item_of, timeline_edit, with_items
from soraapp.project.timeline.timeline import Item, Source, Timeline, TitleSource

LOUDEST = 24.0
"""Decibels: the most that an item or a track can be made louder."""
QUIETEST = -96.0


class Values(TypedDict, total=False):
    """What can be changed of several items at once, as in `Item`."""

    name: str
    color: str
    off: bool
    gain: float
    opacity: float
    fit: FitMode
    fade_in: int
    fade_out: int


def change_items(
    timeline: str, ids: Collection[str], label: str, *, alone: bool = False, merge: str = "", **values: Unpack[Values]
) -> Edit:
    """Give items other values; `label` names the step, in English. Gains and opacities are brought into their ranges,
    and fades to the length of each item. Raises GraphError for what is no colour, and for a number that is none."""

    def change(before: Timeline) -> Timeline:
        found = chosen(before, ids, alone=alone)
        changed = {name: _checked(altered(item, **_fitting(item, values))) for name, item in found.items()}
        return with_items(before, {name: new for name, new in changed.items() if _differ(new, found[name], values)})

    return timeline_edit(label, timeline, change, merge)


def _differ(one: Item, other: Item, names: Collection[str]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)


def _fitting(item: Item, values: Values) -> Values:
    fitting = values.copy()
    if "fade_in" in fitting:
        fitting["fade_in"] = max(0, min(fitting["fade_in"], item.length))
    if "fade_out" in fitting:
        fitting["fade_out"] = max(0, min(fitting["fade_out"], item.length))
    return fitting


def _checked(item: Item) -> Item:
    checked_color(item.color)
    if not (math.isfinite(item.gain) and math.isfinite(item.opacity)):
        raise GraphError("This is not a number.", remedy="Give a number.")
    return altered(
        item,
        name=" ".join(item.name.split()),
        gain=checked_gain(item.gain),
        opacity=min(1.0, max(0.0, float(item.opacity))),
    )


def checked_gain(gain: float) -> float:
    """The decibels themselves, or as many as there can be. Raises GraphError for what is no number."""
    if math.isnan(gain):
        raise GraphError("This is not a number.", remedy="Give a number.")
    return min(LOUDEST, max(QUIETEST, float(gain)))


def set_title(timeline: str, item: str, title: TitleSource, *, alone: bool = False, merge: str = "") -> Edit:
    """Give a title another text, or another look, with those titles that it is linked with and that say the same."""
    return timeline_edit("Change title", timeline, _sourcing(item, title, alone=alone), merge)


def set_source(timeline: str, item: str, source: Source, *, alone: bool = False, merge: str = "") -> Edit:
    """Show something else at the place of an item, such as another take, and of those that it is linked with that have
    the same source. Length, offset and speed stay. Raises GraphError when it does not belong on the track."""
    return timeline_edit("Change source", timeline, _sourcing(item, source, alone=alone), merge)


def _sourcing(item: str, source: Source, *, alone: bool) -> Callable[[Timeline], Timeline]:
    def change(before: Timeline) -> Timeline:
        old = item_of(before, item).source
        if isinstance(source, TitleSource):
            _check_title(source)
        found = {name: one for name, one in chosen(before, [item], alone=alone).items() if one.source == old}
        changed = {name: altered(one, source=source) for name, one in found.items() if one.source != source}
        for name, one in changed.items():
            checked_kind(before.homes[name], one)
        return with_items(before, changed)

    return change


def _check_title(title: TitleSource) -> None:
    checked_color(title.ink)
    numbers = (title.height, title.across, title.down, title.outline)
    if not title.ink or not all(map(math.isfinite, numbers)) or title.height <= 0 or title.outline < 0:
        raise GraphError("A title cannot look like that.", remedy="Give a height above 0, and a colour.")
