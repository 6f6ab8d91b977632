"""Values of OpenTimelineIO documents as ours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

from soraapp.interchange.facts import NAME
from soraapp.media.ops.transition import TransitionStyle
from soraapp.media.time import frame_at, parse_rate
from soraapp.project.edits import new_id
from soraapp.project.timeline.timeline import FIRST_RATE, Item, Lead, Track


def own_facts(metadata: Any, member: str) -> object:
    """What this program wrote, as plain JSON values; None where there is nothing."""
    if NAME not in metadata:
        return None
    return _plain(metadata[NAME]).get(member)


def _plain(value: Any) -> Any:
    if hasattr(value, "items"):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return [_plain(one) for one in value]


def is_transition(child: Any) -> bool:
    return child.schema_name() == "Transition"


def lead_of(transition: Any, rate: Fraction) -> Lead | None:
    styles = {style.value: style for style in TransitionStyle}
    style = styles.get(transition.name, TransitionStyle.DISSOLVE)
    before, after = (frame_at(seconds_of(one), rate) for one in (transition.in_offset, transition.out_offset))
    return Lead(style, before, after) if before + after > 0 else None


def offset_of(child: Any) -> Fraction:
    """Seconds from the beginning of what is in the file, which may have a time code of its own."""
    around = child.source_range
    reference = getattr(child, "media_reference", None)
    available = getattr(reference, "available_range", None)
    if around is None:
        return Fraction(0)
    first = seconds_of(around.start_time) - (seconds_of(available.start_time) if available else 0)
    return max(Fraction(0), first)


def seconds_of(time: Any) -> Fraction:
    rate = parse_rate(f"{time.rate:.3f}".rstrip("0").rstrip(".")) if time.rate > 0 else FIRST_RATE
    return Fraction(time.value).limit_denominator(10**6) / rate


def file_of(reference: Any, folder: Path) -> Path | None:
    """The file of a reference in a document of a folder; None for one that is elsewhere. Nothing is fetched."""
    import opentimelineio as otio

    if isinstance(reference, otio.schema.ImageSequenceReference):
        url = reference.target_url_for_image_number(0)
    elif isinstance(reference, otio.schema.ExternalReference):
        url = reference.target_url
    else:
        return None
    parts = urlparse(url)
    if parts.scheme == "file":
        return Path(url2pathname(parts.path))
    if parts.scheme and len(parts.scheme) > 1:  # One letter is a drive.
        return None
    return folder / unquote(url)


def touching(items: Collection[Item]) -> tuple[Item, ...]:
    """The items with those transitions that there is room for."""
    found: list[Item] = []
    for item in items:
        lead, before = item.lead, found[-1] if found else None
        taken = before.lead.after if before and before.lead else 0
        fits = lead and before and lead.after <= item.length and lead.before + taken <= before.length
        found.append(item if fits or not lead else replace(item, lead=None))
    return tuple(found)


def named(tracks: list[Track]) -> tuple[Track, ...]:
    """Tracks with names and ids that no two share."""
    names: set[str] = set()
    ids: set[str] = set()
    found: list[Track] = []
    for track in tracks:
        numbered = (track.name if number == 1 else f"{track.name} {number}" for number in range(1, len(tracks) + 2))
        name = next(one for one in numbered if one not in names)
        found.append(replace(track, name=name, id=new_id() if track.id in ids else track.id))
        names.add(name)
        ids.add(found[-1].id)
    return tuple(found)
