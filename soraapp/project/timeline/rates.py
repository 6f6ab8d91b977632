"""Frames of one rate as frames of another: every edge goes to the nearest frame, and what touches goes on touching."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from soraapp.project.timeline.altered import altered
from soraapp.project.timeline.timeline import Item, Lead, Timeline, Track


def at_rate(timeline: Timeline, rate: Fraction) -> Timeline:
    """The timeline with as many frames a second, and all at the same seconds, to the nearest frame. What would be
    shorter than a frame has one, and what comes after it is later."""
    if rate == timeline.rate:
        return timeline
    ratio = rate / timeline.rate
    first = None if timeline.first is None else round(timeline.first * ratio)
    last = None if timeline.last is None else round((timeline.last + 1) * ratio) - 1
    return replace(
        timeline,
        rate=rate,
        tracks=tuple(_track(track, ratio) for track in timeline.tracks),
        markers=tuple(
            replace(marker, at=round(marker.at * ratio), length=round(marker.length * ratio))
            for marker in timeline.markers
        ),
        first=first,
        last=None if last is None else max(first or 0, last),
    )


def _track(track: Track, ratio: Fraction) -> Track:
    return replace(track, items=tuple(_items(track.items, ratio)))


def _items(items: Iterable[Item], ratio: Fraction) -> Iterable[Item]:
    place = 0
    for item in items:
        start = max(place, round(item.start * ratio))
        place = max(start + 1, round(item.end * ratio))
        yield altered(
            item,
            start=start,
            length=place - start,
            fade_in=round(item.fade_in * ratio),
            fade_out=round(item.fade_out * ratio),
            lead=_lead(item.lead, ratio) if item.lead else None,
        )


def _lead(lead: Lead, ratio: Fraction) -> Lead:
    before, after = round(lead.before * ratio), round(lead.after * ratio)
    return replace(lead, before=before, after=after if before + after else 1)
