"""Which gesture begins at a point of the timeline, with each tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.leads import earlier
from soraapp.project.timeline.markers import marker_of
from soraapp.project.timeline.timeline import Item, Timeline
from ui.timeline.drag import CTRL, SHIFT, Gesture
from ui.timeline.edges import RollCut, SlideItems, SlipItems, TrimEdge
from ui.timeline.hands import Razor, RubberBand, Scrub
from ui.timeline.hits import Hit, HitKind
from ui.timeline.joints import DragFade, DragLead, DragMarker, DragRange
from ui.timeline.moving import MoveItems
from ui.timeline.tools import Tool

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

Keys = Qt.KeyboardModifier


def grasped(view: TimelineView, timeline: Timeline, tool: Tool, here: Hit, point: QPointF, keys: Keys) -> Gesture:
    """What begins where the left button is pressed."""
    if here.kind is HitKind.MARKER:
        return DragMarker(view, timeline, marker_of(timeline, here.marker), point, keys)
    if here.kind is HitKind.RULER:
        return DragRange(view, timeline, point, keys) if keys & SHIFT else Scrub(view, point, keys)
    if not here.item:
        return RubberBand(view, point, keys)
    view.select_lead("")
    item = timeline.by_id[here.item]
    match tool:
        case Tool.RAZOR:
            return Razor(view, timeline, item.id, point)
        case Tool.SLIP:
            return SlipItems(view, timeline, item, point, keys)
        case Tool.SLIDE:
            return SlideItems(view, timeline, item, point, keys)
        case Tool.ROLL:
            return RollCut(view, timeline, item, _nearer(view, here, item, point), point, keys)
        case Tool.RIPPLE:
            return _rippling(view, timeline, here, item, point, keys)
        case _:
            return _taken(view, timeline, here, item, point, keys)


def _taken(view: TimelineView, timeline: Timeline, here: Hit, item: Item, point: QPointF, keys: Keys) -> Gesture:
    match here.kind:
        case HitKind.LEAD:
            return DragLead(view, timeline, item, point, keys)
        case HitKind.CUT if not keys & CTRL:
            return RollCut(view, timeline, item, Edge.HEAD, point, keys)
        case HitKind.FADE_IN | HitKind.FADE_OUT:
            return DragFade(view, timeline, item, point, keys, head=here.kind is HitKind.FADE_IN)
        case HitKind.ITEM_HEAD | HitKind.ITEM_TAIL | HitKind.CUT:
            one, edge = _side(view, timeline, here, item, point)
            return TrimEdge(view, timeline, one, edge, point, keys, ripple=bool(keys & CTRL))
        case _:
            return MoveItems(view, timeline, item, point, keys)


def _rippling(view: TimelineView, timeline: Timeline, here: Hit, item: Item, point: QPointF, keys: Keys) -> Gesture:
    if here.kind in (HitKind.ITEM_HEAD, HitKind.ITEM_TAIL, HitKind.CUT):
        one, edge = _side(view, timeline, here, item, point)
        return TrimEdge(view, timeline, one, edge, point, keys, ripple=True)
    return _taken(view, timeline, here, item, point, keys)


def _side(view: TimelineView, timeline: Timeline, here: Hit, item: Item, point: QPointF) -> tuple[Item, Edge]:
    """The edge that is meant: at a cut, that of the item on whose side the pointer is."""
    if here.kind is HitKind.CUT:
        before = earlier(timeline, item)
        if before is not None and view.geometry_.place(point.x()) < item.start:
            return before, Edge.TAIL
        return item, Edge.HEAD
    return item, Edge.HEAD if here.kind is HitKind.ITEM_HEAD else Edge.TAIL


def _nearer(view: TimelineView, here: Hit, item: Item, point: QPointF) -> Edge:
    """The edge of an item that is nearer to a point."""
    if here.kind is HitKind.CUT:
        return Edge.HEAD
    place = view.geometry_.place(point.x())
    return Edge.HEAD if place - item.start < item.end - place else Edge.TAIL
