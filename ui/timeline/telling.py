"""What a timeline tells in sentences: of an item under the pointer, and of what is selected, for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QToolTip

from soraapp.media.time import timecode
from soraapp.project.timeline.timeline import Item, Lead, Timeline, Track
from ui.timeline.facts import ItemFacts
from ui.timeline.hits import HitKind, hit

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent

    from ui.timeline.view import TimelineView

MOST = 3
"""Items that are told one by one."""


def show_tip(view: TimelineView, event: QHelpEvent) -> None:
    """The tool tip of what is under the pointer; none where there is nothing to tell."""
    here = hit(view.geometry_, QPointF(event.pos()))
    shown = view.shown
    text = ""
    if here.kind is HitKind.MARKER:
        marker = next(one for one in shown.markers if one.id == here.marker)
        text = "\n".join(part for part in (marker.name, marker.note, timecode(marker.at, shown.rate)) if part)
    elif here.kind is HitKind.LEAD:
        text = lead_text(shown.by_id[here.item].lead)
    elif here.item:
        text = tip(view, here.item)
    QToolTip.showText(event.globalPos(), text, view.viewport(), QRect(event.pos(), event.pos()).adjusted(-4, -4, 4, 4))


def tip(view: TimelineView, item: str) -> str:
    """An item with all that there is to tell of it."""
    shown, found = view.shown, view.shown.by_id[item]
    track = shown.homes[item]
    facts = view.facts.of(found, track, shown.rate)
    lines = [facts.name, span_text(found, shown), *_further(facts, found), facts.trouble]
    return "\n".join(line for line in lines if line)


def span_text(item: Item, timeline: Timeline) -> str:
    """When an item is there, and how long: ``00:00:04:00 to 00:00:06:23, 72 frames``."""
    rate = timeline.rate
    times = {"first": timecode(item.start, rate), "last": timecode(item.end - 1, rate), "count": item.length}
    return _tr("{first} to {last}, {count} frames").format(**times)


def spoken(view: TimelineView) -> str:
    """What is selected, in words; or else how much there is."""
    shown = view.shown
    chosen = [shown.by_id[one] for one in view.selection if one in shown.by_id]
    told = [_spoken(view, item, shown.homes[item.id]) for item in chosen[:MOST]]
    if len(chosen) > 1:
        told.insert(0, _tr("{count} items selected").format(count=len(chosen)))
    return "; ".join(told) or _tr("{count} items on {tracks} tracks").format(
        count=len(shown.by_id), tracks=len(shown.tracks)
    )


def tell_selection(view: TimelineView) -> None:
    """Let screen readers say what is selected."""
    view.setAccessibleDescription(spoken(view))
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged))


def lead_text(lead: Lead | None) -> str:
    """A transition in words: ``dissolve, 24 frames``."""
    if lead is None:
        return ""
    style = QCoreApplication.translate("canvas", lead.style.value.replace("_", " "))
    return _tr("{style}, {count} frames").format(style=style, count=lead.span)


def _spoken(view: TimelineView, item: Item, track: Track) -> str:
    facts = view.facts.of(item, track, view.shown.rate)
    state = facts.saying.text if facts.saying else ""
    parts = (facts.name, track.name, state, span_text(item, view.shown))
    return ", ".join(part for part in parts if part)


def _further(facts: ItemFacts, item: Item) -> list[str]:
    off = _tr("off: neither seen nor heard") if item.off else ""
    over = _tr("{count} frames past the end of its source").format(count=round(facts.beyond)) if facts.beyond else ""
    state = facts.saying.text if facts.saying else ""
    return [", ".join(part for part in (state, facts.take, facts.pace) if part), off, over]


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)
