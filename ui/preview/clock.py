"""The clock behind the playhead: steady, read in whole frames, and without any drift."""

from __future__ import annotations

from fractions import Fraction
from time import monotonic_ns

_SECOND = 10**9
_SHORTEST = 8
"""Milliseconds between two frames at the least: no screen shows more."""


class Clock:
    """Stands on a frame, or runs from one since a moment."""

    def __init__(self) -> None:
        self.base = 0
        """The frame where it stands, or ran from."""
        self._begun: int | None = None
        """When that frame began, in nanoseconds."""

    @property
    def runs(self) -> bool:
        return self._begun is not None

    def begin(self, frame: int) -> None:
        """Run from this frame, now."""
        self.base, self._begun = frame, monotonic_ns()

    def stand(self) -> bool:
        """Run no more; whether it did."""
        ran, self._begun = self.runs, None
        return ran

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return 0.0 if self._begun is None else (monotonic_ns() - self._begun) / _SECOND

    def elapsed(self, rate: Fraction) -> int:
        """Whole frames that were due since it began, at so many a second."""
        assert self._begun is not None
        return (monotonic_ns() - self._begun) * rate.numerator // (rate.denominator * _SECOND)

    def next(self, rate: Fraction) -> int:
        """In how many milliseconds the next frame is due, as far as screens can show it."""
        assert self._begun is not None
        due = self._begun + -(-(self.elapsed(rate) + 1) * rate.denominator * _SECOND // rate.numerator)
        return max(_SHORTEST, -(-(due - monotonic_ns()) // 10**6))
