"""What a timeline view has to know of the sources of items."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from soraapp.media.audio.sound import Audio
from soraapp.media.clip import Clip, Image
from soraapp.project.timeline.timeline import Source
from ui.node_state import NodeState


class Footage(Protocol):
    """Gives what sources show now. The film in the preview is one."""

    def clip_of(self, source: Source) -> Clip | Image | Audio | None:
        """What there is to see or hear of it now; None while there is nothing."""
        ...

    def made_of(self, source: Source) -> Clip | Image | Audio | None:
        """The same, but not of what is still being made: for its size, its rate and its length."""
        ...

    def state_of(self, source: Source) -> NodeState: ...

    def length_of(self, source: Source) -> Fraction | None:
        """Its seconds; None where it has no end, or it is not known."""
        ...
