"""A part of the picture that a model paints while the rest is kept, over the whole of a clip."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from soraapp.media.clip import Clip, Size
from soraapp.media.ops import Trim
from soraapp.media.ops.meeting import Correction, corrected
from soraapp.media.ops.painting import Painted, Spared
from soraapp.models.base import Capabilities
from soraapp.models.gap import Gap
from soraapp.models.request import Keep

_COMPARED = 9
"""Over how many frames, from the first on, colours are compared."""


@dataclass(frozen=True)
class Region:
    """What is painted of a clip: where `mask`, of its size, rate and length, is bright."""

    limits: Capabilities
    clip: Clip
    mask: Clip
    reach: float = 0.0
    """How far beyond the mask the model may paint, so that it has the room which the mask leaves nearly, as a share of
    the shorter side of the picture. What it paints there is not seen."""

    @cached_property
    def gap(self) -> Gap:
        """The clip's own time."""
        return Gap.of(self.limits, self.clip.size, self.clip.rate, self.clip.count)

    @property
    def model_size(self) -> Size:
        return self.gap.model_size

    @property
    def count(self) -> int:
        """Frames that the model is asked for."""
        return self.gap.count

    @property
    def shown(self) -> Clip:
        """The clip as the model is shown it."""
        return self.gap.source(self.clip)

    @property
    def spared(self) -> Clip:
        """Where the model keeps the clip, at its own size and rate: bright."""
        return Spared(self.gap.source(self.mask), round(self.reach * min(self.model_size)))

    @property
    def keep(self) -> Keep:
        return Keep(self.shown, mask=self.spared)

    def filled(self, made: Clip) -> Clip:
        """The clip with what the model made inside the mask; outside it is the same bit for bit. What was made is
        brought to the clip's colours by what the model shows of the kept part."""
        compared = min(_COMPARED, made.count)
        shown, true, where = (Trim(one, 0, compared) for one in (made, self.shown, self.spared))
        correction = Correction.between(shown, true, where)
        return Painted(self.clip, self.gap.filled(corrected(made, correction, correction)), self.mask)
