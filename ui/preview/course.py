"""The way of the playhead through a clip: which part, in which direction, how fast, and whether round and round."""

from __future__ import annotations

from dataclasses import dataclass, replace

FASTEST = 8
"""Times the speed of the clip."""


@dataclass(frozen=True)
class Course:
    """The frames start <= i < stop, of which there is at least one."""

    start: int
    stop: int
    loop: bool = True
    pace: int = 1
    """Times the speed of the clip; negative numbers go backward."""

    @property
    def count(self) -> int:
        return self.stop - self.start

    @property
    def first(self) -> int:
        """The frame where it begins."""
        return self.start if self.pace > 0 else self.stop - 1

    @property
    def last(self) -> int:
        return self.stop - 1 if self.pace > 0 else self.start

    @property
    def way(self) -> int:
        """1 forward, -1 backward."""
        return 1 if self.pace > 0 else -1

    def holds(self, frame: int) -> bool:
        return self.start <= frame < self.stop

    def after(self, frame: int, steps: int) -> int | None:
        """The frame so many steps behind one that it holds, or before it when negative; None beyond an end where it
        does not go round."""
        there = frame + self.way * steps
        if self.holds(there):
            return there
        return self.start + (there - self.start) % self.count if self.loop else None

    def between(self, earlier: int, later: int) -> int:
        """How many steps lead from one frame that it holds to another."""
        return self.way * (later - earlier) % self.count

    def ahead(self, frame: int, most: int) -> list[int]:
        """The frames that it comes to from one on, with that one, at most so many; each once."""
        found = [self.after(frame, steps) for steps in range(min(most, self.count))]
        return [one for one in found if one is not None]

    def over(self, count: int, before: int | None) -> Course:
        """The same in a clip of so many frames: of one that comes in place of another, with `before` frames, the part
        that was marked, as far as it goes; else all of it."""
        if before is None or self.count == before or self.start >= count:
            return replace(self, start=0, stop=count)
        return replace(self, stop=min(self.stop, count))

    def faster(self, way: int) -> Course:
        """Twice as fast where it goes this way already, else in the clip's own speed."""
        pace = self.pace * 2 if self.way == way else way
        return replace(self, pace=max(-FASTEST, min(FASTEST, pace)))
