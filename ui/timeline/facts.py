"""What there is to tell of an item: its name, what it is, how its source stands. Found once, and kept until something
changes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from soraapp.media.audio.sound import Audio, length
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, Image
from soraapp.project.levels import node_at
from soraapp.project.takes import number_of
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    Source,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)
from ui.canvas.words import Saying, saying
from ui.document import Document
from ui.node_state import NodeState, Phase
from ui.texts import error_text, node_name
from ui.timeline.footage import Footage
from ui.timeline.look import HUES, NESTED

QUIET = frozenset({Phase.DONE})
"""How most items stand: there is nothing to say of it."""


@dataclass(frozen=True)
class ItemFacts:
    """An item in words."""

    name: str
    icon: str
    hue: str
    """The kind of port whose colour it has."""
    saying: Saying | None
    """How its source stands; None where that is as it should be."""
    done: float
    """How much of its source is made, from 0 to 1, while it runs."""
    pace: str
    """Such as ``150 %``; empty at the speed of its source."""
    take: str
    media: Clip | Image | None
    """What is seen of it on a track of pictures."""
    sound: Audio | None
    """What is heard of it on a track of sounds."""
    aspect: float
    """The width of its pictures over their height; 0 where there are none."""
    speed: float
    offset: float
    """Seconds."""
    beyond: float
    """Frames of it past the end of its source: the last picture stands there, or silence."""
    trouble: str
    """Why there is nothing to see of it, and what to do about it; may be empty."""


class Facts:
    """The facts of the items of all timelines of a document."""

    def __init__(self, document: Document, footage: Footage) -> None:
        self._document, self._footage = document, footage
        self.version = 0
        """Another number whenever something may be different."""
        self._known: dict[str, tuple[Item, TrackKind, ItemFacts]] = {}
        self._sources: dict[Source, tuple[Clip | Image | Audio | None, NodeState, Fraction | None]] = {}

    def forget(self) -> None:
        """Something is different: look again."""
        self.version += 1
        self._known.clear()
        self._sources.clear()

    def of(self, item: Item, track: Track, rate: Fraction) -> ItemFacts:
        """What there is to tell of an item of a track, at the rate of its timeline."""
        known = self._known.get(item.id)
        if known is not None and known[0] is item and known[1] is track.kind:
            return known[2]
        found = self._found(item, track.kind, rate)
        self._known[item.id] = item, track.kind, found
        return found

    def name(self, item: Item) -> str:
        """What a person calls the item, or else its source."""
        return node_name(item.name) or source_name(self._document, item.source)

    def _found(self, item: Item, kind: TrackKind, rate: Fraction) -> ItemFacts:
        source = item.source
        if source not in self._sources:
            footage = self._footage
            self._sources[source] = footage.clip_of(source), footage.state_of(source), footage.length_of(source)
        media, state, seconds = self._sources[source]
        said = None if state.phase in QUIET or isinstance(source, TitleSource) else saying(state)
        if said is not None and not said.text and media is None:
            said = Saying("stale", _tr("not made yet"), "dim")
        if said is not None and state.phase is Phase.RUNNING and state.total:
            said = said._replace(text=_tr("running {percent} %").format(percent=round(100 * share(state))))
        seen = None if kind is TrackKind.AUDIO or isinstance(media, Audio) else media
        sound = _sound(media) if kind is TrackKind.AUDIO else None
        if sound is not None:
            seconds = length(sound) if seconds is None else seconds
        over = float((item.offset + item.span(rate) - seconds) / item.speed * rate) if seconds is not None else 0.0
        return ItemFacts(
            self.name(item),
            _icon(source, media, kind),
            NESTED if isinstance(source, TimelineSource) else HUES[kind],
            said if said and said.text else None,
            share(state),
            _pace(item),
            self._take(source),
            seen,
            sound,
            seen.size.width / seen.size.height if seen is not None else 0.0,
            float(item.speed),
            float(item.offset),
            over if over >= 1 else 0.0,
            error_text(state.error) if state.error else "",
        )

    def _take(self, source: Source) -> str:
        if not isinstance(source, NodeSource) or source.take is None:
            return ""
        node = node_at(self._document.project, source.port.node)
        number = number_of(node.takes, source.take) if node else None
        return _tr("take {number}").format(number=number) if number else _tr("lost take")


def share(state: NodeState) -> float:
    """How much is done, from 0 to 1."""
    return min(1.0, state.done / state.total) if state.total else 0.0


def source_name(document: Document, source: Source) -> str:
    """What a source is called in the language of the window."""
    match source:
        case NodeSource():
            node = node_at(document.project, source.port.node)
            return node_name(node.name) if node else _tr("deleted node")
        case FileSource():
            return source.path.stem
        case TimelineSource():
            found = document.project.timelines.get(source.timeline)
            return node_name(found.name) if found else _tr("deleted timeline")
        case TitleSource():
            return next(iter(source.text.split("\n", 1)), "").strip() or _tr("Title")


def _sound(media: Clip | Image | Audio | None) -> Audio | None:
    return media if isinstance(media, Audio) else sound_of(media) if isinstance(media, Clip) else None


def _icon(source: Source, media: object, kind: TrackKind) -> str:
    if isinstance(source, TitleSource):
        return "text"
    if isinstance(source, TimelineSource):
        return "timeline"
    if kind is TrackKind.AUDIO:
        return "audio"
    return "image" if isinstance(media, Image) and not isinstance(media, Clip) else "video"


def _pace(item: Item) -> str:
    speed = "" if item.speed == 1 else f"{float(item.speed * 100):.4g} %"
    return " ".join(part for part in ("\u25c0" if item.reverse else "", speed) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)
