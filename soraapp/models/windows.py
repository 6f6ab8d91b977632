"""Long clips as overlapping windows: each window sees the end of the one made before it and goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """A stretch start <= i < stop of latent frames that is made in one go."""

    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.stop))


def plan(length: int, longest: int, overlap: int, *, backward: bool = False) -> tuple[Window, ...]:
    """The windows of `length` latent frames, in the order in which they are made.

    No window is longer than `longest`; all are exactly that long when `length` allows. Each window shares at least
    `overlap` frames with the one made before it and adds at least one. `backward` makes the end first, for clips whose
    end is known and whose beginning is not. Raises ValueError unless 0 <= overlap < longest and length >= 1.
    """
    if length < 1 or not 0 <= overlap < longest:
        raise ValueError(f"no windows of {longest} with overlap {overlap} for {length} frames")
    windows = [Window(0, min(longest, length))]
    while windows[-1].stop < length:
        stop = min(windows[-1].stop - overlap + longest, length)
        windows.append(Window(stop - longest, stop))
    if backward:
        windows = [Window(length - window.stop, length - window.start) for window in windows]
    return tuple(windows)
