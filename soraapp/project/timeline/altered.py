"""Items with other values, for edits that change hundreds of them at each step of a gesture."""

from __future__ import annotations

from fractions import Fraction
from typing import TypedDict, Unpack

from soraapp.media.fit import FitMode
from soraapp.project.timeline.timeline import Item, Lead, Source


class Values(TypedDict, total=False):
    """What an item has: see `Item`."""

    id: str
    source: Source
    start: int
    length: int
    offset: Fraction
    speed: Fraction
    reverse: bool
    name: str
    color: str
    link: str
    off: bool
    fit: FitMode
    opacity: float
    gain: float
    fade_in: int
    fade_out: int
    lead: Lead | None


def altered(item: Item, **values: Unpack[Values]) -> Item:
    """What `dataclasses.replace` gives, in a quarter of its time: it sets every field by itself."""
    made = object.__new__(Item)
    made.__dict__.update(item.__dict__)
    made.__dict__.update(values)
    return made
