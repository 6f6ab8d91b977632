"""Light nodes: arithmetic that leaves a trace of every call, media, and ways to go wrong."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np

from soraapp.errors import MediaError
from soraapp.media.clip import Clip, Frames, Image, Size
from soraapp.media.image import open_image
from soraapp.media.ops import Concatenate, Trim
from soraapp.nodekit import Choice, File, Prompt, Slider, node

Number = Annotated[float, Slider(-1e9, 1e9)]


@node("plain.number", version=1)
def number(value: Number = 0.0) -> float:
    """A number."""
    return value


@node("plain.add", version=1)
def add(number: float, amount: Number = 1.0, trace: Annotated[str, Prompt()] = "") -> float:
    """A number and an amount. Notes the call in the file `trace`."""
    if trace:
        with Path(trace).open("a", encoding="utf-8") as file:
            file.write(f"{number:g}+{amount:g}\n")
    return number + amount


@node("plain.sum", version=1)
def total(numbers: tuple[float, ...]) -> float:
    """All numbers together."""
    return sum(numbers)


class Halves(NamedTuple):
    whole: float
    rest: float


@node("plain.split", version=1)
def split(number: float) -> Halves:
    """The whole part and the rest."""
    return Halves(number // 1, number % 1)


class Case(Enum):
    UPPER = "upper"
    LOWER = "lower"


@node("plain.words", version=1)
def words(text: Annotated[str, Prompt()] = "", case: Annotated[Case, Choice()] = Case.LOWER) -> str:
    """Text in upper or lower case."""
    return text.upper() if case is Case.UPPER else text.lower()


@node("plain.note", version=1)
def note(text: Annotated[str, Prompt()] = "") -> str:
    """Text as it is."""
    return text


@node("plain.picture", version=1)
def picture(file: Annotated[Path, File("image")]) -> Image:
    """A picture from a file."""
    return open_image(file)


@dataclass(frozen=True)
class Ramp:
    """Frames that grow brighter one by one, made slowly if wished."""

    size: Size
    rate: Fraction
    count: int
    pause: float = 0.0

    def frames(self, start: int, stop: int) -> Frames:
        time.sleep(self.pause * (stop - start))
        levels = np.arange(start, stop, dtype=np.uint8)[:, None, None, None]
        return np.broadcast_to(levels, (stop - start, self.size.height, self.size.width, 3)).copy()


@node("plain.ramp", version=1)
def ramp(
    count: Annotated[int, Slider(1, 10000)] = 8,
    pause: Annotated[float, Slider(0, 10)] = 0.0,
    side: Annotated[int, Slider(1, 4096)] = 32,
) -> Clip:
    """A clip of a brightening grey."""
    return Ramp(Size(side, side), Fraction(12), count, pause)


@node("plain.cut", version=1)
def cut(clip: Clip, end: Annotated[int, Slider(1, 10000)] = 10000) -> Clip:
    """The beginning of a clip."""
    return Trim(clip, 0, min(end, clip.count))


@node("plain.join", version=1)
def join(clips: tuple[Clip, ...]) -> Clip:
    """Clips one after the other."""
    return Concatenate(clips)


@node("plain.raises", version=1)
def raises(number: float) -> float:
    """A node with a mistake."""
    return number / 0


@node("plain.refuses", version=1)
def refuses(number: float) -> float:
    """A node that says what is wrong."""
    raise MediaError("The number {number} cannot be used.", number=number)


@node("plain.starves", version=1)
def starves(number: float) -> float:
    """A node that runs out of memory."""
    raise MemoryError


@node("plain.fills", version=1)
def fills(number: float) -> float:
    """A node that finds the disk full."""
    raise OSError(28, "No space left on device")


@node("plain.dies", version=1)
def dies(number: float, by: Annotated[str, Prompt()] = "exit") -> float:
    """A node that takes the process with it."""
    if by == "exit":
        os._exit(3)
    os.kill(os.getpid(), signal.SIGKILL)
    return number


@node("plain.mortal", version=1)
def mortal(
    number: float,
    times: Annotated[int, Slider(0, 100)] = 1,
    trace: Annotated[str, Prompt()] = "",
) -> float:
    """A node that takes the process with it so many times. Notes each call in the file `trace`."""
    with Path(trace).open("a+", encoding="utf-8") as file:
        file.write("called\n")
        file.seek(0)
        calls = len(file.readlines())
    if calls <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@node("plain.holds", version=1)
def holds(
    number: float,
    seconds: Annotated[float, Slider(0, 600)] = 3.0,
    trace: Annotated[str, Prompt()] = "",
) -> float:
    """A node that hangs in code outside Python, as a faulty driver does: no other thread gets a turn. With a file
    `trace` it does so only the first time."""
    if trace and Path(trace).exists():
        return number
    if trace:
        Path(trace).touch()
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ctypes.PyDLL(None).usleep(int(left * 1e6))
    return number


@node("plain.ponders", version=1)
def ponders(number: float, seconds: Annotated[float, Slider(0, 600)] = 3.0) -> float:
    """A node that computes slowly in Python."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number = -number
    return abs(number)


@node("plain.sleeps", version=1)
def sleeps(number: float, seconds: Annotated[float, Slider(0, 600)] = 60.0) -> float:
    """A slow node that does not listen."""
    time.sleep(seconds)
    return number


@node("plain.locked", version=1)
def locked(number: float) -> Clip:
    """A node whose result cannot leave the process."""
    return Locked(threading.Lock(), Size(8, 8), Fraction(12), int(number) or 1)  # pyright: ignore[reportReturnType]


@dataclass(frozen=True)
class Locked:
    lock: object
    size: Size
    rate: Fraction
    count: int


@node("plain.process", version=1)
def process() -> float:
    """The id of the process that computes: another one for another process."""
    return float(os.getpid())
