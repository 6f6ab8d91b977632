"""What the rest of the program knows of a model: its capabilities, and that it turns a Request into frames."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from soraapp.media.clip import Frames, Size
from soraapp.models.request import Request


@dataclass(frozen=True)
class Capabilities:
    """What a model can do. Read without loading weights; inspector ranges, checks and the reference derive from it."""

    name: str
    """The short name by which projects refer to the model, such as ``nano``."""
    title: str
    fingerprint: str
    """Changes whenever the weights or the code that turns a request into frames do."""
    native_size: Size
    """The size it was trained at."""
    size_multiple: int
    smallest: Size
    largest: Size
    rate: Fraction
    """The frame rate at which the model makes clips."""
    count_step: int
    """Legal frame counts are ``count_step * k + 1``."""
    largest_count: int
    """The most frames of one request (longer than the model's window is done by overlapping windows)."""
    keeps_anywhere: bool
    """Whether media can be kept at any frame; else only at the first."""
    negative: bool
    steps: int
    """The number of denoising steps unless a person asks for another."""
    guidance: float
    prompt_limit: int
    """The longest prompt that is read, in characters (a rough guide: models count tokens)."""
    note: str = ""
    """A sentence or two for people who choose the model: what it is for, and what it does not do. May be empty."""

    @property
    def identity(self) -> str:
        """What `Request.model` holds: the name and the fingerprint."""
        return f"{self.name}@{self.fingerprint}"

    def legal_count(self, wish: int) -> int:
        """The least legal frame count that is at least `wish` (results are then trimmed to the wish)."""
        steps = -(-(max(wish, 1) - 1) // self.count_step)
        return steps * self.count_step + 1

    def nearest_size(self, wish: Size) -> Size:
        """A legal size near to `wish`; one that is too large or too small keeps its proportions where that can be."""
        sides = [max(side, 1) for side in wish]
        shrunk = min(most / side for side, most in zip(sides, self.largest, strict=True))
        grown = max(least / side for side, least in zip(sides, self.smallest, strict=True))
        scale = shrunk if shrunk < 1 else max(1, grown)
        multiple = self.size_multiple

        def nearest(side: int, least: int, most: int) -> int:
            return min(max(math.floor(side * scale / multiple + 0.5) * multiple, least), most)

        return Size(*map(nearest, sides, self.smallest, self.largest))


class Watch(Protocol):
    """How a model tells what it does while it works, and learns that it should stop."""

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        """One denoising step of `total` is done. `preview` makes the whole clip as it stands now, small and cheap;
        it is called only when somebody looks, on the calling thread, before `step` returns."""
        ...

    def check(self) -> None:
        """Raises Cancelled when the work should stop. Cheap enough to be called from every block of a network."""
        ...


class Model(Protocol):
    """Anything that turns a Request into frames."""

    @property
    def capabilities(self) -> Capabilities: ...

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        """The frames of the request in order, window by window: together exactly `request.count` frames of
        `request.size`. The same request gives the same bits. Raises ModelError for what the model cannot do, and
        passes on the Cancelled of `watch.check`."""
        ...
