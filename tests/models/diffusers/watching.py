"""A watch that notes what it is told, and may stop the work."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from soraapp.errors import Cancelled
from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames
from soraapp.models.base import State


class Watching:
    """Looks at every preview; `stop` is the number of the check that stops the work."""

    economy = 0

    def __init__(self, stop: int | None = None) -> None:
        self.steps: list[tuple[int, int]] = []
        self.previews: list[Frames] = []
        self.heard: tuple[Samples, int] | None = None
        self.checks = 0
        self.blocks = (0, 0)
        self._stop = stop

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        self.steps.append((done, total))
        self.previews.append(np.asarray(preview()))

    def check(self) -> None:
        self.checks += 1
        if self._stop is not None and self.checks >= self._stop:
            raise Cancelled

    def keep(self, done: int, state: Callable[[], State]) -> None:
        pass

    def kept(self) -> tuple[int, State]:
        return 0, {}

    def sound(self, samples: Samples, rate: int) -> None:
        self.heard = samples, rate

    def computed(self, done: int, whole: int) -> None:
        self.blocks = (self.blocks[0] + done, self.blocks[1] + whole)
