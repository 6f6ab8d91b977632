"""Kept media and sources as groups of four frames on nano's grid, ready for the compression network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Clip, Image, Pixels
from soraapp.models.keep_limits import kept_span
from soraapp.models.nano.grid import Grid
from soraapp.models.nano.shape import frames_of, group_count, group_of
from soraapp.models.nano.world.palette import Indices
from soraapp.models.request import Keep, Request, Source

Value = TypeVar("Value", np.uint8, np.bool_)


@dataclass(frozen=True)
class KeptGroup:
    """What one latent frame must show."""

    frames: Indices
    """(4, height, width) of the grid."""
    strength: float
    cells: NDArray[np.bool_] | None = None
    """Where, (rows, columns) of latent cells; everywhere without it."""


def kept_groups(request: Request, grid: Grid) -> dict[int, KeptGroup]:
    """The groups of the result, by number, that kept media fill; where two media meet, the later in the list wins.

    A group that media fill only in part is completed with their nearest frame, so that everything kept is seen.
    """
    groups: dict[int, KeptGroup] = {}
    for keep in request.keeps:
        if keep.strength > 0:
            span = kept_span(keep, request)
            for group in range(group_of(span.start), group_of(span.stop - 1) + 1):
                groups[group] = _kept(keep, request.rate, grid, span, group)
    return groups


def source_groups(source: Source, request: Request, grid: Grid) -> list[Indices]:
    """The frames (4, height, width) of every group of the result; a short source rests on its last frame."""
    span = range(request.count)
    return [
        _pictures(source.media, request.rate, span, group, grid.read) for group in range(group_count(request.count))
    ]


def _kept(keep: Keep, rate: Fraction, grid: Grid, span: range, group: int) -> KeptGroup:
    cells = None
    if keep.mask is not None:
        cells = np.logical_and.reduce(_pictures(keep.mask, rate, span, group, grid.covered))
    return KeptGroup(_pictures(keep.media, rate, span, group, grid.read), keep.strength, cells)


def _pictures(
    media: Image | Clip, rate: Fraction, span: range, group: int, read: Callable[[Pixels], NDArray[Value]]
) -> NDArray[Value]:
    """What `read` makes of the media at the four moments of a group, stacked; they begin with the first of `span`."""
    places = [min(max(frame, span.start), span.stop - 1) - span.start for frame in frames_of(group)]
    if not isinstance(media, Clip):
        return np.repeat(read(media.pixels())[None], len(places), axis=0)
    sources = [min(int(place * media.rate / rate), media.count - 1) for place in places]
    pictures = {source: read(media.frames(source, source + 1)[0]) for source in set(sources)}
    return np.stack([pictures[source] for source in sources])
