"""The formats that a timeline can be written in for other programs: the ending of the file chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

from soraapp.catalogue import Catalogue
from soraapp.errors import MediaError, SoraError
from soraapp.interchange.media import Media, source_name
from soraapp.interchange.otio_writing import OtioWriter
from soraapp.media.files import check_suffix, replacing
from soraapp.media.ops.transition import TransitionStyle
from soraapp.media.time import timecode
from soraapp.project.project import Project
from soraapp.project.timeline.rates import at_rate
from soraapp.project.timeline.timeline import Item, Lead, Timeline, Track, TrackKind

Losses = list[SoraError]
"""What a format cannot hold, told and not raised."""

_SMPTE = tuple(map(Fraction, ("24000/1001", "24", "25", "30000/1001", "30", "48", "50", "60000/1001", "60")))
"""Frames a second that have a timecode."""


@dataclass(frozen=True)
class Format:
    """A way to write timelines."""

    title: str
    """What people call it."""
    adapter: str
    fitted: Callable[[Timeline, Losses], Timeline]
    """What it can hold of a timeline; it tells what it cannot."""
    nested: bool = True
    relative: bool = False
    """Whether files beside it may be named relative to it."""
    timecodes: bool = False
    """Whether it knows no rates but those that have a SMPTE timecode."""


def write_timeline_file(
    path: Path,
    project: Project,
    catalogue: Catalogue,
    timeline: Timeline,
    media: Media = Media(),  # noqa: B008
) -> Losses:
    """Write a timeline for other programs, as a whole or not at all, and give what its format cannot hold.

    Raises InputError for another ending, and MediaError when the file cannot be written.
    """
    import opentimelineio as otio

    path = path.absolute()
    form = FORMATS[check_suffix(path, tuple(FORMATS))]
    losses: Losses = []
    if form.timecodes:
        project = replace(project, timelines={name: _timed(one) for name, one in project.timelines.items()})
        timeline = _named(project, project.timelines[timeline.id])
    fitted = form.fitted(timeline, losses)
    if not any(track.items for track in fitted.tracks):
        raise MediaError(
            "There is nothing on {timeline} that {format} could hold.",
            remedy="Put a clip on a video track, or choose another format.",
            timeline=timeline.name,
            format=form.title,
        )
    folder = path.parent if form.relative else None
    writer = OtioWriter(project, catalogue, media, folder=folder, nested=form.nested, ranged=form.timecodes)
    document = writer.timeline(fitted)
    try:
        text = otio.adapters.write_to_string(document, form.adapter, **_options(form, fitted.rate))
    except (otio.exceptions.OTIOError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise MediaError(
            "{format} cannot hold {timeline}: {reason}.",
            remedy="Choose another format: .otio holds everything.",
            format=form.title,
            timeline=timeline.name,
            reason=str(error).partition("\n")[0].rstrip("."),
        ) from error
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    return losses


def _options(form: Format, rate: Fraction) -> dict[str, Any]:
    return {"rate": float(rate)} if form.adapter == "cmx_3600" else {}


def _named(project: Project, timeline: Timeline) -> Timeline:
    """Every item is called something, so that what is lost of it can be told."""

    def named(item: Item) -> Item:
        return replace(item, name=item.name or source_name(project, item.source))

    return _each(timeline, named)


def _timed(timeline: Timeline) -> Timeline:
    """The timeline at its rate where that has a timecode; else at the lowest such rate that is a multiple of it, so
    that all stays where it is, or at the highest."""
    if timeline.rate in _SMPTE:
        return timeline
    multiples = (rate for rate in _SMPTE if (rate / timeline.rate).denominator == 1)
    return at_rate(timeline, next(multiples, _SMPTE[-1]))


def _all(timeline: Timeline, _: Losses) -> Timeline:
    return timeline


def _for_final_cut(timeline: Timeline, losses: Losses) -> Timeline:
    """Speeds are lost, and transitions are cross-dissolves."""
    for item in timeline.items():
        if item.speed != 1 or item.reverse:
            losses.append(_speed_lost(item, timeline.rate))
    return _dissolving(timeline, losses)


def _for_edl(timeline: Timeline, losses: Losses) -> Timeline:
    """One picture track, the lowest that is seen, cut and dissolved, and nothing backwards."""
    pictures = [
        track for track in timeline.tracks if track.kind is TrackKind.VIDEO and track.items and not track.hidden
    ]
    for track in timeline.tracks:
        if track.items and track not in pictures[:1]:
            losses.append(_track_lost(track))
    fitted = replace(timeline, tracks=tuple(pictures[:1]))
    losses += [_speed_lost(item, timeline.rate) for item in fitted.items() if item.reverse]
    return _dissolving(_each(fitted, lambda item: replace(item, reverse=False)), losses)


def _each(timeline: Timeline, fitted: Callable[[Item], Item]) -> Timeline:
    tracks = (replace(track, items=tuple(map(fitted, track.items))) for track in timeline.tracks)
    return replace(timeline, tracks=tuple(tracks))


def _dissolving(timeline: Timeline, losses: Losses) -> Timeline:
    """The timeline with cross-dissolves for all transitions, which begin no earlier than their sources do."""

    def fitted(item: Item) -> Item:
        lead = item.lead
        if lead is None:
            return item
        if lead.style is not TransitionStyle.DISSOLVE:
            losses.append(_style_lost(item, timeline.rate))
        before = lead.before if item.reverse else min(lead.before, floor(item.offset * timeline.rate / item.speed))
        lead = Lead(TransitionStyle.DISSOLVE, before, lead.after)
        return replace(item, lead=lead if lead.span else None)

    return _each(timeline, fitted)


def _called(item: Item, rate: Fraction) -> str:
    return f"{item.name} ({timecode(item.start, rate)})".strip()


def _speed_lost(item: Item, rate: Fraction) -> SoraError:
    return MediaError(
        "The speed of {item} is lost: this format has none.",
        remedy="Export .otio, or set its speed in the other program.",
        item=_called(item, rate),
    )


def _style_lost(item: Item, rate: Fraction) -> SoraError:
    return MediaError(
        "The transition into {item} becomes a cross-dissolve: this format has no other.",
        remedy="Export .otio, or choose it anew in the other program.",
        item=_called(item, rate),
    )


def _track_lost(track: Track) -> SoraError:
    return MediaError(
        "{track} is left out: an EDL has one picture track and no titles.",
        remedy="Export .otio or .xml, which have them.",
        track=track.name,
    )


FORMATS: Mapping[str, Format] = {
    ".otio": Format("OpenTimelineIO", "otio_json", _all, relative=True),
    ".xml": Format("Final Cut Pro 7 XML", "fcp_xml", _for_final_cut, timecodes=True),
    ".edl": Format("CMX 3600 EDL", "cmx_3600", _for_edl, nested=False, timecodes=True),
}
"""By their endings."""
