"""How a view is pulled along while something is dragged at its border."""

from __future__ import annotations

BORDER = 28.0
"""Pixels from the edge within which a view begins to move."""
FASTEST = 24.0
"""Pixels a tick at which it moves when the pointer is at the edge or beyond."""
TICK = 16
"""Milliseconds."""


def pull(before: float, behind: float, border: float = BORDER) -> float:
    """The pull of two opposite borders on a point that is so far from each, in pixels a tick; above 0 the view moves to
    show what lies before it."""
    if before < border:
        return FASTEST * min(1.0, (border - before) / border) ** 2
    return -FASTEST * min(1.0, (border - behind) / border) ** 2 if behind < border else 0.0
