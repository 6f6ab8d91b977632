"""Words about frames and times on the timeline."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from soraapp.media.time import timecode
from soraapp.project.timeline.timeline import Timeline


def tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


def way(frames: int, rate: Fraction) -> str:
    """How far something went, such as ``+00:00:01:12``."""
    return f"{'-' if frames < 0 else '+'}{timecode(abs(frames), rate)}"


def span(frames: int, timeline: Timeline) -> str:
    """How long something is."""
    return timecode(frames, timeline.rate)
