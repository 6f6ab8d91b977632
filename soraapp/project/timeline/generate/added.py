"""Nodes that make new frames beside clips and between them, and what a timeline shows of these."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from soraapp.errors import GraphError
from soraapp.nodekit import Value
from soraapp.project.graph import Port
from soraapp.project.timeline.generate.drawing import Drawing, bounds
from soraapp.project.timeline.generate.origin import model
from soraapp.project.timeline.timeline import NodeSource

CONNECT, EXTEND = "extend.connect", "extend.extend"
ADDED = "added"
"""The output of both that gives the new frames alone, which last as long as was asked for."""


class Added(NamedTuple):
    """What an item is to show."""

    source: NodeSource
    offset: Fraction
    """The earliest moment that is seen, in seconds."""
    speed: Fraction


def bridge(drawing: Drawing, id: str, first: Port, second: Port, seconds: Fraction) -> Added:  # noqa: A002
    """So many seconds that lead from one clip to another: by a new Connect node, of the id `id`. All that it makes is
    seen, faster where it makes no less. Raises GraphError when they are too many."""
    made = _asked(drawing, CONNECT, seconds, None)
    values: dict[str, Value] = {"seconds": float(made), **model(drawing, first)}
    drawing.add(CONNECT, values, {"first": first, "second": second}, id=id)
    return Added(NodeSource(Port(id, ADDED)), Fraction(0), made / seconds)


def extension(
    drawing: Drawing,
    id: str,  # noqa: A002
    clip: Port,
    seconds: Fraction,
    *,
    forward: bool,
    rate: Fraction | None = None,
) -> Added:
    """So many seconds after a clip, or before it: by a new Extend node, of the id `id`. What it makes beyond is on the
    far side, and not seen. `rate` is that of the clip, where it is known. Raises GraphError when they are too many."""
    made = _asked(drawing, EXTEND, seconds, rate)
    values: dict[str, Value] = {
        "seconds": float(made),
        **({} if forward else {"direction": "backward"}),
        **model(drawing, clip),
    }
    drawing.add(EXTEND, values, {"clip": clip}, id=id)
    return Added(NodeSource(Port(id, ADDED)), Fraction(0) if forward else made - seconds, Fraction(1))


def _asked(drawing: Drawing, kind: str, seconds: Fraction, rate: Fraction | None) -> Fraction:
    """What a node is asked for to have so many seconds: whole frames, and no less than it makes."""
    least, most = bounds(drawing.kinds[kind], "seconds")
    made = max(Fraction(least), ceil(seconds * rate) / rate if rate else seconds)
    if made > most:
        raise GraphError(
            "{seconds} s are more than a model makes at once.",
            remedy="Fill at most {most} s.",
            seconds=f"{float(seconds):.5g}",
            most=f"{most:g}",
        )
    return made
