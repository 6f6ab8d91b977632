"""Sources without files: pictures that tell their number by their colours, and a sound that swells and fades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from soraapp.media.audio.sound import Audio, Samples, length
from soraapp.media.clip import Clip, Frames, Image, Size, seconds
from soraapp.project.timeline.timeline import FileSource, Source
from ui.node_state import NodeState, Phase

SMALL = Size(160, 90)


@dataclass(frozen=True)
class Hills:
    """A ball that flies over hills."""

    hue: int
    rate: Fraction = Fraction(24)
    count: int = 96
    size: Size = SMALL

    def frames(self, start: int, stop: int) -> Frames:
        """Frames of shape (stop - start, height, width, 3)."""
        width, height = self.size
        found = np.empty((stop - start, height, width, 3), np.uint8)
        y, x = np.mgrid[0:height, 0:width]
        sky = np.array([(90 + 37 * self.hue) % 160 + 60, (60 + 53 * self.hue) % 120 + 90, (200 + 71 * self.hue) % 256])
        found[:] = sky
        hill = y > height * 0.66 + 8 * np.sin(x / 19 + self.hue)
        for number in range(start, stop):
            picture = found[number - start]
            picture[hill] = (70, 130 + 8 * self.hue % 60, 70)
            across = width * ((number % 96) / 96)
            down = height * (0.45 - 0.3 * abs(np.sin(number / 7)))
            picture[(x - across) ** 2 + (y - down) ** 2 < 130] = (220, 40, 40)
        return found


@dataclass(frozen=True)
class Waves:
    """A sound that swells and fades each second."""

    count: int = 48000 * 12
    rate: int = 48000
    channels: int = 2

    def samples(self, start: int, stop: int) -> Samples:
        """Samples of shape (stop - start, 2)."""
        at = np.arange(start, stop) / self.rate
        tone = np.sin(at * 2 * np.pi * 90) * (0.15 + 0.75 * np.abs(np.sin(at * 2.2)) * np.abs(np.sin(at * 0.4)))
        return np.repeat(tone[:, None], self.channels, axis=1).astype(np.float32)


@dataclass
class Stock:
    """Footage at hand, by the name of the file without its ending; what is not here is missing."""

    media: Mapping[str, Clip | Image | Audio] = field(default_factory=dict[str, Clip | Image | Audio])
    states: Mapping[str, NodeState] = field(default_factory=dict[str, NodeState])

    def clip_of(self, source: Source) -> Clip | Image | Audio | None:
        return self.media.get(_name(source))

    def made_of(self, source: Source) -> Clip | Image | Audio | None:
        return self.clip_of(source)

    def state_of(self, source: Source) -> NodeState:
        there = NodeState(Phase.DONE if _name(source) in self.media else Phase.MISSING)
        return self.states.get(_name(source), there)

    def length_of(self, source: Source) -> Fraction | None:
        media = self.clip_of(source)
        if isinstance(media, Audio):
            return length(media)
        return seconds(media) if isinstance(media, Clip) else None


def _name(source: Source) -> str:
    return source.path.stem if isinstance(source, FileSource) else ""
