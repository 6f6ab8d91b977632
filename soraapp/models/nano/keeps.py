"""Kept media as groups of four frames of the result's size, ready for the compression network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soraapp.media.clip import Clip, Frames
from soraapp.media.fit import fit_pixels
from soraapp.models.limits import kept_span
from soraapp.models.nano.shape import frames_of, group_of
from soraapp.models.request import Keep, Request


@dataclass(frozen=True)
class KeptGroup:
    """What one latent frame must show."""

    frames: Frames
    """(4, height, width, 3)"""
    strength: float


def kept_groups(request: Request) -> dict[int, KeptGroup]:
    """The groups of the result, by number, that kept media fill; where two media meet, the later in the list wins.

    A group that media fill only in part is completed with their nearest frame, so that everything kept is seen.
    """
    groups: dict[int, KeptGroup] = {}
    for keep in request.keeps:
        if keep.strength > 0:
            span = kept_span(keep, request)
            for group in range(group_of(span.start), group_of(span.stop - 1) + 1):
                groups[group] = KeptGroup(_group_frames(keep, request, span, group), keep.strength)
    return groups


def _group_frames(keep: Keep, request: Request, span: range, group: int) -> Frames:
    places = [min(max(frame, span.start), span.stop - 1) - span.start for frame in frames_of(group)]
    if not isinstance(keep.media, Clip):
        return np.repeat(fit_pixels(keep.media.pixels(), request.size)[None], len(places), axis=0)
    last = keep.media.count - 1
    sources = [min(int(place * keep.media.rate / request.rate), last) for place in places]
    pictures = {source: fit_pixels(keep.media.frames(source, source + 1)[0], request.size) for source in set(sources)}
    return np.stack([pictures[source] for source in sources])
