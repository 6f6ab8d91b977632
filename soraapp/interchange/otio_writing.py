"""A timeline as an OpenTimelineIO document."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from soraapp.catalogue import Catalogue
from soraapp.interchange.facts import item_facts, timeline_facts, track_facts
from soraapp.interchange.media import Media, source_name
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import Item, Marker, Timeline, TimelineSource, TitleSource, Track, TrackKind

MARKER_COLORS = {
    "RED": (255, 0, 0),
    "ORANGE": (255, 138, 61),
    "YELLOW": (242, 193, 78),
    "GREEN": (76, 195, 138),
    "CYAN": (77, 208, 225),
    "BLUE": (90, 169, 255),
    "PURPLE": (177, 140, 255),
    "MAGENTA": (224, 86, 253),
    "PINK": (255, 122, 144),
    "WHITE": (230, 232, 235),
    "BLACK": (0, 0, 0),
}
"""The colours that markers have elsewhere, in the shades that they have here."""


class OtioWriter:
    """Makes documents of the timelines of one project."""

    def __init__(
        self,
        project: Project,
        catalogue: Catalogue,
        media: Media,
        *,
        folder: Path | None,
        nested: bool,
        ranged: bool = False,
    ) -> None:
        """Files inside `folder` are named relative to it. With `nested` a timeline in another one stays one that can be
        opened; without, it is a clip of its file, for formats that have no such thing. With `ranged` also what has no
        end, or none that is known, is told one: just beyond what is seen of it."""
        import opentimelineio as otio

        self._otio = otio
        self._project, self._catalogue, self._media = project, catalogue, media
        self._folder, self._nested, self._ranged = folder, nested, ranged

    def timeline(self, timeline: Timeline) -> Any:
        """The document of a timeline."""
        made = self._otio.schema.Timeline(timeline.name, metadata=dict(timeline_facts(timeline)))
        made.global_start_time = self._time(0, timeline.rate)
        made.tracks = self._stack(timeline)
        return made

    def _stack(self, timeline: Timeline) -> Any:
        stack = self._otio.schema.Stack(timeline.name)
        for track in timeline.tracks:
            stack.append(self._track(track, timeline.rate))
        for marker in timeline.markers:
            stack.markers.append(self._marker(marker, timeline.rate))
        return stack

    def _track(self, track: Track, rate: Fraction) -> Any:
        kinds = self._otio.schema.TrackKind
        sounds = track.kind is TrackKind.AUDIO
        made = self._otio.schema.Track(
            track.name, kind=kinds.Audio if sounds else kinds.Video, metadata=dict(track_facts(track))
        )
        made.enabled = not (track.muted if sounds else track.hidden)
        at = 0
        for item in track.items:
            if item.start > at:
                made.append(self._otio.schema.Gap(duration=self._time(item.start - at, rate)))
            if item.lead:
                made.append(self._transition(item, rate))
            made.append(self._item(item, rate))
            at = item.end
        return made

    def _transition(self, item: Item, rate: Fraction) -> Any:
        assert item.lead is not None
        kinds = self._otio.schema.TransitionTypes
        style = item.lead.style
        return self._otio.schema.Transition(
            style.value,
            transition_type=kinds.SMPTE_Dissolve if style is TransitionStyle.DISSOLVE else kinds.Custom,
            in_offset=self._time(item.lead.before, rate),
            out_offset=self._time(item.lead.after, rate),
        )

    def _item(self, item: Item, rate: Fraction) -> Any:
        schema, source = self._otio.schema, item.source
        # Where an item begins in its source is told in frames of the timeline; between two of them, as a broken number.
        first = self._otio.opentime.RationalTime(float(item.offset * rate), float(rate))
        around = self._otio.opentime.TimeRange(first, self._time(item.length, rate))
        nested = self._project.timelines.get(source.timeline) if isinstance(source, TimelineSource) else None
        if nested is not None and self._nested:
            made = self._stack(nested)
            made.source_range = around
        else:
            made = schema.Clip(source_range=around, media_reference=self._reference(item, rate))
        made.name = item.name or source_name(self._project, source)
        made.enabled = not item.off
        if item.speed != 1 or item.reverse:
            made.effects.append(schema.LinearTimeWarp("Speed", float(-item.speed if item.reverse else item.speed)))
        made.metadata.update(dict(item_facts(self._project, self._catalogue, item, nested)))
        return made

    def _reference(self, item: Item, rate: Fraction) -> Any:
        schema = self._otio.schema
        if isinstance(item.source, TitleSource):
            available = self._otio.opentime.TimeRange(self._time(0, rate), self._time(item.length, rate))
            return schema.GeneratorReference(
                "Text",
                generator_kind="Text",
                available_range=available,
                parameters={"text": item.source.text},
                metadata={"fcp_xml": _text_generator(item.source.text)},
            )
        medium = self._media.of(item.source)
        if medium is None:
            return schema.MissingReference(source_name(self._project, item.source))
        available, seconds = None, medium.length
        if seconds is None and self._ranged:
            seconds = item.offset + item.span(rate)
        if seconds is not None:
            length = self._otio.opentime.RationalTime(float(seconds * rate), float(rate))
            available = self._otio.opentime.TimeRange(self._time(0, rate), length)
        made = schema.ExternalReference(self._url(medium.path), available)
        made.name = medium.path.name
        return made

    def _url(self, path: Path) -> str:
        from urllib.parse import quote

        if self._folder is not None and path.is_relative_to(self._folder):
            return quote(path.relative_to(self._folder).as_posix())
        return path.absolute().as_uri()

    def _marker(self, marker: Marker, rate: Fraction) -> Any:
        marked = self._otio.opentime.TimeRange(self._time(marker.at, rate), self._time(marker.length, rate))
        made = self._otio.schema.Marker(marker.name, marked, nearest_color(marker.color))
        made.comment = marker.note
        return made

    def _time(self, frames: int, rate: Fraction) -> Any:
        return self._otio.opentime.RationalTime(frames, float(rate))


def nearest_color(color: str) -> str:
    """The name of the marker colour nearest to ``#rrggbb``; green, as usual elsewhere, for none."""
    if not color.startswith("#"):
        return color.upper() if color.upper() in MARKER_COLORS else "GREEN"
    own = tuple(bytes.fromhex(color[1:]))
    return min(MARKER_COLORS, key=lambda name: sum((a - b) ** 2 for a, b in zip(own, MARKER_COLORS[name], strict=True)))


def _text_generator(text: str) -> dict[str, object]:
    """A title as the generator of that name of Final Cut Pro 7, which its XML is written from."""
    return {
        "effecttype": "generator",
        "effectcategory": "Text",
        "mediatype": "video",
        "parameter": [{"parameterid": "str", "name": "Text", "value": text}],
    }
