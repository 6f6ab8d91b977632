"""Commands about transitions and fades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.timeline.leads import add_leads, earlier, set_lead
from soraapp.project.timeline.properties import change_items
from soraapp.project.timeline.timeline import Item, Lead, TrackKind
from ui.timeline.words import tr

if TYPE_CHECKING:
    from ui.timeline.editing import Editing
    from ui.timeline.view import TimelineView

USUAL = 1
"""Seconds of a transition that is added."""


class Leading(QObject):
    """About the selected transition, or those before the selected items."""

    def __init__(self, view: TimelineView, editing: Editing) -> None:
        super().__init__(view)
        self._view, self._editing = view, editing

    def add(self) -> None:
        """Dissolve into each selected item from the one before it; where none touches one, at the cut that is next to
        the playhead."""
        shown, chosen = self._view.shown, self._view.selection
        suits = any(earlier(shown, shown.by_id[one]) for one in chosen)
        ids = list(chosen) if suits else [one.id for one in self._nearest()] or list(chosen)
        style = TransitionStyle.DISSOLVE
        self._editing.attempt(lambda timeline: add_leads(timeline.id, ids, style, max(2, round(USUAL * timeline.rate))))

    def set_style(self, item: str, style: TransitionStyle) -> None:
        """Give the transition at the head of an item another style, or a transition to one that has none."""
        view = self._view
        lead = view.shown.by_id[item].lead
        half = max(1, round(USUAL * view.shown.rate / 2))
        new = Lead(style, lead.before, lead.after) if lead else Lead(style, half, half)
        self._editing.attempt(lambda timeline: set_lead(timeline.id, item, new))

    def fade(self) -> None:
        """Let the selected items fade in and out over half a second."""
        view = self._view
        ids = self._editing.needed()
        frames = max(1, round(view.shown.rate / 2))
        if ids:
            self._editing.attempt(
                lambda timeline: change_items(timeline.id, ids, "Fade", fade_in=frames, fade_out=frames)
            )

    def offer_styles(self, menu: QMenu, item: str) -> None:
        """Entries for each style, the one of the item's transition ticked."""
        group = QActionGroup(menu)
        lead = self._view.shown.by_id[item].lead
        for style in TransitionStyle:
            action = menu.addAction(QCoreApplication.translate("canvas", style.value.replace("_", " ")))
            action.setCheckable(True)
            action.setChecked(lead is not None and lead.style is style)
            group.addAction(action)
            action.triggered.connect(lambda _=False, style=style: self.set_style(item, style))
        if lead is not None:
            menu.addSeparator()
            menu.addAction(tr("Remove the transition")).triggered.connect(lambda: self._editing.drop_lead(item))

    def _nearest(self) -> list[Item]:
        """The item whose head touches another one nearest to the playhead, on a track of pictures that is not locked,
        or else on any other such track."""
        timeline = self._view.timeline
        tracks = [track for track in timeline.tracks if not track.locked] if timeline else []
        for pictures in (True, False):
            kinds = [track for track in tracks if (track.kind is TrackKind.VIDEO) is pictures]
            heads = [item for track in kinds for item in track.items if timeline and earlier(timeline, item)]
            if heads:
                return [min(heads, key=lambda item: abs(item.start - self._view.playhead))]
        return []
