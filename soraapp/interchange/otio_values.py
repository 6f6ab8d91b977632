"""Values of OpenTimelineIO documents as ours."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from soraapp.interchange.facts import NAME
from soraapp.media.ops.transition import TransitionStyle
from soraapp.media.time import frame_at, parse_rate
from soraapp.project.timeline.timeline import FIRST_RATE, Lead


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
