"""What the tests of models ask for, and watch with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import numpy as np

from soraapp.errors import Cancelled
from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames, Size
from soraapp.models.base import Capabilities, State
from soraapp.models.request import Cue, Request

TINY = Capabilities(
    name="tiny",
    title="Tiny",
    fingerprint="0",
    native_size=Size(32, 32),
    size_multiple=16,
    smallest=Size(16, 16),
    largest=Size(64, 48),
    rate=Fraction(8),
    count_step=4,
    largest_count=81,
    keeps_anywhere=True,
    negative=True,
    steps=2,
    guidance=2.0,
    prompt_limit=100,
    sources=True,
    masks=True,
    steers=True,
    finest=4,
)


def ask(prompt: str = "a red ball", **changes: object) -> Request:
    """A small legal request to TINY, with some fields changed."""
    plain: dict[str, object] = {
        "model": TINY.identity,
        "cues": (Cue(prompt),),
        "size": Size(32, 16),
        "count": 9,
        "rate": Fraction(8),
        "seed": 7,
        "steps": 2,
        "guidance": 2.0,
    }
    return Request(**(plain | changes))  # type: ignore[arg-type]


def joined(parts: Iterable[Frames]) -> Frames:
    return np.concatenate(list(parts))


class Onlooker:
    """A watch that notes every step and looks at previews; it cancels at the check with number `patience`.

    `past` is what an earlier watch noted in its `states`.
    """

    def __init__(
        self,
        *,
        look: bool = False,
        patience: int | None = None,
        past: tuple[int, State] | None = None,
        economy: int = 0,
    ) -> None:
        self.states: list[tuple[int, State]] = []
        self.heard: tuple[Samples, int] | None = None
        self._past = past or (0, {})
        self.steps: list[tuple[int, int]] = []
        self.previews: list[Frames] = []
        self.checks = 0
        self._look = look
        self._patience = patience
        self.economy = economy

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        self.steps.append((done, total))
        if self._look:
            self.previews.append(preview())

    def keep(self, done: int, state: Callable[[], State]) -> None:
        self.states.append((done, state()))

    def kept(self) -> tuple[int, State]:
        return self._past

    def sound(self, samples: Samples, rate: int) -> None:
        self.heard = samples, rate

    def computed(self, done: int, whole: int) -> None: ...

    def check(self) -> None:
        self.checks += 1
        if self._patience is not None and self.checks > self._patience:
            raise Cancelled
