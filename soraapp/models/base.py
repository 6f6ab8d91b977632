"""What the rest of the program knows of a model: its capabilities, and that it turns a Request into frames."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from numpy.typing import NDArray

from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames, Size
from soraapp.models.request import Request


@dataclass(frozen=True)
class Economy:
    """A way to make a clip with less memory."""

    name: str
    """A few words for people, such as ``decode one by one``."""
    exact: bool = True
    """Whether the frames have the same bits as without it."""


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
    sources: bool = False
    """Whether a clip can start from media instead of noise."""
    masks: bool = False
    """Whether a mask may say where in the picture media are kept."""
    performs: bool = False
    """Whether it moves a character as an actor does, and makes nothing else."""
    sound: bool = False
    """Whether it makes a sound with its clips."""
    steers: bool = False
    """Whether the camera and a player can be steered."""
    needs_first: bool = False
    """Whether it makes nothing without a picture or a clip that is kept whole at the first frame."""
    needs_last: bool = False
    """Whether it makes nothing without one that is kept whole at the last frame, too."""
    keeping_count: int | None = None
    """The most frames of a clip in which anything may be kept: a longer one keeps only a picture all over and exactly
    at its first frame, and with that another one at its last where it keeps media anywhere. None where that is all one.
    """
    at_once: int = 0
    """The most frames that are made together, where longer clips are made by windows; 0 where that is not told."""
    goes_on: bool = False
    """Whether a longer one may keep a clip at its first frame as well, when it keeps nothing else."""
    finest: int = 1
    """The greatest `Request.detail` of an image; clips are made at 1."""
    economies: tuple[Economy, ...] = ()
    """What the model can do to need less memory, in the order in which it is tried when memory runs out."""
    note: str = ""
    """A sentence or two for people who choose the model: what it is for, and what it does not do. May be empty."""
    token_limit: int = 0
    """How many tokens of a prompt are read; 0 where that is not known."""
    count_tokens: Callable[[str], int] | None = field(default=None, compare=False, repr=False)
    """Counts the tokens of a text. Loads no weights; slow the first time."""
    expand: Callable[[str, int], str] | None = field(default=None, compare=False, repr=False)
    """Makes a detailed prompt out of a short one, in the language of that; the number is a seed. Loads no weights."""

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


State = Mapping[str, NDArray[Any]]
"""What a model needs to go on with a clip: arrays by name."""


class Watch(Protocol):
    """How a model tells what it does while it works, and learns that it should stop."""

    @property
    def economy(self) -> int:
        """How many of the model's economies to use, from the first on: above 0 when memory ran out without them, and
        then what the device keeps in reserve should be freed first."""
        ...

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        """One denoising step of `total` is done. `preview` makes the whole clip as it stands now, small and cheap;
        it is called only when somebody looks, on the calling thread, before `step` returns."""
        ...

    def check(self) -> None:
        """Raises Cancelled when the work should stop. Cheap enough to be called from every block of a network."""
        ...

    def keep(self, done: int, state: Callable[[], State]) -> None:
        """The first `done` frames of the clip were given. `state` makes all that is needed to go on after them, with
        the same bits as if the work had never been broken off; it may be asked for before `keep` returns."""
        ...

    def kept(self) -> tuple[int, State]:
        """Where earlier work on the same request was broken off: how many frames were given, and the state that was
        kept then. (0, {}) for new work. The model gives the frames after those."""
        ...

    def sound(self, samples: Samples, rate: int) -> None:
        """What is heard with the whole clip, from its first frame on: samples of shape (samples, channels), `rate` of
        them a second. Told before the last frames are given, also when earlier work goes on; the last one counts."""
        ...

    def computed(self, done: int, whole: int) -> None:
        """With a step cache: so many blocks of networks were computed, of the `whole` that are without it. Told of one
        part of the clip after the other; the sums count."""
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
